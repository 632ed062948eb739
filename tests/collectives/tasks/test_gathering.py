"""Gatherings in the background: letters, reminders, closing; run twice, nothing happens twice."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from collectives.models import Gathering, Notice, Participant, Program
from collectives.operations.gathering_close import close_gathering
from collectives.operations.gathering_open import CLOSING, LETTERS, REMINDING
from collectives.tasks.gathering import (
    close_due_gathering,
    remind_of_gathering,
    sweep_gatherings,
    write_gathering_letters,
)
from ilc.due import Due, schedule
from ilc.tenancy.scope import program_scope
from tests.make import make_participant
from tests.make_gathering import make_gathering, open_to

LATER = timedelta(days=9)


@pytest.fixture
def gathering(program: Program) -> Gathering:
    """Open since two days ago, and put to 120 people."""
    with program_scope(program.pk):
        people = [Participant(name=f"Leader {number}", email=f"leader{number}@example.org") for number in range(120)]
        Participant.objects.bulk_create(people)
        draft = make_gathering(make_participant("Inès", role="admin"), closes_at=now() + LATER)
        return open_to(draft, list(Participant.objects.filter(user=None)), now=now() - timedelta(days=2))


def kinds(program: Program) -> list[tuple[str, int]]:
    with program_scope(program.pk):
        found = Notice.objects.order_by("kind").values_list("kind", flat=True)
        return sorted({kind: list(found).count(kind) for kind in found}.items())


def is_due(kind: str) -> bool:
    return Due.objects.filter(kind=kind, done_at=None).exists()


def test_everybody_gets_one_letter_however_often_the_bell_rings(program, gathering):
    for _ in range(2):
        write_gathering_letters(program_id=program.pk, key=f"{gathering.pk}:asked")

    assert kinds(program) == [("gathering_asked", 120)]
    assert not is_due(LETTERS)


def test_a_letter_that_was_not_written_before_closing_is_not_written(program, gathering):
    with program_scope(program.pk):
        close_gathering(gathering, by=None, now=now())

    write_gathering_letters(program_id=program.pk, key=f"{gathering.pk}:asked")

    assert (kinds(program), is_due(LETTERS)) == ([], False)


def test_the_reminder_goes_out_by_itself_to_those_who_have_not_answered(program, gathering):
    with program_scope(program.pk):
        gathering.asked.filter(participant__name__endswith="7").update(answered=True)
        schedule(REMINDING, str(gathering.pk), due_at=now())

    for _ in range(2):
        remind_of_gathering(program_id=program.pk, gathering_pk=str(gathering.pk))
        for due in Due.objects.filter(kind=LETTERS, done_at=None).exclude(key__endswith="asked"):
            write_gathering_letters(program_id=program.pk, key=due.key)

    assert kinds(program) == [("gathering_reminder", 108)]


def test_it_closes_by_itself_when_its_time_is_over(program, gathering):
    close_due_gathering(program_id=program.pk, gathering_pk=str(gathering.pk))
    with program_scope(program.pk):
        early = Gathering.objects.get().state
        Gathering.objects.update(closes_at=now() - timedelta(minutes=1))
        schedule(CLOSING, str(gathering.pk), due_at=now() - timedelta(minutes=1))

    for _ in range(2):
        close_due_gathering(program_id=program.pk, gathering_pk=str(gathering.pk))

    with program_scope(program.pk):
        closed = Gathering.objects.get()
    assert (early, closed.state, closed.closed_by_id) == ("open", "closed", None)
    assert not is_due(CLOSING)


def test_the_sweep_rings_for_what_is_due(program, monkeypatch):
    rung = []
    for task, name in (
        (write_gathering_letters, "letters"),
        (close_due_gathering, "closing"),
        (remind_of_gathering, "reminding"),
    ):
        monkeypatch.setattr(task, "delay", lambda name=name, **arguments: rung.append((name, arguments["program_id"])))
    with program_scope(program.pk):
        for kind in (LETTERS, CLOSING, REMINDING):
            schedule(kind, "one", due_at=now())

    sweep_gatherings()

    assert rung == [("letters", program.pk), ("closing", program.pk), ("reminding", program.pk)]

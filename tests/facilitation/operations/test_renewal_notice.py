"""The people of a collective read that their cycle is closed, and that it is open again."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from collectives.models import Notice, Participant, Program
from facilitation.models import Renewal
from facilitation.operations.renewal import say_staying
from facilitation.operations.renewal_notice import write_renewal_notices
from facilitation.operations.renewal_undo import undo_renewal
from ilc.tenancy.scope import program_scope
from tests.make import make_participant, name_facilitator, seat
from tests.make_renewal import Ending, choose, make_ending, renew


@pytest.fixture
def ending(program: Program) -> Iterator[Ending]:
    with program_scope(program.pk):
        yield make_ending()


def write(renewal: Renewal) -> dict[str, Notice]:
    """By the reader's name."""
    rows = write_renewal_notices(renewal, now=timezone.now())
    return {row.recipient.name: row for row in rows}


def test_each_reads_what_goes_on_what_they_bring_and_who_left_is_thanked(ending: Ending) -> None:
    guest = Participant.objects.create(name="Not invited yet", email="later@example.org")
    seat(ending.collective, guest)
    choose(ending, "priority", "drop")
    say_staying(ending.cycle, participant=ending.colleague, staying="moves", by=ending.colleague, now=timezone.now())
    renewal = renew(ending, why="The talk moved readers.")

    told = write(renewal)

    assert set(told) == {"Amara Okafor", "Zoë Lindqvist"}
    stays, goes = told["Amara Okafor"], told["Zoë Lindqvist"]
    assert stays.subject == "Reading with meaning: 2025–26 is closed"
    for words in ("The talk moved readers.", "2026–27 begins on", "kept: 7; in other words: 0; left behind: 1."):
        assert words in stays.text
        assert words in " ".join(stays.html.split())
    assert "- Share who find the main idea (first by " in stays.text
    assert "Your seat there ends" not in stays.text
    assert "Your seat there ends" in goes.text
    assert "a program admin looks for your seat" in goes.text
    assert "Share who find" not in goes.text
    assert f"/cycles/{ending.cycle.pk}/renewal/" in goes.text


def test_written_twice_it_goes_out_once_and_another_facilitator_is_told(ending: Ending) -> None:
    second = make_participant("Second facilitator")
    name_facilitator(ending.collective, second)
    renewal = renew(ending, None)

    first, again = write(renewal), write(renewal)

    assert {one.pk for one in first.values()} == {one.pk for one in again.values()}
    assert "No other cycle begins for now." in first["Second facilitator"].text


def test_taken_back_everybody_is_told_who_had_left_too(ending: Ending) -> None:
    say_staying(ending.cycle, participant=ending.colleague, staying="leaves", by=ending.colleague, now=timezone.now())
    renewal = renew(ending)
    write(renewal)
    undo_renewal(ending.cycle, by=ending.facilitator, now=timezone.now())
    renewal.refresh_from_db()

    told = write(renewal)

    assert set(told) == {"Amara Okafor", "Zoë Lindqvist"}
    assert told["Zoë Lindqvist"].subject == "Reading with meaning: 2025–26 goes on"
    assert "took back the closing" in told["Zoë Lindqvist"].text
    assert Notice.objects.filter(kind="renewal").count() == 4

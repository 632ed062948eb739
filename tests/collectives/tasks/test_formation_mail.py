"""The mails of a formation, in the background."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from collectives.models import Ballot, Formation, Notice, Offer, Participant, Program, Theme
from collectives.operations.formation_asking import ask_formation, set_answers_by
from collectives.operations.formation_mail import MAIL, REMINDER
from collectives.queries.ballot import people_to_ask
from collectives.tasks import formation_mail as tasks
from collectives.tasks.formation_mail import remind_by_itself, write_formation_mails
from ilc.due import waiting
from ilc.tenancy.scope import program_scope
from tests.make import make_participant
from tests.make_formation import make_formation

DAY = timedelta(days=1)


@pytest.fixture
def asked(program: Program) -> Formation:
    """Asked three days ago; the mails are not written yet."""
    with program_scope(program.pk):
        admin = make_participant("Inès", role="admin")
        for _ in range(5):
            make_participant()
        formation = make_formation(admin, themes=[Theme.objects.create(name="Grading")], state="draft")
        leaders, guides = people_to_ask(formation, Ballot), people_to_ask(formation, Offer)
        ask_formation(formation, leaders=leaders, facilitators=guides, by=admin, now=now() - 3 * DAY)
    return formation


def kinds(formation: Formation) -> list[str]:
    with program_scope(formation.program_id):
        return list(Notice.objects.order_by("kind").values_list("kind", flat=True))


def run(task, formation: Formation) -> None:
    task(program_id=formation.program_id, formation_pk=str(formation.pk))


def test_every_mail_is_written_over_several_batches(asked: Formation, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tasks, "_BATCH", 2)

    run(write_formation_mails, asked)

    assert kinds(asked) == ["ballot"] * 5
    assert list(waiting(MAIL, now=now())) == []


def test_running_again_writes_nothing_twice(asked: Formation):
    run(write_formation_mails, asked)
    run(write_formation_mails, asked)

    assert len(kinds(asked)) == 5


def test_what_is_due_waits_for_the_sweep(asked: Formation):
    assert list(waiting(MAIL, now=now())) == [(asked.program_id, str(asked.pk))]


def test_a_reminder_that_is_due_reaches_those_who_have_not_answered(asked: Formation):
    run(write_formation_mails, asked)
    with program_scope(asked.program_id):
        admin = Participant.objects.get(name="Inès")
        set_answers_by(asked, now() + 3 * DAY, by=admin, now=now() - 2 * DAY)
        Ballot.objects.filter(pk__in=Ballot.objects.values("pk")[:2]).update(answered_at=now())

    before = list(waiting(REMINDER, now=now() + DAY - timedelta(hours=1)))
    with program_scope(asked.program_id):
        set_answers_by(asked, now() + DAY, by=admin, now=now() - 2 * DAY)
    run(remind_by_itself, asked)
    run(write_formation_mails, asked)

    assert before == []
    assert kinds(asked) == ["ballot"] * 5 + ["ballot_reminder"] * 3


def test_when_everybody_has_answered_nobody_is_reminded(asked: Formation):
    with program_scope(asked.program_id):
        admin = Participant.objects.get(name="Inès")
        set_answers_by(asked, now() + DAY, by=admin, now=now() - 2 * DAY)
        Ballot.objects.update(answered_at=now())

    run(remind_by_itself, asked)
    run(write_formation_mails, asked)

    assert kinds(asked) == []
    assert list(waiting(REMINDER, now=now())) == []

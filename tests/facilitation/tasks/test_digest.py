"""The weekly mail as the tasks run it."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from collectives.models import Notice, Program
from collectives.tasks.notice import send_notice
from facilitation.engine.mail_clock import WEEK
from facilitation.models import DigestWeek
from facilitation.operations.commitment import NextStep, make_commitment
from facilitation.operations.digest import DUE_KIND, write_digests
from facilitation.tasks.digest import write_program_digests
from ilc.due import Due, begin_everywhere
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import make_collective, make_participant, make_program, seat


def make_reader_with_something_to_do() -> None:
    collective, person = make_collective(), make_participant("Amara Okafor")
    seat(collective, person)
    day = timezone.localdate() + timedelta(days=3)
    make_commitment(collective, NextStep("Send the sheet", person.pk, day), by=person, now=timezone.now())


def test_the_task_may_run_twice(program: Program, other_program: Program) -> None:
    now = timezone.now()
    with program_scope(program.pk):
        make_reader_with_something_to_do()
    begin_everywhere(DUE_KIND, due_at=now)

    for _ in range(2):
        write_program_digests(program_id=program.pk)

    with program_scope(program.pk):
        looked_at, mails = DigestWeek.objects.count(), Notice.objects.filter(kind="digest").count()
    assert looked_at == mails <= 1  # one on a Monday or a Tuesday
    assert Due.objects.get(kind=DUE_KIND, program=program).due_at > now
    assert Due.objects.get(kind=DUE_KIND, program=other_program).due_at == now


def test_the_mail_carries_the_way_out_that_mail_readers_press(program: Program) -> None:
    now = WEEK.at_seven("UTC", now=timezone.now())
    begin_everywhere(DUE_KIND, due_at=now)
    with program_scope(program.pk):
        make_reader_with_something_to_do()
        [notice] = write_digests(now=now) or []

    send_notice(program_id=program.pk, notice_pk=notice.pk)

    [message] = mail.outbox
    address = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.startswith("http")
    assert "door-" not in address
    assert address in message.body
    assert address not in (notice.text, notice.unsubscribe)


def test_many_workers_at_once_write_one_mail_to_each(committed: None) -> None:
    program = make_program("many-readers")
    now = WEEK.at_seven("UTC", now=timezone.now())
    with program_scope(program.pk):
        for _ in range(5):
            make_reader_with_something_to_do()
    begin_everywhere(DUE_KIND, due_at=now)

    def write() -> int:
        with program_scope(program.pk):
            return len(write_digests(now=now) or [])

    written = at_once(*[write] * 4)

    with program_scope(program.pk):
        assert (sum(int(str(one)) for one in written), Notice.objects.count(), DigestWeek.objects.count()) == (5, 5, 5)

"""Invitations as the tasks write and send them."""

from datetime import timedelta
from email import message_from_bytes, policy
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection
from django.utils.timezone import now
from ical.calendar_stream import IcsCalendarStream

from collectives.models import Door, Notice, NoticeState, Program
from collectives.operations.collective import CALENDARS_DUE, close_collective
from collectives.operations.door import door_secret
from collectives.tasks.notice import send_notice
from facilitation.operations.session_invitation import LOOKED_AT_EVERY
from facilitation.tasks.session_invitation import send_session_invitations, sweep_session_invitations
from ilc.due import Due, schedule
from ilc.tenancy.scope import program_scope
from tests.make import make_program
from tests.make_session_invitation import Group, make_group, told


def make_due(program: Program) -> Group:
    """A group with a session in a week, of which calendars are to learn."""
    with program_scope(program.pk):
        group = make_group(on=(now() + timedelta(days=7)).date())
        schedule(CALENDARS_DUE, str(group.collective.pk), due_at=now())
    return group


def test_the_task_may_run_twice_and_looks_again_within_a_day(program: Program) -> None:
    group = make_due(program)

    for _ in range(2):
        send_session_invitations(program_id=program.pk, collective_pk=str(group.collective.pk))

    with program_scope(program.pk):
        assert [row[1:3] for row in told(group.session)] == [("REQUEST", 1)] * 2
    due = Due.objects.get(kind=CALENDARS_DUE)
    assert (due.done_at, due.lease) == (None, None)
    assert now() < due.due_at <= now() + LOOKED_AT_EVERY


def test_a_closed_collective_is_done(program: Program) -> None:
    group = make_due(program)
    with program_scope(program.pk):
        close_collective(group.collective, reason="done", by=group.facilitator, now=now())

    send_session_invitations(program_id=program.pk, collective_pk=str(group.collective.pk))

    assert Due.objects.get(kind=CALENDARS_DUE).done_at is not None


def test_the_sweep_rings_for_what_is_due(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    group = make_due(program)
    rung: list[dict[str, object]] = []
    monkeypatch.setattr(send_session_invitations, "delay", lambda **ids: rung.append(ids))

    sweep_session_invitations()

    assert rung == [{"program_id": program.pk, "collective_pk": str(group.collective.pk)}]


def test_many_workers_at_once_ask_everybody_once(committed: None) -> None:
    program = make_program("at-once")
    group = make_due(program)
    together = Barrier(4)

    def work() -> None:
        together.wait()
        send_session_invitations(program_id=program.pk, collective_pk=str(group.collective.pk))
        connection.close()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    with program_scope(program.pk):
        assert sorted(row[:3] for row in told(group.session)) == [
            ("Amara Okafor", "REQUEST", 1),
            ("Renée Thériault", "REQUEST", 1),
        ]


def test_the_mail_carries_the_file_twice_with_links_that_work_and_folded_lines(program: Program) -> None:
    group = make_due(program)
    send_session_invitations(program_id=program.pk, collective_pk=str(group.collective.pk))
    with program_scope(program.pk):
        notice = Notice.objects.get(recipient=group.member)

    send_notice(program_id=program.pk, notice_pk=notice.pk)

    (sent,) = mail.outbox
    message = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
    parts = [(part.get_content_type(), part.get_content_disposition()) for part in message.walk()]
    assert parts == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", None),
        ("application/ics", "attachment"),
    ]
    calendar, attached = list(message.walk())[4:]
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert attached.get_filename() == "invite.ics"
    assert calendar.get_content().split() == attached.get_content().decode().split()
    lines = attached.get_content().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    (event,) = IcsCalendarStream.calendar_from_ics(attached.get_content().decode()).events
    secret = door_secret(Door.objects.get(object_key=f"{group.session.pk}:{group.member.pk}"))
    assert f"/door/{secret}/?coming=room" in event.description
    with program_scope(program.pk):
        notice.refresh_from_db()
    assert (notice.state, secret in notice.calendar + notice.text + notice.html) == (NoticeState.SENT, False)

"""Sending notices through a mail server that says yes, no and not now."""

import logging

import pytest
from django.core import mail
from django.test import override_settings
from django.utils.timezone import now

from collectives.models import Notice, NoticeState, Program
from collectives.operations.notice import write_notice
from collectives.tasks.notice import send_notice, sweep_notices
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.mail_server import mail_server, through
from tests.make import make_participant


@pytest.fixture
def notice(program: Program) -> Notice:
    """A notice that waits."""
    with program_scope(program.pk):
        person = make_participant("Amara Okafor")
        context = {"door_url": "https://example.org/", "by": person, "until": now()}
        return write_notice(person, kind="invitation", key="1", template="invitation", context=context, now=now())


def state_of(notice: Notice) -> tuple[str, int]:
    with program_scope(notice.program_id):
        notice.refresh_from_db()
    return notice.state, notice.attempts


def test_a_notice_goes_out_once_as_text_and_html(program: Program, notice: Notice) -> None:
    for _ in range(2):
        send_notice(program_id=program.pk, notice_pk=str(notice.pk))

    assert state_of(notice) == (NoticeState.SENT, 1)
    (message,) = mail.outbox
    assert message.extra_headers == {
        "Message-ID": notice.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": "en",
    }
    assert (message.to, message.body, message.alternatives[0].content) == ([notice.email], notice.text, notice.html)


def test_a_refused_recipient_ends_it(program: Program, notice: Notice, caplog: pytest.LogCaptureFixture) -> None:
    with (
        mail_server(answer_to_recipient=b"550 no such person") as port,
        override_settings(MAILERS=through(port)),
        caplog.at_level(logging.ERROR),
    ):
        send_notice(program_id=program.pk, notice_pk=notice.pk)

    assert state_of(notice) == (NoticeState.FAILED, 1)
    assert "no such person" in notice.trouble
    assert "is given up after 1 attempts" in caplog.text
    assert (notice.email in notice.trouble, notice.email in caplog.text) == (True, False)


def test_a_full_mailbox_is_tried_again(program: Program, notice: Notice) -> None:
    with mail_server(answer_to_recipient=b"452 mailbox full") as port, override_settings(MAILERS=through(port)):
        send_notice(program_id=program.pk, notice_pk=notice.pk)

    assert state_of(notice) == (NoticeState.WAITING, 1)


def test_a_mail_server_that_is_away_is_tried_again(program: Program, notice: Notice) -> None:
    with override_settings(MAILERS=through(9)):
        send_notice(program_id=program.pk, notice_pk=notice.pk)

    assert state_of(notice) == (NoticeState.WAITING, 1)


def test_the_sweep_rings_for_what_waits(program: Program, notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[dict[str, object]] = []
    monkeypatch.setattr(send_notice, "delay", lambda **ids: rung.append(ids))

    sweep_notices()
    Due.objects.update(done_at=now())
    sweep_notices()

    assert rung == [{"program_id": program.pk, "notice_pk": str(notice.pk)}]

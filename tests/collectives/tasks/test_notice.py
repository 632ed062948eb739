"""Sending notices through a mail server that says yes, no and not now."""

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core import mail
from django.test import override_settings
from django.utils.timezone import now

from collectives.models import Notice, NoticeState, Program
from collectives.operations.notice import write_notice
from collectives.tasks.notice import send_notice, sweep_notices
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make import make_participant


@contextmanager
def mail_server(*, answer_to_recipient: bytes) -> Iterator[int]:
    """A mail server on loopback that gives one answer to every recipient; comes with its port."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := await reader.readline():
            word = line[:4].upper().strip()
            answers = {b"RCPT": answer_to_recipient, b"DATA": b"354 go on", b"QUIT": b"221 bye"}
            writer.write(answers.get(word, b"250 ok") + b"\r\n")
            if word == b"QUIT":
                break
        writer.close()

    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(talk, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def through(port: int) -> dict[str, object]:
    """The setting that sends mail through a port of this computer."""
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


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

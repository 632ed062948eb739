"""The right to hear of a topic, written into a page."""

import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.test import RequestFactory

from ilc.live.ticket import LASTS_SECONDS, Ticket, read_ticket, write_ticket


def ticket_of(key: str) -> str:
    request = RequestFactory().get("/")
    request.session = SessionStore(key)
    return write_ticket(request, program_id=7, topic="session:x", person="p")


def test_it_says_what_it_was_written_for_in_the_same_browser() -> None:
    assert read_ticket(ticket_of("a-session-key"), session_key="a-session-key") == Ticket(7, "session:x", "p")


def test_another_browser_and_nobody_hear_nothing() -> None:
    ticket = ticket_of("a-session-key")

    assert [read_ticket(ticket, session_key=key) for key in ("another-key", "")] == [None, None]


@pytest.mark.parametrize(
    "said", ["", "x", "a:b:c", [1], "é" * 5000], ids=["empty", "a word", "no signature", "too little", "long"]
)
def test_what_is_no_ticket_opens_nothing(said: str | list[int]) -> None:
    text = said if isinstance(said, str) else signing.dumps(said, salt="ilc.live.ticket")

    assert read_ticket(text, session_key="a-session-key") is None


def test_it_ends_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket, later = ticket_of("a-session-key"), time.time() + LASTS_SECONDS + 5
    monkeypatch.setattr(time, "time", lambda: later)

    assert read_ticket(ticket, session_key="a-session-key") is None

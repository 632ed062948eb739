"""Tickets: the right to hear the news of a topic, written into a page that somebody may see.

A socket that has one needs no query to be opened, nor to stay open; and what it hears is one word, never content: the
page asks for the content by its address, where who is asking is looked at each time.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from django.core import signing
from django.http import HttpRequest

LASTS_SECONDS: Final = 4 * 60 * 60  # longer than any session; the page gets a new one whenever it is opened
_SALT: Final = "ilc.live.ticket"


@dataclass(frozen=True)
class Ticket:
    """Whose page it is, and what it hears of. `person` is empty for a screen that is nobody in particular."""

    program_id: int
    topic: str
    person: str


def write_ticket(request: HttpRequest, *, program_id: int, topic: str, person: str = "") -> str:
    """A ticket for the browser that asks, good while it stays signed in as it is now."""
    said = [program_id, topic, person, _mark(request.session.session_key or "")]
    return signing.dumps(said, salt=_SALT, compress=False)


def read_ticket(text: str, *, session_key: str) -> Ticket | None:
    """What a ticket says; None when it is none, too old, or another browser's."""
    try:
        program_id, topic, person, mark = signing.loads(text, salt=_SALT, max_age=LASTS_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Ticket(program_id, topic, person) if mark == _mark(session_key) else None


def _mark(session_key: str) -> str:
    return hashlib.sha256(f"{_SALT}:{session_key}".encode()).hexdigest()[:16]

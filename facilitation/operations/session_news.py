"""Telling pages that have a session open what to look at again."""

from typing import Final, Literal
from uuid import UUID

from ilc.live.announcing import announce
from ilc.tenancy.scope import bound_program_id

TOPIC: Final = "session:{}"
type SessionWord = Literal[
    "step", "prompt", "answers", "people", "agenda", "notes", "commitments", "decisions", "questions"
]


def tell_session(session_pk: UUID, *words: SessionWord) -> None:
    """Once this is committed, pages that have the session open look again at these parts of it. No SQL."""
    for word in words:
        announce(bound_program_id(), TOPIC.format(session_pk), word)

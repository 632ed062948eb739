"""Telling pages that have a session open what to look at again."""

from typing import Final, Literal
from uuid import UUID

from django.db.models import F

from facilitation.models import SessionRun
from ilc.live.announcing import announce
from ilc.tenancy.scope import bound_program_id

TOPIC: Final = "session:{}"
type SessionWord = Literal[
    "step", "prompt", "answers", "people", "agenda", "notes", "commitments", "decisions", "questions"
]
RISES: Final = {"step", "prompt", "agenda"}


def tell_session(session_pk: UUID, *words: SessionWord) -> None:
    """Once this is committed, pages that have the session open look again at these parts of it.

    Where it is step, prompt or agenda, the run's version rises with it, for what servers remember of the session.
    One SQL statement then, else none. Whoever holds other rows of a session that is on holds its run first.
    """
    if not RISES.isdisjoint(words):
        SessionRun.objects.filter(session=session_pk).update(version=F("version") + 1)
    for word in words:
        announce(bound_program_id(), TOPIC.format(session_pk), word)

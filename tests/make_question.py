"""Questions of the guide, written and asked. Call inside a program's scope."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from collectives.models import Participant
from facilitation.models import Question, QuestionAsked, Session
from facilitation.operations.question import Asking, ask_question, write_question


def make_question(by: Participant, text: str = "Who benefits?", *, job: str = "anchor", **fields: Any) -> Question:
    """A question of one's own; of the program with for_program=True."""
    given: dict[str, Any] = {"phases": [], "fits": [], "for_program": False, "now": timezone.now()} | fields
    return write_question(job=job, text=text, by=by, **given)


def make_asked(
    session: Session,
    by: Participant,
    key: str = "anchor-which-if",
    *,
    words: str = "Which if?",
    at: datetime | None = None,
) -> QuestionAsked:
    """That a question was put to the group."""
    return ask_question(session, Asking(key, key.partition("-")[0], words), by=by, now=at or timezone.now())

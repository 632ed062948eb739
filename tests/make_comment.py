"""Comments and feedback rounds for tests. Call inside a program's scope."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from collectives.models import Collective, Participant, Role
from inquiry.models import WHOLE, Comment, CommentKind, FeedbackRound, FeedbackStep, Placemat
from tests.make import make_collective, make_participant, name_facilitator, seat


def make_comment(placemat: Placemat, by: Participant, text: str = "What would I see?", **fields: Any) -> Comment:
    """A comment on the whole placemat, or on the part that is named."""
    fields = {"part": WHOLE, "kind": CommentKind.PLAIN, "lang": "en", "at": timezone.now()} | fields
    return Comment.objects.create(placemat=placemat, by=by, text=text, **fields)


def make_feedback(placemat: Placemat, by: Participant, **fields: Any) -> FeedbackRound:
    """An open round that asks the collective's members for a fortnight; a tuning round when its step is named."""
    at = timezone.now()
    fields = {
        "question": "Is the problem about students?",
        "lang": "en",
        "asked_at": at,
        "until": at + timedelta(days=14),
        "tuning": "step" in fields,
    } | fields
    fields.setdefault("asks_members", not (fields.get("asks_facilitators") or fields.get("collective")))
    return FeedbackRound.objects.create(placemat=placemat, asked_by=by, **fields)


def make_listening(placemat: Placemat, by: Participant, **fields: Any) -> FeedbackRound:
    """A tuning round in which its presenters only listen."""
    return make_feedback(placemat, by, step=FeedbackStep.LISTEN, **fields)


def make_readers(name: str = "Time to think together") -> tuple[Collective, Participant, Participant]:
    """Another collective, with a member and a facilitator who belong nowhere else."""
    collective = make_collective(name, theme="Collaborative cultures")
    reader, guide = make_participant("Noor Haddad"), make_participant("Iain Gillis", role=Role.FACILITATOR)
    seat(collective, reader)
    name_facilitator(collective, guide)
    return collective, reader, guide

"""Learning summaries for tests. Call inside a program's scope."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from collectives.models import Participant
from evidence.engine.learning_summary import keep_frozen
from evidence.models import LearningState, LearningSummary, LibraryCopy
from evidence.operations.learning_summary import (
    SummaryWords,
    answer_summary,
    ask_members,
    publish_summary,
    write_summary,
)
from evidence.operations.learning_word import index_copy
from evidence.queries.learning_summary import freeze
from inquiry.models import Placemat


def make_summary(placemat: Placemat, *, by: Participant, now: datetime | None = None, **words: str) -> LearningSummary:
    """A draft with what is needed."""
    said = {"title": "Visits change talk", "tried": "We visited classrooms.", "learned": "Talk came first."} | words
    return write_summary(placemat, words=SummaryWords(**said), version=0, by=by, now=now or timezone.now())


def make_asked(placemat: Placemat, *, by: Participant, now: datetime | None = None, **words: str) -> LearningSummary:
    """A summary whose members are asked."""
    summary = make_summary(placemat, by=by, now=now, **words)
    ask_members(summary, by=by, now=now or timezone.now())
    summary.refresh_from_db()
    return summary


def make_published(
    placemat: Placemat, *, by: Participant, now: datetime | None = None, **words: str
) -> LearningSummary:
    """A published one: every member said yes."""
    now = now or timezone.now()
    summary = make_asked(placemat, by=by, now=now, **words)
    for seat in placemat.cycle.collective.seats.filter(left_at=None).select_related("participant"):
        answer_summary(summary, agrees=True, why="", by=seat.participant, now=now)
    publish_summary(summary, by=by, now=now)
    summary.refresh_from_db()
    return summary


def make_found(placemat: Placemat, *, by: Participant, today: date | None = None, **fields: Any) -> LearningSummary:
    """A row that is published, without the way there."""
    frozen = freeze(placemat, by=by, language="en", today=today or timezone.localdate())
    given = {"title": "Found", "learned": "Something.", "language": "en"} | fields
    return LearningSummary.objects.create(
        placemat=placemat,
        theme_id=placemat.cycle.collective.theme_id,
        state=LearningState.PUBLISHED,
        snapshot=keep_frozen(frozen),
        changed_by=by,
        changed_at=timezone.now(),
        published_at=timezone.now(),
        **given,
    )


def make_copy(*, snapshot: dict[str, Any], **fields: Any) -> LibraryCopy:
    """What another program published, with the words by which it is found."""
    given = {
        "origin": uuid4(),
        "from_program": 0,
        "from_name": "Far away",
        "title": "Copied",
        "learned": "Something.",
        "language": "en",
        "phase": 6,
        "level": 1,
        "published_at": timezone.now(),
    }
    copy = LibraryCopy.objects.create(snapshot=snapshot, **given | fields)
    copy.refresh_from_db()
    index_copy(copy)
    return copy

"""What begins in a program that was brought in: sessions from rhythms, the closing of gatherings, finding summaries."""

from datetime import datetime

from collectives.models import Gathering, GatheringState, Rhythm
from collectives.operations.gathering_open import CLOSING
from collectives.operations.rhythm import DUE_KIND
from evidence.models import LearningState, LearningSummary
from evidence.operations.learning_word import index_words
from ilc.due import schedule, schedule_all


def make_due(*, now: datetime) -> None:
    """Make that work due, and the words due by which published summaries are found. Reminders are not sent again."""
    rhythms = Rhythm.objects.filter(ended_at=None, collective__closed_at=None).values_list("pk", flat=True)
    schedule_all(DUE_KIND, [str(pk) for pk in rhythms], due_at=now)
    for gathering in Gathering.objects.filter(state=GatheringState.OPEN, closes_at__isnull=False):
        schedule(CLOSING, str(gathering.pk), due_at=gathering.closes_at or now)
    for summary in LearningSummary.objects.filter(state=LearningState.PUBLISHED).iterator():
        index_words(summary)

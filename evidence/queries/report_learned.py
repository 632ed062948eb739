"""What collectives hand on in a knowledge report: the words that they published for others, and nothing before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from evidence.models import LearningState, LearningSummary
from evidence.queries.learning_summary import QUESTIONS
from evidence.queries.report_part import Words

TOLD = ("learned", "for_others")


@dataclass(frozen=True)
class ReportLearned:
    """A published summary: its title, the cycle that taught it, and each question with its answer, none empty."""

    title: str
    cycle: str
    language: str
    words: Sequence[tuple[Words, str]]


def published_learned(collectives: Iterable[UUID]) -> dict[UUID, ReportLearned]:
    """What each published last, by collective; one that was taken back or withdrawn is not there. One SQL query."""
    rows = LearningSummary.objects.filter(
        state=LearningState.PUBLISHED, placemat__leader=None, placemat__cycle__collective__in=collectives
    )
    found = rows.select_related("placemat__cycle").defer("snapshot", "placemat__document").order_by("published_at")
    return {one.placemat.cycle.collective_id: _learned(one) for one in found}


def _learned(summary: LearningSummary) -> ReportLearned:
    told = [(QUESTIONS[name], getattr(summary, name).strip()) for name in TOLD]
    return ReportLearned(
        title=summary.title,
        cycle=summary.placemat.cycle.name,
        language=summary.language,
        words=[(question, text) for question, text in told if text],
    )

"""What the page shows that opens by the link of a line of the evidence plan, without an account."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from collectives.models import Participant
from evidence.engine.due import next_due
from evidence.models import DataPoint, Measure, PlanLine
from evidence.queries.data_point import figure_words, figures_of
from evidence.queries.evidence_plan import DueRow, asked_of, due_row, lines_to_bring, place_of

UNDONE_WITHIN: Final = timedelta(hours=24)


@dataclass(frozen=True)
class BringingSheet:
    """Who brings what from where. `measure` is None as long as nobody said how it is counted.

    `asked`: what is to be brought now; without it, `next` says when something is, if ever.
    """

    participant: Participant
    line: PlanLine
    text: str
    place: str
    collective: str
    language: str
    measure: Measure | None
    asked: DueRow | None
    next: date | None


def bringing_sheet(line_pk: str, *, today: date) -> BringingSheet | None:
    """The sheet of a line; None when nothing is brought by it any more. Three SQL queries at most."""
    planned = PlanLine.objects.filter(pk=line_pk).select_related("participant__school", "participant__user").first()
    if planned is None or planned.participant.left_at is not None:
        return None
    line = lines_to_bring(planned.participant).filter(pk=planned.pk).first()
    if line is None:
        return None
    due = asked_of(line, today=today)
    collective = line.indicator.placemat.cycle.collective
    return BringingSheet(
        participant=planned.participant,
        line=line,
        text=line.indicator.text,
        place=place_of(line),
        collective=collective.name,
        language=collective.language,
        measure=Measure.objects.filter(indicator=line.indicator_id).first(),
        asked=due_row(line, due=due, today=today) if due else None,
        next=next_due(
            line.first_due, how_often=line.how_often, until=line.until, brought=set(line.brought), today=today
        ),
    )


def just_brought(sheet: BringingSheet, pk: UUID | None, *, now: datetime) -> DataPoint | None:
    """What was brought by this line within a day, and may be shown to who has the link, and undone. One SQL query."""
    if pk is None:
        return None
    rows = DataPoint.objects.filter(plan_line=sheet.line, brought_by=sheet.participant, removed_at=None)
    return rows.filter(pk=pk, brought_at__gt=now - UNDONE_WITHIN).first()


def brought_words(point: DataPoint, measure: Measure) -> str:
    """What it says. No SQL."""
    return figure_words(figures_of(point), measure.scale)

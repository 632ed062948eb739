"""What collectives are finding: the lines of their indicators, each beside its own past, always in the shared view."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from evidence.models import Measure, MeasureKind, PredictionRound, Release
from evidence.queries.chain import drawn_line
from evidence.queries.figure import FigureTable
from evidence.queries.line_words import line_words
from evidence.queries.shared_whole import shared_wholes
from inquiry.models import Clause, IndicatorKind

SHOWN = 6
COLOURS = {Clause.IF: "if", Clause.THEN: "then", Clause.SO_THAT: "so"}


@dataclass(frozen=True)
class Finding:
    """One indicator. `way`: its first and its latest figure; `said`: what its line says; `shut`: it is protected."""

    pk: UUID
    text: str
    language: str
    collective: str
    leading: bool
    colour: str
    way: str
    said: str
    drawing: SafeString | None
    shut: bool
    waits: bool
    latest_on: date | None


@dataclass(frozen=True)
class Findings:
    """A page of them; the numbers of the pages beside it, None where there is none."""

    rows: Sequence[Finding]
    earlier: int | None
    further: int | None


def read_findings(collectives: Sequence[UUID], *, number: int) -> Findings:
    """A page of the indicators of these, in their order, leading ones first. Two SQL queries.

    Those that people are asked to predict first are left out: a line that was seen cannot be predicted.
    """
    start = (number - 1) * SHOWN
    measures = list(measures_of(collectives)[start : start + SHOWN + 1]) if collectives else []
    shown = measures[:SHOWN]
    tables = shared_wholes({one.indicator_id: one for one in shown}) if shown else {}
    return Findings(
        [_finding(one, tables.get(one.indicator_id) or FigureTable()) for one in shown],
        number - 1 if number > 1 else None,
        number + 1 if len(measures) > SHOWN else None,
    )


def measures_of(collectives: Sequence[UUID]) -> QuerySet[Measure, Any]:
    """The measures of all indicators of these that have a line in the shared view, leading ones first."""
    place = Case(
        *[When(indicator__placemat__cycle__collective=pk, then=Value(at)) for at, pk in enumerate(collectives)],
        output_field=IntegerField(),
    )
    asked = PredictionRound.objects.filter(indicator=OuterRef("indicator"), revealed_at=None)
    return (
        Measure.objects.filter(
            Exists(Release.objects.filter(indicator=OuterRef("indicator"))),
            ~Exists(asked),
            indicator__removed_at=None,
            indicator__placemat__leader=None,
            indicator__placemat__cycle__closed_at=None,
            indicator__placemat__cycle__collective__in=collectives,
        )
        .exclude(kind=MeasureKind.WORDS)
        .select_related("indicator__placemat__cycle__collective")
        .order_by("-indicator__kind", place, "indicator__position", "indicator")
    )


def _finding(measure: Measure, table: FigureTable) -> Finding:
    indicator = measure.indicator
    words = line_words(table, direction=indicator.direction, target=indicator.target)
    days = [day for day in table.days if day in table.whole and table.whole[day].value is not None]
    collective = indicator.placemat.cycle.collective
    return Finding(
        pk=indicator.pk,
        text=indicator.text,
        language=collective.language,
        collective=collective.name,
        leading=indicator.kind == IndicatorKind.LEADING,
        colour=COLOURS[Clause(indicator.clause)],
        way=_way([table.whole[day].short for day in days]),
        said=words.headline if days else "",
        drawing=drawn_line(
            measure, table, key=f"finding-{indicator.pk}", title=indicator.text, summary=words.summary, style=""
        )
        if days
        else None,
        shut=not days and any(one.protected for one in table.whole.values()),
        waits=bool(table.waiting),
        latest_on=days[-1] if days else None,
    )


def _way(figures: Sequence[str]) -> str:
    if len(figures) < 2:  # noqa: PLR2004  a way has two ends
        return figures[0] if figures else ""
    return _("%(first)s to %(last)s") % {"first": figures[0], "last": figures[-1]}

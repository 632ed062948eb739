"""How indicators are counted and brought, as others may begin from it: without people, places, days and figures."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from evidence.engine.learning_summary import FrozenLine, FrozenPlan
from evidence.models import About, HowOften, LearningStartPart, Measure, MeasureKind, PlanLine
from inquiry.models import Indicator, Placemat


def frozen_plans(indicators: Iterable[Indicator]) -> dict[UUID, FrozenPlan]:
    """By the id of each indicator; lines that say the same once. Two SQL queries."""
    units = {one.pk: one.unit for one in indicators}
    measures = {one.indicator_id: one for one in Measure.objects.filter(indicator__in=units)}
    lines: dict[UUID, dict[FrozenLine, None]] = defaultdict(dict)
    for line in PlanLine.objects.filter(indicator__in=units, ended_at=None).order_by("made_at", "pk"):
        lines[line.indicator_id][FrozenLine(line.how_often, line.source)] = None
    return {
        pk: FrozenPlan(
            unit=unit,
            kind=measures[pk].kind if pk in measures else "",
            about=measures[pk].about if pk in measures else "",
            scale=tuple(measures[pk].scale) if pk in measures else (),
            lines=tuple(lines[pk]),
        )
        for pk, unit in units.items()
    }


def proposed_lines(placemat: Placemat) -> dict[UUID, list[FrozenLine]]:
    """By indicator: how often and from where the group brought it that this placemat began from. One SQL query."""
    rows = LearningStartPart.objects.filter(start__placemat=placemat, start__undone_at=None).exclude(lines=[])
    return {
        UUID(row.became.removeprefix("indicator:")): [FrozenLine(**line) for line in row.lines]
        for row in rows.order_by("start__at")
    }


def plan_words(plan: FrozenPlan) -> list[str]:
    """What a plan says, in the reader's language. No SQL."""
    counted = [str(kind(value).label) for kind, value in ((MeasureKind, plan.kind), (About, plan.about)) if value]
    if plan.scale:
        counted.append(" – ".join(plan.scale))
    brought = [line_words(line) for line in plan.lines]
    return [
        *([_("counted: %(words)s") % {"words": ", ".join(counted)}] if counted else []),
        *(_("brought: %(words)s") % {"words": words} for words in brought),
    ]


def line_words(line: FrozenLine) -> str:
    """How often, and from where."""
    return f"{HowOften(line.how_often).label}{f', {line.source}' if line.source else ''}"

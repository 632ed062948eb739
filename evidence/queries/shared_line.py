"""The line of an indicator as everybody may see it, whoever looks: for screens that many look at."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from evidence.models import Measure, MeasureKind, Release
from evidence.queries.figure import MOST_DAYS, shared_table
from evidence.queries.indicator_chart import axis_of, run_chart
from evidence.queries.line_words import LineWords, line_words
from evidence.queries.occasions import occasions_of
from evidence.queries.shared import shared_figures
from ilc.charts import draw_run_chart
from inquiry.models import Indicator


@dataclass(frozen=True)
class SharedLine:
    """The drawing, for wide screens and for phones, and what it says."""

    wide: SafeString
    narrow: SafeString
    words: LineWords
    protects: bool


def shared_line(indicator: Indicator) -> SharedLine | None:
    """The latest days of it; None where nothing may be drawn yet. Eight SQL queries."""
    measure = Measure.objects.filter(indicator=indicator).exclude(kind=MeasureKind.WORDS).first()
    days = _days(indicator) if measure else []
    if measure is None or not days:
        return None
    table = shared_table(measure.kind, shared_figures(indicator, since=days[0], until=days[-1]))
    if not any(one.value is not None or one.protected for one in table.whole.values()):
        return None
    words = line_words(table, direction=indicator.direction, target=indicator.target)
    marks = occasions_of(indicator.placemat)
    chart = run_chart(table, measure, indicator, words, axis=axis_of(measure, table), marks=marks)
    return SharedLine(
        wide=draw_run_chart(chart, key="shown"),
        narrow=draw_run_chart(chart, key="shown-narrow", narrow=True),
        words=words,
        protects=table.protects,
    )


def _days(indicator: Indicator) -> list[date]:
    rows = Release.objects.filter(indicator=indicator).order_by("-on").values_list("on", flat=True).distinct()
    return list(rows[:MOST_DAYS])[::-1]

"""The line of an indicator as everybody may see it, whoever looks: for screens that many look at."""

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from evidence.models import Measure, MeasureKind
from evidence.queries.figure import MOST_DAYS
from evidence.queries.indicator_chart import axis_of, run_chart
from evidence.queries.line_words import LineWords, line_words
from evidence.queries.shared_whole import shared_wholes
from ilc.charts import draw_run_chart
from inquiry.models import Indicator


@dataclass(frozen=True)
class SharedLine:
    """The drawing, for wide screens and for phones, and what it says."""

    wide: SafeString
    narrow: SafeString
    words: LineWords
    protects: bool
    waits: str


def shared_line(indicator: Indicator) -> SharedLine | None:
    """The latest days of it; None where nothing may be drawn yet. Two SQL queries."""
    measure = Measure.objects.filter(indicator=indicator).exclude(kind=MeasureKind.WORDS).first()
    found = shared_wholes({indicator.pk: measure}).get(indicator.pk) if measure else None
    if measure is None or found is None:
        return None
    table = replace(found, days=found.days[-MOST_DAYS:])
    if not any(one.value is not None or one.protected for one in table.whole.values()):
        return None
    words = line_words(table, direction=indicator.direction, target=indicator.target)
    chart = run_chart(table, measure, indicator, words, axis=axis_of(measure, table))
    return SharedLine(
        wide=draw_run_chart(chart, key="shown"),
        narrow=draw_run_chart(chart, key="shown-narrow", narrow=True),
        words=words,
        protects=table.protects,
        waits=table.waits,
    )

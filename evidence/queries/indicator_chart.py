"""The charts of an indicator's page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from evidence.engine.suppression import Told
from evidence.models import Measure, MeasureKind
from evidence.queries.figure import Figure, FigureRow, FigureTable, number_words
from evidence.queries.line_words import LineWords
from ilc.charts import (
    Axis,
    Bar,
    ChartWords,
    Mark,
    Point,
    RunChart,
    Small,
    axis_for,
    draw_bars,
    draw_run_chart,
    draw_small,
)
from inquiry.models import Indicator

FEWEST_SMALL = 2  # rows, from which on small multiples compare something
MOST_SMALL = 12
MOST_BARS = 12
HIGHEST_SHARE = 100.0


@dataclass(frozen=True)
class SmallChart:
    """One of small multiples, with its name."""

    name: str
    latest: str
    drawing: SafeString


@dataclass(frozen=True)
class Charts:
    """Drawings. `unit` says what the axis counts; `bars` is the spread of a scale's answers, its levels by number."""

    wide: SafeString
    narrow: SafeString
    unit: str
    bars: SafeString | None
    levels: Sequence[str]
    places: Sequence[SmallChart]
    groups: Sequence[SmallChart]


def draw_charts(
    table: FigureTable, measure: Measure, indicator: Indicator, words: LineWords, *, marks: Sequence[Mark] = ()
) -> Charts | None:
    """All of them; None where there is no day to draw. No SQL."""
    if measure.kind == MeasureKind.WORDS or not any(_on_line(one) for one in table.whole.values()):
        return None
    axis = axis_of(measure, table)
    chart = run_chart(table, measure, indicator, words, axis=axis, marks=marks)
    scale = measure.kind == MeasureKind.SCALE
    return Charts(
        wide=draw_run_chart(chart, key="line"),
        narrow=draw_run_chart(chart, key="line-narrow", narrow=True),
        unit=unit_words(measure, indicator),
        bars=_bars(table, measure, words) if scale else None,
        levels=measure.scale,
        places=_smalls([row for row in table.places if row.level == "school"], measure, table, axis, "place"),
        groups=_smalls(table.groups, measure, table, axis, "group"),
    )


def run_chart(
    table: FigureTable,
    measure: Measure,
    indicator: Indicator,
    words: LineWords,
    *,
    axis: Axis,
    marks: Sequence[Mark] = (),
) -> RunChart:
    """The line of all of it."""
    say = say_value(measure, axis)
    points = points_of(table.whole, table.days, notes=table.notes)
    median = words.median
    return RunChart(
        title=indicator.text,
        summary=words.summary,
        points=points,
        axis=axis,
        say=say,
        words=ChartWords(
            protected=_("Protected"),
            target=_("Target %(value)s") % {"value": number_words(measure.target or 0)},
            baseline=_("Baseline %(value)s") % {"value": number_words(measure.baseline or 0)},
            median=_("Median %(value)s") % {"value": number_words(median or 0)},
        ),
        marks=marks,
        target=measure.target,
        baseline=measure.baseline,
        median=median,
    )


def points_of(
    by_day: Mapping[date, Figure], days: Sequence[date], *, notes: Mapping[date, str] | None = None
) -> list[Point]:
    """The points of a line: what is known, and what is protected. Days without a figure are left out."""
    named = notes or {}
    return [
        Point(day, one.value, label=one.short, note=named.get(day, ""), ends=one.ends)
        for day in days
        if (one := by_day.get(day)) is not None and _on_line(one)
    ]


def axis_of(measure: Measure, table: FigureTable) -> Axis:
    """Percents from 0 to 100, levels of a scale from the lowest to the highest, numbers as far as they go."""
    if measure.kind in {MeasureKind.SHARE, MeasureKind.YES_NO}:
        return Axis(0, HIGHEST_SHARE, (0, 25, 50, 75, HIGHEST_SHARE))
    if measure.kind == MeasureKind.SCALE:
        levels = len(measure.scale)
        return Axis(1, levels, tuple(float(level) for level in range(1, levels + 1)))
    rows = [table.whole, *(row.by_day for row in (*table.places, *table.groups))]
    known = [one.value for row in rows for one in row.values() if one.value is not None]
    return axis_for([*known, *(one for one in (measure.baseline, measure.target) if one is not None)])


def say_value(measure: Measure, axis: Axis) -> Callable[[float], str]:
    """How a value is named on the axis: percents bear their sign once, at the top."""
    percents = measure.kind in {MeasureKind.SHARE, MeasureKind.YES_NO}

    def say(value: float) -> str:
        if percents and value == axis.high:
            return _("%(percent)s %%") % {"percent": number_words(value)}
        return number_words(value)

    return say


def unit_words(measure: Measure, indicator: Indicator) -> str:
    """What the axis counts."""
    if measure.kind == MeasureKind.SHARE:
        return _("share, %")
    if measure.kind == MeasureKind.YES_NO:
        return _("share of what was looked at, %")
    if measure.kind == MeasureKind.SCALE:
        return _("mean level of the answers")
    return indicator.unit


def _on_line(figure: Figure) -> bool:
    """Whether a figure has a place on a line: where there is nobody there is none."""
    return figure.value is not None or figure.protected


def _smalls(rows: Sequence[FigureRow], measure: Measure, table: FigureTable, axis: Axis, key: str) -> list[SmallChart]:
    """A row's own way, all of them on one scale. None where there would be but one."""
    shown = [(row, points_of(row.by_day, table.days)) for row in rows]
    shown = [(row, points) for row, points in shown if points][:MOST_SMALL]
    if len(shown) < FEWEST_SMALL:
        return []
    say = say_value(measure, axis)
    days = (table.days[0], table.days[-1])
    found = []
    for number, (row, points) in enumerate(shown):
        latest = points[-1].label if points[-1].value is not None else _("protected")
        drawing = draw_small(
            Small(
                title=row.name,
                summary=_("The latest: %(figure)s") % {"figure": latest},
                points=points,
                axis=axis,
                days=days,
                foot=say(axis.low),
                top=say(axis.high),
                target=measure.target,
            ),
            key=f"{key}{number}",
        )
        found.append(SmallChart(row.name, latest, drawing))
    return found


def _bars(table: FigureTable, measure: Measure, words: LineWords) -> SafeString:
    days = [day for day in table.days if day in table.whole and table.whole[day].told is not Told.NOBODY]
    bars = [
        Bar(
            date_format(day, pgettext("a day beside a bar, format", "j M Y")),
            table.whole[day].shares,
            table.whole[day].says if table.whole[day].shares else "",
        )
        for day in days[-MOST_BARS:]
    ]
    return draw_bars(
        bars,
        levels=measure.scale,
        title=_("How the answers are spread"),
        summary=words.summary,
        protected=_("Protected"),
        key="bars",
    )

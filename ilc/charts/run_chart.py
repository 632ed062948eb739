"""The run chart: a line through time, what was hoped for, and what happened when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Literal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ilc.charts.marks import FLAG, LOCK, across, apart, hatch, path, shortened, text, width_of
from ilc.charts.scale import Axis, day_ticks, x_of

SPARSE = 40  # points, up to which each is drawn as a ring; more are drawn as a line with its last point
LONGEST_NOTE = 22
ABOVE = 34  # how much of the drawing is for marks alone
SHUT_HALF = 9.0  # half the width of a single protected point


@dataclass(frozen=True, slots=True)
class Point:
    """One day. `value` is None where it is protected. `ends` are the ends of a range, where only that is told."""

    on: date
    value: float | None
    label: str = ""
    note: str = ""
    ends: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: a session is a ring above the plot, an adjustment a flag with its words."""

    on: date
    kind: Literal["session", "adjustment"]
    words: str = ""


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What the chart itself says, in the reader's language."""

    protected: str
    target: str = ""
    baseline: str = ""
    median: str = ""


@dataclass(frozen=True)
class RunChart:
    """All that is drawn. The points stand in the order of their days, which are all different.

    `say` names a value on the axis. `summary` says in a sentence what the line shows; it is the description that a
    screen reader reads.
    """

    title: str
    summary: str
    points: Sequence[Point]
    axis: Axis
    say: Callable[[float], str]
    words: ChartWords
    marks: Sequence[Mark] = field(default_factory=tuple)
    target: float | None = None
    baseline: float | None = None
    median: float | None = None


@dataclass(frozen=True, slots=True)
class _Frame:
    """The plot's edges, the size of the drawing and of its letters."""

    width: float
    height: float
    left: float
    right: float
    top: float
    foot: float
    size: float
    least: float

    @property
    def line(self) -> float:
        return self.size * 1.25


WIDE = _Frame(860, 350, 48, 752, 62, 306, 13, 58)
NARROW = _Frame(400, 300, 44, 304, 62, 252, 15, 66)
PAPER = _Frame(860, 236, 54, 728, 62, 190, 15, 66)  # as wide as a page, and so low that two charts stand on one


def draw_run_chart(chart: RunChart, *, key: str, narrow: bool = False, style: str = "") -> SafeString:
    """The chart as SVG. `key` begins its ids and is to be the page's only one. Raises ValueError without points.

    `narrow` draws it for a phone: fewer names, larger letters. `style` are rules of ours for paper, where no style
    sheet reaches into drawings.
    """
    if not chart.points:
        raise ValueError("A run chart needs a point.")
    frame = PAPER if style else NARROW if narrow else WIDE
    x = x_of([one.on for one in chart.points], frame.left + 14, frame.right - 14)
    spare = 0 if chart.marks else ABOVE  # without marks nothing stands above the plot but a point's words
    parts = [
        (
            f'<svg class="chart run-chart" viewBox="0 {spare} {frame.width:g} {frame.height - spare:g}" role="img"'
            f' aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{escape(chart.title)}</title>'
            f'<desc id="{key}-d">{escape(chart.summary)}</desc>'
        ),
        f"<style>{style}</style>" if style else "",
        *_axes(chart, frame, x),
        *_happened(chart, frame, x),
        *_hoped(chart, frame),
        *_line(chart, frame, x, key),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every word in it was escaped where it was put in


def _axes(chart: RunChart, frame: _Frame, x: Callable[[date], float]) -> list[str]:
    parts = []
    for line in chart.axis.lines:
        y = chart.axis.place(line, frame.top, frame.foot)
        parts.append(across(y, frame.left, frame.right, "axis" if line == chart.axis.low else "grid"))
        parts.append(text(frame.left - 7, y + frame.size * 0.35, chart.say(line), anchor="end"))
    days = [one.on for one in chart.points]
    for day, name in day_ticks(days, width=frame.right - frame.left - 28, least=frame.least):
        parts.append(text(x(day), frame.foot + frame.line + 4, name, anchor="middle"))
    return parts


def _happened(chart: RunChart, frame: _Frame, x: Callable[[date], float]) -> list[str]:
    """Sessions and adjustments between the first and the last day, with a dotted line down to the foot."""
    first, last = chart.points[0].on, chart.points[-1].on
    marks = [one for one in chart.marks if first <= one.on <= last]
    lines = "".join(f"M{x(one.on):.1f} {frame.top - 8:.1f}V{frame.foot:.1f}" for one in marks)
    parts = [f'<path class="when" d="{lines}"/>'] if lines else []
    rings = sorted({x(one.on) for one in marks if one.kind == "session"})
    parts += [f'<circle class="session" cx="{at:.1f}" cy="{frame.top - 12:.1f}" r="4"/>' for at in rings]
    taken = [frame.left, frame.left]  # how far to the right words stand already, by line
    for one in marks:
        if one.kind != "adjustment":
            continue
        at = x(one.on)
        parts.append(f'<path class="flag" transform="translate({at:.1f} {frame.top - 18:.1f})" d="{FLAG}"/>')
        words = shortened(one.words, 40 if frame is WIDE else 24)
        wide = width_of(words, frame.size)
        to_left = at - 6 - wide >= frame.left
        start = at - 6 - wide if to_left else at + 15
        row = next((row for row, end in enumerate(taken) if start >= end), None)
        if row is None or (not to_left and start + wide > frame.width):
            continue
        taken[row] = start + wide + 10
        y = frame.top - 24 - row * frame.line
        parts.append(text(at - 6 if to_left else start, y, words, kind="strong", anchor="end" if to_left else ""))
    return parts


def _hoped(chart: RunChart, frame: _Frame) -> list[str]:
    """Target, baseline and median with their names beside them."""
    found = [
        (chart.axis.place(value, frame.top, frame.foot), kind, name)
        for value, kind, name in (
            (chart.target, "target", chart.words.target),
            (chart.baseline, "baseline", chart.words.baseline),
            (chart.median, "median", chart.words.median),
        )
        if value is not None
    ]
    parts = []
    for y, kind, _name in found:
        if kind == "target":  # a double line
            parts += [across(y - 1.5, frame.left, frame.right, kind), across(y + 1.5, frame.left, frame.right, kind)]
        else:
            parts.append(across(y, frame.left, frame.right, kind))
    found.sort()
    for at, (_y, kind, name) in zip(apart([y for y, _k, _n in found], frame.line), found, strict=True):
        letter = "strong" if kind == "target" else ""
        parts.append(text(frame.right + 8, at + frame.size * 0.35, name, kind=letter))
    return parts


def _line(chart: RunChart, frame: _Frame, x: Callable[[date], float], key: str) -> list[str]:
    """The line, broken where points are protected; rings, ranges, and the words at points."""
    lines, parts, shut = [], [], []
    for known, group in groupby(chart.points, key=lambda one: one.value is not None):
        points = list(group)
        if known:
            lines.append(path((x(one.on), _y(chart, frame, one)) for one in points))
        else:
            shut.append((x(points[0].on) - SHUT_HALF, x(points[-1].on) + SHUT_HALF))
    if shut:
        parts += [hatch(key), *_protected(chart, frame, shut, key)]
    parts.append(f'<path class="line" d="{"".join(lines)}"/>')
    drawn = [one for one in chart.points if one.value is not None]
    last = drawn[-1:]
    sparse = len(drawn) <= SPARSE
    for one in drawn:
        if one.ends:
            low, high = (chart.axis.place(end, frame.top, frame.foot) for end in one.ends)
            at = x(one.on)
            ends = f"M{at:.1f} {low:.1f}V{high:.1f}M{at - 5:.1f} {low:.1f}h10M{at - 5:.1f} {high:.1f}h10"
            parts.append(f'<path class="range" d="{ends}"/>')
        if sparse or one.note or one in last:
            full = " full" if one.note or one in last else ""
            parts.append(
                f'<circle class="point{full}" cx="{x(one.on):.1f}" cy="{_y(chart, frame, one):.1f}" r="4.75"/>'
            )
    return parts + _said(chart, frame, x, drawn)


def _protected(chart: RunChart, frame: _Frame, shut: Sequence[tuple[float, float]], key: str) -> list[str]:
    parts, end = [], 0.0
    for left, right in shut:
        middle, foot = (left + right) / 2, frame.foot - 16
        parts.append(
            f'<rect class="shut" x="{left:.1f}" y="{frame.top:.1f}" width="{right - left:.1f}"'
            f' height="{frame.foot - frame.top:.1f}" fill="url(#{key}-hatch)"/>'
            f'<rect class="label" x="{middle - 8:.1f}" y="{foot - 9:.1f}" width="16" height="20"/>'
            f'<path class="lock" transform="translate({middle:.1f} {foot:.1f})" d="{LOCK}"/>'
        )
        wide = width_of(chart.words.protected, frame.size)
        start = min(max(middle - wide / 2, frame.left + 2), frame.right - wide - 2)
        if start > end:
            parts.append(
                f'<rect class="label" x="{start - 3:.1f}" y="{foot - 27:.1f}" width="{wide + 6:.1f}" height="18"/>'
                + text(start, foot - 13, chart.words.protected, kind="strong")
            )
            end = start + wide + 8
    return parts


def _said(chart: RunChart, frame: _Frame, x: Callable[[date], float], drawn: Sequence[Point]) -> list[str]:
    """What the latest point says, above it; notes of points below them, where they do not run into each other."""
    parts, end = [], frame.left
    if drawn and drawn[-1].label:
        one = drawn[-1]
        y = _y(chart, frame, one) - 12
        at_side = x(one.on) > frame.right - 60
        place = x(one.on) + 8 if at_side else x(one.on)
        parts.append(text(place, y, one.label, kind="strong halo", anchor="end" if at_side else "middle"))
    for one in drawn:
        if not one.note:
            continue
        words = shortened(one.note, LONGEST_NOTE)
        half = width_of(words, frame.size) / 2
        middle = min(max(x(one.on), frame.left + half), frame.right - half)
        if middle - half < end:
            continue
        y = min(_y(chart, frame, one) + frame.line + 8, frame.foot - 5)
        parts.append(text(middle, y, words, kind="halo", anchor="middle"))
        end = middle + half + 8
    return parts


def _y(chart: RunChart, frame: _Frame, point: Point) -> float:
    return chart.axis.place(point.value or 0.0, frame.top, frame.foot)

"""Small charts: several beside each other on one scale, and the line beside an indicator's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ilc.charts.marks import LOCK, across, hatch, path, rules_for, text
from ilc.charts.run_chart import Point
from ilc.charts.scale import Axis, x_of


@dataclass(frozen=True)
class Small:
    """One small chart. `days` are the first and last of all that stand beside it, so that they can be compared.

    `latest` says the latest point in words, `foot` and `top` name the ends of the axis.
    """

    title: str
    summary: str
    points: Sequence[Point]
    axis: Axis
    days: tuple[date, date]
    foot: str = ""
    top: str = ""
    target: float | None = None


def draw_small(chart: Small, *, key: str) -> SafeString:
    """One of small multiples, 260 by 120, with the ends of its axis named."""
    left, right, top, foot = 40.0, 246.0, 16.0, 100.0
    parts = [
        _open(chart, key, "small-chart", 260, 120),
        across(top, left, right, "grid"),
        across(foot, left, right, "axis"),
        text(left - 6, top + 5, chart.top, anchor="end"),
        text(left - 6, foot + 5, chart.foot, anchor="end"),
    ]
    return _close(parts, chart, key, (left + 6, right - 6, top, foot))


def draw_spark(chart: Small, *, key: str, style: str = "") -> SafeString:
    """The line beside an indicator's words, 208 by 50: its target, its way, its latest point.

    On paper a drawing does not know the page's rules: `style` holds them, and stands inside it.
    """
    left, right, top, foot = 6.0, 202.0, 7.0, 43.0
    parts = [_open(chart, key, "spark", 208, 50), across(foot, 0, 208, "grid")]
    return _close(parts, chart, key, (left, right, top, foot), style=style)


def _open(chart: Small, key: str, kind: str, width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {kind}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="{key}-t {key}-d">'
        f'<title id="{key}-t">{escape(chart.title)}</title><desc id="{key}-d">{escape(chart.summary)}</desc>'
    )


def _close(
    parts: list[str], chart: Small, key: str, edges: tuple[float, float, float, float], *, style: str = ""
) -> SafeString:
    left, right, top, foot = edges
    x = x_of(chart.days, left, right)
    if chart.target is not None:
        y = chart.axis.place(chart.target, top, foot)
        parts += [across(y - 1.75, left - 6, right + 6, "target"), across(y + 1.75, left - 6, right + 6, "target")]
    lines: list[str] = []
    shut: list[str] = []
    last = None
    for known, group in groupby(chart.points, key=lambda one: one.value is not None):
        points = list(group)
        if known:
            places = [(x(one.on), chart.axis.place(one.value or 0.0, top, foot)) for one in points]
            lines.append(path(places) + ("h.1" if len(places) == 1 else ""))
            last = places[-1]
        else:
            shut.append(_protected(x(points[0].on) - 6, x(points[-1].on) + 6, top, foot, key))
    if shut:
        parts += [hatch(key), *shut]
    if lines:
        parts.append(f'<path class="line" d="{"".join(lines)}"/>')
    if last:
        parts.append(f'<circle class="point full" cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="4.5"/>')
    if style:
        parts.insert(1, f"<style>{rules_for(style, ''.join(parts))}</style>")
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 - every word in it was escaped where it was put in


def _protected(left: float, right: float, top: float, foot: float, key: str) -> str:
    middle, height = (left + right) / 2, (top + foot) / 2
    return (
        f'<rect class="shut" x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{foot - top:.1f}"'
        f' fill="url(#{key}-hatch)"/>'
        f'<rect class="label" x="{middle - 8:.1f}" y="{height - 10:.1f}" width="16" height="20"/>'
        f'<path class="lock" transform="translate({middle:.1f} {height - 1:.1f})" d="{LOCK}"/>'
    )

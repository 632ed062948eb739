"""Stacked bars: how answers along a scale are spread, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ilc.charts.marks import LOCK, hatch, text, width_of

LEFT, RIGHT, HEIGHT, GAP, SIZE = 92.0, 700.0, 26.0, 12.0, 13.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One day. `shares` are percents by level from the lowest to the highest; empty where they are protected."""

    name: str
    shares: Sequence[float]
    said: str = ""


def draw_bars(
    bars: Sequence[Bar], *, levels: Sequence[str], title: str, summary: str, protected: str, key: str
) -> SafeString:
    """Bars of one length, the lowest level at the left. Levels differ by shade and rule, and bear their number.

    Beside each stands what it says; which number is which level is told by the list of levels beside the chart.
    """
    height = len(bars) * (HEIGHT + GAP) + 4
    parts = [
        (
            f'<svg class="chart bars" viewBox="0 0 860 {height:g}" role="img" aria-labelledby="{key}-t {key}-d">'
            f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(summary)}</desc>'
        )
    ]
    if any(not bar.shares for bar in bars):
        parts.append(hatch(key))
    for number, bar in enumerate(bars):
        y = number * (HEIGHT + GAP) + 2
        middle = y + HEIGHT / 2 + SIZE * 0.35
        parts.append(text(LEFT - 10, middle, bar.name, anchor="end"))
        parts += _levels(bar, y, len(levels)) if bar.shares else _shut(y, protected, key)
        parts.append(text(RIGHT + 10, middle, bar.said, kind="strong"))
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 - every word in it was escaped where it was put in


def _levels(bar: Bar, y: float, levels: int) -> list[str]:
    whole = sum(bar.shares) or 1.0
    parts, at = [], LEFT
    for level, share in enumerate(bar.shares):
        wide = share / whole * (RIGHT - LEFT)
        if wide <= 0:
            continue
        shade = round(level * 6 / max(levels - 1, 1))
        parts.append(f'<rect class="level l{shade}" x="{at:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{HEIGHT:g}"/>')
        name = str(level + 1)
        if wide > width_of(name, SIZE) + 6:
            parts.append(text(at + wide / 2, y + HEIGHT / 2 + SIZE * 0.35, name, kind=f"on l{shade}", anchor="middle"))
        at += wide
    return parts


def _shut(y: float, protected: str, key: str) -> list[str]:
    wide = width_of(protected, SIZE) + 26
    return [
        (
            f'<rect class="shut" x="{LEFT:g}" y="{y:.1f}" width="{RIGHT - LEFT:g}" height="{HEIGHT:g}"'
            f' fill="url(#{key}-hatch)"/><rect class="label" x="{LEFT + 12:g}" y="{y + 3:.1f}" width="{wide:.1f}"'
            f' height="{HEIGHT - 6:g}"/><path class="lock" transform="translate({LEFT + 24:g} '
            f'{y + HEIGHT / 2 - 1:.1f})" d="{LOCK}"/>'
        ),
        text(LEFT + 36, y + HEIGHT / 2 + SIZE * 0.35, protected, kind="strong"),
    ]

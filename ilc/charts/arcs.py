"""Who meets whom: names below each other, an arc between any two that meet, thicker the more often they do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ilc.charts.marks import shortened, text

WIDE, AXIS, STEP, EDGE = 380.0, 196.0, 30.0, 18.0
NARROWEST, LETTERS = 18.0, 24
THIN, THICK = 1.0, 6.0


@dataclass(frozen=True, slots=True)
class Arc:
    """Two names by their places in the list, and how often they meet."""

    one: int
    other: int
    times: int


def draw_arcs(names: Sequence[str], arcs: Sequence[Arc], *, title: str, summary: str, key: str) -> SafeString:
    """The picture as SVG. `key` begins its ids. Raises ValueError without a name."""
    if not names:
        raise ValueError("Who meets whom needs a name.")
    height = STEP * (len(names) - 1) + 2 * EDGE
    most = max((arc.times for arc in arcs), default=1)
    farthest = max((abs(arc.other - arc.one) for arc in arcs), default=1)
    parts = [
        f'<svg class="chart arcs" viewBox="0 0 {WIDE:g} {height:g}" role="img" aria-labelledby="{key}-t {key}-d">',
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(summary)}</desc>',
    ]
    for arc in sorted(arcs, key=lambda arc: arc.times):
        high, low = sorted((arc.one, arc.other))
        out = NARROWEST + (WIDE - AXIS - NARROWEST - EDGE) * (low - high) / farthest
        thick = THIN + (THICK - THIN) * (arc.times - 1) / max(most - 1, 1)
        parts.append(
            f'<path class="arc" stroke-width="{thick:.1f}" d="M{AXIS:g} {_at(high):g}'
            f'A{out:.1f} {(low - high) * STEP / 2:g} 0 0 1 {AXIS:g} {_at(low):g}"/>'
        )
    for place, name in enumerate(names):
        parts.append(f'<circle class="point full" cx="{AXIS:g}" cy="{_at(place):g}" r="4.5"/>')
        parts.append(text(AXIS - 12, _at(place) + 5, shortened(name, LETTERS), anchor="end"))
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 - every word in it was escaped where it was put in


def _at(place: int) -> float:
    return EDGE + place * STEP

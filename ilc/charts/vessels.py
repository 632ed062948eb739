"""Small vessels in a row: how full each was, dashed where nothing took place. For a calendar, never for a ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ilc.charts.marks import text

A_ROW = 12  # vessels beside each other; more stand in another row
STEP, WIDE, HIGH, TOP, ROW = 70.0, 34.0, 46.0, 8.0, 96.0


@dataclass(frozen=True, slots=True)
class Vessel:
    """One meeting. `share` is from 0 to 1; None where it is not known; `held`: whether it took place."""

    name: str
    says: str
    held: bool
    share: float | None = None


def draw_vessels(vessels: Sequence[Vessel], *, title: str, summary: str, key: str, style: str = "") -> SafeString:
    """The row as SVG, in the order given. `key` begins its ids. Raises ValueError without a vessel.

    `style` as in `draw_run_chart`.
    """
    if not vessels:
        raise ValueError("A row of vessels needs one.")
    rows = (len(vessels) - 1) // A_ROW + 1
    parts = [
        (
            f'<svg class="chart vessels" viewBox="0 0 {STEP * A_ROW:g} {ROW * rows:g}" role="img"'
            f' aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{escape(title)}</title>'
            f'<desc id="{key}-d">{escape(summary)}</desc>'
        ),
        f"<style>{style}</style>" if style else "",
    ]
    for number, one in enumerate(vessels):
        left = (number % A_ROW) * STEP + (STEP - WIDE) / 2
        parts += _vessel(one, left, (number // A_ROW) * ROW + TOP)
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 - every word in it was escaped where it was put in


def _vessel(one: Vessel, left: float, top: float) -> list[str]:
    kind = "vessel" if one.held else "none"
    shape = f"M{left:.1f} {top:.1f}v{HIGH - 6:g}q0 6 6 6h{WIDE - 12:g}q6 0 6 -6v-{HIGH - 6:g}"
    parts = [f'<path class="{kind}" d="{shape}"/>']
    if one.held and one.share:
        full = (HIGH - 4) * min(one.share, 1.0)
        parts.append(
            f'<rect class="came" x="{left + 3:.1f}" y="{top + HIGH - 3 - full:.1f}" width="{WIDE - 6:g}"'
            f' height="{full:.1f}" rx="2"/>'
        )
    middle = left + WIDE / 2
    parts.append(text(middle, top + HIGH + 17, one.name, anchor="middle"))
    return [*parts, text(middle, top + HIGH + 33, one.says, kind="strong", anchor="middle")]

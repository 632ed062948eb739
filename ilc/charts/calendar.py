"""A row of small vessels, one for each month: how full, dashed where no session took place. It stands in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDE, HIGH, GAP = 15, 26, 3


class Month(StrEnum):
    """What a month was: sessions took place, none of them did, or there was none."""

    HELD = "held"
    NONE = "none"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class MonthVessel:
    """One month. `share` is from 0 to 1; None where it is not known."""

    month: Month
    share: float | None = None


def draw_calendar(vessels: Sequence[MonthVessel], *, says: str) -> SafeString:
    """The row as SVG, the earliest first; `says` tells all of it in words."""
    width = len(vessels) * (WIDE + GAP) - GAP
    parts = [
        f'<svg class="chart calendar" width="{width}" height="{HIGH}" viewBox="0 0 {width} {HIGH}" role="img">',
        f"<title>{escape(says)}</title>",
    ]
    for number, one in enumerate(vessels):
        parts += _vessel(one, number * (WIDE + GAP))
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 - the words in it were escaped where they were put in


def _vessel(one: MonthVessel, left: int) -> list[str]:
    if one.month is Month.EMPTY:
        return [f'<path class="later" d="M{left} {HIGH - 0.5:g}h{WIDE}"/>']
    frame = f'x="{left + 0.5:g}" y=".5" width="{WIDE - 1}" height="{HIGH - 1}"'
    if one.month is Month.NONE:
        return [f'<rect class="none" {frame}/>']
    parts = [f'<rect class="held" {frame}/>']
    if one.share is None:
        parts.append(f'<path class="unknown" d="M{left + 4} {HIGH / 2:g}h{WIDE - 8}"/>')
    elif one.share > 0:
        full = (HIGH - 2) * min(one.share, 1.0)
        parts.append(
            f'<rect class="came" x="{left + 1}" y="{HIGH - 1 - full:.1f}" width="{WIDE - 2}" height="{full:.1f}"/>'
        )
    return parts

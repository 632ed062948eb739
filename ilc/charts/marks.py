"""The small pieces that charts are made of. Coordinates have one digit behind the point: finer cannot be seen."""

import re
from collections.abc import Iterable

from django.utils.html import escape

FLAG = "M0 0v-16h11l-3 4 3 4h-11"
LOCK = "M-5.5 -1h11v8.5h-11zM-3 -1v-3a3 3 0 016 0v3"
LETTER = 0.53  # of the size of letters: how wide one is, about; enough to see what fits


def text(x: float, y: float, words: str, *, kind: str = "", anchor: str = "") -> str:
    """Words at a place. `anchor`: "middle" or "end"."""
    named = f' class="{kind}"' if kind else ""
    held = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{named}{held}>{escape(words)}</text>'


def across(y: float, left: float, right: float, kind: str) -> str:
    """A line from side to side."""
    return f'<path class="{kind}" d="M{left:.1f} {y:.1f}H{right:.1f}"/>'


def path(places: Iterable[tuple[float, float]]) -> str:
    """The drawing of a line through places."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)


def hatch(key: str) -> str:
    """The pattern of what is protected; `url(#<key>-hatch)` fills with it."""
    return (
        f'<defs><pattern id="{key}-hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path class="hatch" d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5"/></pattern></defs>'
    )


def rules_for(style: str, drawing: str) -> str:
    """Those of the rules, one on a line, that a drawing has something for: hundreds of small ones cost by the rule.

    >>> rules_for(".flag, .line { fill: none }", '<path class="line"/>')
    '.flag, .line { fill: none }'
    """
    named = {f".{one}" for words in re.findall(r'class="([^"]*)"', drawing) for one in words.split()}
    named |= set(re.findall(r"<([a-z]+)", drawing))
    return "\n".join(
        rule
        for rule in style.splitlines()
        if named.intersection(one.strip() for one in rule.partition("{")[0].split(","))
    )


def width_of(words: str, size: float) -> float:
    """About how wide words are."""
    return len(words) * size * LETTER


def shortened(words: str, letters: int) -> str:
    """The words, or their beginning."""
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


def apart(places: Iterable[float], least: float) -> list[float]:
    """The same places moved so that none is nearer to the one above than `least`; ascending, as they were given."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + least) if moved else place)
    return moved

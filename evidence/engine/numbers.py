"""Reading what people write for a figure: "8 of 36", "41,5 %", "1 200", "n/a", "<5".

A mark by which a source hides a small group is never read as a number, nor as nothing.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from ilc.tables.folding import fold

type FigureKind = Literal["nothing", "hidden", "number", "percent", "part", "formula", "unclear", "about", "unreadable"]
"""What a cell says: that there is nothing; that the source hides it; a number; a percentage; so many of so many; what a
spreadsheet would compute; a number that two countries read in two ways; one that is not exact; none of these."""

MOST: Final = 2_147_483_647  # what the database keeps of a count

_NOTHING = frozenset(
    ("", "na", "nd", "so", "sd", "nil", "null", "nodata", "notavailable", "notcounted", "sansobjet", "pasdedonnees",
     "nondisponible", "sindatos", "nodisponible", "noaplica", "blank", "missing")
)  # fmt: skip
_HIDDEN_WORDS = frozenset(
    ("s", "x", "c", "ds", "suppressed", "supprime", "suprimido", "masked", "masque", "oculto", "redacted", "protected",
     "protege", "protegido", "confidential", "confidentiel", "confidencial", "toosmall", "smallgroup")
)  # fmt: skip
_DASHES = frozenset("-–—−")
_HIDDEN_MARKS = re.compile(r"[*~†‡]{1,3}")
_BOUND = re.compile(
    r"(?:[<>≤≥]=?|less than|fewer than|more than|moins de|plus de|menos de|más de)\s*\d.*", re.IGNORECASE
)
_RANGE = re.compile(r"\d+\s*%?\s*(?:-|–|—|to|à|a)\s*\d+\s*%?", re.IGNORECASE)
_ABOUT = re.compile(r"(?:~|≈|about|approx\.?|ca\.?|around|environ|env\.|vers|cerca de|aprox\.?)\s*\d.*", re.IGNORECASE)
_PART = re.compile(
    r"(?P<part>[\d.,'’ ]+?)\s*(?:/|\bout of\b|\bof\b|\bsur\b|\bde\b|\bin\b|\(of)\s*(?P<whole>[\d.,'’ ]+)\)?"
    r"(?:\s*\(?\s*[\d.,]+\s*%\s*\)?)?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<number>.+?)\s*(?:%|percent|per cent|pour cent|por ciento|pct)", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?P<group>[.,'’ ])\d{3})(?:(?P=group)\d{3})*(?:(?P<point>[.,])\d+)?")
_LONGEST = 40  # characters; a figure is not longer
_DIGITS = 15
_UNCLEAR = re.compile(r"[+-]?\d{1,3}(?P<mark>[.,])\d{3}")
_SEEN: Final = frozenset(
    ("yes", "y", "true", "seen", "present", "observed", "oui", "o", "vrai", "vu", "observe", "si", "verdadero",
     "visto", "observado", "x", "1", "ok")
)  # fmt: skip
_NOT_SEEN: Final = frozenset(
    ("no", "n", "false", "notseen", "notobserved", "absent", "non", "faux", "pasvu", "nonobserve", "falso", "novisto",
     "noobservado", "0")
)  # fmt: skip


class Figure(NamedTuple):
    """What a cell says. `value` of a number, or of a percentage in percent; `step`: what its last digit stands for."""

    kind: FigureKind
    value: float = 0.0
    numerator: int = 0
    denominator: int = 0
    step: float = 1.0


@lru_cache(8192)
def read_figure(text: str, *, decimal_comma: bool | None = None) -> Figure:
    """Read one cell. `decimal_comma` settles "1,234" and "1.234", which are `unclear` without it."""
    said = " ".join(unicodedata.normalize("NFKC", text).replace("−", "-").split())
    if len(said) > _LONGEST:
        return Figure("unreadable")
    if (found := _without_number(said)) is not None:
        return found
    if part := _PART.fullmatch(said):
        return _part(part["part"], part["whole"])
    if percent := _PERCENT.fullmatch(said):
        figure = _number(percent["number"].strip(), decimal_comma)
        return figure._replace(kind="percent") if figure.kind == "number" else figure
    return _number(said, decimal_comma)


@lru_cache(8192)
def read_count(text: str) -> int | None:
    """A whole number of people or things, however its thousands are written; None when the text says none."""
    figure = read_figure(text, decimal_comma=False)
    if figure.kind == "number" and (figure.step < 1 or figure.value != int(figure.value)):
        figure = read_figure(text, decimal_comma=True)  # "1.200" means 1200 where whole things are counted
    if figure.kind != "number" or figure.value != int(figure.value) or not 0 <= figure.value <= MOST:
        return None
    return int(figure.value)


def read_counts(text: str, *, levels: int) -> list[int] | None:
    """How many chose each level, lowest first, as in "3, 5, 8, 2"; None when there is not one count for each."""
    pieces = [piece for piece in re.split(r"\s*[,;/|]\s*|\s+", text.strip()) if piece]
    counts = [read_count(piece) for piece in pieces]
    whole = [count for count in counts if count is not None]
    return whole if len(whole) == len(pieces) == levels else None


def read_seen(text: str) -> bool | None:
    """Whether a cell says that something was seen; None when it says neither."""
    said = fold(text) or text.strip()
    if said in _SEEN or text.strip() in {"✓", "✔", "☑"}:
        return True
    return False if said in _NOT_SEEN or text.strip() in {"✗", "✘", "☐"} else None


def part_of_percent(percent: Figure, *, denominator: int) -> int | None:
    """How many of so many a percentage stands for; None when more than one number of people would round to it."""
    if not 0 <= percent.value <= 100:  # noqa: PLR2004 - per cent
        return None
    nearest = round(percent.value * denominator / 100)
    candidates = [
        count
        for count in (nearest - 1, nearest, nearest + 1)
        if 0 <= count <= denominator
        and abs(100 * count / max(denominator, 1) - percent.value) <= percent.step / 2 + 1e-9
    ]
    return candidates[0] if len(candidates) == 1 else None


def tells_decimal_comma(texts: Sequence[str]) -> bool | None:
    """Whether these cells write decimals with a comma; None when none of them tells."""
    for text in texts:
        said = " ".join(unicodedata.normalize("NFKC", text).split()).removesuffix("%").strip()
        if _UNCLEAR.fullmatch(said):
            continue
        grouped = _GROUPED.fullmatch(said)
        if grouped and grouped["point"]:
            return grouped["point"] == ","
        if _PLAIN.fullmatch(said) and ("," in said or "." in said):
            return "," in said
    return None


def _without_number(said: str) -> Figure | None:
    if _HIDDEN_MARKS.fullmatch(said) or _BOUND.fullmatch(said) or _RANGE.fullmatch(said):
        return Figure("hidden")
    if said.startswith(("=", "@")) or _ABOUT.fullmatch(said):
        return Figure("about" if _ABOUT.fullmatch(said) else "formula")
    if any(map(str.isdigit, said)):
        return Figure("unreadable") if said.startswith("#") else None
    word = fold(said)
    if word in _HIDDEN_WORDS:
        return Figure("hidden")
    return (
        Figure("nothing") if word in _NOTHING and (word or not said or set(said) <= _DASHES) else Figure("unreadable")
    )


def _number(said: str, decimal_comma: bool | None) -> Figure:
    unclear = _UNCLEAR.fullmatch(said)
    if unclear:
        if decimal_comma is None:
            return Figure("unclear")
        is_decimal = (unclear["mark"] == ",") == decimal_comma
        return _figure(said.replace(",", ".") if is_decimal else said.replace(unclear["mark"], ""))
    if _PLAIN.fullmatch(said):
        return _figure(said.replace(",", "."))
    grouped = _GROUPED.fullmatch(said)
    if grouped and grouped["group"] != grouped["point"]:
        return _figure(said.replace(grouped["group"], "").replace(",", "."))
    return Figure("unreadable")


def _figure(plain: str) -> Figure:
    if sum(map(str.isdigit, plain)) > _DIGITS:
        return Figure("unreadable")
    _whole, _point, decimals = plain.partition(".")
    return Figure("number", float(plain), step=10.0 ** -len(decimals))


def _part(part: str, whole: str) -> Figure:
    numerator, denominator = read_count(part), read_count(whole)
    if numerator is None or denominator is None:
        return Figure("unreadable")
    return Figure("part", numerator=numerator, denominator=denominator)

"""One change of a placemat in words: which part, what became of it, and the difference word by word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from inquiry.engine.comparison import ValuePair, value_changes
from inquiry.engine.difference import Piece, difference, folded, only_spaces
from inquiry.engine.indicator import values
from inquiry.models import Clause, DataType, Direction, PlacematChange, PlacematField

type Words = str | Promise

FIELD_NAMES: Mapping[str, Words] = {
    "text": gettext_lazy("What one would see"),
    "clause": gettext_lazy("The clause it shows"),
    "if_action": gettext_lazy("The if-action it shows"),
    "data_types": gettext_lazy("Type of data"),
    "unit": gettext_lazy("Unit"),
    "baseline": gettext_lazy("Where you are now"),
    "target": gettext_lazy("Where you want to be"),
    "direction": gettext_lazy("The figure"),
    "how_often": gettext_lazy("How often you look"),
}
CODES: Mapping[str, Mapping[str, Words]] = {
    "clause": {one.value: one.label for one in Clause},
    "data_types": {one.value: one.label for one in DataType},
    "direction": {one.value: one.label for one in Direction},
}


@dataclass(frozen=True)
class Names:
    """What people call things: numbers of if-actions that stand, words of indicators, names of people."""

    numbers: Mapping[str, int]
    indicators: Mapping[str, str]
    people: Mapping[UUID, str]


@dataclass(frozen=True)
class ValueChange:
    """One field of an indicator that changed."""

    name: Words
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """What became of one part. `title` tells indicators apart; `words` say what happened where the pieces do not."""

    part: str
    label: str
    title: str = ""
    words: str = ""
    clause: str = ""
    pieces: tuple[Piece, ...] = ()
    values: tuple[ValueChange, ...] = ()


def change_lines(changes: Sequence[PlacematChange], names: Names, *, since: datetime | None) -> tuple[Line, ...]:
    """The changes of one spell, which come newest first: what was written in one part several times, as one line.

    Each change carries `former` and `former_at`. What stood before `since` is not told. No SQL.
    """
    parts = dict.fromkeys(change.part for change in reversed(changes))
    found: list[Line] = []
    for part in parts:
        here = [change for change in reversed(changes) if change.part == part]
        for written, some in groupby(here, key=lambda change: change.what in {"written", "restored"}):
            run = list(some)
            if written:
                line = _written(run, names, since)
                found += [line] if line else []
            else:
                found += [_happened(change, names) for change in run]
    return tuple(found)


def part_label(part: str, names: Names) -> str:
    """What people call a part."""
    kind, _colon, key = part.partition(":")
    if kind == "if":
        number = names.numbers.get(key)
        return _("If-action %(number)d") % {"number": number} if number else _("An if-action that was taken away")
    if kind in {"indicator", "place"}:
        return _("Indicator")
    return str(PlacematField(part).label) if part in PlacematField.values else _("Who reads it")


def value_words(name: str, value: str, names: Mapping[str, int] | None = None) -> str:
    """The value of an indicator's field as people say it."""
    if name == "if_action":
        number = (names or {}).get(value)
        return pgettext("clause", "If %(number)d") % {"number": number} if number else ""
    if name not in CODES or not value:
        return value
    return ", ".join(str(CODES[name].get(code, code)) for code in value.split(","))


def worded(pair: ValuePair, was: Mapping[str, str], now: Mapping[str, str], numbers: Mapping[str, int]) -> ValueChange:
    """One field's difference, its codes in words. If-actions that are gone are told by their words."""

    def words(values_then: Mapping[str, str], value: str) -> str:
        said = value_words(pair.name, value, numbers)
        return said or (values_then.get("if_action_text", value) if pair.name == "if_action" else said)

    before, after = words(was, pair.was), words(now, pair.now)
    whole = pair.name in {*CODES, "if_action", "baseline", "target"}
    return ValueChange(
        FIELD_NAMES.get(pair.name, pair.name), _whole(before, after) if whole else difference(before, after)
    )


def clause_of(part: str) -> str:
    """The clause whose colour a part has: if, then, so, or none."""
    if part.startswith("if:"):
        return "if"
    return (
        {PlacematField.THEN: "then", PlacematField.SO_THAT: "so"}.get(PlacematField(part), "")
        if part in PlacematField.values
        else ""
    )


def _written(run: Sequence[PlacematChange], names: Names, since: datetime | None) -> Line | None:
    first, last = run[0], run[-1]
    former: str | None = getattr(first, "former", None)
    former_at: datetime | None = getattr(first, "former_at", None)
    untold = since is not None and former_at is not None and former_at < since
    if first.part.startswith("indicator:"):
        return _indicator(last, names, None if untold else former, _("It says:") if untold else _("Promised"))
    restored = any(change.what == "restored" for change in run)
    label = part_label(first.part, names)
    if untold:
        return Line(first.part, label, words=_("It says:"), clause=clause_of(first.part), pieces=_plain(last.text))
    is_action = first.part.startswith("if:")
    pieces = difference(former or "", last.text)
    words = ""
    if is_action and restored:
        words = _("Put back")
    elif restored:
        words = _("Put back to how it stood")
    elif is_action and former is None:
        words = _("Added") if last.text else _("Added, still empty")
        pieces = _plain(last.text)
    elif not former and last.text:
        words = _("Written for the first time") if former is None else _("Written")
        pieces = _plain(last.text)
    elif former == last.text:
        return None
    elif only_spaces(pieces):
        words = _("Only spaces and line ends changed")
    return Line(first.part, label, words=words, clause=clause_of(first.part), pieces=folded(pieces))


def _indicator(last: PlacematChange, names: Names, former: str | None, alone: str) -> Line | None:
    """`alone` is what to say where there is nothing to compare it with."""
    after = values(last.text)
    title = after.get("text", "")
    if last.what == "restored":
        return Line(last.part, _("Indicator"), title, _("Put back"))
    if former is None:
        return Line(last.part, _("Indicator"), title, alone)
    before = values(former)
    changed = tuple(worded(pair, before, after, names.numbers) for pair in value_changes(before, after))
    return Line(last.part, _("Indicator"), title, values=changed) if changed else None


def _happened(change: PlacematChange, names: Names) -> Line:
    """What is no writing."""
    kind, _colon, key = change.part.partition(":")
    label = part_label(change.part, names)
    if change.part == "placemat":
        shown = change.what == "shown"
        words = _("Shown to the collective") if shown else _("Kept to its leader again")
        return Line(change.part, label, words=words)
    if kind == "place":
        return Line(f"indicator:{key}", label, names.indicators.get(key, ""), _("Moved to another place in the plan"))
    if kind == "indicator":
        return Line(change.part, label, values(change.text).get("text", ""), _("Taken away"))
    if change.what == "moved":
        return Line(change.part, label, change.text, _("Moved to another place"), clause="if")
    pieces: tuple[Piece, ...] = (Piece("gone", change.text),) if change.text else ()
    return Line(change.part, label, words=_("Taken away"), clause="if", pieces=pieces)


def _plain(text: str) -> tuple[Piece, ...]:
    """Words of which there is nothing to compare."""
    return (Piece("same", text),) if text else ()


def _whole(before: str, after: str) -> tuple[Piece, ...]:
    """Figures and choices are told as a whole: nobody reads a number by its digits."""
    if before == after:
        return (Piece("same", after),)
    pieces: tuple[Piece, ...] = (Piece("gone", before), Piece("added", after))
    return tuple(piece for piece in pieces if piece.text)

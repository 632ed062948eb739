"""Two moments of a placemat beside each other, part by part."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from uuid import UUID

from inquiry.engine.difference import Piece, difference
from inquiry.engine.past import Standing

type Fate = Literal["same", "changed", "added", "gone"]


@dataclass(frozen=True)
class TextPair:
    """One text at both moments."""

    field: str
    was: str
    now: str

    @property
    def fate(self) -> Fate:
        """What became of it."""
        return _fate(self.was, self.now)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The difference, word by word."""
        return difference(self.was, self.now)


@dataclass(frozen=True)
class IfPair:
    """One if-action at both moments. A number is None where it did not stand; `moved`: it has another place now."""

    pk: UUID
    was: str
    now: str
    was_number: int | None
    now_number: int | None
    moved: bool

    @property
    def fate(self) -> Fate:
        """What became of it, its place apart."""
        if self.was_number is None:
            return "added"
        if self.now_number is None:
            return "gone"
        return "same" if self.was == self.now else "changed"

    @property
    def changed(self) -> bool:
        """Whether anything is different, its place too."""
        return self.moved or self.fate != "same"

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The difference, word by word."""
        return difference(self.was, self.now)


@dataclass(frozen=True)
class ValuePair:
    """One field of an indicator at both moments."""

    name: str
    was: str
    now: str

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The difference, word by word."""
        return difference(self.was, self.now)


@dataclass(frozen=True)
class IndicatorPair:
    """One indicator at both moments. None where it did not stand."""

    pk: UUID
    was: Mapping[str, str] | None
    now: Mapping[str, str] | None

    @property
    def fate(self) -> Fate:
        """What became of it."""
        if self.was is None:
            return "added"
        if self.now is None:
            return "gone"
        return "changed" if self.changes else "same"

    @property
    def title(self) -> str:
        """Its words, as they are or were."""
        return (self.now or self.was or {}).get("text", "")

    @property
    def changes(self) -> tuple[ValuePair, ...]:
        """The fields that are different. The words of its if-action are not its own."""
        return value_changes(self.was or {}, self.now or {})


@dataclass(frozen=True)
class Comparison:
    """Everything at both moments, in reading order."""

    texts: tuple[TextPair, ...]
    if_actions: tuple[IfPair, ...]
    indicators: tuple[IndicatorPair, ...]

    @property
    def same(self) -> bool:
        """Whether nothing is different."""
        return not self.parts

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that are different, as changes name them."""
        return (
            *(one.field for one in self.texts if one.fate != "same"),
            *(f"if:{one.pk}" for one in self.if_actions if one.changed),
            *(f"indicator:{one.pk}" for one in self.indicators if one.fate != "same"),
        )


def compare(was: Standing, now: Standing, *, fields: Sequence[str]) -> Comparison:
    """`fields` are the texts of a placemat in reading order. If-actions and indicators are matched by id."""
    return Comparison(
        tuple(TextPair(field, was.texts.get(field, ""), now.texts.get(field, "")) for field in fields),
        _if_actions(was, now),
        _indicators(was, now),
    )


def value_changes(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[ValuePair, ...]:
    """The fields of an indicator that are different, in the order in which they are filled in."""
    names = [name for name in (*was, *(name for name in now if name not in was)) if name != "if_action_text"]
    return tuple(
        ValuePair(name, was.get(name, ""), now.get(name, "")) for name in names if was.get(name) != now.get(name)
    )


def stayed_in_order(was: Sequence[UUID], now: Sequence[UUID]) -> set[UUID]:
    """Those of both lists that stand in the same order in both: as many as there can be. The others have moved."""
    places = {pk: place for place, pk in enumerate(was)}
    both = [pk for pk in now if pk in places]
    ends: list[int] = []  # the smallest place in which an order of this length can end
    last: list[UUID] = []
    before: dict[UUID, UUID | None] = {}
    for pk in both:
        at = bisect_left(ends, places[pk])
        before[pk] = last[at - 1] if at else None
        ends[at : at + 1], last[at : at + 1] = [places[pk]], [pk]
    stayed: set[UUID] = set()
    pk_or_none = last[-1] if last else None
    while pk_or_none is not None:
        stayed.add(pk_or_none)
        pk_or_none = before[pk_or_none]
    return stayed


def _if_actions(was: Standing, now: Standing) -> tuple[IfPair, ...]:
    """Those that stand now in their order, each that went behind the one it stood behind."""
    texts_was, texts_now = ({one.pk: one.text for one in moment.if_actions} for moment in (was, now))
    stayed = stayed_in_order(list(texts_was), list(texts_now))
    order = list(texts_now)
    for place, pk in enumerate(texts_was):
        if pk not in texts_now:
            previous = list(texts_was)[place - 1] if place else None
            order.insert(order.index(previous) + 1 if previous in order else 0, pk)
    return tuple(
        IfPair(
            pk,
            texts_was.get(pk, ""),
            texts_now.get(pk, ""),
            was.numbers.get(pk),
            now.numbers.get(pk),
            moved=pk in texts_was and pk in texts_now and pk not in stayed,
        )
        for pk in order
    )


def _indicators(was: Standing, now: Standing) -> tuple[IndicatorPair, ...]:
    order = [*now.indicators, *(pk for pk in was.indicators if pk not in now.indicators)]
    return tuple(IndicatorPair(pk, was.indicators.get(pk), now.indicators.get(pk)) for pk in order)


def _fate(was: str, now: str) -> Fate:
    if was == now:
        return "same"
    if not was:
        return "added"
    return "changed" if now else "gone"

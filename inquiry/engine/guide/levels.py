"""How far an evidence plan reaches: Victoria Bernhardt's ten levels of analysis, and what would lift it by one.

Levels 1 and 2 are one measure, now and over time; 3 and 4 two or more measures of one type of data; 5 and 6 two types
laid together, 7 and 8 three, 9 and 10 four. Types are laid together when they show the same clause: the same if-action,
the then, or the so-that; or when one indicator crosses them. "Over time" needs a baseline or a rhythm for each type.
Source: V. L. Bernhardt, Data Analysis for Continuous School Improvement, "multiple measures of data".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inquiry.engine.guide.draft import DraftIndicator
from inquiry.engine.guide.lexicon import Lexicon

TYPES = ("learning", "perceptions", "processes", "demographic")
ONE_MEASURE, ONE_TYPE, TWO_TYPES, HIGHEST = 1, 3, 5, 10


@dataclass(frozen=True)
class Reach:
    """The level a plan reaches, 0 for none, and what would lift it.

    `clause` is the one whose types are laid together ("" below level 5), `types` those types. `lift` says what comes
    next: "measure" (a first one), "time" (a baseline or a rhythm for `needed`), "second" (another measure of the type),
    "type" (one of `needed` for the same clause), or "" at the top.
    """

    level: int
    types: tuple[str, ...] = ()
    clause: str = ""
    lift: str = ""
    needed: tuple[str, ...] = ()


def reach(indicators: Sequence[DraftIndicator], lexicons: Mapping[str, Lexicon | None]) -> Reach:
    """The level of analysis of an evidence plan."""
    return reach_of(indicators, [one for one in indicators if is_over_time(one, lexicons.get(one.part))])


def reach_of(indicators: Sequence[DraftIndicator], followed: Sequence[DraftIndicator]) -> Reach:
    """The level that these indicators reach, of which some are followed over time."""
    if not indicators:
        return Reach(0, lift="measure", needed=TYPES)
    clause, types = _laid_together(indicators, followed)
    if len(types) > 1:
        still = _types(one for one in followed if laid_under(one) == clause)
        return _together(clause, types, tuple(name for name in types if name not in still))
    counts = {name: sum(name in one.types for one in indicators) for name in TYPES}
    several = tuple(name for name in TYPES if counts[name] > 1)
    if several:
        over_time = [name for name in several if sum(name in one.types for one in followed) > 1]
        if over_time:
            return Reach(ONE_TYPE + 1, (over_time[0],), lift="type", needed=_others((over_time[0],)))
        return Reach(ONE_TYPE, several[:1], lift="time", needed=several[:1])
    if followed:
        names = _types(followed)
        return Reach(ONE_MEASURE + 1, names, lift="second", needed=names)
    names = _types(indicators)
    return Reach(ONE_MEASURE, names, lift="time", needed=names)


def is_over_time(one: DraftIndicator, lexicon: Lexicon | None) -> bool:
    """Whether it can be compared with itself: there is a figure to begin with, or it is looked at again and again."""
    return bool(one.baseline.strip()) or (lexicon is not None and lexicon.has("rhythms", one.how_often))


def laid_under(one: DraftIndicator) -> str:
    """The clause that an indicator shows, under which its types are laid together with those of others."""
    return one.action or (one.clause if one.clause != "if" else one.part)


def _together(clause: str, types: tuple[str, ...], still: tuple[str, ...]) -> Reach:
    level = TWO_TYPES + 2 * (len(types) - 2)
    if still:
        return Reach(level, types, clause, lift="time", needed=still)
    if level + 1 == HIGHEST:
        return Reach(HIGHEST, types, clause)
    return Reach(level + 1, types, clause, lift="type", needed=_others(types))


def _laid_together(
    indicators: Sequence[DraftIndicator], followed: Sequence[DraftIndicator]
) -> tuple[str, tuple[str, ...]]:
    """The clause that most types show, and those types: among equals the one that most types follow over time."""
    found: dict[str, list[DraftIndicator]] = defaultdict(list)
    for one in indicators:
        found[laid_under(one)].append(one)
    rated = [
        (len(_types(rows)), len(_types(one for one in rows if one in followed)), clause)
        for clause, rows in found.items()
    ]
    _, _, clause = max(rated, key=lambda row: row[:2])
    return clause, _types(found[clause])


def _types(indicators: Iterable[DraftIndicator]) -> tuple[str, ...]:
    names = {name for one in indicators for name in one.types}
    return tuple(name for name in TYPES if name in names)


def _others(types: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in TYPES if name not in types)

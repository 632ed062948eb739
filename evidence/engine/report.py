"""The parts of a report: which there are of each kind, and how a choice of them is read."""

from collections.abc import Iterable, Sequence

FOREWORD, PEOPLE, THEORY, ADJUSTMENTS, CHAIN, CHARTS = "foreword", "people", "theory", "adjustments", "chain", "charts"
ANALYSES, JUDGEMENT, SESSIONS, REFLECTION, OTHERS = "analyses", "judgement", "sessions", "reflection", "others"
SAW, DID, CAME, CHART = "saw", "did", "came", "chart"
THEMES, COLLECTIVES, INDEX = "themes", "collectives", "index"

PARTS: dict[str, tuple[str, ...]] = {
    "cycle": (
        FOREWORD,
        PEOPLE,
        THEORY,
        ADJUSTMENTS,
        CHAIN,
        CHARTS,
        ANALYSES,
        JUDGEMENT,
        REFLECTION,
        SESSIONS,
        OTHERS,
    ),
    "story": (SAW, DID, CHART, CAME, OTHERS, PEOPLE),
    "knowledge": (FOREWORD, THEMES, COLLECTIVES, INDEX),
}


def parts_of(kind: str) -> tuple[str, ...]:
    """All parts that a report of this kind may have, in the order in which they stand at first."""
    return PARTS[kind]


def chosen_parts(kind: str, named: Iterable[str]) -> tuple[str, ...]:
    """Those of these names that the kind has, each once, in the order given."""
    return tuple(dict.fromkeys(name for name in named if name in PARTS[kind]))


def in_order(kind: str, *, chosen: Iterable[str], places: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """The chosen parts by the places that people gave them; where two have one place, in the kind's own order.

    >>> in_order("story", chosen=["saw", "came"], places=[("came", 1), ("saw", 2)])
    ('came', 'saw')
    """
    wanted, place = set(chosen), dict(places)
    own = {name: number for number, name in enumerate(PARTS[kind])}
    found = [name for name in PARTS[kind] if name in wanted]
    return tuple(sorted(found, key=lambda name: (place.get(name, len(own)), own[name])))

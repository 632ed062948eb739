"""Finding what a cell names: an indicator, a school, a student group; and what may have been meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from ilc.tables.folding import fold

_ALIKE: Final = 0.7  # of difflib's ratio
_REMEMBERED: Final = 10_000  # cells

ALL_SCHOOLS: Final = frozenset(
    map(
        fold,
        ("all", "all schools", "district", "whole district", "the district", "total", "toutes", "toutes les écoles",
         "tout le district", "conseil", "todas", "todas las escuelas", "todo el distrito", "distrito"),
    )
)  # fmt: skip
ALL_STUDENTS: Final = frozenset(
    map(
        fold,
        ("all", "all students", "everyone", "everybody", "total", "tous", "toutes", "tous les élèves", "ensemble",
         "todos", "todas", "todos los estudiantes", "todos los alumnos"),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """Its id; or why there is none: `unknown` with what may have been meant, `ambiguous`. Neither for all of them."""

    id: str | None = None
    problem: str = ""
    meant: str = ""


@dataclass
class Names:
    """Things of one kind by their folded names. `everything` are folded words that name none of them in particular."""

    ids: Mapping[str, list[str]]
    names: Mapping[str, str]
    everything: frozenset[str] = frozenset()
    _found: dict[str, Found] = field(default_factory=dict)

    def find(self, text: str) -> Found:
        """What a cell names; nothing in particular where it is empty."""
        found = self._found.get(text)
        if found is None:
            found = self._look(text)
            if len(self._found) < _REMEMBERED:
                self._found[text] = found
        return found

    def _look(self, text: str) -> Found:
        folded = fold(text)
        ids = self.ids.get(folded, [])
        if len(ids) == 1:
            return Found(ids[0])
        if ids:
            return Found(problem="ambiguous")
        if not text.strip() or folded in self.everything:
            return Found()
        close = get_close_matches(folded, list(self.names), n=1, cutoff=_ALIKE)
        return Found(problem="unknown", meant=self.names[close[0]] if close else "")


def names_of(things: Iterable[tuple[str, str]], *, everything: frozenset[str] = frozenset()) -> Names:
    """Pairs of an id and one of its names; an id may come with several names."""
    ids: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for thing, name in things:
        folded = fold(name)
        if folded and thing not in ids.setdefault(folded, []):
            ids[folded].append(thing)
            names.setdefault(folded, name)
    return Names(ids, names, everything)

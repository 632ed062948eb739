"""Two proposals of one formation side by side. No SQL here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from collectives.queries.proposal import Seating
from collectives.queries.proposal_page import Figures, figures

LISTED = 200


@dataclass(frozen=True)
class Elsewhere:
    """Somebody who sits elsewhere in the other proposal. An empty name: no seat there."""

    key: str
    name: str
    here: str
    there: str


@dataclass(frozen=True)
class Comparison:
    """What two proposals reach, and who sits elsewhere, at most LISTED by name; `moved` counts all of them."""

    here: Figures
    there: Figures
    elsewhere: Sequence[Elsewhere]
    moved: int
    kept: int

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """What each of them reaches: the words, the one, the other."""
        return [
            (words, figure(self.here), figure(self.there))
            for words, figure in (
                (_("Of the best possible, at least"), _percent),
                (_("People with a seat"), lambda one: str(one.seated)),
                (_("Collectives"), lambda one: str(one.collectives)),
                (_("First choice"), lambda one: str(one.choices[0])),
                (_("Second choice"), lambda one: str(one.choices[1])),
                (_("Third choice"), lambda one: str(one.choices[2])),
                (_("Sit with another district"), lambda one: str(one.with_another_district)),
            )
        ]


def compare(here: Seating, there: Seating) -> Comparison:
    """Two proposals. A collective of one is that of the other with which it shares the most people."""
    at, other = ({key: one.key for key, one in seating.places.items()} for seating in (here, there))
    same = match_collectives(at, other)
    moved = sorted(
        (key for key in at.keys() | other.keys() if key not in at or same.get(at[key], "") != other.get(key)),
        key=lambda key: _name(key, here, there),
    )
    rows = [
        Elsewhere(
            key,
            _name(key, here, there),
            here.rows[at[key]].name if key in at else "",
            there.rows[other[key]].name if key in other else "",
        )
        for key in moved[:LISTED]
    ]
    return Comparison(figures(here), figures(there), rows, len(moved), len(at.keys() | other.keys()) - len(moved))


def match_collectives(here: Mapping[str, str], there: Mapping[str, str]) -> Mapping[str, str]:
    """For each collective the one that is the same in the other proposal: most people shared first, each once.

    Both say in which collective each person sits, by their keys.
    """
    shared = Counter((at, there[person]) for person, at in here.items() if person in there)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for (one, another), _count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if one not in found and another not in taken:
            found[one] = another
            taken.add(another)
    return found


def _percent(one: Figures) -> str:
    return _("not proven") if one.percent is None else _("%(percent)d%%") % {"percent": one.percent}


def _name(key: str, here: Seating, there: Seating) -> str:
    return (here if key in here.places else there).person(key).name

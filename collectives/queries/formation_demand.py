"""What members want beside what facilitators can guide, and when both can: in numbers and in words."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, ngettext

from collectives.engine.weekly_times import HALF_HOURS_OF_DAY, weekday_and_wall
from collectives.models import LANGUAGES, Ballot, BallotChoice, Formation, FormationTheme, Offer, OfferTheme
from collectives.queries.formation import slots_made_by, slots_of
from ilc.zones import clock_words

LEVELS = 5


@dataclass(frozen=True)
class ThemeDemand:
    """One theme: how many rank it first, second, third; who would guide it, and for how many people at most.

    `only` counts those who want it first and work in one language alone, `guides` the places by language, for every
    language that somebody named; empty when that is one.
    """

    pk: UUID
    name: str
    withdrawn: bool
    ranked: tuple[int, int, int]
    facilitators: int
    places: int
    only: dict[str, int]
    guides: dict[str, int]

    @property
    def wanted(self) -> int:
        """How many ranked it at all."""
        return sum(self.ranked)

    @property
    def guided_in(self) -> list[tuple[str, int]]:
        """Each language by its own name, and for how many people at most somebody guides in it."""
        return [(str(name), self.guides[code]) for code, name in LANGUAGES if code in self.guides]


@dataclass(frozen=True)
class HeatCell:
    """How many members, and how many facilitators, can make a slot. `level` 0 to 5: how dark it is shown."""

    slot: int
    members: int
    facilitators: int
    level: int


@dataclass(frozen=True)
class Heat:
    """The slots of a formation in its own zone: a row for each weekday, a column for each time."""

    times: Sequence[str]
    days: Sequence[tuple[str, Sequence[HeatCell]]]
    answered: int
    none_at_all: int

    @cached_property
    def best(self) -> int:
        """The most members that one slot suits."""
        return max((cell.members for _day, cells in self.days for cell in cells), default=0)


def theme_demand(formation: Formation) -> list[ThemeDemand]:
    """Every theme of a formation, open ones first, the most wanted first. Five SQL queries."""
    ballots = {one.pk: one for one in _answered(Ballot, formation).only("pk", "languages")}
    offers = {one.pk: one for one in _answered(Offer, formation).only("pk", "languages", "capacity")}
    ranked: dict[UUID, Counter[int]] = defaultdict(Counter)
    only: dict[UUID, Counter[str]] = defaultdict(Counter)
    for ballot, theme, rank in BallotChoice.objects.filter(ballot__in=list(ballots)).values_list(
        "ballot_id", "theme_id", "rank"
    ):
        ranked[theme][rank] += 1
        languages = ballots[ballot].languages
        if rank == 1 and len(languages) == 1:
            only[theme][languages[0]] += 1
    guides: dict[UUID, list[Offer]] = defaultdict(list)
    for offer, theme in OfferTheme.objects.filter(offer__in=list(offers)).values_list("offer_id", "theme_id"):
        guides[theme].append(offers[offer])
    rows = FormationTheme.objects.filter(formation=formation).select_related("theme").order_by("theme__name")
    languages = {language for one in (*ballots.values(), *offers.values()) for language in one.languages}
    places = dict.fromkeys(languages, 0) if len(languages) > 1 else {}
    found = [
        _demand(
            row, ranked[row.theme_id], only[row.theme_id], guides[row.theme_id], none_yet=places, most=formation.most
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.withdrawn, -one.ranked[0], -one.wanted))


def tight_words(demand: Sequence[ThemeDemand], *, fewest: int) -> list[str]:
    """What will be tight, in words, worst first. No SQL."""
    found: list[tuple[int, str]] = []
    names = dict(LANGUAGES)
    for theme in demand:
        first = theme.ranked[0]
        if theme.withdrawn:
            continue
        if first > theme.places:
            words = gettext("%(theme)s: %(first)d want it first, facilitators for %(places)d.")
            found.append((first - theme.places, words % {"theme": theme.name, "first": first, "places": theme.places}))
        for language, count in theme.only.items():
            places = theme.guides.get(language, theme.places)
            if count > places and first <= theme.places:
                words = ngettext(
                    "%(theme)s: %(count)d person works only in %(language)s, facilitators for %(places)d.",
                    "%(theme)s: %(count)d people work only in %(language)s, facilitators for %(places)d.",
                    count,
                )
                said = {"theme": theme.name, "count": count, "places": places}
                found.append((count - places, words % {**said, "language": names.get(language, language)}))
        if 0 < theme.wanted < fewest:
            words = ngettext(
                "%(theme)s: %(count)d person chose it, %(fewest)d are needed.",
                "%(theme)s: %(count)d people chose it, %(fewest)d are needed.",
                theme.wanted,
            )
            found.append((0, words % {"theme": theme.name, "count": theme.wanted, "fewest": fewest}))
    return [words for _much, words in sorted(found, key=lambda pair: -pair[0])]


def heat_of(formation: Formation) -> Heat:
    """How many can make each slot. Two SQL queries."""
    members, none_at_all, answered = _made(Ballot, formation)
    guides, _none, _answered_offers = _made(Offer, formation)
    most = max(members.values(), default=0)
    days: dict[int, list[HeatCell]] = defaultdict(list)
    for slot in slots_of(formation):
        level = -(-members[slot] * LEVELS // most) if most else 0
        days[slot // HALF_HOURS_OF_DAY].append(HeatCell(slot, members[slot], guides[slot], level))
    first = next(iter(days.values()), [])
    return Heat(
        [clock_words(weekday_and_wall(cell.slot)[1]) for cell in first],
        [(str(WEEKDAYS[weekday]), cells) for weekday, cells in days.items()],
        answered,
        none_at_all,
    )


def _made(model: type[Ballot] | type[Offer], formation: Formation) -> tuple[Counter[int], int, int]:
    """For each slot how many can make it; how many can make none; how many have answered."""
    sets = Counter(
        (zone, tuple(sorted(half_hours)))
        for zone, half_hours in _answered(model, formation).values_list("zone", "half_hours")
    )
    found: Counter[int] = Counter()
    none_at_all = 0
    for (zone, half_hours), people in sets.items():
        made = slots_made_by(formation, half_hours=half_hours, zone=zone)
        none_at_all += 0 if made else people
        for slot in made:
            found[slot] += people
    return found, none_at_all, sum(sets.values())


def _answered(model: type[Ballot] | type[Offer], formation: Formation) -> QuerySet[Any]:
    return model.objects.filter(
        formation=formation, takes_part=True, answered_at__isnull=False, participant__left_at=None
    )


def _demand(
    row: FormationTheme,
    ranked: Counter[int],
    only: Counter[str],
    guides: Sequence[Offer],
    *,
    none_yet: Mapping[str, int],
    most: int,
) -> ThemeDemand:
    places = dict(none_yet)
    for offer in guides:
        for language in places.keys() & set(offer.languages):
            places[language] += offer.capacity * most
    return ThemeDemand(
        row.theme_id,
        row.theme.name,
        row.withdrawn_at is not None,
        (ranked[1], ranked[2], ranked[3]),
        len(guides),
        sum(offer.capacity for offer in guides) * most,
        dict(only),
        places,
    )

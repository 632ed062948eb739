"""What the collectives of a proposal are called until somebody finds a better name, and how their times are said."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from collectives.engine.formation.problem import Collective
from collectives.engine.weekly_times import weekday_and_wall
from ilc.zones import clock_words

LONGEST = 120


def slot_words(slot: int) -> str:
    """When a half-hour of the week begins, in the reader's language: Thursday 16:00."""
    weekday, wall = weekday_and_wall(slot)
    return _("%(weekday)s %(time)s") % {"weekday": WEEKDAYS[weekday], "time": clock_words(wall)}


def name_collectives(
    collectives: Iterable[Collective], *, themes: Mapping[str, str], former: Mapping[str, str]
) -> dict[str, str]:
    """A name for each, by its key: that of `former`, or its theme, with its day or time where several share one."""
    collectives = list(collectives)
    named = {one.key: former[one.key] for one in collectives if one.key in former}
    taken = {name.casefold() for name in named.values()}
    unnamed = [one for one in collectives if one.key not in named]
    of_theme = Counter(one.theme for one in collectives)
    of_day = Counter((one.theme, weekday_and_wall(one.slot)[0]) for one in collectives)
    for one in unnamed:
        weekday = weekday_and_wall(one.slot)[0]
        if of_theme[one.theme] == 1:
            wish = themes[one.theme]
        else:
            when = str(WEEKDAYS[weekday]) if of_day[one.theme, weekday] == 1 else slot_words(one.slot)
            wish = _("%(theme)s, %(when)s") % {"theme": themes[one.theme][: LONGEST - 40], "when": when}
        named[one.key] = free_name(wish, taken)
        taken.add(named[one.key].casefold())
    return named


def free_name(wish: str, taken: Iterable[str]) -> str:
    """The name wished for, or that name with the next free number. `taken` are in small letters."""
    wish, taken = wish[:LONGEST], set(taken)
    number, name = 1, wish
    while name.casefold() in taken:
        number += 1
        name = f"{wish[: LONGEST - 5]} {number}"
    return name

"""The moments of a placemat that people may look at: how an address names one, and which there are to choose from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models.functions import TruncDate
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _

from ilc.pages import named_key
from ilc.zones import clock_words, date_words, day_words
from inquiry.models import Moment, Phase, PhaseMove, Placemat

NOW, BEGINNING, NAMED = "now", "beginning", "named-"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOST_DAYS = 40
JUST = timedelta(microseconds=1)


@dataclass(frozen=True)
class Point:
    """A moment that an address names with `key`. `at` is None for now; `words` say when that is."""

    key: str
    at: datetime | None
    words: str


@dataclass(frozen=True)
class PointGroup:
    """Moments of one kind, to choose from. `agreed`: people stood still there, so it is a good one to look back to."""

    name: str
    points: Sequence[Point]
    agreed: bool = False


@dataclass(frozen=True)
class MomentRow:
    """A named moment as pages show it."""

    moment: Moment
    key: str


def point_of(placemat: Placemat, key: str, *, since: datetime | None) -> Point | None:
    """The moment an address names: now, the beginning, a named one, the end of a day, or an instant.

    None where it names none, or one before `since`, when the reader's history begins. One SQL query at most.
    """
    if key == NOW:
        return Point(NOW, None, _("Now"))
    if key == BEGINNING:
        return beginning(placemat, since=since)
    if key.startswith(NAMED):
        pk = named_key(key.removeprefix(NAMED))
        moment = placemat.moments.filter(pk=pk).first() if pk else None
        point = moment and _of_moment(moment)
    else:
        point = _of_time(key)
    return point if point and point.at and (since is None or point.at >= since) else None


def beginning(placemat: Placemat, *, since: datetime | None) -> Point:
    """Where the reader's history begins: the empty placemat, or when its leader showed it. No SQL."""
    if since is None:
        return Point(BEGINNING, placemat.made_at - JUST, _("The empty placemat"))
    return Point(BEGINNING, since, _("When it was shown: %(when)s") % {"when": instant_words(since)})


def instant_key(at: datetime) -> str:
    """How an address names an instant."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant_words(at: datetime) -> str:
    """An instant on the reader's clocks, in a sentence."""
    local = localtime(at)
    return _("%(day)s, %(time)s") % {"day": date_words(local), "time": clock_words(local)}


def named_moments(placemat: Placemat, *, since: datetime | None) -> list[MomentRow]:
    """Those that have a name, the latest first. One SQL query."""
    rows = placemat.moments.filter(removed_at=None, **_later_than(since)).select_related("by").order_by("-at", "-pk")
    return [MomentRow(row, f"{NAMED}{row.pk}") for row in rows]


def point_groups(placemat: Placemat, *, since: datetime | None) -> list[PointGroup]:
    """What one may choose from when comparing, the latest of each kind first. Three SQL queries."""
    named = [_of_moment(row.moment) for row in named_moments(placemat, since=since)]
    moves = placemat.cycle.moves.filter(**_later_than(since)).order_by("-at")
    days = placemat.changes.filter(**_later_than(since)).annotate(day=TruncDate("at", tzinfo=get_current_timezone()))
    listed = days.order_by("-day").values_list("day", flat=True).distinct()[:MOST_DAYS]
    groups = [
        PointGroup(_("Named moments"), named, agreed=True),
        PointGroup(_("Moves from phase to phase"), [_of_move(move) for move in moves], agreed=True),
        PointGroup(_("The end of a day on which something changed"), [_of_day(day) for day in listed]),
        PointGroup(_("From first to last"), [Point(NOW, None, _("Now")), beginning(placemat, since=since)]),
    ]
    return [group for group in groups if group.points]


def last_mark(placemat: Placemat) -> datetime | None:
    """The latest moment that people look back to: named, of an adjustment or a phase move, shown. One SQL query."""
    named = placemat.moments.order_by().values_list("at")
    adjusted = placemat.adjustments.order_by().values_list("to_at")
    moved = PhaseMove.objects.filter(cycle=placemat.cycle_id).order_by().values_list("at")
    shown = placemat.changes.filter(part="placemat").order_by().values_list("at")
    return max((at for (at,) in named.union(adjusted, moved, shown, all=True)), default=None)


def usual_points(groups: Sequence[PointGroup]) -> tuple[Point, Point]:
    """What one compares when one names nothing: the last agreed moment, else the last move, else all of it; and now."""
    first = groups[0].points
    now, first_of_all = groups[-1].points
    return (first[0] if groups[0].agreed else first_of_all), now


def _later_than(since: datetime | None) -> dict[str, datetime]:
    return {"at__gte": since} if since else {}


def _of_moment(moment: Moment) -> Point:
    words = _("%(name)s (%(when)s)") % {"name": moment.name, "when": instant_words(moment.at)}
    return Point(f"{NAMED}{moment.pk}", moment.at, words)


def _of_move(move: PhaseMove) -> Point:
    words = _("%(when)s: to phase %(number)d, %(name)s") % {
        "when": instant_words(move.at),
        "number": move.to_phase,
        "name": Phase(move.to_phase).label,
    }
    return Point(instant_key(move.at), move.at, words)


def _of_day(day: date) -> Point:
    end = datetime.combine(day, time.max, get_current_timezone())
    return Point(day.isoformat(), end, _("The end of %(day)s") % {"day": day_words(day)})


def _of_time(key: str) -> Point | None:
    """An instant or a day, as people may mangle it."""
    try:
        if INSTANT.fullmatch(key):
            at = datetime.fromisoformat(key)
            return Point(key, at, instant_words(at))
        return _of_day(date.fromisoformat(key)) if DAY.fullmatch(key) else None
    except (ValueError, OverflowError):
        return None

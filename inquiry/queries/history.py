"""Everything that became of a placemat, newest first, by day and by spell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, cast

from django.db.models import BigIntegerField, CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from collectives.models import Participant
from ilc.pages import named_key
from inquiry.models import Adjustment, Moment, PhaseMove, Placemat, PlacematChange, PlacematField
from inquiry.queries.change import Line, Names, change_lines
from inquiry.queries.comparison import EVIDENCE, IF_ACTIONS
from inquiry.queries.if_action import standing_if_actions
from inquiry.queries.moment import JUST, instant_key

ONE_SPELL = timedelta(minutes=30)

type Happening = PlacematChange | PhaseMove | Moment | Adjustment


@dataclass(frozen=True)
class Spell:
    """What the same people wrote without a long pause, or one thing that happened.

    `kind` is written, phase, moment or adjustment; `thing` what happened, when nobody wrote. `before` and `after` name
    the moments around it, for comparing.
    """

    kind: str
    who: tuple[str, ...]
    began: datetime
    ended: datetime
    lines: tuple[Line, ...] = ()
    thing: Happening | None = None

    @property
    def before(self) -> str:
        """The moment just before it, as an address names it."""
        return instant_key(self.began - JUST)

    @property
    def after(self) -> str:
        """The moment at its end."""
        return instant_key(self.ended)


@dataclass(frozen=True)
class HistoryDay:
    """One day of it, the latest spell first."""

    day: date
    spells: tuple[Spell, ...]


def history_keys(placemat: Placemat, *, part: str, since: datetime | None) -> QuerySet[Any, Any]:
    """What happened, newest first, as rows of kind, key and time, for paging.

    `part` narrows it to changes of one part of the placemat; `since` leaves out what was before.
    """
    later = {"at__gte": since} if since else {}
    changes = _changes(placemat, part).filter(**later)
    streams = [_keys(changes, "change")]
    if not part:
        streams += [
            _keys(placemat.cycle.moves.filter(**later), "phase"),
            _keys(placemat.moments.filter(removed_at=None, **later), "moment"),
            _keys(_adjustments(placemat, since), "adjustment"),
        ]
    first, *others = streams
    rows = first.union(*others, all=True) if others else first
    return rows.order_by("-at", "-kind", "-place")


def history_days(placemat: Placemat, keys: Iterable[Mapping[str, Any]], *, since: datetime | None) -> list[HistoryDay]:
    """The days of one page of `history_keys`. Eight SQL queries, however many there are."""
    listed = list(keys)
    things = _things(placemat, listed)
    happened = [things[key["kind"], key["key"]] for key in listed if (key["kind"], key["key"]) in things]
    names = _names(placemat, happened)
    spells = [spell for run in _runs(happened) for spell in [_spell(run, names, since)] if spell]
    by_day = groupby(spells, key=lambda spell: localdate(spell.ended))
    return [HistoryDay(day, tuple(some)) for day, some in by_day]


def part_choices() -> list[tuple[str, str]]:
    """What the history may be narrowed to, as value and words. No SQL."""
    fields = [(str(field.value), str(field.label)) for field in PlacematField]
    theory = next(at for at, (value, _label) in enumerate(fields) if value == PlacematField.THEN)
    if_actions = [(IF_ACTIONS, _("If-actions"))]
    whole = [("", _("The whole placemat"))]
    return [*whole, *fields[:theory], *if_actions, *fields[theory:], (EVIDENCE, _("The evidence plan"))]


def part_named(placemat: Placemat, part: str) -> str:
    """The words of a single if-action or indicator to which an address narrows the history. One SQL query at most."""
    kind, _colon, key = part.partition(":")
    pk = named_key(key)
    rows: Any = {"if": placemat.if_actions, "indicator": placemat.indicators}.get(kind)
    return (rows.filter(pk=pk).values_list("text", flat=True).first() or "") if pk and rows is not None else ""


def _changes(placemat: Placemat, part: str) -> QuerySet[PlacematChange]:
    rows = PlacematChange.objects.filter(placemat=placemat)
    kind, _colon, key = part.partition(":")
    if part == IF_ACTIONS:
        return rows.filter(part__startswith="if:")
    if part == EVIDENCE:
        return rows.filter(Q(part__startswith="indicator:") | Q(part__startswith="place:"))
    if kind == "indicator" and key:
        return rows.filter(part__in=[part, f"place:{key}"])
    return rows.filter(part=part) if part else rows


def _adjustments(placemat: Placemat, since: datetime | None) -> QuerySet[Adjustment]:
    rows = placemat.adjustments.filter(removed_at=None)
    return rows.filter(from_at__gte=since) if since else rows


def _keys(rows: QuerySet[Any], kind: str) -> QuerySet[Any, Any]:
    place = F("pk") if kind == "change" else Value(0, BigIntegerField())
    named = rows.order_by().annotate(kind=Value(kind), key=Cast("pk", CharField()), place=place)
    return cast("QuerySet[Any, Any]", named.values("kind", "key", "at", "place"))


def _things(placemat: Placemat, keys: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], Happening]:
    """The rows themselves. Four SQL queries."""
    asked = {kind: [key["key"] for key in keys if key["kind"] == kind] for kind in SOURCES}
    found: dict[tuple[str, str], Happening] = {}
    for kind, rows in SOURCES.items():
        for row in rows(placemat).filter(pk__in=asked[kind]).select_related("by"):
            found[kind, str(row.pk)] = row
    return found


def _with_former(placemat: Placemat) -> QuerySet[PlacematChange, Any]:
    """Changes, each with what stood there before it, and since when."""
    former = PlacematChange.objects.filter(
        placemat=OuterRef("placemat"), part=OuterRef("part"), version__lt=OuterRef("version")
    ).order_by("-version")
    return placemat.changes.annotate(
        former=Subquery(former.values("text")[:1]), former_at=Subquery(former.values("at")[:1])
    )


SOURCES: Mapping[str, Any] = {
    "change": _with_former,
    "phase": lambda placemat: placemat.cycle.moves,
    "moment": lambda placemat: placemat.moments,
    "adjustment": lambda placemat: placemat.adjustments,
}


def _names(placemat: Placemat, happened: Iterable[Happening]) -> Names:
    """What people call if-actions and indicators, and who wrote along. Three SQL queries."""
    also = {pk for one in happened if isinstance(one, PlacematChange) for pk in one.also_by}
    return Names(
        numbers={str(action.pk): number for number, action in enumerate(standing_if_actions(placemat), start=1)},
        indicators=dict(_indicator_names(placemat)),
        people={row.pk: row.name for row in Participant.objects.filter(pk__in=also)},
    )


def _indicator_names(placemat: Placemat) -> Iterable[tuple[str, str]]:
    return ((str(pk), text) for pk, text in placemat.indicators.values_list("pk", "text"))


def _runs(happened: Sequence[Happening]) -> list[list[Happening]]:
    """Neighbours that belong to one spell, the latest first."""
    runs: list[list[Happening]] = []
    for one in happened:
        if runs and _one_spell(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _one_spell(later: Happening, earlier: Happening) -> bool:
    if not (isinstance(later, PlacematChange) and isinstance(earlier, PlacematChange)):
        return False
    same_people = later.by_id == earlier.by_id and sorted(later.also_by) == sorted(earlier.also_by)
    same_day = localdate(later.at) == localdate(earlier.at)
    return same_people and same_day and later.at - earlier.at <= ONE_SPELL


def _spell(run: Sequence[Happening], names: Names, since: datetime | None) -> Spell | None:
    first = run[0]
    by = first.by.name if first.by else ""
    if not isinstance(first, PlacematChange):
        kinds = {PhaseMove: "phase", Moment: "moment", Adjustment: "adjustment"}
        return Spell(kinds[type(first)], (by,), first.at, first.at, thing=first)
    changes = [one for one in run if isinstance(one, PlacematChange)]
    lines = change_lines(changes, names, since=since)
    who = tuple(filter(None, (by, *sorted(names.people.get(pk, "") for pk in first.also_by))))
    return Spell("written", who, run[-1].at, first.at, lines) if lines else None

"""Shared figures: what everybody may see. Every view outside the owning district reads these, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django.db.models import CharField, F, QuerySet, Value
from django.utils.formats import number_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from collectives.models import District, Region, School
from evidence.engine.suppression import Shown, Told
from evidence.models import DataPoint, Release, StudentGroup
from evidence.queries.release import PROGRAM, read_key, read_shown
from ilc.zones import date_words
from inquiry.models import Indicator

NAMELESS = ("", "")
_NAMED: Final[Mapping[str, tuple[Any, Any]]] = {
    "school": (School, Value("", output_field=CharField())),
    "district": (District, Value("", output_field=CharField())),
    "region": (Region, Value("", output_field=CharField())),
    "group": (StudentGroup, F("kind")),
}

type Names = Mapping[str, tuple[str, str]]  # by id, its name, and the kind of a group


@dataclass(frozen=True)
class SharedFigure:
    """What is told of a place (`level`: school, district, region or program) and a group (none: all) on a day.

    `place` is None for the program. `value` is the number of a measure that counts numbers, unless it is protected.
    `waiting` says that figures of this day came since that cannot be shown yet without giving somebody away. `as_of` is
    the day since which the day's figures are shown as they are; None where nothing of them is shown yet.
    """

    on: date
    level: str
    place: UUID | None
    name: str
    group: UUID | None
    group_name: str
    group_kind: str
    shown: Shown
    value: float | None
    waiting: bool
    as_of: date | None


def newest_releases(indicators: Iterable[UUID]) -> QuerySet[Release]:
    """What is shown of each day now, without the counts that protection alone reads; by indicator, the latest first.

    Ask for it only with indicators that were found through `visible_indicators`.
    """
    rows = Release.objects.filter(indicator__in=indicators).defer("behind")
    return rows.order_by("indicator", "-on", "-number").distinct("indicator", "on")


def told_figures(release: Release, names: Names | None = None) -> list[SharedFigure]:
    """All that a release tells; without `names` its places and groups have none. No SQL."""
    known = names or {}
    found = []
    for cell in _told_cells(release):
        place, group = read_key(cell)
        name, _kind = known.get(place[1], NAMELESS) if len(place) > 1 else NAMELESS
        group_name, group_kind = known.get(group[0], NAMELESS) if group else NAMELESS
        found.append(
            SharedFigure(
                on=release.on,
                level=place[0],
                place=UUID(place[1]) if len(place) > 1 else None,
                name=name,
                group=UUID(group[0]) if group else None,
                group_name=group_name,
                group_kind=group_kind,
                shown=read_shown(cell),
                value=cell.get("value"),
                waiting=release.waiting,
                as_of=localdate(release.made_at) if release.cells else None,
            )
        )
    return found


def named_figures(releases: Sequence[Release]) -> list[SharedFigure]:
    """All that these tell, with the names of places and groups. One SQL query."""
    names = _names_in(releases)
    return [figure for release in releases for figure in told_figures(release, names)]


def shared_figures(indicator: Indicator, *, since: date | None = None, until: date | None = None) -> list[SharedFigure]:
    """An indicator's figures, by day, both of `since` and `until` among them. Two SQL queries.

    Ask for it only with an indicator that was found through `visible_indicators`.
    """
    releases = newest_releases([indicator.pk])
    if since is not None:
        releases = releases.filter(on__gte=since)
    if until is not None:
        releases = releases.filter(on__lte=until)
    return named_figures(list(releases)[::-1])


def _told_cells(release: Release) -> list[dict[str, Any]]:
    """The cells of a release. Where all of a day waits, that there is something, and that it is protected."""
    if release.waiting and not release.cells:
        return [{"place": PROGRAM, "group": None, "told": Told.PROTECTED}]
    return list(release.cells)


def say_waiting(waiting: Mapping[date, date | None]) -> str:
    """Why newer figures of these days are not shown, and as of when the shared view shows them; empty for no day."""
    if not waiting:
        return ""
    days = [
        _("%(day)s as it stood on %(since)s") % {"day": date_words(on), "since": date_words(since)}
        if since
        else _("nothing of %(day)s yet") % {"day": date_words(on)}
        for on, since in sorted(waiting.items())
    ]
    return _(
        "Newer figures wait: beside what was shown before, they would tell of a few people. They come with later ones. "
        "Until then the shared view shows %(days)s."
    ) % {"days": "; ".join(days)}


def shared_figure(point: DataPoint) -> SharedFigure | None:
    """What the others see of a data point's place, group and day; None where it is not shown at all. Two queries.

    Of a place that came while all of its day waits, that it is protected.
    """
    wanted = (point.school_id or point.district_id, point.group_id)
    of_day = shared_figures(point.indicator, since=point.on, until=point.on)
    found = next((one for one in of_day if (one.place, one.group) == wanted), None)
    if found is None and of_day and of_day[0].waiting:
        return replace(of_day[0], shown=Shown(Told.PROTECTED), value=None)
    return found


def seen_by_others(groups: Sequence[StudentGroup | None], seen: Sequence[SharedFigure | None]) -> list[tuple[str, str]]:
    """The name of each group (none: all), and in words what is shown of it. No SQL."""
    none = _("nothing yet")
    return [
        (group.name if group else "", say_figure(one) if one else none) for group, one in zip(groups, seen, strict=True)
    ]


def why_waiting(seen: Sequence[SharedFigure | None]) -> str:
    """Why newer figures of these days are not shown; empty where none waits. No SQL."""
    return say_waiting({one.on: one.as_of for one in seen if one and one.waiting})


def say_figure(figure: SharedFigure) -> str:
    """A shared figure in words: its number where it counts numbers, else its share."""
    if figure.value is None:
        return say_shown(figure.shown)
    return number_format(figure.value if figure.value % 1 else int(figure.value))


def say_shown(shown: Shown) -> str:
    """A figure in words: "62 %", "95 % or more", or that it is protected or tells of nobody."""
    if shown.told is Told.PROTECTED:
        return _("protected")
    if shown.told is Told.NOBODY:
        return _("nobody")
    band = shown.band
    if band is None:
        return "" if shown.percent is None else _("%(percent)s %%") % {"percent": shown.percent}
    low, high = band
    if high == 100:  # noqa: PLR2004  percent
        return _("%(percent)s %% or more") % {"percent": low}
    if low == 0:
        return _("%(percent)s %% or less") % {"percent": high}
    return _("from %(low)s to %(high)s %%") % {"low": low, "high": high}


def _names_in(releases: Iterable[Release]) -> Names:
    """The names of the places and groups that these tell of. One SQL query, none where there are none."""
    ids: dict[str, set[str]] = {}
    for cell in chain.from_iterable(one.cells for one in releases):
        place, group = read_key(cell)
        if len(place) > 1:
            ids.setdefault(place[0], set()).add(place[1])
        if group:
            ids.setdefault("group", set()).add(group[0])
    rows: list[QuerySet[Any, tuple[UUID, str, str]]] = [
        model.objects.filter(pk__in=ids[level])
        .order_by()
        .annotate(told_kind=kind)
        .values_list("pk", "name", "told_kind")
        for level, (model, kind) in _NAMED.items()
        if level in ids
    ]
    return {str(pk): (name, kind) for pk, name, kind in rows[0].union(*rows[1:], all=True)} if rows else {}

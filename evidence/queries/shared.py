"""Shared figures: what everybody may see. Every view outside the owning district reads these, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from collectives.models import District, Region, School
from evidence.engine.suppression import Shown, Told
from evidence.models import DataPoint, Release, StudentGroup
from evidence.queries.release import read_key, read_shown
from inquiry.models import Indicator


@dataclass(frozen=True)
class SharedFigure:
    """What is told of a place (`level`: school, district, region or program) and a group (none: all) on a day.

    `place` is None for the program. `value` is the number of a measure that counts numbers, unless it is protected.
    `waiting` says that figures of this day came since that cannot be shown yet without giving somebody away.
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


def shared_figures(indicator: Indicator, *, since: date | None = None, until: date | None = None) -> list[SharedFigure]:
    """An indicator's figures, by day, both of `since` and `until` among them. Five SQL queries.

    Ask for it only with an indicator that was found through `visible_indicators`.
    """
    releases = Release.objects.filter(indicator=indicator).defer("behind").order_by("on", "-number").distinct("on")
    if since is not None:
        releases = releases.filter(on__gte=since)
    if until is not None:
        releases = releases.filter(on__lte=until)
    names = {
        str(pk): name for model in (School, District, Region) for pk, name in model.objects.values_list("pk", "name")
    }
    groups = {str(pk): (name, kind) for pk, name, kind in StudentGroup.objects.values_list("pk", "name", "kind")}
    found = []
    for release in releases:
        for cell in release.cells:
            place, group = read_key(cell)
            group_name, group_kind = groups.get(group[0], ("", "")) if group else ("", "")
            found.append(
                SharedFigure(
                    on=release.on,
                    level=place[0],
                    place=UUID(place[1]) if len(place) > 1 else None,
                    name=names.get(place[1], "") if len(place) > 1 else "",
                    group=UUID(group[0]) if group else None,
                    group_name=group_name,
                    group_kind=group_kind,
                    shown=read_shown(cell),
                    value=cell.get("value"),
                    waiting=release.waiting,
                )
            )
    return found


def shared_figure(point: DataPoint) -> SharedFigure | None:
    """What the others see of a data point's place, group and day; None where it is not shown at all. Five queries."""
    wanted = (point.school_id or point.district_id, point.group_id)
    of_day = shared_figures(point.indicator, since=point.on, until=point.on)
    return next((one for one in of_day if (one.place, one.group) == wanted), None)


def seen_by_others(groups: Sequence[StudentGroup | None], seen: Sequence[SharedFigure | None]) -> list[tuple[str, str]]:
    """The name of each group (none: all), and in words what is shown of it. No SQL."""
    none = _("nothing yet")
    return [
        (group.name if group else "", say_figure(one) if one else none) for group, one in zip(groups, seen, strict=True)
    ]


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

"""A day's full figures as a table for protection, and releases as they were kept. For the making of releases alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from evidence.engine.suppression import Counts, Layout, Shown, Told
from evidence.engine.suppression import Release as Published
from evidence.models import DataPoint, MeasureKind, Release

PROGRAM: Final = ("program",)
COUNTED: Final = (MeasureKind.VALUE, MeasureKind.SHARE, MeasureKind.YES_NO, MeasureKind.SCALE)

type Place = tuple[str, ...]  # its level, its id, and the ids of those above it, so that a place that moved is another
type Key = tuple[Any, Any]  # its place, and its group's id and kind (None: all)


@dataclass
class DayTable:
    """The people behind each figure of a day (None: nobody knows how many), and the value where that is the figure."""

    figures: dict[Key, Counts | None] = field(default_factory=dict)
    values: dict[Key, float] = field(default_factory=dict)


def day_table(indicator: UUID, on: date) -> DayTable:
    """What was brought of a day, with its sums by district, region and program. One SQL query.

    A figure that was brought of a district stands; else it is the sum of its schools. Values are not added up.
    """
    rows = (
        DataPoint.objects.filter(indicator=indicator, on=on, removed_at=None, kind__in=COUNTED)
        .select_related("district", "group")
        .order_by("pk")
    )
    table = DayTable()
    for point in rows:
        key = (_place(point), (str(point.group_id), point.group.kind) if point.group else None)
        if point.kind == MeasureKind.VALUE:
            table.values[key] = point.value or 0.0
            table.figures[key] = None if point.denominator is None else (point.denominator,)
        else:
            brought, before = _counts(point), table.figures.get(key)
            table.figures[key] = tuple(map(sum, zip(before, brought, strict=True))) if before else brought
    if not table.values:
        for level in ("district", "region", "program"):
            _add_up(table.figures, level)
    return table


def layout_of(keys: Iterable[Key]) -> Layout:
    """How these places and groups hang together."""
    parents: dict[Any, Any] = {PROGRAM: None}
    kinds: dict[Any, Any] = {}
    owners: dict[Any, Any] = {}
    for place, group in keys:
        here: Place | None = place
        while here is not None and here not in parents:
            parents[here] = above(here)
            if here[0] in {"school", "district"}:
                owners[here] = here[-2]
            here = parents[here]
        if group is not None:
            kinds[group] = group[1]
    order = {level: number for number, level in enumerate(("program", "region", "district", "school"))}
    downwards: dict[Any, Any] = dict(sorted(parents.items(), key=lambda one: (order[one[0][0]], one[0])))
    return Layout(downwards, dict(sorted(kinds.items())), owners)


def above(place: Place) -> Place | None:
    """The place that this one lies in."""
    match place[0]:
        case "school":
            return ("district", *place[2:])
        case "district":
            return ("region", *place[2:])
        case "region":
            return PROGRAM
    return None


def is_whole(release: Release) -> bool:
    """Whether its full counts are here. Of one that came with a program from elsewhere they stayed there, so nothing
    newer of that day can be told safely. No SQL.
    """
    return len(release.behind) == len(release.cells)


def published(release: Release) -> Published:
    """A release as protection reads it. No SQL."""
    keys = [read_key(cell) for cell in release.cells]
    figures: dict[Any, Counts | None] = {
        key: tuple(counts) if counts is not None else None for key, counts in zip(keys, release.behind, strict=True)
    }
    shown: dict[Any, Shown] = {key: read_shown(cell) for key, cell in zip(keys, release.cells, strict=True)}
    return Published(figures, shown, release.smallest)


def kept_cells(figures: Iterable[Key], shown: dict[Any, Shown], values: dict[Key, float]) -> list[dict[str, Any]]:
    """What is told of each cell, to be kept. The value of a protected one is not among it."""
    cells = []
    for key in figures:
        one = shown[key]
        cell: dict[str, Any] = {"place": list(key[0]), "group": key[1], "told": one.told}
        if not one.protected:
            cell |= {"people": one.people, "ranges": one.ranges, "width": one.width}
            if key in values:
                cell["value"] = values[key]
        cells.append(cell)
    return cells


def read_key(cell: dict[str, Any]) -> Key:
    """The place and group of a kept cell."""
    return tuple(cell["place"]), tuple(cell["group"]) if cell["group"] else None


def read_shown(cell: dict[str, Any]) -> Shown:
    """What a kept cell tells."""
    ranges = tuple((low, high) for low, high in cell.get("ranges", ()))
    return Shown(Told(cell["told"]), cell.get("people"), ranges, cell.get("width", 0))


def _place(point: DataPoint) -> Place:
    above_it = (str(point.district_id), str(point.district.region_id))
    return ("school", str(point.school_id), *above_it) if point.school_id else ("district", *above_it)


def _counts(point: DataPoint) -> Counts:
    if point.counts is not None:
        return tuple(point.counts)
    numerator = point.numerator or 0
    return (numerator, (point.denominator or 0) - numerator)


def _add_up(figures: dict[Key, Counts | None], level: str) -> None:
    parts: dict[Key, list[Counts]] = {}
    for (place, group), counts in figures.items():
        up = above(place)
        if up is not None and up[0] == level and (up, group) not in figures and counts is not None:
            parts.setdefault((up, group), []).append(counts)
    figures.update({key: _sum(counts) for key, counts in parts.items()})


def _sum(counts: Sequence[Counts]) -> Counts:
    return tuple(map(sum, zip(*counts, strict=True)))

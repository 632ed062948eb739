"""The shared view of several indicators at once: all of each together, day by day."""

from collections.abc import Mapping
from uuid import UUID

from evidence.models import Measure, MeasureKind, Release
from evidence.queries.figure import FigureTable, shared_table
from evidence.queries.release import read_key, read_shown
from evidence.queries.shared import SharedFigure


def shared_wholes(measures: Mapping[UUID, Measure]) -> dict[UUID, FigureTable]:
    """By indicator: the figures of all of it, of those that were released. One SQL query.

    Ask for it only with indicators that were found through `visible_indicators`.
    """
    figures: dict[UUID, list[SharedFigure]] = {}
    rows = Release.objects.filter(indicator__in=measures).defer("behind")
    for release in rows.order_by("indicator", "on", "-number").distinct("indicator", "on"):
        numbers = measures[release.indicator_id].kind == MeasureKind.VALUE
        for cell in release.cells:
            place, group = read_key(cell)
            if group is not None or (place[0] != "program" and not numbers):
                continue
            figures.setdefault(release.indicator_id, []).append(
                SharedFigure(
                    on=release.on,
                    level=place[0],
                    place=UUID(place[1]) if len(place) > 1 else None,
                    name="",
                    group=None,
                    group_name="",
                    group_kind="",
                    shown=read_shown(cell),
                    value=cell.get("value"),
                    waiting=release.waiting,
                )
            )
    return {pk: shared_table(measures[pk].kind, found) for pk, found in figures.items()}

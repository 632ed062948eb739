"""The shared view of several indicators at once: all of each together, day by day."""

from collections.abc import Mapping
from uuid import UUID

from evidence.models import Measure, MeasureKind
from evidence.queries.figure import FigureTable, shared_table
from evidence.queries.shared import SharedFigure, newest_releases, told_figures


def shared_wholes(measures: Mapping[UUID, Measure]) -> dict[UUID, FigureTable]:
    """By indicator: the figures of all of it, of those that were released. One SQL query.

    Ask for it only with indicators that were found through `visible_indicators`.
    """
    figures: dict[UUID, list[SharedFigure]] = {}
    for release in newest_releases(measures):
        numbers = measures[release.indicator_id].kind == MeasureKind.VALUE
        wanted = [one for one in told_figures(release) if one.group is None and (one.level == "program" or numbers)]
        figures.setdefault(release.indicator_id, []).extend(wanted)
    return {pk: shared_table(measures[pk].kind, found) for pk, found in figures.items() if found}

"""The full figures of one's own district, day by day. Only people of the district come here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from collectives.models import Participant
from evidence.engine.suppression import Told
from evidence.models import DataPoint, DataPointChange, Measure, MeasureKind
from evidence.permissions.data_point import visible_data_points
from evidence.queries.data_point import figure_words, figures_of, former_figure
from evidence.queries.figure import Figure, FigureRow, FigureTable, mean_level, number_words

MOST_CHANGES = 20


@dataclass(frozen=True)
class Correction:
    """That a figure said something else before."""

    point: UUID
    on: date
    place: str
    what: str
    was: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True)
class WordsBrought:
    """Words that were brought as evidence."""

    point: UUID
    on: date
    place: str
    words: str
    lang: str
    by: str


def own_points(participant: Participant, measure: Measure) -> QuerySet[DataPoint]:
    """The indicator's data points of one's district that stand, by day."""
    rows = visible_data_points(participant).filter(indicator=measure.indicator_id, removed_at=None)
    return rows.select_related("school", "district", "group", "brought_by").order_by("on", "pk")


def own_table(measure: Measure, points: Sequence[DataPoint], *, mine: UUID | None = None) -> FigureTable:
    """Figures of these points, that were read with their places. No SQL.

    What was brought of the whole district stands for all of it; without it, its schools are added up, and never both.
    """
    days = sorted({one.on for one in points})
    cells: dict[tuple[UUID | None, UUID | None, date], list[DataPoint]] = {}
    by_group: dict[tuple[UUID | None, date], list[DataPoint]] = {}
    for one in points:
        cells.setdefault((one.school_id, one.group_id, one.on), []).append(one)
        by_group.setdefault((one.group_id, one.on), []).append(one)
    places: dict[UUID | None, FigureRow] = {}
    groups: dict[UUID, FigureRow] = {}
    for (school, group, day), together in cells.items():
        first = together[0]
        if group is None:
            name = first.school.name if first.school else first.district.name
            row = FigureRow(name, "school" if school else "district", mine=school is not None and school == mine)
            places.setdefault(school, row).by_day[day] = full_figure(measure, together)
        elif first.group is not None:
            groups.setdefault(group, FigureRow(first.group.name, "group", first.group.kind))
    whole: dict[date, Figure] = {}
    for (group, day), together in by_group.items():
        of = whole if group is None else groups[group].by_day
        of[day] = full_figure(measure, [one for one in together if one.school_id is None] or together)
    notes: dict[date, str] = {}
    for one in points:
        if one.note:
            notes.setdefault(one.on, one.note)
    rows = sorted(places.values(), key=lambda row: (row.level != "school", row.name))
    return FigureTable(days, whole, rows, sorted(groups.values(), key=lambda row: (row.kind, row.name)), notes=notes)


def full_figure(measure: Measure, points: Sequence[DataPoint]) -> Figure:
    """What these say together: counts are added up, of numbers the mean is taken, weighted where people are known."""
    only = points[0].pk if len(points) == 1 else None
    if measure.kind == MeasureKind.VALUE:
        return _mean(points, only)
    if measure.kind == MeasureKind.SCALE:
        counts = [sum(level) for level in zip(*(one.counts or [] for one in points), strict=False)]
        people = sum(counts)
        if not people:
            return Figure(Told.NOBODY, _("nobody"), point=only)
        level = mean_level(counts)
        shares = tuple(100 * count / people for count in counts)
        says = _("%(figure)s of %(people)s") % {"figure": number_words(level), "people": number_format(people)}
        return Figure(Told.FIGURE, says, number_words(level), level, shares=shares, point=only)
    part, whole = sum(one.numerator or 0 for one in points), sum(one.denominator or 0 for one in points)
    if not whole:
        return Figure(Told.NOBODY, _("nobody"), point=only)
    said = pgettext("a share", "%(part)s of %(whole)s") % {"part": number_format(part), "whole": number_format(whole)}
    return Figure(Told.FIGURE, said, said, 100 * part / whole, point=only)


def corrections(points: Iterable[DataPoint], measure: Measure) -> list[Correction]:
    """What figures of these points said before, the newest first. One SQL query."""
    by_key = {one.pk: one for one in points}
    rows = DataPointChange.objects.filter(data_point__in=by_key, what=DataPointChange.What.CORRECTED)
    found = []
    for row in rows.select_related("by").order_by("-at", "-pk")[:MOST_CHANGES]:
        point = by_key[row.data_point_id]
        former = former_figure(row, point, measure)
        found.append(
            Correction(point.pk, point.on, _place(point), former.what, former.was, former.why, former.by, former.at)
        )
    return found


def words_brought(points: Sequence[DataPoint]) -> list[WordsBrought]:
    """Words, the newest first. No SQL."""
    return [
        WordsBrought(one.pk, one.on, _place(one), one.words, one.lang, one.brought_by.name)
        for one in reversed(points)
        if one.words
    ]


def _mean(points: Sequence[DataPoint], only: UUID | None) -> Figure:
    values = [(one.value or 0.0, one.denominator) for one in points]
    if all(people for _value, people in values):
        mean = sum(value * (people or 0) for value, people in values) / sum(people or 0 for _value, people in values)
    else:
        mean = sum(value for value, _people in values) / len(values)
    said = number_words(mean)
    if len(points) == 1:
        return Figure(Told.FIGURE, figure_words(figures_of(points[0]), []), said, mean, point=only)
    says = _("%(number)s (mean of %(count)s)") % {"number": said, "count": number_format(len(points))}
    return Figure(Told.FIGURE, says, said, mean)


def _place(point: DataPoint) -> str:
    return point.school.name if point.school else point.district.name

"""A data point in words, for people of its own district."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.engine.figures import Figures
from evidence.models import DataPoint, DataPointChange, Measure
from evidence.permissions.data_point import visible_data_points
from ilc.zones import date_words


@dataclass(frozen=True)
class PointRow:
    """What it says. `place`: its school, else the district; `group` is empty for all."""

    pk: UUID
    on: date
    place: str
    group: str
    says: str
    note: str
    source: str
    by: str
    at: datetime
    removed: bool


@dataclass(frozen=True)
class FormerFigure:
    """What it said before a change, in words; empty where it was taken away or brought back."""

    what: str
    was: str
    why: str
    by: str
    at: datetime


def readable_points(participant: Participant) -> QuerySet[DataPoint]:
    """Those of one's own district, with what their pages need."""
    return visible_data_points(participant).select_related(
        "indicator__placemat__cycle__collective__theme",
        "indicator__placemat__leader",
        "school",
        "district",
        "group",
        "brought_by",
    )


def point_row(point: DataPoint, levels: Sequence[str]) -> PointRow:
    """One that was read with its places. No SQL."""
    return PointRow(
        pk=point.pk,
        on=point.on,
        place=point.school.name if point.school else point.district.name,
        group=point.group.name if point.group else "",
        says=figure_words(figures_of(point), levels),
        note=point.note,
        source=point.source,
        by=point.brought_by.name,
        at=point.brought_at,
        removed=point.removed_at is not None,
    )


def brought_together(point: DataPoint, participant: Participant) -> QuerySet[DataPoint]:
    """The data points that came in the same act, this one among them."""
    same = {"indicator": point.indicator_id, "brought_by": point.brought_by_id, "brought_at": point.brought_at}
    return readable_points(participant).filter(**same).order_by("group__kind", "group__position", "pk")


def former_figures(point: DataPoint, measure: Measure) -> list[FormerFigure]:
    """What became of it, the newest first. One SQL query."""
    rows = DataPointChange.objects.filter(data_point=point).select_related("by").order_by("-at", "-pk")
    return [former_figure(row, point, measure) for row in rows]


def former_figure(row: DataPointChange, point: DataPoint, measure: Measure) -> FormerFigure:
    """One change of a point, that was read with who made it. No SQL."""
    return FormerFigure(row.get_what_display(), _former(row.was, point, measure), row.why, row.by.name, row.at)


def figures_of(point: DataPoint) -> Figures:
    """What it says, as it was brought."""
    return Figures(point.value, point.numerator, point.denominator, point.counts, point.words)


def figure_words(said: Figures, levels: Sequence[str]) -> str:
    """A figure in the reader's language: "22 of 36 (61 %)", "3.4 (of 28 people)", "often 5, always 8"."""
    if said.words:
        return said.words
    if said.counts is not None:
        named = zip(levels, said.counts, strict=False)
        return ", ".join(f"{level} {number_format(count)}" for level, count in named)
    if said.numerator is not None and said.denominator:
        share = number_format(round(100 * said.numerator / said.denominator))
        return _("%(part)s of %(whole)s (%(share)s %%)") % {
            "part": number_format(said.numerator),
            "whole": number_format(said.denominator),
            "share": share,
        }
    value = said.value or 0
    number = number_format(value if value % 1 else int(value))
    if said.denominator:
        return _("%(number)s (of %(whole)s people)") % {"number": number, "whole": number_format(said.denominator)}
    return str(number)


def _former(was: dict[str, Any], point: DataPoint, measure: Measure) -> str:
    """The former figure where the figure changed, else what else was different."""
    names = ("value", "numerator", "denominator", "counts", "words")
    told = []
    if any(name in was for name in names):
        told.append(
            figure_words(Figures(**{name: was.get(name, getattr(point, name)) for name in names}), measure.scale)
        )
    if "on" in was:
        told.append(date_words(date.fromisoformat(was["on"])))
    told += [str(was[name]) for name in ("note", "source") if was.get(name)]
    return " \N{MIDDLE DOT} ".join(told)

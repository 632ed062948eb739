"""What analyses and judgements point to, as a reader sees it; and what there is to point to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet, Window
from django.db.models.functions import DenseRank, RowNumber
from django.utils.text import Truncator
from django.utils.translation import gettext

from collectives.models import District, Participant, School
from evidence.engine.reference import Reference
from evidence.models import Citation, DataPoint, StudentGroup
from evidence.permissions.data_point import own_district, visible_data_points
from evidence.queries.citation_figure import CitedFigure, Figures
from ilc.zones import date_words
from inquiry.models import Indicator, Placemat

DAYS_TO_CHOOSE, POINTS_TO_CHOOSE = 6, 9  # of one indicator, the newest first; older ones are cited from its own page
LONGEST = 90
NO_FIGURES: Figures = {}


@dataclass(frozen=True)
class CitedPoint:
    """One reference in words. `figure`: what the reader is told of it, where the page shows figures."""

    key: str
    indicator: UUID
    name: str
    day: str
    where: str
    against: bool = False
    figure: CitedFigure | None = None

    @property
    def label(self) -> str:
        """Its day and place, to choose it by."""
        return gettext("%(day)s: %(where)s") % {"day": self.day, "where": self.where}


def reference_of(citation: Citation) -> Reference:
    """What a citation points to. No SQL."""
    return Reference(citation.indicator_id, citation.on, citation.district_id, citation.school_id, citation.group_id)


def with_places(citations: QuerySet[Citation]) -> QuerySet[Citation]:
    """In the order of the days, with what their words need. Prefetch with it: one SQL query for all of a page."""
    return citations.select_related("indicator", "district", "school", "group").order_by("indicator", "on", "pk")


def cited_points(citations: Iterable[Citation], figures: Figures = NO_FIGURES) -> list[CitedPoint]:
    """Citations that were read `with_places`, in words. No SQL."""
    return [
        CitedPoint(
            reference_of(one).key,
            one.indicator_id,
            one.indicator.text,
            date_words(one.on),
            _where(str(one.school or one.district or ""), str(one.group or "")),
            one.against,
            figures.get(reference_of(one).key),
        )
        for one in citations
    ]


def points_named(references: Sequence[Reference], figures: Figures = NO_FIGURES) -> dict[str, CitedPoint]:
    """References that stand in a history, in words, by key; without those whose indicator is gone. Four SQL queries."""
    if not references:
        return {}
    indicators = Indicator.objects.in_bulk({one.indicator for one in references})
    districts = District.objects.in_bulk({one.district for one in references if one.district})
    schools = School.objects.in_bulk({one.school for one in references if one.school})
    groups = StudentGroup.objects.in_bulk({one.group for one in references if one.group})
    return {
        one.key: CitedPoint(
            one.key,
            one.indicator,
            indicators[one.indicator].text,
            date_words(one.on),
            _where(
                str((one.school and schools.get(one.school)) or (one.district and districts.get(one.district)) or ""),
                str((one.group and groups.get(one.group)) or ""),
            ),
            figure=figures.get(one.key),
        )
        for one in references
        if one.indicator in indicators
    }


def citable_points(placemat: Placemat, participant: Participant) -> list[tuple[str, list[CitedPoint]]]:
    """What a participant can point to, by indicator: the newest days of all places together, and their own district's
    newest data points. Two SQL queries, three with the participant's school.
    """
    standing = {"indicator__placemat": placemat, "indicator__removed_at": None, "removed_at": None}
    newest_day = Window(DenseRank(), partition_by="indicator", order_by=F("on").desc())
    days = DataPoint.objects.filter(**standing).annotate(place=newest_day).filter(place__lte=DAYS_TO_CHOOSE)
    newest = Window(RowNumber(), partition_by="indicator", order_by=[F("on").desc(), F("pk").desc()])
    own = visible_data_points(participant).filter(**standing).annotate(place=newest).filter(place__lte=POINTS_TO_CHOOSE)
    found: dict[UUID, tuple[str, dict[str, CitedPoint]]] = {}
    for indicator, name, on in days.values_list("indicator", "indicator__text", "on").distinct().order_by("-on"):
        reference = Reference(indicator, on)
        point = CitedPoint(reference.key, indicator, name, date_words(on), _where("", ""))
        found.setdefault(indicator, (name, {}))[1][point.key] = point
    for row in own.select_related("indicator", "school", "district", "group").order_by("-on", "pk"):
        reference = Reference(row.indicator_id, row.on, row.district_id, row.school_id, row.group_id)
        where = _where(str(row.school or row.district), str(row.group or ""))
        point = CitedPoint(reference.key, row.indicator_id, row.indicator.text, date_words(row.on), where)
        found.setdefault(row.indicator_id, (row.indicator.text, {}))[1][point.key] = point
    return [(name, list(points.values())) for name, points in found.values()]


def standing_references(
    references: Sequence[Reference], placemat: Placemat, participant: Participant
) -> list[Reference]:
    """Those behind which something was brought, as far as the participant may know of it. At most two SQL queries.

    That something was brought on a day everybody knows; by which school or of which group, the owning district.
    """
    if not references:
        return []
    district = own_district(participant)
    rows = DataPoint.objects.filter(
        indicator__placemat=placemat,
        removed_at=None,
        indicator__in={one.indicator for one in references},
        on__in={one.on for one in references},
    ).values_list("indicator", "on", "district", "school", "group")
    brought = {Reference(*row) for row in rows.distinct() if row[2] == district}
    days = {(indicator, on) for indicator, on, *_place in rows}
    return [one for one in references if (one.indicator, one.on) in days and (one.together or one in brought)]


def _where(place: str, group: str) -> str:
    place = place or gettext("all places together")
    return f"{place} · {Truncator(group).chars(LONGEST)}" if group else place

"""What the cells of a table of a placemat may name."""

from uuid import UUID

from collectives.models import District, School
from evidence.engine.evidence_import import Counted
from evidence.models import Measure, MeasureKind, StudentGroup
from inquiry.models import Indicator, Placemat


def names_that_pass(placemat: Placemat) -> set[str]:
    """Names of places, groups and indicators, which are no persons' names whatever they look like. Four SQL queries."""
    return {
        *District.objects.values_list("name", flat=True),
        *School.objects.values_list("name", flat=True),
        *(name for _pk, name in student_group_names()),
        *(text for _pk, text in indicator_names(placemat)),
    }


def indicator_names(placemat: Placemat) -> list[tuple[str, str]]:
    """The indicators of a placemat, by id and text, in their order. One SQL query."""
    standing = Indicator.objects.filter(placemat=placemat, removed_at=None).order_by("kind", "position")
    return [(str(pk), text) for pk, text in standing.values_list("pk", "text")]


def counted_indicators(placemat: Placemat) -> dict[str, Counted]:
    """How its indicators are counted, by id; those are left out of which it is not said yet. One SQL query."""
    measures = Measure.objects.filter(indicator__placemat=placemat, indicator__removed_at=None)
    return {str(one.indicator_id): Counted(one.kind, len(one.scale)) for one in measures}


def scale_of(placemat: Placemat) -> list[str]:
    """The levels of the first indicator that is counted along a scale; none without one. One SQL query."""
    measures = Measure.objects.filter(
        indicator__placemat=placemat, indicator__removed_at=None, kind=MeasureKind.SCALE
    ).order_by("set_at")
    first = measures.first()
    return first.scale if first else []


def district_school_names(district: UUID) -> list[tuple[str, str]]:
    """The schools of a district, by id and name. One SQL query."""
    schools = School.objects.filter(district=district).order_by("name")
    return [(str(pk), name) for pk, name in schools.values_list("pk", "name")]


def schools_elsewhere(district: UUID) -> list[tuple[str, str]]:
    """The schools of other districts, by id and name. One SQL query."""
    return [(str(pk), name) for pk, name in School.objects.exclude(district=district).values_list("pk", "name")]


def student_group_names() -> list[tuple[str, str]]:
    """The student groups, by id, under their name and under that with their kind ("Grade: Grade 3"). One SQL query."""
    groups = StudentGroup.objects.filter(removed_at=None).order_by("kind", "position")
    return [
        (str(pk), said)
        for pk, kind, name in groups.values_list("pk", "kind", "name")
        for said in (name, f"{kind}: {name}")
    ]

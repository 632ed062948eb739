"""What a reader is told of a citation: their own district's figures in full, of all others what protection leaves."""

from datetime import UTC, date, datetime
from typing import Any

from collectives.models import Participant
from evidence.engine.figures import Figures
from evidence.engine.reference import Reference
from evidence.models import DataPoint, MeasureKind, Release
from evidence.operations.data_point import Told, bring_data_points
from evidence.queries.citation_figure import cited_figures
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make import make_participant
from tests.make_analysis import point_to
from tests.make_evidence import make_confirmation, make_group, make_measure
from tests.make_history import promise

TODAY, NOW = date(2026, 11, 20), datetime(2026, 11, 20, 12, tzinfo=UTC)


def told(person: Participant, *references: Reference) -> list[tuple[str, bool, bool] | None]:
    figures = cited_figures(references, person)
    found = [figures.get(one.key) for one in references]
    return [one and (one.words, one.protected, one.full) for one in found]


def bring(shared: Shared, measure: Any, *, far: bool = False, group: Any = None, **figures: Any) -> None:
    by, school = (shared.colleague, shared.far_school) if far else (shared.member, shared.school)
    bring_data_points(measure, [Told(ON, Figures(**figures), school, group)], by=by, today=TODAY, now=NOW)


def test_one_s_own_district_in_full_and_others_as_everybody_sees_them(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        bring(shared, measure, numerator=25, denominator=50)
        bring(shared, measure, far=True, numerator=30, denominator=40)
        here = point_to(shared.indicator, ON, school=shared.school)
        there = point_to(shared.indicator, ON, school=shared.far_school)
        together = point_to(shared.indicator, ON)

        assert told(shared.member, here, there, together) == [
            ("25 of 50 (50 %)", False, True),
            ("75 %", False, False),
            ("61 %", False, False),
        ]
        assert told(shared.admin, here, there) == [("50 %", False, False), ("75 %", False, False)]


def test_a_small_group_is_told_to_its_own_district_and_protected_from_the_others(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure, group = make_measure(shared.indicator, by=shared.member), make_group("Grade 3")
        bring(shared, measure, group=group, numerator=3, denominator=7)
        cite = point_to(shared.indicator, ON, school=shared.school, group=group)

        everybody = {who: told(getattr(shared, who), cite) for who in ("member", "colleague", "admin", "facilitator")}

        assert everybody == {
            "member": [("3 of 7 (43 %)", False, True)],
            "colleague": [("protected", True, False)],
            "admin": [("protected", True, False)],
            "facilitator": [("protected", True, False)],
        }


def test_a_scale_and_a_number_are_told_as_what_they_are(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        scale = promise(shared.placemat, "Materials", by=shared.member, at=NOW)
        number = promise(shared.placemat, "Minutes", by=shared.member, at=NOW)
        bring(
            shared,
            make_measure(scale, MeasureKind.SCALE, by=shared.member, scale=["never", "often"]),
            counts=[15, 25],
        )
        make_confirmation(number, by=shared.facilitator)
        bring(shared, make_measure(number, MeasureKind.VALUE, by=shared.member, about="things"), value=35.5)

        cites = [point_to(one, ON, school=shared.school) for one in (scale, number)]

        assert told(shared.colleague, *cites) == [("never 38 %, often 62 %", False, False), ("35.5", False, False)]


def test_what_was_taken_away_since_or_never_brought_tells_nothing(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        bring(shared, measure, numerator=25, denominator=50)
        DataPoint.objects.update(removed_at=NOW, removed_by=shared.member)
        nobody = make_participant("From no district")
        cites = [
            point_to(shared.indicator, ON, school=shared.far_school),
            point_to(shared.indicator, date(2026, 1, 1)),
        ]

        assert (told(nobody, *cites), cited_figures([], nobody)) == ([None, None], {})


def test_reading_many_costs_as_much_as_reading_one(shared: Shared, django_assert_max_num_queries: Any) -> None:
    with program_scope(shared.program.pk):
        cites = [Reference(shared.indicator.pk, date(2026, 9, number)) for number in range(1, 29)]
        cites += [Reference(shared.indicator.pk, ON, shared.school.district_id, shared.school.pk)]

        with django_assert_max_num_queries(5):
            cited_figures(cites, shared.member)


def test_what_waits_to_be_shown_says_so(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        bring(shared, make_measure(shared.indicator, by=shared.member), numerator=25, denominator=50)
        Release.objects.update(cells=[], waiting=True)

        assert told(shared.colleague, point_to(shared.indicator, ON)) == [("not shown yet", True, False)]

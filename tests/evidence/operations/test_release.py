"""Making releases: what everybody may see of a day, each time its figures change."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from collectives.models import School
from evidence.engine.figures import Figures
from evidence.models import About, Measure, MeasureKind, ProtectionRule, Release, StudentGroup
from evidence.operations.data_point import (
    Told,
    bring_data_points,
    correct_data_point,
    remove_data_point,
    restore_data_point,
)
from evidence.operations.release import release_days, release_due, schedule_releases
from evidence.queries.shared import say_shown, shared_figures
from evidence.tasks.release import release_program, sweep_releases
from ilc.due import schedule
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make import make_school
from tests.make_evidence import make_confirmation, make_data_point, make_group, make_measure

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def share(numerator: int, denominator: int, *, of: School | None, group: StudentGroup | None = None) -> Told:
    return Told(ON, Figures(numerator=numerator, denominator=denominator), of, group)


def bring(shared: Shared, measure: Measure, *told: Told, far: bool = False) -> Any:
    by = shared.colleague if far else shared.member
    return bring_data_points(measure, told, by=by, today=TODAY, now=NOW)


def seen(shared: Shared) -> dict[tuple[str, str], str]:
    """What is told, by place and group."""
    return {(one.name or one.level, one.group_name): say_shown(one.shown) for one in shared_figures(shared.indicator)}


def test_a_small_group_is_protected_with_every_sum_it_could_be_had_from(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        small = make_group("Grade 3")
        large = make_group("Grade 4")

        bring(
            shared,
            measure,
            share(3, 6, of=shared.school, group=small),
            share(20, 40, of=shared.school, group=large),
            share(23, 46, of=shared.school),
        )

        told = seen(shared)
        assert {place for place, group in told} == {"Pictou Road School", "Tidewater", "program", *_regions(shared)}
        assert {words for (place, group), words in told.items() if group == "Grade 3"} == {"protected"}
        assert {words for (place, group), words in told.items() if group == "Grade 4"} == {"protected"}
        assert told["Pictou Road School", ""] == "50 %"


def _regions(shared: Shared) -> set[str]:
    return {shared.school.district.region.name}


def test_shared_figures_hold_no_full_count_of_what_is_protected(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        bring(shared, measure, share(3, 7, of=shared.school))

        [release] = Release.objects.all()

    assert {cell["told"] for cell in release.cells} == {"protected"}
    assert [sorted(cell) for cell in release.cells] == [["group", "place", "told"]] * len(release.cells)


def test_each_change_of_a_figure_makes_a_release_and_no_change_makes_none(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        [point] = bring(shared, measure, share(18, 36, of=shared.school))
        corrected = share(20, 36, of=shared.school)

        correct_data_point(point, corrected, why="miscounted", version=1, by=shared.member, today=TODAY, now=NOW)
        release_days(shared.indicator.pk, [ON], now=NOW)
        remove_data_point(point, by=shared.member, now=NOW)
        gone = seen(shared)
        restore_data_point(point, by=shared.member, now=NOW)

        numbers = list(Release.objects.order_by("number").values_list("number", flat=True))
        assert (numbers, gone) == ([1, 2, 3, 4], {})
        assert seen(shared)["Pictou Road School", ""] == "56 %"


def test_what_is_taken_away_is_seen_no_more_also_when_it_was_protected(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        [point] = bring(shared, measure, share(3, 6, of=shared.school))

        remove_data_point(point, by=shared.member, now=NOW)

        assert (seen(shared), Release.objects.filter(waiting=True).count()) == ({}, 0)


def test_a_correction_of_the_day_releases_both_days(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        [point] = bring(shared, measure, share(18, 36, of=shared.school))
        moved = Told(ON - timedelta(days=1), Figures(numerator=18, denominator=36), shared.school)

        correct_data_point(point, moved, why="the day before", version=1, by=shared.member, today=TODAY, now=NOW)

        assert {one.on for one in shared_figures(shared.indicator)} == {ON - timedelta(days=1)}


def test_a_late_arrival_beside_a_sum_that_was_shown_cannot_be_subtracted(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        harbour = make_school("Harbour School", district="Tidewater")
        bring(shared, measure, share(18, 36, of=shared.school))

        bring(shared, measure, share(2, 4, of=harbour))

        told = seen(shared)
        assert told["Pictou Road School", ""] == "50 %"
        assert {place for (place, _), words in told.items() if words == "protected"} == {
            "Harbour School",
            "Tidewater",
            "program",
            *_regions(shared),
        }


def test_what_cannot_be_shown_waits_and_the_view_stays_as_it_was(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        [first, *_] = bring(shared, measure, share(6, 12, of=shared.school), share(40, 80, of=None))
        harbour = make_school("Harbour School", district="Tidewater")
        point = bring(shared, measure, share(34, 68, of=harbour))[0]
        before = seen(shared)

        correct_data_point(
            first, share(2, 6, of=shared.school), why="moved", version=1, by=shared.member, today=TODAY, now=NOW
        )

        assert (seen(shared), {one.waiting for one in shared_figures(shared.indicator)}) == (before, {True})
        assert point.denominator == 68


def test_things_are_shown_as_they_are_once_that_was_confirmed(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member, about=About.THINGS)
        bring(shared, measure, share(2, 2, of=shared.far_school), far=True)
        before = seen(shared)["Inland School", ""]
        make_confirmation(shared.indicator, by=shared.facilitator)

        bring(shared, measure, share(2, 2, of=shared.school))

        assert (before, seen(shared)["Pictou Road School", ""]) == ("protected", "100 %")


def test_a_value_is_shown_with_enough_people_and_protected_without_their_number(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, MeasureKind.VALUE, by=shared.member)
        near = Told(ON, Figures(value=3.5, denominator=30), shared.school)
        far = Told(ON, Figures(value=2.5), shared.far_school)

        bring(shared, measure, near)
        bring(shared, measure, far, far=True)

        figures = {one.name: (one.value, one.shown.protected) for one in shared_figures(shared.indicator)}
        assert figures == {"Pictou Road School": (3.5, False), "Inland School": (None, True)}


def test_words_make_no_release(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, MeasureKind.WORDS, by=shared.member)
        make_data_point(shared.indicator, by=shared.member, on=ON, school=shared.school, words="calmer")

        release_days(shared.indicator.pk, [ON], now=NOW)

        assert Release.objects.count() == 0


def test_what_an_import_brought_is_released_when_it_is_due(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)
        shared.bring()
        schedule_releases([(shared.indicator.pk, ON)], now=NOW)

    sweep_releases()
    release_program(program_id=shared.program.pk)

    with program_scope(shared.program.pk):
        assert seen(shared)["Pictou Road School", ""] == "50 %"
        assert release_due(now=NOW) == 0


def test_a_new_rule_releases_every_day_anew(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)
        shared.bring(ON, numerator=7, denominator=14)
        shared.bring(ON - timedelta(days=7), numerator=8, denominator=13)
        release_days(shared.indicator.pk, [ON, ON - timedelta(days=7)], now=NOW)
        shown_before = {one.shown.protected for one in shared_figures(shared.indicator)}
        ProtectionRule.objects.create(smallest=15, set_by=shared.admin, set_at=NOW)
        schedule("release", "", due_at=NOW)

    release_program(program_id=shared.program.pk)

    with program_scope(shared.program.pk):
        assert shown_before == {False}
        assert {one.shown.protected for one in shared_figures(shared.indicator)} == {True}
        assert Release.objects.count() == 4


def test_a_day_that_was_counted_otherwise_before_is_released_too(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        [point] = bring(shared, measure, share(2, 6, of=shared.school))
        remove_data_point(point, by=shared.member, now=NOW)
        measure.kind, measure.scale = MeasureKind.SCALE, ["never", "sometimes", "often"]
        measure.save()

        bring(shared, measure, Told(ON, Figures(counts=(20, 30, 25)), shared.school))
        bring(shared, measure, Told(ON, Figures(counts=(1, 2, 1)), shared.far_school), far=True)

        [near] = [one.shown for one in shared_figures(shared.indicator) if one.name == "Pictou Road School"]
        assert near.percents == (27, 40, 33)


def test_what_was_shown_of_things_is_known_once_they_are_people(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member, about=About.THINGS)
        make_confirmation(shared.indicator, by=shared.facilitator)
        bring(shared, measure, share(2, 6, of=shared.school))
        measure.about = About.STUDENTS
        measure.save()

        release_days(shared.indicator.pk, [ON], now=NOW)

        assert {say_shown(one.shown) for one in shared_figures(shared.indicator)} == {"protected"}
        assert {one.waiting for one in shared_figures(shared.indicator)} == {False}

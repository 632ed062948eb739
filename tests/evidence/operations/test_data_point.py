"""Bringing, correcting, taking away and bringing back data points."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from collectives.models import Participant
from evidence.engine.figures import Figures
from evidence.models import DataPoint, DataPointChange, Measure, MeasureKind
from evidence.operations.data_point import (
    FigureStands,
    IndicatorOver,
    NotOfItsKind,
    NotOfYourDistrict,
    PersonalData,
    PointChanged,
    Told,
    WrongDay,
    bring_data_points,
    correct_data_point,
    remove_data_point,
    restore_data_point,
)
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make_evidence import make_group, make_measure, make_plan_line

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def measure(shared: Shared, kind: str = MeasureKind.SHARE, **fields: Any) -> Measure:
    return make_measure(shared.indicator, kind, by=shared.member, **fields)


def share(shared: Shared, numerator: int = 18, denominator: int = 36, **other: Any) -> Told:
    told = Told(ON, Figures(numerator=numerator, denominator=denominator), shared.school)
    return replace(told, **other)


def bring(shared: Shared, counted: Measure, *told: Told, by: Participant | None = None, **plan: Any) -> list[DataPoint]:
    return bring_data_points(counted, told, by=by or shared.member, today=TODAY, now=NOW, **plan)


def correct(shared: Shared, point: DataPoint, told: Told, *, version: int = 1, why: str = "counted twice") -> DataPoint:
    return correct_data_point(point, told, why=why, version=version, by=shared.member, today=TODAY, now=NOW)


def test_a_figure_belongs_to_the_district_of_whoever_brings_it(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared)

        [point] = bring(shared, counted, share(shared, note="snow week", source="sheet"))

        assert (point.district, point.school, point.numerator, point.denominator) == (
            shared.school.district,
            shared.school,
            18,
            36,
        )
        assert (point.note, point.source, point.brought_by, point.brought_at) == (
            "snow week",
            "sheet",
            shared.member,
            NOW,
        )


def test_what_fulfils_the_plan_says_so(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared)
        line = make_plan_line(shared.indicator, shared.member, first_due=ON, school=shared.school)

        [point] = bring(shared, counted, share(shared), line=line, due_on=ON)

        assert (point.plan_line, point.due_on) == (line, ON)


@pytest.mark.parametrize(
    ("kind", "figures"),
    [
        (MeasureKind.VALUE, Figures(value=3.4, denominator=28)),
        (MeasureKind.VALUE, Figures(value=0.0)),
        (MeasureKind.SHARE, Figures(numerator=0, denominator=36)),
        (MeasureKind.YES_NO, Figures(numerator=1, denominator=1)),
        (MeasureKind.SCALE, Figures(counts=[3, 5, 8])),
        (MeasureKind.WORDS, Figures(words="The hallway was calm.")),
    ],
)
def test_each_kind_takes_its_figures(shared: Shared, kind: str, figures: Figures) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared, kind, scale=["never", "often", "always"] if kind == MeasureKind.SCALE else [])

        [point] = bring(shared, counted, Told(ON, figures, shared.school))

        found = Figures(point.value, point.numerator, point.denominator, point.counts, point.words)
        assert found == figures


@pytest.mark.parametrize(
    ("kind", "figures"),
    [
        (MeasureKind.VALUE, Figures(numerator=1, denominator=2)),
        (MeasureKind.VALUE, Figures()),
        (MeasureKind.SHARE, Figures(numerator=3)),
        (MeasureKind.SHARE, Figures(numerator=5, denominator=4)),
        (MeasureKind.SHARE, Figures(numerator=0, denominator=0)),
        (MeasureKind.SCALE, Figures(counts=[3, 5])),
        (MeasureKind.SCALE, Figures(counts=[0, 0, 0])),
        (MeasureKind.WORDS, Figures(value=3.0)),
    ],
)
def test_figures_of_another_kind_are_refused(shared: Shared, kind: str, figures: Figures) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared, kind, scale=["never", "often", "always"] if kind == MeasureKind.SCALE else [])

        with pytest.raises(NotOfItsKind):
            bring(shared, counted, Told(ON, figures, shared.school))


def test_a_second_figure_of_the_same_place_and_day_names_the_one_that_stands(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared)
        [standing] = bring(shared, counted, share(shared))

        with pytest.raises(FigureStands) as refused:
            bring(shared, counted, share(shared, 20))

        assert refused.value.standing == standing.pk


def test_several_groups_come_together_or_not_at_all(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared)
        groups = [make_group("Grade 3"), make_group("Grade 4")]
        bring(shared, counted, share(shared, group=groups[1]))

        with pytest.raises(FigureStands):
            bring(shared, counted, *(share(shared, 9, 12, group=group) for group in groups))
        alone = bring(shared, counted, share(shared), share(shared, 9, 12, group=groups[0]))

        assert (len(alone), DataPoint.objects.count()) == (2, 3)


@pytest.mark.parametrize("on", [date(2026, 11, 21), date(2016, 11, 1)])
def test_a_day_that_lies_ahead_or_long_ago_is_refused(shared: Shared, on: date) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared)

        with pytest.raises(WrongDay):
            bring(shared, counted, share(shared, on=on))


def test_figures_are_brought_of_ones_own_district_alone(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared)

        with pytest.raises(NotOfYourDistrict, match="Inland School is not in your district"):
            bring(shared, counted, share(shared, school=shared.far_school))
        with pytest.raises(NotOfYourDistrict, match="no school or district yet"):
            bring(shared, counted, share(shared, school=None), by=shared.facilitator)


@pytest.mark.parametrize("over", ["indicator", "cycle", "collective"])
def test_nothing_is_brought_once_the_indicator_its_cycle_or_the_collective_is_over(shared: Shared, over: str) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared)
        row = getattr(shared, over)
        name = "removed_at" if over == "indicator" else "closed_at"
        setattr(row, name, NOW)
        row.save(update_fields=[name])

        with pytest.raises(IndicatorOver):
            bring(shared, counted, share(shared))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("note", "Noah Tremblay was away"),
        ("source", "sheet of student no. 123456789"),
        ("note", "born 2016-03-14"),
    ],
)
def test_what_names_a_child_is_refused_before_it_is_stored(shared: Shared, field: str, text: str) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared)

        with pytest.raises(PersonalData) as refused:
            bring(shared, counted, share(shared), share(shared, 1, 2, school=None, **{field: text}))

        assert (refused.value.field, bool(refused.value.found), DataPoint.objects.count()) == (field, True, 0)


def test_words_that_name_the_school_are_no_child(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared, MeasureKind.WORDS)
        words = Figures(words="Families of Pictou Road School feel welcome.")

        [point] = bring(shared, counted, Told(ON, words, shared.school))

        assert (point.words, point.lang) == (words.words, "en")


def test_a_correction_keeps_what_was_said_who_and_why(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        [point] = bring(shared, measure(shared), share(shared))

        correct(shared, point, share(shared, 19, on=date(2026, 11, 4)))

        point.refresh_from_db()
        change = DataPointChange.objects.get()
        assert (point.numerator, point.on, point.version) == (19, date(2026, 11, 4), 2)
        assert (change.what, change.was, change.why, change.by) == (
            "corrected",
            {"numerator": 18, "on": "2026-11-03"},
            "counted twice",
            shared.member,
        )


def test_the_same_again_is_no_correction(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        [point] = bring(shared, measure(shared), share(shared))

        correct(shared, point, share(shared))

        assert DataPointChange.objects.count() == 0


def test_a_correction_upon_a_former_version_is_refused(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        [point] = bring(shared, measure(shared), share(shared))
        correct(shared, point, share(shared, 19))

        with pytest.raises(PointChanged):
            correct(shared, point, share(shared, 20), version=1)

        point.refresh_from_db()
        assert point.numerator == 19


def test_a_correction_that_names_a_child_is_refused(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        [point] = bring(shared, measure(shared), share(shared))

        with pytest.raises(PersonalData):
            correct(shared, point, share(shared, 19), why="Noah Tremblay came back")


def test_a_correction_onto_a_day_that_is_taken_is_refused(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared)
        [point] = bring(shared, counted, share(shared))
        [other] = bring(shared, counted, share(shared, on=date(2026, 11, 4)))

        with pytest.raises(FigureStands) as refused:
            correct(shared, point, share(shared, on=date(2026, 11, 4)))

        assert refused.value.standing == other.pk


def test_what_was_taken_away_comes_back_unless_another_took_its_place(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared)
        [point] = bring(shared, counted, share(shared))
        remove_data_point(point, by=shared.member, now=NOW)
        remove_data_point(point, by=shared.member, now=NOW)
        restore_data_point(point, by=shared.member, now=NOW)
        restore_data_point(point, by=shared.member, now=NOW)
        remove_data_point(point, by=shared.member, now=NOW)
        [other] = bring(shared, counted, share(shared, 20))

        with pytest.raises(FigureStands) as refused:
            restore_data_point(point, by=shared.member, now=NOW)

        changes = list(DataPointChange.objects.order_by("at", "pk").values_list("what", flat=True))
        assert (refused.value.standing, changes) == (other.pk, ["removed", "restored", "removed"])


def test_what_was_taken_away_stays_away_once_the_indicator_is_counted_otherwise(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        counted = measure(shared)
        [point] = bring(shared, counted, share(shared))
        remove_data_point(point, by=shared.member, now=NOW)
        counted.kind = MeasureKind.VALUE
        counted.save(update_fields=["kind"])

        with pytest.raises(NotOfItsKind, match="counted otherwise by now"):
            restore_data_point(point, by=shared.member, now=NOW)

        point.refresh_from_db()
        assert point.removed_at == NOW

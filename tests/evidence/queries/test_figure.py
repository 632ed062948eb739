"""Figures day by day: the shared view, and the full ones of a district."""

from datetime import date

import pytest

from evidence.engine.suppression import Rule, Shown, Told
from evidence.engine.suppression.rule import told_of
from evidence.models import MeasureKind
from evidence.queries.figure import Figure, mean_of, shown_figure
from evidence.queries.own_figure import own_points, own_table
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make import make_school
from tests.make_evidence import make_data_point, make_measure


def test_a_protected_cell_has_no_value_to_draw():
    figure = shown_figure("share", Shown(Told.PROTECTED), value=3.5)

    assert (figure.value, figure.ends, figure.shares, figure.protected) == (None, None, (), True)


def test_a_range_is_drawn_by_its_ends():
    figure = shown_figure("share", told_of((39, 1), 5, Rule()))

    assert (figure.says, figure.ends, figure.value) == ("95 % or more of 40", (95, 100), 97.5)


def test_the_number_of_people_is_left_out_where_the_rule_says_so():
    assert shown_figure("share", told_of((20, 20), 0, Rule(show_counts=False))).says == "50 %"


def test_a_scale_is_told_as_its_mean_level():
    figure = shown_figure("scale", told_of((10, 20, 30), 0, Rule()))

    assert (figure.short, [round(share) for share in figure.shares]) == ("2.3", [17, 33, 50])


def test_a_mean_is_of_what_is_shown_alone():
    shown = [
        Figure(Told.FIGURE, "40", "40", 40),
        Figure(Told.FIGURE, "50", "50", 50),
        Figure(Told.PROTECTED, "protected"),
    ]

    assert (mean_of(shown).value, mean_of(shown).says) == (45, "45 (mean of 2)")
    assert mean_of(shown[2:]).protected


@pytest.mark.parametrize(("of_district", "says"), [(False, "30 of 60"), (True, "70 of 100")])
def test_what_the_district_brought_stands_and_is_not_added_to_its_schools(
    shared: Shared, of_district: bool, says: str
) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        oakfield = make_school("Oakfield", district="Tidewater")
        shared.bring(ON, numerator=10, denominator=20)
        make_data_point(shared.indicator, by=shared.member, on=ON, school=oakfield, numerator=20, denominator=40)
        if of_district:
            make_data_point(shared.indicator, by=shared.member, on=ON, numerator=70, denominator=100)
        table = own_table(measure, list(own_points(shared.member, measure)))

    assert table.whole[ON].says == says


def test_what_was_seen_several_times_a_day_is_added_up(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, MeasureKind.YES_NO, by=shared.member)
        for seen in (1, 0, 1):
            shared.bring(ON, kind="yes_no", numerator=seen, denominator=1)
        table = own_table(measure, list(own_points(shared.member, measure)))

    assert table.whole[ON].says == "2 of 3"


def test_numbers_are_a_mean_weighted_by_the_people_behind_them(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, MeasureKind.VALUE, by=shared.member)
        oakfield = make_school("Oakfield", district="Tidewater")
        shared.bring(ON, value=10, denominator=30)
        make_data_point(shared.indicator, by=shared.member, on=ON, school=oakfield, value=20, denominator=10)
        table = own_table(measure, list(own_points(shared.member, measure)))

    assert table.whole[date(2026, 11, 3)].says == "12.5 (mean of 2)"


def test_another_districts_points_are_not_among_ones_own(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        shared.bring(ON, far=True, numerator=3, denominator=8)

        assert list(own_points(shared.member, measure)) == []
        assert list(own_points(shared.admin, measure)) == []

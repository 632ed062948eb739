"""What the database never takes for a data point."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from collectives.models import Participant, Program
from evidence.models import MeasureKind
from ilc.tenancy.scope import program_scope
from inquiry.models import Indicator
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_program, make_school, seat
from tests.make_evidence import make_data_point, make_group
from tests.make_history import promise

ON = date(2026, 11, 3)


@pytest.fixture
def program(db: None) -> Program:
    return make_program("north-shore")


def setting() -> tuple[Indicator, Participant]:
    """An indicator of a collective's placemat, and a member."""
    member = make_participant(school=make_school())
    collective = make_collective()
    seat(collective, member)
    placemat = make_placemat(make_cycle(collective))
    return promise(placemat, "Reading alone", by=member, at=placemat.made_at), member


@pytest.mark.parametrize(
    "figures",
    [
        {"kind": MeasureKind.VALUE},
        {"kind": MeasureKind.VALUE, "value": 3.5, "counts": [1, 2]},
        {"kind": MeasureKind.SHARE, "numerator": 4},
        {"kind": MeasureKind.SHARE, "numerator": 5, "denominator": 4},
        {"kind": MeasureKind.SCALE, "counts": [1, 2], "denominator": 3},
        {"kind": MeasureKind.SCALE},
        {"kind": MeasureKind.WORDS, "words": ""},
        {"kind": MeasureKind.WORDS, "words": "Calm", "value": 1},
    ],
    ids=str,
)
def test_figures_are_those_of_their_kind(program: Program, figures: dict[str, Any]) -> None:
    with program_scope(program.pk):
        indicator, member = setting()

        with pytest.raises(IntegrityError), transaction.atomic():
            make_data_point(indicator, by=member, on=ON, **figures)


def test_one_place_and_group_has_one_figure_a_day(program: Program) -> None:
    with program_scope(program.pk):
        indicator, member = setting()
        group = make_group("Grade 3")
        for of_group in (None, group):
            make_data_point(indicator, by=member, on=ON, group=of_group, numerator=4, denominator=12)

            with pytest.raises(IntegrityError), transaction.atomic():
                make_data_point(indicator, by=member, on=ON, group=of_group, numerator=5, denominator=12)


def test_what_was_seen_or_not_may_be_brought_several_times_a_day(program: Program) -> None:
    with program_scope(program.pk):
        indicator, member = setting()

        for seen in (0, 1, 1):
            make_data_point(indicator, by=member, on=ON, kind=MeasureKind.YES_NO, numerator=seen, denominator=1)

        assert indicator.data_points.filter(on=ON).count() == 3


def test_a_data_point_names_nothing_of_another_program(program: Program) -> None:
    with program_scope(make_program("other").pk):
        foreign = make_school("Far School")
    with program_scope(program.pk):
        indicator, member = setting()

        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

        with pytest.raises(IntegrityError), transaction.atomic():
            make_data_point(indicator, by=member, on=ON, school=foreign, numerator=1, denominator=2)

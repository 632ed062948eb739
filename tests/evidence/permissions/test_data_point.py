"""Full figures stay within the district."""

from datetime import date

import pytest

from collectives.models import Participant, Role
from evidence.permissions.data_point import can_bring_data_point, can_correct_data_point, visible_data_points
from ilc.tenancy.scope import program_scope
from tests.make import (
    make_collective,
    make_cycle,
    make_participant,
    make_placemat,
    make_program,
    make_school,
    name_facilitator,
    seat,
)
from tests.make_evidence import make_data_point
from tests.make_history import promise


@pytest.mark.usefixtures("db")
def test_only_people_of_the_district_see_and_correct_its_figures() -> None:
    with program_scope(make_program("north-shore").pk):
        ours, theirs = make_school("Ours", district="Tidewater"), make_school("Theirs", district="Inland")
        collective = make_collective()
        people = {
            "brings it": make_participant(school=ours),
            "same district": make_participant(district=ours.district),
            "another district": make_participant(school=theirs),
            "no district": make_participant(),
            "facilitator": make_participant(school=theirs, role=Role.FACILITATOR),
            "same district, elsewhere": make_participant(school=ours),
            "admin": make_participant(role=Role.ADMIN),
            "admin of the district": make_participant(role=Role.ADMIN, district=ours.district),
            "coordinator": make_participant(role=Role.COORDINATOR, region=ours.district.region),
        }
        for name in ("brings it", "same district", "another district", "no district"):
            seat(collective, people[name])
        name_facilitator(collective, people["facilitator"])
        placemat = make_placemat(make_cycle(collective))
        indicator = promise(placemat, "Reading alone", by=people["brings it"], at=placemat.made_at)
        point = make_data_point(
            indicator, by=people["brings it"], on=date(2026, 11, 3), school=ours, numerator=2, denominator=6
        )

        def sees(person: Participant) -> tuple[bool, bool, bool]:
            return (
                list(visible_data_points(person)) == [point],
                can_bring_data_point(person, placemat),
                can_correct_data_point(person, point),
            )

        assert {name: sees(person) for name, person in people.items()} == {
            "brings it": (True, True, True),
            "same district": (True, True, True),
            "another district": (False, True, False),
            "no district": (False, False, False),
            "facilitator": (False, True, False),
            "same district, elsewhere": (False, False, False),
            "admin": (False, False, False),
            "admin of the district": (True, False, False),
            "coordinator": (False, False, False),
        }

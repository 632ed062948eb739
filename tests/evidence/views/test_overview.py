"""How evidence comes in, as staff sees it."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.utils.timezone import localdate

from collectives.models import Participant, Program, Role
from evidence.operations.rollup import merge_tail
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import browser
from tests.make import (
    make_collective,
    make_cycle,
    make_participant,
    make_placemat,
    make_program,
    make_school,
    seat,
)
from tests.make_evidence import make_data_point
from tests.make_history import promise

URL = "/p/north-shore/evidence/"


@pytest.fixture
def program(db: None) -> Program:
    return make_program("north-shore")


def bring(name: str, *, region: str, months: int) -> Participant:
    """A collective with one member, who brought this many data points about this month, and one of long ago."""
    member = make_participant(school=make_school(f"{name} School", district=f"{name} District", region=region))
    collective = make_collective(name, theme=f"{name} theme")
    seat(collective, member)
    placemat = make_placemat(make_cycle(collective))
    indicator = promise(placemat, "Reading alone", by=member, at=placemat.made_at)
    today = localdate()
    for number in range(months):
        make_data_point(indicator, by=member, on=today.replace(day=1 + number), value=1)
    make_data_point(indicator, by=member, on=today - timedelta(days=400), value=1)
    return member


def test_a_coordinator_sees_the_regions_and_collectives_they_look_after(program: Program) -> None:
    with program_scope(program.pk):
        ours = bring("Ours", region="Shore", months=3)
        bring("Theirs", region="Inland", months=5)
        coordinator = make_participant(role=Role.COORDINATOR, region=ours.school.district.region)
        merge_tail()

    answer = browser(coordinator).get(URL)

    lines = [(line.name, [cell.lagging for cell in line.months]) for line in answer.context["collectives"]]
    regions = [(line.name, line.months[-1].lagging) for line in answer.context["regions"]]
    assert (lines, regions) == ([("Ours", [0, 0, 0, 0, 0, 3])], [("Shore", 3)])
    assert "Theirs" not in answer.content.decode()


def test_an_admin_sees_all_and_what_came_a_moment_ago(program: Program) -> None:
    with program_scope(program.pk):
        bring("Ours", region="Shore", months=3)
        merge_tail()
        bring("Theirs", region="Inland", months=5)
        admin = make_participant(role=Role.ADMIN)

    answer = browser(admin).get(URL)

    assert [(line.name, line.months[-1].lagging) for line in answer.context["regions"]] == [("Inland", 5), ("Shore", 3)]


def test_where_nothing_is_at_work_it_says_what_will_stand_here(program: Program) -> None:
    with program_scope(program.pk):
        admin = make_participant(role=Role.ADMIN)

    assert "No collective is at work yet." in browser(admin).get(URL).content.decode()


def test_htmx_gets_the_piece(program: Program) -> None:
    with program_scope(program.pk):
        admin = make_participant(role=Role.ADMIN)

    answer = browser(admin).get(URL, headers={"HX-Request": "true"})

    assert answer.content.decode().lstrip().startswith('<div id="brought">')


def test_leaders_do_not_see_it(program: Program) -> None:
    with program_scope(program.pk):
        leader = make_participant()

    assert browser(leader).get(URL).status_code == HTTPStatus.FORBIDDEN

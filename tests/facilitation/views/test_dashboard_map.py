"""Who learns with whom, as program staff sees it."""

import pytest

from collectives.models import Role
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_participant, make_school, seat


def url(scene: Scene) -> str:
    return f"/p/{scene.program.slug}/across/who-with-whom/"


@pytest.fixture(autouse=True)
def _three_districts(scene: Scene) -> None:
    """Tidewater and Bayview share two collectives, a third one is Inland alone."""
    with program_scope(scene.program.pk):
        bay = make_school("Bay School", district="Bayview")
        far = make_school("Far", district="Valley", region="Inland")
        other, apart = make_collective("Mondays matter"), make_collective("Far away")
        scene.member.position = "principal"
        scene.member.save()
        for collective in (scene.collective, other):
            seat(collective, make_participant(school=bay, position="coach"))
        seat(other, scene.member)
        for _ in range(2):
            seat(apart, make_participant(school=far, position="coach"))
        scene.stranger = make_participant(role=Role.COORDINATOR, region=far.district.region)


def test_the_table_says_who_sits_with_whom_in_how_many(scene: Scene) -> None:
    found = scene.client("admin").get(url(scene)).context["map"]

    districts = {row.name: (row.collectives, list(row.others)) for row in found.districts.rows}
    positions = {row.name: (row.collectives, list(row.others)) for row in found.positions.rows}
    assert districts == {
        "Bayview": (2, [("Tidewater", 2)]),
        "Tidewater": (2, [("Bayview", 2)]),
        "Valley": (1, []),
    }
    assert positions == {
        "instructional coach": (3, [("principal", 2)]),
        "principal": (2, [("instructional coach", 2)]),
    }
    assert found.districts.drawing.count('class="arc"') == 1


def test_a_coordinator_meets_nobody_of_another_region(scene: Scene) -> None:
    near, far = (scene.client(who).get(url(scene)).text for who in ("coordinator", "stranger"))

    assert ("Tidewater" in near, "Valley" in near) == (True, False)
    assert ("Valley" in far, "Tidewater" in far) == (True, False)
    assert "Nobody from elsewhere yet." in far


def test_filters_narrow_it_too(scene: Scene) -> None:
    text = scene.client("admin").get(f"{url(scene)}?q=nowhere").text

    assert "Nobody sits in a collective here yet" in text


@pytest.mark.parametrize("who", ["member", "facilitator"])
def test_it_is_for_program_staff(scene: Scene, who: str) -> None:
    assert scene.client(who).get(url(scene)).status_code == 403

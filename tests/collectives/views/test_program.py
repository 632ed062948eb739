"""What is still to do, and the program's settings."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from collectives.models import Participant, Program
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.make import make_collective, make_participant, make_school, seat
from tests.make_formation import make_formation
from tests.make_gathering import make_gathering

SETTINGS = {"name": "Fundy Shore", "language": "en", "time_zone": "America/Halifax", "paper": "a4"}


def steps(shore: Shore, name: str = "admin") -> dict[str, bool | None]:
    return {step.key: step.open for step in shore.sign_in(name).get(shore.url("setup/")).context["steps"]}


def test_setup_is_for_staff(shore):
    assert shore.answers("setup/") == {
        "admin": 200,
        "coordinator": 200,
        "other_coordinator": 200,
        "facilitator": 403,
        "member": 403,
        "outsider": 403,
        "stranger": 404,
    }


def test_an_empty_program_begins_with_its_settings(program):
    with program_scope(program.pk):
        admin = make_participant(role="admin")
    shore = Shore(program.slug, program.pk, admin, *[None] * 8)

    response = shore.sign_in("admin").get(shore.url("setup/"))

    assert response.context["next_step"].key == "settings"
    assert [step.key for step in response.context["steps"] if step.open] == [
        "settings",
        "places",
        "participants",
        "gatherings",
        "themes",
        "collectives",
    ]
    assert plain(response).count('class="next"') == 1


def test_each_open_thing_is_a_question(shore):
    assert steps(shore) == {
        "settings": True,
        "places": False,
        "participants": False,
        "coordinators": False,
        "invitations": True,
        "gatherings": None,
        "boards": None,
        "themes": False,
        "formations": None,
        "collectives": False,
        "facilitators": False,
        "seats": True,
        "rhythms": True,
        "placemats": None,
    }


def test_what_was_said_asks_for_a_board_and_a_formation_goes_on(shore):
    with program_scope(shore.program_pk):
        make_gathering(shore.admin, state="closed", anonymous=False)
        make_formation(shore.admin)

    found = {
        step.key: (step.stands, step.open) for step in shore.sign_in("admin").get(shore.url("setup/")).context["steps"]
    }

    assert found["gatherings"] == ("0 open, 1 closed", None)
    assert found["boards"] == ("No board yet.", True)
    assert found["formations"] == ("Spring 2027: asking", True)


def test_what_is_done_closes(shore):
    Program.objects.filter(pk=shore.program_pk).update(time_zone="America/Halifax")
    with program_scope(shore.program_pk):
        seat(shore.collective, shore.outsider)

    found = steps(shore)

    assert (found["settings"], found["seats"]) == (False, False)


def test_a_collective_nobody_guides_opens_the_question(shore):
    with program_scope(shore.program_pk):
        make_collective("Time to think")

    assert steps(shore)["facilitators"] is True


def test_a_coordinator_reads_what_stands_in_their_region_and_gets_no_bookmark(shore):
    response = shore.sign_in("coordinator").get(shore.url("setup/"))

    places = next(step for step in response.context["steps"] if step.key == "places")
    assert places.stands == "1 region, 1 district, 1 school"
    assert 'class="next"' not in plain(response)
    assert "settings" not in [step.key for step in response.context["steps"]]


def test_the_list_comes_as_a_piece(shore):
    response = shore.sign_in("admin").get(shore.url("setup/"), headers=HTMX)

    assert response.content.decode().strip().startswith('<div id="setup">')


def test_the_page_costs_the_same_for_a_small_and_a_large_program(shore):
    client = shore.sign_in("admin")
    client.get(shore.url("setup/"))
    with CaptureQueriesContext(connection) as small:
        client.get(shore.url("setup/"))
    with program_scope(shore.program_pk):
        for number in range(3):
            school = make_school(f"School {number}", region=f"Region {number}", district=f"District {number}")
            seat(make_collective(), make_participant(school=school))
        Participant.objects.bulk_create(Participant(name=f"P{n}", email=f"p{n}@example.org") for n in range(40))

    with CaptureQueriesContext(connection) as large:
        client.get(shore.url("setup/"))

    assert len(large) == len(small)


def test_only_an_admin_changes_the_settings(shore):
    assert shore.answers("setup/settings/") == {
        "admin": 200,
        "coordinator": 403,
        "other_coordinator": 403,
        "facilitator": 403,
        "member": 403,
        "outsider": 403,
        "stranger": 404,
    }


def test_settings_are_kept(shore):
    response = shore.sign_in("admin").post(shore.url("setup/settings/"), SETTINGS, follow=True)

    assert "The settings are kept." in plain(response)
    assert Program.objects.get(pk=shore.program_pk).paper == "a4"


def test_a_second_factor_for_staff_needs_ones_own_first(shore):
    client = shore.sign_in("admin")

    response = client.post(shore.url("setup/settings/"), SETTINGS | {"two_factor_for_staff": "on"}, headers=HTMX)

    assert response.status_code == 422
    assert "Set up a second factor for yourself first" in plain(response)
    assert response.content.decode().strip().startswith("<form")


def test_a_time_zone_that_does_not_exist_is_refused(shore):
    response = shore.sign_in("admin").post(shore.url("setup/settings/"), SETTINGS | {"time_zone": "America/Atlantis"})

    assert response.status_code == 422

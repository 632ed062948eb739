"""Themes: list, making, editing, setting aside, beginning from those on offer."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from collectives.models import Theme
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, plain

THEMES = "setup/themes/"
STAFF_ONLY = {"facilitator": 403, "member": 403, "outsider": 403, "stranger": 404}
ADMIN_ONLY = STAFF_ONLY | {"admin": 200, "coordinator": 403, "other_coordinator": 403}


def theme_pk(shore) -> str:
    with program_scope(shore.program_pk):
        return str(Theme.objects.get(name="Tier 1 instruction").pk)


def test_staff_see_the_themes_and_an_admin_changes_them(shore):
    assert shore.answers(THEMES) == STAFF_ONLY | {"admin": 200, "coordinator": 200, "other_coordinator": 200}
    assert shore.answers(f"{THEMES}offered/") == ADMIN_ONLY
    assert shore.answers(f"{THEMES}{theme_pk(shore)}/") == ADMIN_ONLY
    assert "Make this theme" not in plain(shore.sign_in("coordinator").get(shore.url(THEMES)))


def test_a_theme_of_another_program_is_not_there(shore):
    response = shore.sign_in("stranger").get(f"/p/autre-rive/{THEMES}{theme_pk(shore)}/")

    assert response.status_code == 404


def test_a_theme_is_made(shore):
    client = shore.sign_in("admin")

    response = client.post(shore.url(THEMES), {"name": "Grading", "description": "Does a mark say it?"}, follow=True)

    assert "Does a mark say it?" in plain(response)


def test_a_name_that_stands_is_refused_as_a_piece(shore):
    response = shore.sign_in("admin").post(shore.url(THEMES), {"name": "TIER 1 INSTRUCTION"}, headers=HTMX)

    assert response.status_code == 422
    assert "There is a theme called “TIER 1 INSTRUCTION” already." in plain(response)
    assert response.content.decode().strip().startswith('<div id="themes">')


def test_a_coordinator_makes_no_theme(shore):
    assert shore.sign_in("coordinator").post(shore.url(THEMES), {"name": "Grading"}).status_code == 403


def test_a_theme_is_reworded_but_not_into_another(shore):
    client, path = shore.sign_in("admin"), shore.url(f"{THEMES}{theme_pk(shore)}/")
    client.post(shore.url(THEMES), {"name": "Grading"})

    refused = client.post(path, {"name": "grading"})
    client.post(path, {"name": "Instruction for all"})

    assert refused.status_code == 422
    with program_scope(shore.program_pk):
        assert Theme.objects.filter(name="Instruction for all").exists()


def test_a_theme_is_set_aside_with_a_way_back(shore):
    client, path = shore.sign_in("admin"), f"{THEMES}{theme_pk(shore)}/"

    after = client.post(shore.url(f"{path}set-aside/"), follow=True)
    client.post(shore.url(f"{path}bring-back/"))

    assert "is set aside. New collectives no longer take it." in plain(after)
    assert "1 open collective goes on with it" in plain(after)
    with program_scope(shore.program_pk):
        assert Theme.objects.get().set_aside_at is None


def test_others_set_nothing_aside(shore):
    answers = [
        shore.sign_in(name).post(shore.url(f"{THEMES}{theme_pk(shore)}/{verb}/")).status_code
        for name in ("coordinator", "stranger")
        for verb in ("set-aside", "bring-back")
    ]

    assert answers == [403, 403, 404, 404]


def test_themes_on_offer_begin_a_program(shore):
    client = shore.sign_in("admin")

    offered = client.get(shore.url(f"{THEMES}offered/"))
    client.post(shore.url(f"{THEMES}offered/"), {"keys": ["grading-practices", "student-voice"]})

    assert "Tier 1 instruction" not in [one.name for one in offered.context["offered"]]
    with program_scope(shore.program_pk):
        names = set(Theme.objects.values_list("name", flat=True))
    assert names == {"Tier 1 instruction", "Grading practices", "Student voice"}


def test_nothing_ticked_is_said(shore):
    response = shore.sign_in("admin").post(shore.url(f"{THEMES}offered/"), {})

    assert response.status_code == 422
    assert "Tick the themes to begin with." in plain(response)


def test_the_list_costs_the_same_for_one_and_for_three(shore):
    client = shore.sign_in("admin")
    client.get(shore.url(THEMES))
    with CaptureQueriesContext(connection) as one:
        client.get(shore.url(THEMES))
    with program_scope(shore.program_pk):
        Theme.objects.create(name="Grading")
        Theme.objects.create(name="Belonging")

    with CaptureQueriesContext(connection) as three:
        client.get(shore.url(THEMES))

    assert len(three) == len(one)

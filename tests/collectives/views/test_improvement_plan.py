"""Improvement plans, page by page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from collectives.models import Board, BoardText, ImprovementPlan, PlanState
from collectives.tasks.improvement_plan import read_plan
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.make_board import make_board_of

GOALS = "Goal 1: Every child reads with understanding by June.\n\nGoal 2: Fewer children miss ten days or more."


@pytest.fixture
def board(shore: Shore) -> Board:
    with program_scope(shore.program_pk):
        return make_board_of([], by=shore.admin)


def add(shore: Shore, board: Board, **sent: object) -> str:
    """The address of an added plan."""
    answer = shore.sign_in("admin").post(shore.url(f"boards/{board.pk}/plans/"), {"title": "Oakfield"} | sent)
    return answer.url


def read(shore: Shore) -> None:
    with program_scope(shore.program_pk):
        pk = ImprovementPlan.objects.get().pk
    read_plan(program_id=shore.program_pk, plan_pk=str(pk))


def test_passages_are_looked_at_and_accepted(shore, board):
    client, url = shore.sign_in("admin"), add(shore, board, pasted=GOALS)
    reading, piece = client.get(url), client.get(url, headers=HTMX)
    read(shore)

    turned = client.get(url, headers=HTMX)
    proposed = client.get(url)
    first, second = (line.pk for line in proposed.context["shown"].passages)
    client.post(url, {"do": "accept", "passages": [first]})
    client.post(url, {"do": "leave", "passages": [second]})
    after = client.get(url)

    assert "Looking for passages" in plain(reading)
    assert plain(piece).strip().startswith("<section")
    assert turned.headers["HX-Refresh"] == "true"
    assert "2 passages wait for your yes or no" in plain(proposed)
    assert ("accepted, on the board" in plain(after), "left out" in plain(after)) == (True, True)
    with program_scope(shore.program_pk):
        assert BoardText.objects.get().source.startswith("Oakfield, ")


def test_nothing_chosen_is_said(shore, board):
    url = add(shore, board, pasted=GOALS)
    read(shore)

    answer = shore.sign_in("admin").post(url, {"do": "accept"}, headers=HTMX)

    assert answer.status_code == 422
    assert "Choose the passages first" in plain(answer)


def test_a_plan_that_cannot_be_read_says_to_paste(shore, board):
    url = add(shore, board, file=SimpleUploadedFile("plan.pdf", b"%PDF-1.7 broken"))
    read(shore)

    page = plain(shore.sign_in("admin").get(url))

    assert "Nothing of this plan could be read." in page
    assert "Paste its text" in page


def test_pages_that_are_pictures_are_named(shore, board):
    url = add(shore, board, pasted=GOALS)
    read(shore)
    with program_scope(shore.program_pk):
        ImprovementPlan.objects.update(trouble=json.dumps({"silent_pages": [3, 7]}), state=PlanState.READ)

    assert "Pages 3, 7 are pictures" in plain(shore.sign_in("admin").get(url))


@pytest.mark.parametrize("sent", [{"title": "", "pasted": GOALS}, {"title": "Oakfield"}])
def test_what_is_left_open_is_asked_for(shore, board, sent):
    answer = shore.sign_in("admin").post(shore.url(f"boards/{board.pk}/plans/"), sent, headers=HTMX)

    assert answer.status_code == 422
    assert plain(answer).strip().startswith("<form")


def test_a_plan_is_taken_away_and_brought_back(shore, board):
    client, url = shore.sign_in("admin"), add(shore, board, pasted=GOALS)
    read(shore)

    gone = client.post(f"{url}remove/", follow=True)
    back = client.post(f"{url}remove/", {"do": "bring-back"}, follow=True)

    assert "This plan was taken away" in plain(gone)
    assert "2 passages wait for your yes or no" in plain(back)


def test_only_admins_see_plans(shore, board):
    path = add(shore, board, pasted=GOALS).partition("/p/fundy-shore/")[2]

    answers = shore.answers(path)

    assert answers.pop("admin") == 200
    assert set(answers.values()) == {404}

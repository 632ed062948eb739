"""All questions in the library, and those a program writes."""

import pytest
from django.utils import timezone

from facilitation.models import FavouriteQuestion, Question
from facilitation.operations.question import keep_outcome
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_session
from tests.make_question import make_asked, make_question

HTMX = {"HX-Request": "true"}
OWN = {"text": "Who is not in the room?", "job": "illuminate", "phases": ["3", "4"], "fits": ["silence"]}


def url(scene: Scene, tail: str = "") -> str:
    return f"/p/{scene.program.slug}/library/questions/{tail}"


def own_url(scene: Scene, question: Question, tail: str) -> str:
    return f"/p/{scene.program.slug}/library/own-questions/{question.pk}/{tail}/"


def test_a_facilitator_writes_a_question_of_their_own(scene: Scene) -> None:
    answer = scene.client("facilitator").post(url(scene), OWN, follow=True)

    assert "Who is not in the room?" in answer.text
    assert "your own" in answer.text
    with program_scope(scene.program.pk):
        question = Question.objects.get()
    assert (question.job, question.phases, question.fits) == ("illuminate", [3, 4], ["silence"])
    assert (question.for_program, question.by_id, question.language) == (False, scene.facilitator.pk, "en")
    assert "Who is not in the room?" not in scene.client("admin").get(url(scene, "?job=illuminate")).text


def test_only_an_admin_writes_one_for_every_facilitator(scene: Scene) -> None:
    scene.client("facilitator").post(url(scene), OWN | {"text": "Mine", "for_program": "on"})
    scene.client("admin").post(url(scene), OWN | {"for_program": "on"})

    read = scene.client("facilitator").get(url(scene, "?job=illuminate"))

    with program_scope(scene.program.pk):
        assert set(Question.objects.values_list("text", "for_program")) == {
            ("Mine", False),
            ("Who is not in the room?", True),
        }
    assert "your program’s" in read.text


def test_an_empty_question_is_refused_and_what_was_ticked_stays(scene: Scene) -> None:
    answer = scene.client("facilitator").post(url(scene), OWN | {"text": ""})

    assert answer.status_code == 422
    assert "What would you ask the group?" in answer.text
    assert answer.text.count("checked") == 4


def test_the_list_is_a_piece_too_and_shows_favourites_alone(scene: Scene) -> None:
    client = scene.client("facilitator")

    empty = client.get(url(scene, "?only=favourites"), headers=HTMX)
    client.post(url(scene, "favourite/"), {"key": "anchor-which-if", "favourite": "yes"})
    one = client.get(url(scene, "?only=favourites"), headers=HTMX)

    assert ("Which of the questions do you come back to?" in empty.text, "<html" in empty.text) == (True, False)
    assert one.text.count('aria-pressed="true"') == 1
    with program_scope(scene.program.pk):
        assert FavouriteQuestion.objects.get().key == "anchor-which-if"


def test_the_library_tells_when_a_question_was_asked_and_what_came_of_it(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        asked = make_asked(scene.session, scene.facilitator, "anchor-which-if")
        keep_outcome(asked, text="One of them is on the list", by=scene.facilitator, now=timezone.now())
        make_asked(make_session(make_collective("Another")), scene.admin, "anchor-one-sentence")

    mine = scene.client("facilitator").get(url(scene))
    admins = scene.client("admin").get(url(scene))
    coordinators = scene.client("coordinator").get(url(scene))

    assert "One of them is on the list" in mine.text
    assert "Another" not in mine.text
    assert "Another" in admins.text
    assert "One of them is on the list" not in coordinators.text


def test_an_own_question_is_taken_away_and_brought_back(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        question = make_question(scene.facilitator, "Who benefits?")
    client = scene.client("facilitator")

    gone = client.post(own_url(scene, question, "remove"), follow=True)
    back = client.post(own_url(scene, question, "bring-back"), follow=True)

    assert ("Who benefits?" in gone.text, "The question is taken away." in gone.text) == (False, True)
    assert "Who benefits?" in back.text


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("coordinator", 403), ("stranger", 403), ("former", 403)])
def test_others_write_none(scene: Scene, who: str, status: int) -> None:
    assert scene.client(who).post(url(scene), OWN).status_code == status


def test_nobody_touches_anothers_question(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        mine = make_question(scene.facilitator, "Mine")
        shared = make_question(scene.admin, "Ours", for_program=True)

    answers = [
        scene.client("admin").post(own_url(scene, mine, "remove")),
        scene.client("facilitator").post(own_url(scene, shared, "remove")),
        scene.client("member").post(own_url(scene, shared, "remove")),
    ]

    assert [answer.status_code for answer in answers] == [404, 403, 404]


@pytest.mark.parametrize("query", ["?job=x", "?removed=x", "?only=x"])
def test_a_mangled_address_shows_the_page(scene: Scene, query: str) -> None:
    assert scene.client("coordinator").get(url(scene, query)).status_code == 200

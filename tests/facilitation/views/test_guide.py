"""The question guide beside a session: the page, the piece, what is asked and what comes of it."""

import pytest
from django.utils import timezone

from facilitation.models import FavouriteQuestion, QuestionAsked, QuestionOutcome
from facilitation.operations.decision import add_decision
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_session
from tests.make_question import make_asked

HTMX = {"HX-Request": "true"}
KEY = "anchor-which-if"


def ask(scene: Scene, who: str = "facilitator", key: str = KEY) -> QuestionAsked:
    scene.client(who).post(scene.url("questions/ask/"), {"key": key, "job": "anchor"})
    with program_scope(scene.program.pk):
        return QuestionAsked.objects.get(key=key, taken_back_at=None)


def address(scene: Scene, tail: str) -> str:
    return f"/p/{scene.program.slug}/{tail}/"


@pytest.mark.parametrize("who", ["facilitator", "admin"])
def test_who_runs_the_session_finds_the_guide_as_a_page_and_as_a_piece(scene: Scene, who: str) -> None:
    whole = scene.client(who).get(scene.url("questions/"))
    piece = scene.client(who).get(scene.url("questions/?job=illuminate&show=silence"), headers=HTMX)

    assert (whole.status_code, "<html" in whole.text) == (200, True)
    assert "Which part of our problem of practice is this about?" in whole.text
    assert "All 14 questions" in whole.text
    assert (piece.status_code, "<html" in piece.text) == (200, False)
    assert "helps when it is quiet" in piece.text


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("coordinator", 403), ("stranger", 404), ("former", 404)])
def test_members_and_others_do_not_see_what_was_asked(scene: Scene, who: str, status: int) -> None:
    asked = ask(scene)
    client = scene.client(who)

    guide = [client.get(scene.url("questions/")), client.post(scene.url("questions/ask/"), {"key": KEY})]
    own = [client.post(address(scene, f"asked/{asked.pk}/{tail}"), {"text": "x"}) for tail in ("outcome", "take-back")]

    assert [answer.status_code for answer in guide] == [status] * 2
    assert [answer.status_code for answer in own] == [404] * 2
    assert "Question guide" not in client.get(scene.url()).text


def test_a_question_is_asked_and_stands_in_the_list_of_today(scene: Scene) -> None:
    client = scene.client("facilitator")

    answer = client.post(
        scene.url("questions/ask/"), {"key": KEY, "job": "anchor", "show": "then"}, headers=HTMX, follow=True
    )

    assert "Asked in this session" in answer.text
    assert "show=then" in answer.redirect_chain[-1][0]
    with program_scope(scene.program.pk):
        asked = QuestionAsked.objects.get()
    assert asked.words == "Which of our if-actions does what you just described belong to?"
    assert (asked.job, asked.by_id) == ("anchor", scene.facilitator.pk)


def test_without_javascript_one_comes_back_to_the_sessions_page(scene: Scene) -> None:
    answer = scene.client("facilitator").post(scene.url("questions/ask/"), {"key": KEY, "job": "anchor"})

    assert answer["Location"].endswith(f"/sessions/{scene.session.pk}/?job=anchor#questions")


def test_a_question_nobody_knows_is_not_asked(scene: Scene) -> None:
    assert scene.client("facilitator").post(scene.url("questions/ask/"), {"key": "own:x"}).status_code == 404


def test_what_came_of_it_is_kept_with_the_decision_and_taken_back(scene: Scene) -> None:
    asked, client = ask(scene), scene.client("facilitator")
    with program_scope(scene.program.pk):
        decision = add_decision(scene.session, text="We visit in pairs", by=scene.member, now=timezone.now())

    kept = client.post(
        address(scene, f"asked/{asked.pk}/outcome"),
        {"text": "After a silence", "decision": decision.pk},
        headers=HTMX,
        follow=True,
    )
    with program_scope(scene.program.pk):
        outcome = QuestionOutcome.objects.get()
    gone = client.post(address(scene, f"outcomes/{outcome.pk}/take-back"), headers=HTMX, follow=True)

    assert "After a silence; “We visit in pairs”" in kept.text
    assert "After a silence" not in gone.text


def test_an_empty_outcome_is_refused_where_it_was_typed(scene: Scene) -> None:
    asked = ask(scene)

    answer = scene.client("facilitator").post(address(scene, f"asked/{asked.pk}/outcome"), {"text": " "}, headers=HTMX)

    assert answer.status_code == 422
    assert ("A few words, a decision or an adjustment" in answer.text, "<html" in answer.text) == (True, False)
    assert "<details open" in answer.text


def test_a_decision_of_another_session_is_not_among_the_choices(scene: Scene) -> None:
    asked = ask(scene)
    with program_scope(scene.program.pk):
        add_decision(scene.session, text="Ours", by=scene.member, now=timezone.now())
        elsewhere = make_session(make_collective("Another"))
        other = add_decision(elsewhere, text="Theirs", by=scene.admin, now=timezone.now())

    answer = scene.client("admin").post(
        address(scene, f"asked/{asked.pk}/outcome"), {"text": "x", "decision": other.pk}, headers=HTMX
    )

    with program_scope(scene.program.pk):
        assert (answer.status_code, QuestionOutcome.objects.count()) == (422, 0)


def test_a_question_is_taken_back(scene: Scene) -> None:
    asked = ask(scene)

    answer = scene.client("facilitator").post(address(scene, f"asked/{asked.pk}/take-back"), headers=HTMX, follow=True)

    assert "Asked in this session" not in answer.text


def test_a_favourite_is_marked_from_within_the_session(scene: Scene) -> None:
    client, given = scene.client("facilitator"), {"key": "anchor-say-it-again", "job": "anchor"}

    marked = client.post(scene.url("questions/favourite/"), given | {"favourite": "yes"}, headers=HTMX, follow=True)
    with program_scope(scene.program.pk):
        keys = list(FavouriteQuestion.objects.values_list("participant", "key"))
    client.post(scene.url("questions/favourite/"), given | {"favourite": "no"})

    assert 'aria-pressed="true"' in marked.text
    assert keys == [(scene.facilitator.pk, "anchor-say-it-again")]
    with program_scope(scene.program.pk):
        assert not FavouriteQuestion.objects.exists()


def test_the_next_session_knows_what_came_of_a_question(scene: Scene) -> None:
    asked, client = ask(scene), scene.client("facilitator")
    client.post(address(scene, f"asked/{asked.pk}/outcome"), {"text": "a new if-action"})
    with program_scope(scene.program.pk):
        later = make_session(scene.collective)
        make_asked(make_session(make_collective("Another")), scene.admin, "anchor-say-it-again")

    page = client.get(f"/p/{scene.program.slug}/sessions/{later.pk}/questions/")

    assert ": a new if-action" in page.text
    assert page.text.count("asked in ") == 1


def test_a_mangled_address_shows_the_guide(scene: Scene) -> None:
    client = scene.client("facilitator")

    assert {
        client.get(scene.url(f"questions/?{query}")).status_code for query in ("job=x", "show=if:x", "show=%00")
    } == {200}

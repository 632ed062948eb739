"""Writing prompts, answering them, showing what was answered."""

import logging
import time

import pytest
from django.utils import timezone

from collectives.models import GatheringState, Response, User
from collectives.views.response import MOST_ANSWERS, WITHIN_SECONDS
from facilitation.models import Prompt, SessionRun
from facilitation.operations.agenda import add_items
from facilitation.operations.session_run import start_session
from facilitation.operations.session_step import move_step
from ilc.tenancy.scope import program_scope
from ilc.throttle import is_too_often
from tests.facilitation.views.conftest import Scene
from tests.make import make_participant, seat
from tests.make_session import ITEMS
from tests.world_session import make_prompt

NEW = {"words": "What do you notice?", "kind": "open_text", "names": "named", "use": "live"}


@pytest.fixture
def on(scene: Scene) -> Scene:
    """The session is on, with six members, led by its facilitator."""
    with program_scope(scene.program.pk):
        for _number in range(5):
            seat(scene.collective, make_participant())
        scene.session.starts_at = timezone.now()
        scene.session.save(update_fields=["starts_at"])
        add_items(scene.session, ITEMS, by=scene.facilitator, now=timezone.now())
        start_session(scene.session, by=scene.facilitator, now=timezone.now())
    return scene


def asked(scene: Scene, *, anonymous: bool = False) -> Prompt:
    """A prompt that is open, on the screens."""
    with program_scope(scene.program.pk):
        people = [one.participant for one in scene.collective.seats.filter(left_at=None)]
        prompt = make_prompt(scene.session, scene.facilitator, "What do you notice?", asked=people, anonymous=anonymous)
        SessionRun.objects.update(shows={"kind": "prompt", "pk": str(prompt.pk)})
        return prompt


def answers(scene: Scene) -> list[str]:
    with program_scope(scene.program.pk):
        return sorted(Response.objects.values_list("text", flat=True))


def prompt_url(scene: Scene, prompt: Prompt, tail: str) -> str:
    return f"/p/{scene.program.slug}/prompts/{prompt.pk}/{tail}/"


def test_a_prompt_is_prepared_opened_answered_and_shown(on: Scene) -> None:
    guide, member = on.client("facilitator"), on.client("member")
    guide.post(on.url("prompts/"), NEW)
    with program_scope(on.program.pk):
        prompt = Prompt.objects.get()

    guide.post(prompt_url(on, prompt, "open"))
    seen = member.get(on.url("here/")).text
    sent = member.post(on.url(f"prompts/{prompt.pk}/answer/"), {"q1": "It climbs"})
    before = member.get(on.url("here/")).text
    hidden = guide.get(on.url("run/")).text
    guide.post(prompt_url(on, prompt, "show"), {"what": "show"})
    wall = guide.get(on.url("room/")).text

    assert "What do you notice?" in seen
    assert (sent.status_code, sent["Location"]) == (302, on.url("here/"))
    assert "Your answer has arrived" in before
    assert "1 of 6" in hidden
    assert "It climbs" not in hidden
    assert "It climbs" in wall


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": " "}, "One sentence is plenty"),
        ({"kind": "choice", "options": "One"}, "at least two lines"),
        ({"kind": "dots", "options": "\n".join(map(str, range(40)))}, "40 lines"),
        ({"kind": "ranking", "options": f"{'x' * 200}\ny"}, "is long"),
        ({"kind": "juggling"}, "juggling"),
    ],
)
def test_a_prompt_that_cannot_be_asked_says_what_to_do_and_loses_nothing(
    on: Scene, change: dict[str, str], said: str
) -> None:
    answer = on.client("facilitator").post(on.url("prompts/"), NEW | {"options": "kept line"} | change)

    assert (answer.status_code, said in answer.text) == (422, True)
    if "options" not in change:
        assert "kept line" in answer.text
    with program_scope(on.program.pk):
        assert Prompt.objects.count() == 0


def test_nobody_asks_before_the_session_is_on(scene: Scene) -> None:
    guide = scene.client("facilitator")
    guide.post(scene.url("prompts/"), NEW)
    with program_scope(scene.program.pk):
        prompt = Prompt.objects.get()

    answer = guide.post(prompt_url(scene, prompt, "open"))

    assert (answer.status_code, "Begin the session first" in answer.text) == (422, True)


def test_the_exit_ticket_is_made_once(on: Scene) -> None:
    guide = on.client("facilitator")

    guide.post(on.url("prompts/exit-ticket/"))
    guide.post(on.url("prompts/exit-ticket/"))

    with program_scope(on.program.pk):
        assert [prompt.use for prompt in Prompt.objects.all()] == ["exit"]


def test_a_draft_goes_and_an_asked_one_stays(on: Scene) -> None:
    guide = on.client("facilitator")
    guide.post(on.url("prompts/"), NEW)
    with program_scope(on.program.pk):
        draft = Prompt.objects.get()
    open_one = asked(on)

    gone = guide.post(prompt_url(on, draft, "remove"))
    stays = guide.post(prompt_url(on, open_one, "remove"))

    assert (gone.status_code, stays.status_code, "stays with the session" in stays.text) == (302, 422, True)


def test_an_answer_may_be_changed_until_it_is_closed(on: Scene) -> None:
    prompt, member = asked(on), on.client("member")
    url = on.url(f"prompts/{prompt.pk}/answer/")
    member.post(url, {"q1": "First"})
    member.post(url, {"q1": "Second"})
    changed = answers(on)
    on.client("facilitator").post(prompt_url(on, prompt, "show"), {"what": "close"})

    late = member.post(url, {"q1": "Third"})

    assert changed == ["Second"]
    assert (late.status_code, "takes no more answers" in late.text, answers(on)) == (422, True, ["Second"])


@pytest.mark.parametrize("typed", ["x" * 100_000, ""])
def test_an_answer_that_cannot_be_kept_comes_back_as_typed(
    on: Scene, typed: str, caplog: pytest.LogCaptureFixture
) -> None:
    prompt = asked(on)
    caplog.set_level(logging.INFO)

    answer = on.client("member").post(on.url(f"prompts/{prompt.pk}/answer/"), {"q1": typed})

    assert (answer.status_code, typed in answer.text, answers(on)) == (422, True, [])
    assert "could not be taken" in caplog.text


def test_markup_is_words(on: Scene) -> None:
    prompt = asked(on)
    on.client("member").post(on.url(f"prompts/{prompt.pk}/answer/"), {"q1": "<script>alert(1)</script>"})

    on.client("facilitator").post(prompt_url(on, prompt, "show"), {"what": "show"})

    wall = on.client("facilitator").get(on.url("room/")).text
    assert "&lt;script&gt;alert(1)" in wall
    assert "<script>alert" not in wall


def test_a_thousand_answers_from_one_phone_are_one_and_the_rest_is_told_to_wait(
    on: Scene, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt, member, at = asked(on), on.client("member"), time.time()
    monkeypatch.setattr(time, "time", lambda: at)  # however slow this computer is, it is one moment
    sent = [member.post(on.url(f"prompts/{prompt.pk}/answer/"), {"q1": f"No {n}"}).status_code for n in range(3)]
    for _number in range(MOST_ANSWERS - 3):
        is_too_often(f"prompt:{on.member.pk}", most=MOST_ANSWERS, seconds=WITHIN_SECONDS)

    one_more = member.post(on.url(f"prompts/{prompt.pk}/answer/"), {"q1": "One more"})

    assert (sent, one_more.status_code) == ([302] * 3, 429)
    assert "One more" in one_more.text
    assert answers(on) == ["No 2"]
    assert "too often" in caplog.text


def test_an_anonymous_answer_leaves_no_name_and_is_shown_when_closed(on: Scene) -> None:
    prompt, member = asked(on, anonymous=True), on.client("member")
    member.get(on.url("here/"))

    member.post(on.url(f"prompts/{prompt.pk}/answer/"), {"q1": "Quietly"})
    again = member.get(on.url("here/")).text
    shown = on.client("facilitator").post(prompt_url(on, prompt, "show"), {"what": "show"}, follow=True).text

    with program_scope(on.program.pk):
        assert list(Response.objects.values_list("participant", "answered_at")) == [(None, None)]
        prompt.gathering.refresh_from_db()
        assert prompt.gathering.state == GatheringState.CLOSED
    assert "Quietly" in again
    assert "Protected: fewer than five answers" in shown
    assert "Quietly" not in shown


def test_another_device_cannot_change_an_anonymous_answer_and_is_told_so(on: Scene) -> None:
    prompt = asked(on, anonymous=True)
    url = on.url(f"prompts/{prompt.pk}/answer/")
    first = on.client("member")
    first.get(on.url("here/"))
    first.post(url, {"q1": "Quietly"})

    other = on.client("member")
    seen = other.get(on.url("here/")).text
    refused = other.post(url, {"q1": "Loudly"})

    assert "You answered on another device" in seen
    assert (refused.status_code, answers(on)) == (422, ["Quietly"])


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_member_removed_while_typing_gets_their_words_back(
    on: Scene, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    prompt, member = asked(on), on.client("member")
    caplog.set_level(logging.INFO)
    with program_scope(on.program.pk):
        on.collective.seats.filter(participant=on.member).update(left_at=timezone.now())

    answer = member.post(on.url(f"prompts/{prompt.pk}/answer/"), {"q1": "Still here"}, headers=headers)

    assert (answer.status_code, answers(on)) == (403, [])
    assert "Your place in this session has ended" in answer.text
    assert "Still here" in answer.text
    assert "whose place had ended" in caplog.text


def test_who_was_never_asked_learns_nothing(on: Scene) -> None:
    prompt = asked(on)

    answer = on.client("stranger").post(on.url(f"prompts/{prompt.pk}/answer/"), {"q1": "Anything"})

    assert (answer.status_code, answers(on)) == (404, [])


def test_an_answer_that_came_after_the_end_comes_back_to_be_copied(on: Scene) -> None:
    prompt, guide = asked(on), on.client("facilitator")
    guide.post(prompt_url(on, prompt, "show"), {"what": "close"})
    other = asked(on)

    late = on.client("member").post(on.url(f"prompts/{prompt.pk}/answer/"), {"q1": "Written on the last breath"})

    assert (late.status_code, other.pk != prompt.pk, answers(on)) == (422, True, [])
    assert late.text.count("Written on the last breath") == 1
    assert "Copy what you want to keep" in late.text


def test_the_next_step_takes_the_prompt_from_the_screens_and_its_answers_stay(on: Scene) -> None:
    prompt = asked(on)
    on.client("member").post(on.url(f"prompts/{prompt.pk}/answer/"), {"q1": "It climbs"})
    with program_scope(on.program.pk):
        run = SessionRun.objects.get()
        seen = run.steps.get(ended_at=None).pk
        move_step(run, "on", seen=seen, by=on.facilitator, now=timezone.now())

    text = on.client("member").get(on.url("here/")).text

    assert "What do you notice?" not in text
    assert answers(on) == ["It climbs"]


def test_a_ready_made_one_is_named_in_the_readers_language(on: Scene) -> None:
    guide = on.client("facilitator")
    guide.post(on.url("prompts/exit-ticket/"))
    User.objects.filter(pk=on.facilitator.user_id).update(language="fr")

    assert "Avant de partir" in guide.get(on.url("run/")).text


def test_a_prompt_on_the_screens_is_marked_and_what_is_shown_is_not_said_to_be_hidden(on: Scene) -> None:
    prompt, guide = asked(on), on.client("facilitator")
    hidden = [guide.get(on.url(face)).text for face in ("run/", "room/")]

    guide.post(prompt_url(on, prompt, "show"), {"what": "show"})
    shown = guide.get(on.url("room/")).text

    assert ("on the screens" in hidden[0], "hidden until they are shown" in hidden[1]) == (True, True)
    assert ("Only this collective sees them." in shown, "hidden until they are shown" in shown) == (True, False)

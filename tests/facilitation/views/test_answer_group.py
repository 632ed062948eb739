"""The page on which answers are put together, and what the group sees of it."""

import pytest
from django.utils import timezone

from collectives.models import GatheringState, Participant, Response
from facilitation.models import AnswerGroup, GroupedAnswer, Prompt, PromptUse
from facilitation.operations.agenda import add_items
from facilitation.operations.session_run import start_session
from facilitation.queries.answer_group import GROUP
from facilitation.tasks.answer_group import propose_answer_groups
from ilc.due import is_done
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_participant, make_session, seat
from tests.make_session import ITEMS
from tests.world_session import make_prompt

TEXTS = ("Students explain to a partner", "A tidy room", "Students explain <b>why</b>", "A timer", "Silence")


@pytest.fixture
def prompt(scene: Scene) -> Prompt:
    """Asked before the session, which is not begun, and answered by five members."""
    with program_scope(scene.program.pk):
        people = [scene.member, *(make_participant(f"Person {number}") for number in range(4))]
        for person in people[1:]:
            seat(scene.collective, person)
        made = make_prompt(scene.session, scene.facilitator, "What did you see?", asked=people)
        Prompt.objects.filter(pk=made.pk).update(use=PromptUse.BEFORE)
        answer(made, people)
        return Prompt.objects.select_related("gathering", "session").get(pk=made.pk)


def answer(prompt: Prompt, people: list[Participant]) -> None:
    question, now = prompt.gathering.questions.get(), timezone.now()
    about = {"gathering": prompt.gathering, "question": question, "language": "en", "answered_at": now}
    for person, text in zip(people, TEXTS, strict=True):
        Response.objects.create(participant=person, text=text, **about)


def url(scene: Scene, prompt: Prompt, tail: str = "") -> str:
    return f"/p/{scene.program.slug}/prompts/{prompt.pk}/answers/{tail}"


def group_url(scene: Scene, name: str, act: str) -> str:
    with program_scope(scene.program.pk):
        pk = AnswerGroup.objects.get(name=name).pk
    return f"/p/{scene.program.slug}/answer-groups/{pk}/{act}/"


def key(scene: Scene, text: str) -> str:
    with program_scope(scene.program.pk):
        return str(Response.objects.get(text=text).pk)


def put(scene: Scene, prompt: Prompt, text: str, into: str) -> int:
    with program_scope(scene.program.pk):
        group = AnswerGroup.objects.get(name=into).pk
    sent = {"answer": key(scene, text), "into": group}
    return scene.client("facilitator").post(url(scene, prompt, "put/"), sent).status_code


def stands(scene: Scene) -> dict[str, list[str]]:
    with program_scope(scene.program.pk):
        rows = GroupedAnswer.objects.filter(group__dissolved_at=None).order_by("response__text")
        standing: dict[str, list[str]] = {}
        for name, text in rows.values_list("group__name", "response__text"):
            standing.setdefault(name, []).append(text)
        return standing


def test_answers_are_named_moved_and_their_group_dissolved_and_brought_back(scene: Scene, prompt: Prompt) -> None:
    guide = scene.client("facilitator")

    made = guide.post(url(scene, prompt), {"name": "Explaining"})
    moves = [put(scene, prompt, TEXTS[0], "Explaining"), put(scene, prompt, TEXTS[2], "Explaining")]
    renamed = guide.post(group_url(scene, "Explaining", "rename"), {"name": "They explain"})
    page = guide.get(url(scene, prompt)).text
    dissolve, back = (group_url(scene, "They explain", act) for act in ("dissolve", "bring-back"))
    gone = guide.post(dissolve, follow=True)
    without = stands(scene)
    guide.post(back)

    assert (made.status_code, moves, renamed.status_code) == (302, [302, 302], 302)
    assert [words in page for words in ("They explain", "Alone", "Students explain &lt;b&gt;why", "Amara Okafor")] == [
        True
    ] * 4
    assert (without, "“They explain” is dissolved" in gone.text, back in gone.text) == ({}, True, True)
    assert stands(scene) == {"They explain": [TEXTS[2], TEXTS[0]]}


def test_a_piece_is_the_answers_alone(scene: Scene, prompt: Prompt) -> None:
    text = scene.client("facilitator").get(url(scene, prompt), headers={"HX-Request": "true"}).text

    assert (text.strip().startswith("<div"), "<html" in text, TEXTS[1] in text) == (True, False, True)


@pytest.mark.parametrize("name", ["x" * 121, "", "   "])
def test_a_name_that_cannot_be_taken_comes_back_as_typed(scene: Scene, prompt: Prompt, name: str) -> None:
    guide = scene.client("facilitator")
    guide.post(url(scene, prompt), {"name": "Explaining"})

    added = guide.post(url(scene, prompt), {"name": name})
    renamed = guide.post(group_url(scene, "Explaining", "rename"), {"name": name})

    for refused in (added, renamed):
        assert (refused.status_code, name.strip() in refused.text, "err" in refused.text) == (422, True, True)
    with program_scope(scene.program.pk):
        assert list(AnswerGroup.objects.values_list("name", flat=True)) == ["Explaining"]


def test_what_is_not_of_this_prompt_is_refused_and_the_page_says_how_it_stands(scene: Scene, prompt: Prompt) -> None:
    guide = scene.client("facilitator")
    guide.post(url(scene, prompt), {"name": "Explaining"})
    with program_scope(scene.program.pk):
        other = make_prompt(scene.session, scene.facilitator, "Another", asked=[scene.member])
        strange = AnswerGroup.objects.create(prompt=other, number=1, name="Strange", made_at=timezone.now()).pk

    answers = [
        guide.post(url(scene, prompt, "put/"), {"answer": key(scene, TEXTS[0]), "into": strange}),
        guide.post(url(scene, prompt, "put/"), {"answer": str(other.pk), "into": ""}),
        guide.post(url(scene, prompt, "put/"), {"answer": "mangled"}),
    ]

    assert [(one.status_code, "not there any more" in one.text) for one in answers] == [(422, True)] * 3
    assert stands(scene) == {}


def test_a_member_may_not_and_a_strangers_prompt_is_not_there(scene: Scene, prompt: Prompt) -> None:
    scene.client("facilitator").post(url(scene, prompt), {"name": "Explaining"})
    rename = group_url(scene, "Explaining", "rename")
    with program_scope(scene.program.pk):
        elsewhere = make_session(make_collective("Elsewhere"))
        strange = make_prompt(elsewhere, scene.admin, "Strange", asked=[scene.admin])

    member, guide = scene.client("member"), scene.client("facilitator")
    codes = [member.get(url(scene, prompt)), member.post(url(scene, prompt, "put/")), member.post(rename)]
    gone = [guide.get(url(scene, strange)), guide.post(url(scene, strange, "group/"))]

    assert [one.status_code for one in codes] == [403] * 3
    assert [one.status_code for one in gone] == [404] * 2


def test_a_press_has_groups_proposed_and_what_they_change_is_theirs(scene: Scene, prompt: Prompt) -> None:
    guide = scene.client("facilitator")

    guide.post(url(scene, prompt, "group/"))
    with program_scope(scene.program.pk):
        done = is_done(GROUP, str(prompt.pk))
    waiting = guide.get(url(scene, prompt)).text
    propose_answer_groups(program_id=scene.program.pk, prompt_pk=str(prompt.pk))
    proposed, page = stands(scene), guide.get(url(scene, prompt)).text
    [name] = proposed
    put(scene, prompt, TEXTS[1], name)
    mine = guide.get(url(scene, prompt)).text

    assert (done, "are being put together" in waiting) == (False, True)
    assert [*proposed.values()] == [[TEXTS[2], TEXTS[0]]]
    assert ("as proposed" in page, "Group them anew" in page) == (True, True)
    assert ("as proposed" in mine, "Group them anew" in mine) == (False, False)


def test_where_no_two_are_alike_the_page_says_so(scene: Scene, prompt: Prompt) -> None:
    with program_scope(scene.program.pk):
        Response.objects.filter(text=TEXTS[2]).update(text="The new mathematics books came on Monday")
    guide = scene.client("facilitator")

    guide.post(url(scene, prompt, "group/"))
    propose_answer_groups(program_id=scene.program.pk, prompt_pk=str(prompt.pk))

    assert "No two answers are alike enough" in guide.get(url(scene, prompt)).text


def test_open_anonymous_answers_are_on_no_page_and_cannot_be_grouped(scene: Scene, prompt: Prompt) -> None:
    with program_scope(scene.program.pk):
        gathering = prompt.gathering
        gathering.anonymous = True
        gathering.save(update_fields=["anonymous"])
    guide = scene.client("facilitator")

    page = guide.get(url(scene, prompt)).text
    refused = guide.post(url(scene, prompt), {"name": "Early"})

    assert [text in page for text in TEXTS] == [False] * 5
    assert ("hidden until they are closed" in page, refused.status_code) == (True, 422)


def test_shown_from_there_the_groups_are_on_the_wall_and_on_phones(scene: Scene, prompt: Prompt) -> None:
    guide = scene.client("facilitator")
    guide.post(url(scene, prompt), {"name": "They explain"})
    put(scene, prompt, TEXTS[0], "They explain")
    early = guide.post(url(scene, prompt, "show/"), {"what": "show"})
    with program_scope(scene.program.pk):
        now = timezone.now()
        scene.session.starts_at = now
        scene.session.save(update_fields=["starts_at"])
        add_items(scene.session, ITEMS, by=scene.facilitator, now=now)
        start_session(scene.session, by=scene.facilitator, now=now)
        prompt.gathering.state = GatheringState.CLOSED
        prompt.gathering.save(update_fields=["state"])

    shown = guide.post(url(scene, prompt, "show/"), {"what": "show"}, follow=True).text
    seen = [
        scene.client("facilitator").get(scene.url("room/")).text,
        scene.client("member").get(scene.url("here/")).text,
    ]
    guide.post(url(scene, prompt, "show/"), {"what": "hide"})
    hidden = scene.client("member").get(scene.url("here/")).text

    assert (early.status_code, "Begin the session first" in early.text) == (422, True)
    assert "everybody sees what you change" in shown
    assert [("They explain" in text, TEXTS[0] in text) for text in seen] == [(True, True)] * 2
    assert TEXTS[0] not in hidden

"""Prompts of an agenda item: given, let go, and at hand when the group is there."""

import pytest
from django.utils import timezone

from collectives.models import GatheringState
from facilitation.models import AgendaItem, ItemKind, Prompt, PromptUse, SessionChange
from facilitation.operations.agenda import Item, add_items, draft_agenda
from facilitation.operations.session_run import start_session
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.world_session import make_prompt

NEW = {"words": "What do you notice?", "kind": "open_text", "names": "named", "use": "live"}
OPENING, TALK = Item("Opening circle", 10, kind=ItemKind.PROMPT), Item("Talk", 20)


def planned(scene: Scene) -> AgendaItem:
    """An item that asks, and one that does not."""
    with program_scope(scene.program.pk):
        first, _second = add_items(scene.session, [OPENING, TALK], by=scene.facilitator, now=timezone.now())
        return first


def prepared(
    scene: Scene, words: str = "One word?", *, use: PromptUse = PromptUse.LIVE, state: str = "draft"
) -> Prompt:
    with program_scope(scene.program.pk):
        prompt = make_prompt(scene.session, scene.facilitator, words, asked=[scene.member], state=state)
        prompt.use = use
        prompt.save(update_fields=["use"])
        return prompt


def item_url(scene: Scene, item: AgendaItem, tail: str = "") -> str:
    return f"/p/{scene.program.slug}/agenda/{item.pk}/prompts/{tail}"


def bound(scene: Scene) -> list[AgendaItem | None]:
    with program_scope(scene.program.pk):
        return [prompt.item for prompt in Prompt.objects.select_related("item").order_by("made_at", "pk")]


def test_an_item_takes_a_prompt_that_is_prepared_and_lets_it_go_again(scene: Scene) -> None:
    item, prompt, guide = planned(scene), prepared(scene), scene.client("facilitator")
    choosing = guide.get(item_url(scene, item)).text

    agenda = guide.post(item_url(scene, item, f"{prompt.pk}/"), {"what": "bind", "stay": "1"}, follow=True).text
    taken = bound(scene)
    guide.post(item_url(scene, item, f"{prompt.pk}/"), {"what": "unbind", "stay": "1"})

    assert ("One word?" in choosing, "One word?" in agenda) == (True, True)
    assert (taken, bound(scene)) == ([item], [None])
    with program_scope(scene.program.pk):
        assert [change.was["bound"]["of_item"] for change in SessionChange.objects.order_by("at")] == [
            "",
            "Opening circle",
        ]


def test_a_prompt_is_written_right_there(scene: Scene) -> None:
    item = planned(scene)

    answer = scene.client("facilitator").post(item_url(scene, item), NEW, follow=True)

    assert "What do you notice?" in answer.text
    assert bound(scene) == [item]


def test_what_cannot_be_asked_comes_back_as_typed(scene: Scene) -> None:
    answer = scene.client("facilitator").post(
        item_url(scene, planned(scene)), NEW | {"kind": "choice", "options": "One"}
    )

    assert (answer.status_code, "What do you notice?" in answer.text, bound(scene)) == (422, True, [])


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("coordinator", 403), ("stranger", 404), ("former", 404)])
def test_others_give_it_none(scene: Scene, who: str, status: int) -> None:
    item, prompt, client = planned(scene), prepared(scene), scene.client(who)

    assert client.get(item_url(scene, item)).status_code == status
    assert client.post(item_url(scene, item, f"{prompt.pk}/"), {"what": "bind"}).status_code == status


def test_an_item_taken_away_leaves_its_prompts_and_brought_back_it_has_them(scene: Scene) -> None:
    item, prompt, guide = planned(scene), prepared(scene), scene.client("facilitator")
    guide.post(item_url(scene, item, f"{prompt.pk}/"), {"what": "bind"})

    guide.post(f"/p/{scene.program.slug}/agenda/{item.pk}/remove/")
    without = bound(scene)
    with program_scope(scene.program.pk):
        change = SessionChange.objects.latest("at")
    guide.post(scene.url(f"agenda/bring-back/{change.pk}/"))

    assert without == [None]
    assert [str(one) for one in bound(scene)] == ["Opening circle"]


def test_a_draft_taken_over_offers_what_was_answered_beforehand(scene: Scene) -> None:
    prepared(scene, "What did you try?", use=PromptUse.BEFORE, state=GatheringState.OPEN)
    prepared(scene, "One word?")

    scene.client("facilitator").post(scene.url("agenda/draft/"))

    assert [str(item) if item else "" for item in bound(scene)] == ["What we answered beforehand", ""]


def test_the_prompts_of_the_step_come_first_and_are_put_to_the_group(scene: Scene) -> None:
    guide, before = (
        scene.client("facilitator"),
        prepared(scene, "What did you try?", use=PromptUse.BEFORE, state="open"),
    )
    live, other, why = prepared(scene, "One word?"), prepared(scene, "Later?"), [{"because": "prepared", "count": 1}]
    with program_scope(scene.program.pk):
        items = [Item("Beforehand", 10, kind=ItemKind.PROMPT, why=why), TALK]
        draft_agenda(scene.session, items, by=scene.facilitator, now=timezone.now())
        first = AgendaItem.objects.get(position=1)
        Prompt.objects.filter(pk=live.pk).update(item=first)
        scene.session.refresh_from_db()
        scene.session.starts_at = timezone.now()
        scene.session.save(update_fields=["starts_at"])
        start_session(scene.session, by=scene.facilitator, now=timezone.now())
    sheet = guide.get(scene.url("run/")).text

    guide.post(f"/p/{scene.program.slug}/prompts/{before.pk}/open/", {"answers": "show"})

    with program_scope(scene.program.pk):
        shown = Prompt.objects.get(pk=before.pk).shown_at
    offered, rest = sheet.index("For this step"), sheet.index(f"prompts/{other.pk}/open/")
    assert offered < sheet.index(f"prompts/{before.pk}/open/") < sheet.index(f"prompts/{live.pk}/open/") < rest
    assert ("Put it to the group" in sheet, "Show the answers" in sheet, shown is not None) == (True, True, True)
    assert "What did you try?" in guide.get(scene.url("room/")).text

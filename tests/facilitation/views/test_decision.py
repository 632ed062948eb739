"""Writing down what was decided, and what it led to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation.models import Decision, SessionChange
from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import write_placemat
from inquiry.engine.adjustment import AdjustedPart
from inquiry.engine.saving import Edit
from inquiry.models import Adjustment, Cycle
from inquiry.operations.adjustment import record_adjustment
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_cycle, make_placemat

HTMX = {"HX-Request": "true"}


def decided(scene: Scene, text: str = "We visit in pairs") -> Decision:
    scene.client("member").post(scene.url("commitments/"), {"text": text, "kind": "decision"})
    with program_scope(scene.program.pk):
        return Decision.objects.get(text=text)


def adjusted(scene: Scene, *, elsewhere: bool = False) -> Adjustment:
    now = timezone.now()
    with program_scope(scene.program.pk):
        cycle = make_cycle(make_collective("Another")) if elsewhere else Cycle.objects.get(collective=scene.collective)
        return record_adjustment(
            make_placemat(cycle),
            parts=[AdjustedPart("if:x", "added", 3)],
            from_at=now - timedelta(days=1),
            to_at=now,
            why="The visits",
            on=now.date(),
            by=scene.member,
            now=now,
        )


def address(scene: Scene, decision: Decision, tail: str) -> str:
    return f"/p/{scene.program.slug}/decisions/{decision.pk}/{tail}/"


def behind(scene: Scene, adjustment: Adjustment) -> str:
    return f"/p/{scene.program.slug}/adjustments/{adjustment.pk}/decisions/"


def test_a_member_writes_a_decision_and_everybody_who_sees_the_session_reads_it(scene: Scene) -> None:
    decision = decided(scene)

    assert (decision.text, decision.by_id) == ("We visit in pairs", scene.member.pk)
    assert "We visit in pairs" in scene.client("coordinator").get(scene.url()).text


def test_a_decision_is_taken_away_and_brought_back(scene: Scene) -> None:
    decision, client = decided(scene), scene.client("member")

    gone = client.post(address(scene, decision, "remove"), headers=HTMX, follow=True)
    back = client.post(address(scene, decision, "bring-back"), headers=HTMX, follow=True)

    assert ("We visit in pairs" in gone.text, "Undo" in gone.text) == (False, True)
    assert "We visit in pairs" in back.text
    with program_scope(scene.program.pk):
        assert [change.was["removed"] for change in SessionChange.objects.order_by("at")] == [False, True]


def test_a_decision_led_to_an_adjustment_and_each_shows_the_other(scene: Scene) -> None:
    decision, adjustment, client = decided(scene), adjusted(scene), scene.client("member")

    offered = client.get(scene.url())
    linked = client.post(address(scene, decision, "link"), {"adjustment": adjustment.pk}, headers=HTMX, follow=True)
    page = client.get(behind(scene, adjustment), headers=HTMX)
    unlinked = client.post(address(scene, decision, "link"), headers=HTMX, follow=True)
    without = client.get(behind(scene, adjustment))

    assert "It led to the adjustment of" in offered.text
    assert "if-action 3 was added" in linked.text
    assert ("We visit in pairs" in page.text, "<html" in page.text) == (True, False)
    assert "if-action 3 was added" not in unlinked.text
    assert ("Was it a decision in one of your sessions?" in without.text, "<html" in without.text) == (True, True)


def test_the_adjustment_is_recorded_from_the_decision_and_one_is_back_in_the_session(scene: Scene) -> None:
    decision, client = decided(scene), scene.client("member")
    with program_scope(scene.program.pk):
        placemat = make_placemat(Cycle.objects.get(collective=scene.collective))
        edits = [Edit("then", "", "Adults visit each other in pairs")]
        write_placemat(placemat, edits=edits, by=scene.member, now=timezone.now())

    asked = client.get(address(scene, decision, "adjust"))
    unsaid = client.post(address(scene, decision, "adjust"), {"why": " "})
    answer = client.post(
        address(scene, decision, "adjust"),
        {"why": "We saw two lessons", "on": timezone.localdate().isoformat(), "parts": ["then"]},
    )

    assert ("We visit in pairs" in asked.text, "The “then”" in asked.text) == (True, True)
    assert (unsaid.status_code, answer.headers["Location"]) == (422, scene.url() + "#decisions")
    with program_scope(scene.program.pk):
        assert Decision.objects.select_related("adjustment").get().adjustment == Adjustment.objects.get()


def test_where_the_theory_did_not_change_the_way_leads_to_the_placemat_and_back(scene: Scene) -> None:
    decision, client = decided(scene), scene.client("member")

    without = client.get(address(scene, decision, "adjust"))
    with program_scope(scene.program.pk):
        make_placemat(Cycle.objects.get(collective=scene.collective))
    page = client.get(address(scene, decision, "adjust")).text

    assert without.status_code == 302
    assert ("is the same at both moments" in page, "Open the placemat" in page, scene.url() in page) == (True,) * 3


def test_a_decision_is_linked_from_the_adjustment(scene: Scene) -> None:
    decision, adjustment = decided(scene), adjusted(scene)

    answer = scene.client("member").post(behind(scene, adjustment), {"decision": decision.pk})

    with program_scope(scene.program.pk):
        decision.refresh_from_db()
    assert (answer.status_code, decision.adjustment_id) == (302, adjustment.pk)


def test_the_adjustment_of_another_collective_came_of_something_else(scene: Scene) -> None:
    decision, other = decided(scene), adjusted(scene, elsewhere=True)

    as_member = scene.client("member").post(address(scene, decision, "link"), {"adjustment": other.pk})
    as_admin = scene.client("admin").post(address(scene, decision, "link"), {"adjustment": other.pk}, follow=True)

    assert as_member.status_code == 404
    assert "belongs to the theory of another collective" in as_admin.text
    with program_scope(scene.program.pk):
        decision.refresh_from_db()
        assert decision.adjustment_id is None


@pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("stranger", 404), ("former", 404)])
def test_others_write_none_and_touch_none(scene: Scene, who: str, status: int) -> None:
    decision, adjustment, client = decided(scene), adjusted(scene), scene.client(who)

    answers = [client.post(address(scene, decision, tail)) for tail in ("adjust", "link", "remove", "bring-back")]
    answers.append(client.post(behind(scene, adjustment), {"decision": decision.pk}))

    assert [answer.status_code for answer in answers] == [status] * 5


def test_a_mangled_undo_shows_the_page(scene: Scene) -> None:
    assert scene.client("member").get(scene.url("?removed_decision=x")).status_code == 200

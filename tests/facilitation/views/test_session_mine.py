"""One's own commitments at hand on the member's face of a session."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from facilitation.models import Commitment, Session
from facilitation.operations.commitment import NextStep, keep_commitment, make_commitment
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_session, seat
from tests.world_session import make_run_here

HTMX = {"HX-Request": "true"}


@pytest.fixture
def on(scene: Scene) -> Scene:
    """The session is on, and another follows."""
    with program_scope(scene.program.pk):
        Session.objects.update(starts_at=timezone.now(), date=timezone.localdate())
        scene.session.refresh_from_db()
        make_session(scene.collective, on=next_day())
        make_run_here("one", scene.session.pk, {"facilitator": scene.facilitator, "member": scene.member})
    return scene


def next_day() -> date:
    return timezone.localdate() + timedelta(days=28 + 5)


def take_on(scene: Scene, text: str, **given: object) -> Commitment:
    now = timezone.now()
    with program_scope(scene.program.pk):
        step = NextStep(text, scene.member.pk, timezone.localdate() + timedelta(days=3))
        where = {"collective": scene.collective, "by": scene.facilitator, "now": now} | given
        return make_commitment(where.pop("collective"), step, **where)  # type: ignore[arg-type]


def test_my_open_ones_of_this_collective_stand_on_my_face_and_nobody_elses(on: Scene) -> None:
    with program_scope(on.program.pk):
        other = make_collective("Elsewhere")
        seat(other, on.member)
    take_on(on, "Send the sheet to Zoë")
    take_on(on, "Of another collective", collective=other)
    before = take_on(on, "Done long ago")
    with program_scope(on.program.pk):
        keep_commitment(before, by=on.member, now=timezone.now() - timedelta(days=20))

    mine, theirs = on.client("member").get(on.url("here/")).text, on.client("facilitator").get(on.url("here/")).text

    assert ["Send the sheet" in mine, "Of another" in mine, "long ago" in mine] == [True, False, False]
    assert ["Send the sheet" in theirs, "Nothing is open. What could you try" in theirs] == [False, True]


def test_done_in_one_press_stays_in_sight_and_may_be_opened_again(on: Scene) -> None:
    row, member = take_on(on, "Send the sheet to Zoë"), on.client("member")
    keep, to = f"/p/{on.program.slug}/commitments/{row.pk}/keep/", {"to": f"mine:{on.session.pk}"}

    whole = member.post(keep, to)
    after = member.get(on.url("here/")).text
    piece = member.post(keep.replace("keep", "reopen"), to, headers=HTMX, follow=True)

    assert whole["Location"] == on.url("here/") + "#mine"
    assert ("Send the sheet" in after, "Open again" in after) == (True, True)
    assert (piece.redirect_chain, "Open again" in piece.text, "<html" in piece.text) == (
        [(on.url("mine/"), 302)],
        False,
        False,
    )


def test_one_line_is_taken_on_until_the_next_session(on: Scene) -> None:
    member = on.client("member")
    offered = f'value="{next_day().isoformat()}"' in member.get(on.url("here/")).text

    whole = member.post(on.url("mine/"), {"text": "Visit in pairs"})
    piece = member.post(
        on.url("mine/"), {"text": "Ask three", "due_on": timezone.localdate()}, headers=HTMX, follow=True
    )

    assert (offered, whole["Location"]) == (True, on.url("here/") + "#mine")
    assert ("Ask three" in piece.text, "Visit in pairs" in piece.text, "<html" in piece.text) == (True, True, False)
    with program_scope(on.program.pk):
        made = Commitment.objects.order_by("at").values_list("text", "who", "by", "session", "due_on")
        me = (on.member.pk, on.member.pk, on.session.pk)
        assert list(made) == [("Visit in pairs", *me, next_day()), ("Ask three", *me, timezone.localdate())]


@pytest.mark.parametrize("said", [{}, {"text": " "}, {"text": "Visit", "due_on": "2226-12-01"}])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_kept_is_refused_with_what_was_typed(
    on: Scene, said: dict[str, str], headers: dict[str, str]
) -> None:
    answer = on.client("member").post(on.url("mine/"), said, headers=headers)

    assert (answer.status_code, "<html" in answer.text, said.get("text", "").strip() in answer.text) == (
        422,
        not headers,
        True,
    )


def test_nobody_else_takes_anything_on_there(on: Scene) -> None:
    for who, status in (("admin", 403), ("coordinator", 403), ("former", 404), ("stranger", 404)):
        client = on.client(who)
        assert [client.get(on.url("mine/")).status_code, client.post(on.url("mine/")).status_code] == [status] * 2


def test_a_step_that_moves_takes_nothing_from_under_the_fingers_of_who_writes(on: Scene) -> None:
    take_on(on, "Send the sheet to Zoë")

    piece = on.client("member").get(on.url("here/"), headers=HTMX).text

    assert ('id="here"' in piece, 'id="hand" hx-swap-oob="true"' in piece) == (True, True)
    assert ("Send the sheet" in piece, 'id="mine"' in piece) == (False, False)

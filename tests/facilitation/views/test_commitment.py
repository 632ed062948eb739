"""Writing down commitments and decisions in one line; changing them, doing them, letting them go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation.models import Commitment, Decision
from facilitation.operations.commitment import NextStep, make_commitment
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene

HTMX = {"HX-Request": "true"}


def taken_on(scene: Scene, text: str = "Send the sheet to Zoë") -> Commitment:
    due = timezone.localdate() + timedelta(days=10)
    with program_scope(scene.program.pk):
        return make_commitment(
            scene.collective,
            NextStep(text, scene.member.pk, due),
            session=scene.session,
            by=scene.facilitator,
            now=timezone.now(),
        )


def address(scene: Scene, commitment: Commitment, tail: str = "") -> str:
    return f"/p/{scene.program.slug}/commitments/{commitment.pk}/{tail}"


def state(scene: Scene, commitment: Commitment) -> tuple[bool, bool]:
    with program_scope(scene.program.pk):
        commitment.refresh_from_db()
    return commitment.done_at is not None, commitment.let_go_at is not None


def changed(scene: Scene, commitment: Commitment, **said: object) -> dict[str, object]:
    was = {"text": commitment.text, "who": str(scene.member.pk), "due_on": commitment.due_on}
    return {f"was_{name}": value for name, value in was.items()} | was | said


def test_a_line_becomes_a_commitment_by_me_until_the_next_session(scene: Scene) -> None:
    answer = scene.client("member").post(scene.url("commitments/"), {"text": "Visit in pairs", "kind": "commitment"})

    assert answer.headers["Location"] == scene.url() + "#commitments"
    with program_scope(scene.program.pk):
        made = Commitment.objects.get()
    assert (made.text, made.who_id, made.session_id) == ("Visit in pairs", scene.member.pk, scene.session.pk)
    page = scene.client("coordinator").get(scene.url()).text
    assert ("Visit in pairs" in page, "new today" in page, "Make it a commitment" in page) == (True, True, False)


def test_a_line_becomes_a_commitment_of_somebody_else_by_another_day(scene: Scene) -> None:
    day = timezone.localdate() + timedelta(days=3)
    said = {"text": "Visit", "kind": "commitment", "who": scene.member.pk, "due_on": day.isoformat()}

    scene.client("admin").post(scene.url("commitments/"), said)

    with program_scope(scene.program.pk):
        made = Commitment.objects.get()
    assert (made.who_id, made.due_on, made.by_id) == (scene.member.pk, day, scene.admin.pk)


def test_an_admin_who_sits_elsewhere_is_asked_who_takes_it_on(scene: Scene) -> None:
    said = {"text": "Visit in pairs", "kind": "commitment"}

    answer = scene.client("admin").post(scene.url("commitments/"), said, headers=HTMX)

    assert answer.status_code == 422
    assert ("Who could take it on?" in answer.text, "Visit in pairs" in answer.text) == (True, True)


def test_a_line_becomes_a_decision(scene: Scene) -> None:
    scene.client("member").post(scene.url("commitments/"), {"text": "We visit in pairs", "kind": "decision"})

    with program_scope(scene.program.pk):
        assert (Decision.objects.get().text, Commitment.objects.count()) == ("We visit in pairs", 0)


@pytest.mark.parametrize("said", [{"text": " "}, {"text": "x", "due_on": "2226-12-01"}, {"text": "x", "who": "y"}])
def test_what_cannot_be_kept_is_refused_in_its_piece(scene: Scene, said: dict[str, str]) -> None:
    answer = scene.client("member").post(scene.url("commitments/"), said | {"kind": "commitment"}, headers=HTMX)

    assert (answer.status_code, "<html" in answer.text) == (422, False)


def test_it_is_done_and_opened_again_where_it_stands(scene: Scene) -> None:
    commitment, client, to = taken_on(scene), scene.client("member"), {"to": str(scene.session.pk)}

    done = client.post(address(scene, commitment, "keep/"), to, headers=HTMX, follow=True)
    after = state(scene, commitment)
    again = client.post(address(scene, commitment, "reopen/"), to, headers=HTMX, follow=True)

    assert (after, state(scene, commitment)) == ((True, False), (False, False))
    assert ("Open again" in done.text, "It is done" in done.text, "<html" in done.text) == (True, False, False)
    assert "It is done" in again.text


def test_my_own_stand_on_the_first_page_and_undo_brings_one_back(scene: Scene) -> None:
    commitment, client, home = taken_on(scene), scene.client("member"), f"/p/{scene.program.slug}/"

    before = client.get(home).text
    after = client.post(address(scene, commitment, "keep/"), {"to": "home"}, follow=True).text
    client.post(address(scene, commitment, "reopen/"), {"to": "home"})

    assert "Send the sheet to Zoë" in before
    assert ("It is done" in after, "No longer open: Send the sheet to Zoë" in after) == (False, True)
    assert "It is done" in client.get(home).text
    assert "Send the sheet" not in scene.client("facilitator").get(home).text
    assert client.get(f"{home}?settled=x").status_code == 200


def test_not_after_all_with_a_reason(scene: Scene) -> None:
    commitment = taken_on(scene)

    scene.client("member").post(address(scene, commitment, "let-go/"), {"reason": "The school closed"})

    listed = f"/p/{scene.program.slug}/collectives/{scene.collective.pk}/commitments/"
    client = scene.client("coordinator")
    assert state(scene, commitment) == (False, True)
    assert "The school closed" in client.get(f"{listed}?show=settled").text
    assert "Send the sheet" not in client.get(listed).text


def test_it_is_changed_and_its_page_shows_what_it_was(scene: Scene) -> None:
    commitment, client = taken_on(scene), scene.client("member")
    said = changed(scene, commitment, text="Send two sheets", to=str(scene.session.pk))

    answer = client.post(address(scene, commitment), said)

    page = client.get(address(scene, commitment)).text
    assert answer.headers["Location"] == scene.url() + "#commitments"
    assert ("Send two sheets" in page, "Send the sheet to Zoë" in page) == (True, True)


def test_a_change_that_meets_another_shows_both(scene: Scene) -> None:
    commitment = taken_on(scene)
    scene.client("facilitator").post(address(scene, commitment), changed(scene, commitment, text="Theirs"))

    answer = scene.client("member").post(address(scene, commitment), changed(scene, commitment, text="Mine"))

    assert answer.status_code == 422
    assert ("Theirs" in answer.text, "Mine" in answer.text) == (True, True)


def test_a_member_changes_only_what_is_theirs_and_settles_only_their_own(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        said = NextStep("Book the room", scene.facilitator.pk, timezone.localdate())
        theirs = make_commitment(scene.collective, said, by=scene.facilitator, now=timezone.now())
        written = make_commitment(scene.collective, said, by=scene.member, now=timezone.now())
    client = scene.client("member")

    answers = [client.post(address(scene, theirs, tail)) for tail in ("", "keep/", "let-go/", "reopen/")]
    answers += [client.post(address(scene, written, "keep/"))]

    assert [answer.status_code for answer in answers] == [403] * 5
    assert client.post(address(scene, written), {"text": " "}).status_code == 422


@pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("stranger", 404), ("former", 404)])
def test_others_write_none_and_touch_none(scene: Scene, who: str, status: int) -> None:
    commitment, client = taken_on(scene), scene.client(who)

    answers = [client.post(scene.url("commitments/"), {"text": "x", "kind": "commitment"})]
    answers += [client.post(address(scene, commitment, tail)) for tail in ("", "keep/", "let-go/", "reopen/")]

    assert [answer.status_code for answer in answers] == [status] * 5

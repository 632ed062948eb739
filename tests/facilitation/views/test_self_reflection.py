"""Two minutes after a session, and who reads what was written: its author and staff, nobody else."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from collectives.models import Participant, Role
from facilitation.models import SelfReflection, Session
from facilitation.operations.attendance import mark_attendance
from facilitation.permissions.self_reflection import visible_reflections
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import give_role, make_collective, make_participant, make_session, name_facilitator, seat

WORDS = {
    "learning_community": "They trust each other",
    "deepening_inquiry": "The problem is clearer",
    "wishes": "visit",
}
HTMX = {"HX-Request": "true"}


@dataclass
class Held:
    """A session of the scene's collective that is over, and the address of one's reflection on it."""

    session: Session
    url: str
    going: str


@pytest.fixture
def held(scene: Scene) -> Held:
    with program_scope(scene.program.pk):
        session = make_session(scene.collective, on=(timezone.now() - timedelta(days=2)).date())
        mark_attendance(
            session, participant=scene.member, came="room", by=scene.facilitator, now=session.starts_at
        )  # that comes first
    base = f"/p/{scene.program.slug}"
    return Held(
        session, f"{base}/sessions/{session.pk}/reflection/", f"{base}/collectives/{scene.collective.pk}/going/"
    )


def test_the_session_page_asks_its_facilitator_and_nobody_else(scene: Scene, held: Held) -> None:
    page = held.url.replace("reflection/", "")

    asked = {who: "Look back for two minutes" in scene.client(who).get(page).text for who in ("facilitator", "member")}
    scene.client("facilitator").post(held.url, WORDS)
    after = scene.client("facilitator").get(page).text

    assert asked == {"facilitator": True, "member": False}
    assert "Look back for two minutes" not in after
    assert "What you wrote about this session" in after


def test_home_asks_for_two_minutes_within_a_week(scene: Scene, held: Held) -> None:
    home = f"/p/{scene.program.slug}/"

    asked = "Two minutes on the session of Reading with meaning" in scene.client("facilitator").get(home).text
    scene.client("facilitator").post(held.url, WORDS)
    still = "Two minutes on the session of" in scene.client("facilitator").get(home).text

    assert (asked, still) == (True, False)


def test_what_was_written_is_kept_and_comes_back_into_the_form(scene: Scene, held: Held) -> None:
    answer = scene.client("facilitator").post(held.url, WORDS | {"share": "deepening_inquiry"}, follow=True)
    again = scene.client("facilitator").get(held.url).text

    assert "Thank you for the two minutes" in answer.text
    assert "They trust each other" in again
    assert 'value="deepening_inquiry" checked' in " ".join(again.split())


def test_nothing_written_is_refused_and_what_was_ticked_stays(scene: Scene, held: Held) -> None:
    answer = scene.client("facilitator").post(held.url, {"share": "deepening_inquiry"}, headers=HTMX)

    assert answer.status_code == 422
    assert "Nothing is written yet" in answer.text
    assert 'value="deepening_inquiry" checked' in " ".join(answer.text.split())
    assert "<html" not in answer.text


def test_before_the_session_there_are_no_questions(scene: Scene) -> None:
    page = scene.client("facilitator").get(scene.url("reflection/"))
    sent = scene.client("facilitator").post(scene.url("reflection/"), WORDS)

    assert "You look back once the session has begun" in page.text
    assert (sent.status_code, "The session has not begun" in sent.text) == (422, True)


def test_the_last_three_answers_stand_beside_each_question(scene: Scene, held: Held) -> None:
    with program_scope(scene.program.pk):
        for number in range(1, 6):
            earlier = make_session(scene.collective, on=(timezone.now() - timedelta(days=60 - 10 * number)).date())
            mine = SelfReflection(session=earlier, facilitator=scene.facilitator, at=timezone.now())
            mine.learning_community = f"Earlier {number}."
            mine.save()

    text = scene.client("facilitator").get(held.url).text

    assert [number for number in range(1, 6) if f"Earlier {number}." in text] == [3, 4, 5]


@pytest.mark.parametrize(
    ("who", "status"), [("member", 403), ("coordinator", 403), ("admin", 403), ("stranger", 404), ("former", 404)]
)
def test_nobody_reflects_in_the_facilitators_place(scene: Scene, held: Held, who: str, status: int) -> None:
    client = scene.client(who)

    assert (client.get(held.url).status_code, client.post(held.url, WORDS).status_code) == (status, status)


@pytest.mark.parametrize(
    ("who", "status"),
    [("facilitator", 200), ("coordinator", 200), ("admin", 200), ("member", 403), ("stranger", 404), ("former", 404)],
)
def test_its_author_and_staff_read_it(scene: Scene, held: Held, who: str, status: int) -> None:
    scene.client("facilitator").post(held.url, WORDS)

    answer = scene.client(who).get(held.going)

    assert answer.status_code == status
    assert ("They trust each other" in answer.text) == (status == 200)
    assert ("a visit" in answer.text) == (status == 200)


def test_who_guides_beside_the_author_sees_only_their_own(scene: Scene, held: Held) -> None:
    scene.client("facilitator").post(held.url, WORDS)
    with program_scope(scene.program.pk):
        beside = make_participant("Tomás Echeverría", role=Role.FACILITATOR)
        name_facilitator(scene.collective, beside)
    client = client_of(beside)

    client.post(held.url, {"learning_community": "Mine alone"})

    going = client.get(held.going).text
    assert ("Mine alone" in going, "They trust each other" in going) == (True, False)
    assert "They trust each other" not in client.get(held.url).text
    assert "Mine alone" not in scene.client("facilitator").get(held.going).text


def test_staff_who_sit_in_the_collective_are_members_there(scene: Scene, held: Held) -> None:
    scene.client("facilitator").post(held.url, WORDS)
    with program_scope(scene.program.pk):
        seat(scene.collective, scene.coordinator)
        seat(scene.collective, scene.admin)

    statuses = {who: scene.client(who).get(held.going).status_code for who in ("coordinator", "admin")}

    assert statuses == {"coordinator": 403, "admin": 403}


def test_a_coordinator_of_another_region_reads_nothing_even_where_they_guide(scene: Scene, held: Held) -> None:
    scene.client("facilitator").post(held.url, WORDS)
    with program_scope(scene.program.pk):
        region = type(scene.coordinator.grants.get().region).objects.create(name="Valley")  # type: ignore[misc]
        beside = make_participant("Gil MacNeil", role=Role.FACILITATOR)
        give_role(beside, Role.COORDINATOR, region=region)
        name_facilitator(scene.collective, beside)

        assert not visible_reflections(beside).exists()

    assert "They trust each other" not in client_of(beside).get(held.going).text


def test_no_page_of_a_member_holds_a_word_of_it(scene: Scene, held: Held) -> None:
    scene.client("facilitator").post(held.url, WORDS | {"share": "learning_community"})
    base = f"/p/{scene.program.slug}"
    pages = ["/", "/sessions/", f"/sessions/{held.session.pk}/", f"/collectives/{scene.collective.pk}/sessions/"]

    found = [page for page in pages if "They trust" in scene.client("member").get(base + page).text]

    assert found == []


def test_a_collective_without_reflections_says_so_kindly(scene: Scene, held: Held) -> None:
    with program_scope(scene.program.pk):
        other = make_collective()
        seat(other, scene.member)

    answer = scene.client("admin").get(held.going.replace(str(scene.collective.pk), str(other.pk)), headers=HTMX)

    assert "Nobody has looked back on a session here yet" in answer.text
    assert "<html" not in answer.text


def client_of(participant: Participant) -> Client:
    client = Client(raise_request_exception=False)
    assert participant.user
    client.force_login(participant.user)
    return client


@pytest.mark.parametrize("tail", ["", "agenda/"])
def test_who_runs_the_facilitators_own_session_reads_what_was_shared(scene: Scene, held: Held, tail: str) -> None:
    scene.client("facilitator").post(held.url, WORDS | {"share": "deepening_inquiry"})
    with program_scope(scene.program.pk):
        lead, guest = (make_participant(name, role=Role.FACILITATOR) for name in ("Grace MacIsaac", "Peter Googoo"))
        meeting = make_collective("Those who guide", for_facilitators=True)
        name_facilitator(meeting, lead)
        seat(meeting, guest)
        session = make_session(meeting, on=(timezone.now() + timedelta(days=3)).date())
    page = f"/p/{scene.program.slug}/sessions/{session.pk}/{tail}"

    lead_reads, guest_reads = client_of(lead).get(page).text, client_of(guest).get(page).text

    assert ("The problem is clearer" in lead_reads, "They trust each other" in lead_reads) == (True, False)
    assert "Renée Thériault" in lead_reads
    assert "The problem is clearer" not in guest_reads

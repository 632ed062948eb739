"""Answering an invitation by the door in the message, signed in, for somebody; and who sees how they stand."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from collectives.models import Door, Invitation, InvitationState, Participant, Program, Theme
from collectives.operations.door import door_secret
from collectives.operations.invitation import invite_to_collective
from collectives.operations.membership import remove_participant
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.make import make_collective, make_participant, make_rhythm, name_facilitator
from tests.make_invitation import make_invitation


@pytest.fixture
def invited(program: Program) -> Invitation:
    """Somebody who never came in, invited to a collective."""
    with program_scope(program.pk):
        admin = make_participant("Inès Arsenault", role="admin")
        collective = make_collective("Walking the halls", theme="Grading practices")
        name_facilitator(collective, make_participant("Aoife Brennan"))
        make_rhythm(collective)
        people = [
            Participant.objects.create(name="Dana Paul", email="dana@example.org"),
            make_participant("Malik Roy", position="coach", email="malik@example.org"),
        ]
        return invite_to_collective(collective, participants=people, formation=None, by=admin, now=now())[0].invitation


def address(invitation: Invitation) -> str:
    """Where the door in their message is."""
    return f"/door/{door_secret(Door.objects.get(purpose='invitation', object_key=str(invitation.pk)))}/"


def state(invitation: Invitation) -> str:
    with program_scope(invitation.program_id):
        return Invitation.objects.get(pk=invitation.pk).state


def test_looking_at_an_invitation_decides_nothing_and_says_as_whom_one_answers(client: Client, invited: Invitation):
    page = client.get(address(invited))

    body = plain(page)
    for words in ("You answer as <b>Dana Paul</b>", "Grading practices", "Aoife Brennan", "Third Tuesday", "Malik Roy"):
        assert words in body
    assert "malik@example.org" not in body
    assert (page.status_code, state(invited)) == (200, InvitationState.SENT)
    assert page["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ({"answer": "yes"}, InvitationState.ACCEPTED),
        ({"answer": "no", "reason": "Tuesdays are full"}, InvitationState.DECLINED),
        ({"answer": "other", "wish": "Not on a Tuesday"}, InvitationState.ASKED_OTHER),
    ],
)
def test_one_answers_without_an_account(client: Client, invited: Invitation, said: dict[str, str], then: str):
    response = client.post(address(invited), said)

    assert (response.status_code, response["Location"]) == (303, address(invited))
    assert state(invited) == then
    assert client.get(address(invited)).status_code == 200


def test_asking_for_another_needs_words_and_keeps_what_was_typed(client: Client, invited: Invitation):
    response = client.post(address(invited), {"answer": "other", "wish": "", "reason": "kept"})

    assert response.status_code == 422
    assert "Say in a few words what would suit you better" in plain(response)
    assert "<details open" in plain(response)
    assert state(invited) == InvitationState.SENT


def test_after_a_no_the_same_link_takes_it_back(client: Client, invited: Invitation):
    client.post(address(invited), {"answer": "no"})
    assert "A seat is still free" in plain(client.get(address(invited)))

    client.post(address(invited), {"answer": "again"})

    assert "The answer is yes" in plain(client.get(address(invited)))


def test_a_link_of_somebody_who_left_opens_nothing(client: Client, program: Program, invited: Invitation):
    with program_scope(program.pk):
        remove_participant(invited.participant, by=Participant.objects.get(name="Inès Arsenault"), now=now())

    assert client.get(address(invited)).status_code == 410


def test_a_link_says_so_when_somebody_else_is_signed_in(invited: Invitation, program: Program):
    with program_scope(program.pk):
        other = Participant.objects.get(name="Malik Roy")
    client = Client()
    client.force_login(other.user)

    body = plain(client.get(address(invited)))

    assert "You are signed in here as malik@example.org" in body


def mine(shore: Shore, **fields: object) -> Invitation:
    with program_scope(shore.program_pk):
        return make_invitation(make_collective("Belonging at the shore"), shore.member, **fields)


def test_who_sees_an_invitation(shore: Shore):
    invitation = mine(shore)

    assert shore.answers(f"invitations/{invitation.pk}/") == {
        "admin": 200,
        "coordinator": 403,
        "other_coordinator": 404,
        "facilitator": 404,
        "member": 200,
        "outsider": 404,
        "stranger": 404,
    }


def test_one_answers_signed_in(shore: Shore):
    invitation = mine(shore)

    response = shore.sign_in("member").post(shore.url(f"invitations/{invitation.pk}/"), {"answer": "yes"})

    assert (response.status_code, state(invitation)) == (302, InvitationState.ACCEPTED)


def test_an_admin_answers_for_somebody_and_sees_what_was_answered(shore: Shore):
    invitation, client = mine(shore), shore.sign_in("admin")

    client.post(shore.url(f"invitations/{invitation.pk}/"), {"answer": "no", "reason": "Said so by phone"})

    body = plain(client.get(shore.url(f"invitations/{invitation.pk}/")))
    assert "You answer on behalf of Amara Okafor" in body
    assert "Said so by phone" in body


def test_an_answer_to_what_was_taken_back_is_refused_with_the_page(shore: Shore):
    invitation = mine(shore, state=InvitationState.WITHDRAWN)

    response = shore.sign_in("member").post(shore.url(f"invitations/{invitation.pk}/"), {"answer": "yes"})

    assert response.status_code == 422
    assert "was taken back" in plain(response)


def test_the_piece_is_the_part_that_changes(shore: Shore):
    invitation = mine(shore)

    response = shore.sign_in("member").get(shore.url(f"invitations/{invitation.pk}/"), headers=HTMX)

    assert response.content.decode().strip().startswith('<div id="answer">')


def test_who_sees_how_the_invitations_stand(shore: Shore):
    assert shore.answers("invitations/") == {
        "admin": 200,
        "coordinator": 200,
        "other_coordinator": 200,
        "facilitator": 403,
        "member": 403,
        "outsider": 403,
        "stranger": 404,
    }


def test_the_overview_counts_and_names_the_next_step(shore: Shore):
    invitation = mine(shore, state=InvitationState.ASKED_OTHER, wish="A theme about belonging")
    with program_scope(shore.program_pk):
        make_invitation(invitation.collective, shore.outsider)

    admin = plain(shore.sign_in("admin").get(shore.url("invitations/")))
    far = plain(shore.sign_in("other_coordinator").get(shore.url("invitations/")))

    assert "Amara Okafor asked for another collective" in admin
    assert "A theme about belonging" in admin
    assert "1 has not answered yet" in admin
    assert f"/invitations/{invitation.pk}/elsewhere/" in admin
    assert "Nguyễn Thị Hồng" in far
    assert "Take back" not in far


def test_everybody_who_has_not_answered_is_reminded_once(shore: Shore):
    mine(shore, sent_at=now() - timedelta(days=3))
    client = shore.sign_in("admin")

    first = client.post(shore.url("invitations/remind/"), follow=True)
    again = client.post(shore.url("invitations/remind/"), follow=True)

    assert "1 reminder is on its way" in plain(first)
    assert "0 reminders are on their way" in plain(again)


def test_one_person_is_reminded_or_staff_hear_why_not(shore: Shore):
    invitation = mine(shore, sent_at=now() - timedelta(days=3))
    client = shore.sign_in("admin")

    first = client.post(shore.url(f"invitations/{invitation.pk}/remind/"), follow=True)
    again = client.post(shore.url(f"invitations/{invitation.pk}/remind/"), follow=True)

    assert "A reminder to Amara Okafor is on its way" in plain(first)
    assert "Tomorrow is soon enough" in plain(again)


def test_an_invitation_is_taken_back_with_a_reason(shore: Shore):
    invitation = mine(shore)
    client, url = shore.sign_in("admin"), shore.url(f"invitations/{invitation.pk}/take-back/")

    without = client.post(url, {"reason": ""})
    done = client.post(url, {"reason": "Two of one name"})
    again = client.post(url, {"reason": "Two of one name"})

    assert (without.status_code, done.status_code, again.status_code) == (422, 302, 422)
    assert state(invitation) == InvitationState.WITHDRAWN


def test_who_asked_is_invited_elsewhere(shore: Shore):
    with program_scope(shore.program_pk):
        wished = Theme.objects.create(name="Attendance")
    invitation = mine(shore, state=InvitationState.ASKED_OTHER, wished_theme=wished)
    client, url = shore.sign_in("admin"), shore.url(f"invitations/{invitation.pk}/elsewhere/")
    with program_scope(shore.program_pk):
        to = make_collective("Another")

    page, without, done = client.get(url), client.post(url, {}), client.post(url, {"to": to.pk})

    assert (page.status_code, without.status_code, done.status_code) == (200, 422, 302)
    assert "Attendance" in plain(page)
    with program_scope(shore.program_pk):
        assert Invitation.objects.filter(collective=to, state=InvitationState.SENT).count() == 1


def test_seats_are_held_by_invitation_from_the_members_page(shore: Shore):
    url = shore.url(f"collectives/{shore.collective.pk}/members/")

    shore.sign_in("admin").post(url, {"participants": [shore.outsider.pk], "invite": "yes"})

    assert "has not answered yet" in plain(shore.sign_in("admin").get(url))
    assert "has not answered yet" not in plain(shore.sign_in("member").get(url))
    with program_scope(shore.program_pk):
        assert Invitation.objects.get().participant == shore.outsider

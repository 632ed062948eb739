"""Doors, as the one who follows a link sees them."""

import logging
import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils.timezone import now

from collectives.models import Door, Membership, Participant, Program, Role, User
from collectives.operations.door import door_secret, make_door
from collectives.operations.membership import invite_participant, remove_participant
from ilc.tenancy.scope import program_scope
from tests.make import make_participant


@pytest.fixture
def admin(program: Program) -> Participant:
    """Who invites."""
    with program_scope(program.pk):
        return make_participant("Inès Arsenault", role=Role.ADMIN)


@pytest.fixture
def invited(program: Program, admin: Participant) -> Participant:
    """Somebody with an invitation in their mail."""
    with program_scope(program.pk):
        person = Participant.objects.create(name="Maëlle Comeau", email="maelle@example.org")
        return invite_participant(person, by=admin, now=now()).participant


def address() -> str:
    """Where the last door is."""
    return f"/door/{door_secret(Door.objects.latest('pk'))}/"


def signed_in_as(client: Client) -> str | None:
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key).email if key else None


def test_looking_at_an_invitation_changes_nothing(client: Client, invited: Participant) -> None:
    pages = [client.get(address()) for _ in range(3)]

    assert [page.status_code for page in pages] == [200] * 3
    assert "You come in as <b>Maëlle Comeau</b>, maelle@example.org" in pages[0].content.decode()
    assert signed_in_as(client) is None
    assert Membership.objects.get(user=invited.user).entered_at is None
    assert Door.objects.get().opened_at is None


def test_coming_in_signs_in_and_lands_in_the_program(client: Client, invited: Participant) -> None:
    response = client.post(address())

    assert response["Location"] == "/p/fundy-shore/"
    assert signed_in_as(client) == "maelle@example.org"
    assert Membership.objects.get(user=invited.user).entered_at is not None
    assert EmailAddress.objects.get(user=invited.user).verified


def test_an_invitation_opens_once(client: Client, invited: Participant) -> None:
    client.post(address())

    again = Client().post(address())

    assert again.status_code == 410


def test_coming_in_does_not_pass_the_second_factor(client: Client, invited: Participant) -> None:
    TOTP.activate(invited.user, generate_totp_secret())

    response = client.post(address())

    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert signed_in_as(client) is None
    assert client.get("/p/fundy-shore/").status_code == 302


def test_who_is_signed_in_as_somebody_else_signs_out_first(
    client: Client, program: Program, invited: Participant
) -> None:
    with program_scope(program.pk):
        other = make_participant(email="other@example.org")
    client.force_login(other.user)

    page = client.get(address())
    pressed = client.post(address())

    assert "you are signed in as other@example.org" in page.content.decode()
    assert (page.status_code, pressed.status_code, signed_in_as(client)) == (200, 409, "other@example.org")
    assert client.post("/accounts/logout/", {"next": address()})["Location"] == address()


def test_who_is_signed_in_as_themselves_goes_straight_in(client: Client, invited: Participant) -> None:
    client.force_login(invited.user)

    response = client.post(address())

    assert response["Location"] == "/p/fundy-shore/"
    assert Membership.objects.get(user=invited.user).entered_at is not None


def test_every_door_that_does_not_open_looks_the_same(
    client: Client, program: Program, admin: Participant, invited: Participant
) -> None:
    with program_scope(program.pk):
        expired = make_door("join", str(invited.pk), expires_at=now() - timedelta(days=1), now=now())
        strange = make_door("nobody-serves-it", "x", expires_at=None, now=now())
        gone = Participant.objects.create(name="Gone", email="gone@example.org")
        invite_participant(gone, by=admin, now=now())
        left = Door.objects.latest("pk")
        remove_participant(gone, by=admin, now=now())
    secrets = ["never-made", "door-1", *(door_secret(door) for door in (expired, strange, left))]

    answers = [method(f"/door/{secret}/") for secret in secrets for method in (client.get, client.post)]

    assert {answer.status_code for answer in answers} == {410}
    assert len({answer.content for answer in answers}) == 1


def test_the_secret_goes_to_nobody_else(client: Client, invited: Participant, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    page = client.get(address())

    assert page["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page["Cache-Control"]
    assert not re.search(r'(?:href|src)="https?:', page.content.decode())
    assert address().split("/")[2] not in caplog.text


def test_a_knock_at_a_strange_door_is_counted_by_address(client: Client, invited: Participant) -> None:
    for number in range(31):
        client.get(f"/door/guess-{number}/", REMOTE_ADDR="192.0.2.7")

    there = client.get(address(), REMOTE_ADDR="192.0.2.7")
    elsewhere = client.get(address(), REMOTE_ADDR="198.51.100.4")

    assert (there.status_code, elsewhere.status_code) == (410, 200)

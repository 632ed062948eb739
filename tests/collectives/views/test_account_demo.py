"""Signing in to the demonstration by a button."""

import pytest
from django.test import Client, override_settings

from collectives.models import Program, User
from ilc.tenancy.scope import program_scope
from tests.make import make_participant

SIGN_IN = "/accounts/login/"


@pytest.fixture
def leader(program: Program) -> User:
    """One of the people in the content file."""
    with program_scope(program.pk):
        return make_participant("Amara Okafor", email="amara.okafor@demo.example").user


@pytest.fixture
def stranger(program: Program) -> User:
    """Somebody who is not."""
    with program_scope(program.pk):
        return make_participant().user


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_button_signs_in(client: Client, leader: User) -> None:
    page = client.get(SIGN_IN).content.decode()

    response = client.post("/demo/sign-in/", {"email": leader.email, "next": "/profile/"})

    assert "Sign in as Amara Okafor" in page
    assert (response["Location"], signed_in(client)) == ("/profile/", True)


def test_nobody_else_has_a_button(client: Client, stranger: User) -> None:
    assert client.post("/demo/sign-in/", {"email": stranger.email}).status_code == 404
    assert not signed_in(client)


def test_a_button_does_not_lead_to_another_site(client: Client, leader: User) -> None:
    response = client.post("/demo/sign-in/", {"email": leader.email, "next": "//evil.example"})

    assert response["Location"] == "/programs/"


def test_outside_the_demonstration_there_is_nothing_of_it(client: Client, leader: User) -> None:
    with override_settings(DEMO=False):
        page = client.get(SIGN_IN).content.decode()
        statuses = [
            client.post("/demo/sign-in/", {"email": leader.email}).status_code,
            client.get("/demo/outbox/").status_code,
            client.get("/demo/outbox/x/").status_code,
        ]

    assert statuses == [404, 404, 404]
    assert "demonstration" not in page
    assert not signed_in(client)

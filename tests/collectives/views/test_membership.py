"""The way into a program."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils.timezone import now

from collectives.models import Membership, Program, Role, User
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX
from tests.make import give_role, make_participant


@pytest.fixture
def person(program: Program) -> User:
    """Somebody in one program, with two roles."""
    with program_scope(program.pk):
        participant = make_participant("Zoé Lefèvre")
        give_role(participant, Role.FACILITATOR)
    return participant.user


def test_one_program_opens_at_once(client: Client, person: User) -> None:
    client.force_login(person)

    assert client.get("/programs/")["Location"] == "/p/fundy-shore/"


def test_several_programs_are_listed_with_ones_roles(client: Client, person: User, other_program: Program) -> None:
    with program_scope(other_program.pk):
        make_participant("Zoé Lefèvre", user=person, email=person.email, role=Role.ADMIN)
    client.force_login(person)

    response = client.get("/programs/")

    assert [(entry.name, entry.roles) for entry in response.context["entries"]] == [
        ("Autre Rive", ["program admin"]),
        ("Fundy Shore", ["facilitator", "leader"]),
    ]


def test_a_program_that_one_has_left_is_not_listed(client: Client, person: User) -> None:
    Membership.objects.update(left_at=now())
    client.force_login(person)

    response = client.get("/programs/")

    assert response.status_code == 200
    assert f"when the people who run it invite {person.email}" in response.content.decode()


def test_a_stranger_signs_in_first(client: Client, db: None) -> None:
    assert client.get("/programs/")["Location"] == "/accounts/login/?next=/programs/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_that_asks_for_a_piece_after_signing_out_keeps_what_it_shows(
    client: Client, program: Program, method: str
) -> None:
    """A sign-in page would take the place of the piece."""
    answer = getattr(client, method)(f"/p/{program.slug}/", headers=HTMX)
    assert (answer.status_code, answer.content) == (401, b"")


def test_staff_without_a_second_factor_are_asked_to_add_one(client: Client, program: Program) -> None:
    Program.objects.update(two_factor_for_staff=True)
    with program_scope(program.pk):
        admin = make_participant(role=Role.ADMIN)
    client.force_login(admin.user)

    response = client.get("/p/fundy-shore/collectives/?q=a", follow=True)

    assert response.redirect_chain == [("/two-factor/?next=%2Fp%2Ffundy-shore%2Fcollectives%2F%3Fq%3Da", 302)]
    assert "One more step before this program opens" in response.content.decode()


def test_with_a_second_factor_one_goes_back_to_where_one_was_going(client: Client, person: User) -> None:
    TOTP.activate(person, generate_totp_secret())
    client.force_login(person)

    inside = client.get("/two-factor/?next=/p/fundy-shore/collectives/")
    elsewhere = client.get("/two-factor/?next=//evil.example")

    assert (inside["Location"], elsewhere["Location"]) == ("/p/fundy-shore/collectives/", "/programs/")


def test_leaders_need_no_second_factor(client: Client, person: User) -> None:
    Program.objects.update(two_factor_for_staff=True)
    client.force_login(person)

    assert client.get("/p/fundy-shore/").status_code == 200

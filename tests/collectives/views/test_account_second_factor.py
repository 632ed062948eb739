"""The second factor, behind every way in."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import is_mfa_enabled
from django.core import mail
from django.test import Client

from collectives.models import Program, User
from ilc.tenancy.scope import program_scope
from tests.make import make_participant

SIGN_IN = "/accounts/login/"
CODE = "/accounts/login/code/confirm/"
PASSWORD = "/accounts/login/password/"
SECOND_FACTOR = "/accounts/2fa/authenticate/"


@pytest.fixture
def person(program: Program) -> User:
    """Somebody in one program, with a password."""
    with program_scope(program.pk):
        user = make_participant("Amara Okafor", email="amara.okafor@demo.example").user
    user.set_password("a lantern in the fog")
    user.save()
    return user


def ask_for_code(client: Client, email: str, **fields: str) -> str:
    """The code that came by mail."""
    client.post(SIGN_IN, {"email": email, **fields})
    return re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mail.outbox[-1].body)[0]


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def add_second_factor(user: User) -> list[str]:
    """An app for the person; comes back with their recovery codes."""
    TOTP.activate(user, generate_totp_secret())
    return RecoveryCodes.activate(user).get_unused_codes()


def test_a_code_alone_does_not_pass_the_second_factor(client: Client, person: User) -> None:
    recovery = add_second_factor(person)
    code = ask_for_code(client, person.email)

    response = client.post(CODE, {"code": code})
    between = (response["Location"], signed_in(client), client.get("/p/fundy-shore/").status_code)
    wrong = client.post(SECOND_FACTOR, {"code": "000000"})
    right = client.post(SECOND_FACTOR, {"code": recovery[0]})

    assert between == (SECOND_FACTOR, False, 302)
    assert (wrong.status_code, right["Location"], signed_in(client)) == (422, "/programs/", True)


def test_a_password_alone_does_not_pass_the_second_factor(client: Client, person: User) -> None:
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    add_second_factor(person)

    response = client.post(PASSWORD, {"login": person.email, "password": "a lantern in the fog"})

    assert (response["Location"], signed_in(client)) == (SECOND_FACTOR, False)


def test_a_forgotten_password_does_not_pass_the_second_factor(client: Client, person: User) -> None:
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    add_second_factor(person)
    client.post("/accounts/password/reset/", {"email": person.email})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link)["Location"]

    client.post(form, {"password1": "a lighthouse at dawn", "password2": "a lighthouse at dawn"})

    person.refresh_from_db()
    assert person.check_password("a lighthouse at dawn")
    assert not signed_in(client)


def test_a_button_does_not_pass_the_second_factor(client: Client, person: User) -> None:
    add_second_factor(person)

    response = client.post("/demo/sign-in/", {"email": person.email})

    assert (response["Location"], signed_in(client)) == (SECOND_FACTOR, False)


def test_connecting_an_app_leads_to_recovery_codes(client: Client, person: User) -> None:
    person.set_unusable_password()
    person.save()
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    client.force_login(person)

    wrong = client.post("/accounts/2fa/app/connect/", {"code": "12"})
    page = client.get("/accounts/2fa/app/connect/")
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    right = client.post("/accounts/2fa/app/connect/", {"code": code}, follow=True)

    assert wrong.status_code == 422
    assert right.redirect_chain == [("/accounts/2fa/recovery-codes/", 302)]
    assert len(right.context["unused_codes"]) == 10


def test_the_square_is_an_image_our_policy_allows(client: Client, person: User) -> None:
    person.set_unusable_password()
    person.save()
    client.force_login(person)

    page = client.get("/accounts/2fa/app/connect/")

    assert re.search(r'<img[^>]*src="data:image/svg\+xml;base64,', page.content.decode())
    assert "img-src 'self' data:" in page["Content-Security-Policy"]


def test_losing_the_app_is_told_by_mail(client: Client, person: User) -> None:
    recovery = add_second_factor(person)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    client.force_login(person)

    asked = client.get("/accounts/2fa/app/remove/")
    client.post(asked["Location"], {"password": "a lantern in the fog"})
    removed = client.post("/accounts/2fa/app/remove/")

    assert asked["Location"].startswith("/accounts/again/")
    assert removed["Location"] == "/accounts/2fa/"
    assert [message.subject for message in mail.outbox] == ["The app is disconnected from your account"]
    assert not is_mfa_enabled(person), recovery

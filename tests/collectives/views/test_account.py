"""Signing in and out."""

import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from collectives.models import Membership, Program, User
from collectives.requests import BEGAN, SEEN, SESSION_IDLES_SECONDS, SESSION_LASTS_SECONDS
from ilc.tenancy.scope import program_scope
from tests.make import make_participant

SIGN_IN = "/accounts/login/"
CODE = "/accounts/login/code/confirm/"
PASSWORD = "/accounts/login/password/"


@pytest.fixture
def person(program: Program) -> User:
    """Somebody in one program, with a password."""
    with program_scope(program.pk):
        user = make_participant("Amara Okafor", email="amara@example.org").user
    user.set_password("a lantern in the fog")
    user.save()
    return user


def ask_for_code(client: Client, email: str, **fields: str) -> str:
    """The code that came by mail."""
    client.post(SIGN_IN, {"email": email, **fields})
    return re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mail.outbox[-1].body)[0]


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_code_signs_in_and_leads_into_the_only_program(client: Client, person: User) -> None:
    code = ask_for_code(client, "Amara@example.org")

    response = client.post(CODE, {"code": code}, follow=True)

    assert response.redirect_chain == [("/programs/", 302), ("/p/fundy-shore/", 302)]


def test_a_code_leads_to_where_one_wanted_to_go(client: Client, person: User) -> None:
    response = client.post(f"{SIGN_IN}?next=/profile/", {"email": person.email})
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mail.outbox[-1].body)[0]

    response = client.post(response["Location"], {"code": code})

    assert response["Location"] == "/profile/"


def test_a_wrong_code_is_refused_and_may_be_tried_three_times(client: Client, person: User) -> None:
    ask_for_code(client, person.email)

    statuses = [client.post(CODE, {"code": "AAAA-AAAA"}).status_code for _ in range(3)]

    assert statuses == [422, 422, 302]
    assert not signed_in(client)
    assert client.get(CODE)["Location"].startswith(SIGN_IN)


def test_known_and_unknown_emails_get_the_same_answers(person: User) -> None:
    answers = []
    for email in (person.email, "nobody@example.org"):
        client = Client()
        sent = client.post(SIGN_IN, {"email": email})
        page = client.get(sent["Location"])
        wrong = client.post(CODE, {"code": "AAAA-AAAA"})
        body = re.sub(r'value="[A-Za-z0-9]{64}"', "", page.content.decode()).replace(email, "")
        answers.append((sent.status_code, sent["Location"], page.status_code, body, wrong.status_code))

    assert answers[0] == answers[1]
    assert len(mail.outbox) == 2


def test_an_unknown_email_hears_so_by_mail_and_not_on_the_page(client: Client, person: User) -> None:
    client.post(SIGN_IN, {"email": "nobody@example.org"})

    assert [message.to for message in mail.outbox] == [["nobody@example.org"]]
    assert mail.outbox[0].subject == "Your e-mail is not known here"


def test_forgotten_passwords_do_not_tell_who_is_here(person: User) -> None:
    answers = []
    for email in (person.email, "nobody@example.org"):
        response = Client().post("/accounts/password/reset/", {"email": email}, follow=True)
        body = re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode())
        answers.append((response.redirect_chain, body))

    assert answers[0] == answers[1]


def test_a_wrong_password_says_the_same_for_known_and_unknown(person: User) -> None:
    answers = []
    for email in (person.email, "nobody@example.org"):
        response = Client().post(PASSWORD, {"login": email, "password": "wrong"})
        body = re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode()).replace(email, "")
        answers.append((response.status_code, body))

    assert answers[0] == answers[1]
    assert answers[0][0] == 422


def test_a_password_signs_in_once_the_email_was_shown_to_be_theirs(client: Client, person: User) -> None:
    client.post(PASSWORD, {"login": person.email, "password": "a lantern in the fog"})
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mail.outbox[-1].body)[0]
    assert not signed_in(client)

    client.post("/accounts/confirm-email/", {"code": code})
    first = signed_in(client)
    client.post("/accounts/logout/")
    client.post(PASSWORD, {"login": person.email, "password": "a lantern in the fog"})

    assert (first, signed_in(client), len(mail.outbox)) == (True, True, 1)


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client: Client, person: User, elsewhere: str) -> None:
    client.post(SIGN_IN, {"email": person.email, "next": elsewhere})
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mail.outbox[-1].body)[0]

    by_code = client.post(CODE, {"code": code, "next": elsewhere})["Location"]
    client.post("/accounts/logout/", {"next": elsewhere})
    by_password = client.post(PASSWORD, {"login": person.email, "password": "a lantern in the fog", "next": elsewhere})

    assert [urlsplit(where).netloc for where in (by_code, by_password["Location"])] == ["", ""]
    assert "evil" not in by_code + by_password["Location"]


@pytest.mark.parametrize(
    "address", [SIGN_IN, PASSWORD, "/accounts/logout/", "/demo/sign-in/", "/language/", "/door/x/"]
)
def test_a_form_from_another_site_is_refused(person: User, address: str) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(address, {"email": person.email})

    assert response.status_code == 403


def test_signing_in_changes_the_session_key(client: Client, person: User) -> None:
    code = ask_for_code(client, person.email)
    before = client.session.session_key

    client.post(CODE, {"code": code})

    assert signed_in(client)
    assert client.session.session_key != before


def test_on_a_shared_device_the_session_ends_with_the_browser(client: Client, person: User) -> None:
    code = ask_for_code(client, person.email, shared="on")
    client.post(CODE, {"code": code})

    assert client.cookies["sessionid"]["max-age"] == ""
    assert client.session.get_expire_at_browser_close()


def test_on_ones_own_device_the_session_lasts_twelve_hours(client: Client, person: User) -> None:
    code = ask_for_code(client, person.email)
    client.post(CODE, {"code": code})

    assert client.cookies["sessionid"]["max-age"] == SESSION_LASTS_SECONDS


@pytest.mark.parametrize(
    ("began", "seen", "stays"),
    [
        (SESSION_LASTS_SECONDS - 60, 60, True),
        (SESSION_LASTS_SECONDS + 60, 60, False),
        (SESSION_IDLES_SECONDS + 60, SESSION_IDLES_SECONDS + 60, False),
        (SESSION_IDLES_SECONDS + 60, 60, True),
    ],
)
def test_a_session_ends_after_twelve_hours_or_three_without_a_request(
    client: Client, person: User, began: int, seen: int, stays: bool
) -> None:
    client.force_login(person)
    session = client.session
    session[BEGAN], session[SEEN] = time.time() - began, time.time() - seen
    session.save()

    response = client.get("/profile/")

    assert (response.status_code == 200) is stays


def test_too_many_codes_for_one_email_get_a_kind_page(client: Client, person: User) -> None:
    answers = [Client().post(SIGN_IN, {"email": person.email}) for _ in range(6)]

    assert [response.status_code for response in answers] == [302] * 5 + [422]
    assert "Wait five minutes" in answers[-1].content.decode()


def test_too_many_passwords_from_one_address_get_a_kind_page(person: User) -> None:
    for number in range(30):
        Client().post(PASSWORD, {"login": f"person{number}@example.org", "password": "x"})

    response = Client().post(PASSWORD, {"login": "one-more@example.org", "password": "x"})

    assert response.status_code == 429
    assert "That was a lot at once" in response.content.decode()


def test_opening_the_sign_out_page_signs_nobody_out(client: Client, person: User) -> None:
    client.force_login(person)

    asked = client.get("/accounts/logout/")
    after_get = signed_in(client)
    done = client.post("/accounts/logout/")

    assert (asked.status_code, after_get, done["Location"], signed_in(client)) == (200, True, "/", False)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [("/accounts/signup/", SIGN_IN), ("/accounts/email/", "/profile/"), ("/accounts/login/code/", SIGN_IN)],
)
def test_pages_that_make_no_sense_lead_to_one_that_does(client: Client, address: str, leads_to: str) -> None:
    response = client.get(address)

    assert response["Location"] == leads_to


def test_mail_about_signing_in_is_in_the_readers_language(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(language="fr")

    client.post(SIGN_IN, {"email": person.email}, HTTP_ACCEPT_LANGUAGE="en")

    html = mail.outbox[0].alternatives[0].content
    assert '<html lang="fr">' in html
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_nothing_of_a_message_is_escaped_for_html_in_its_text(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(name="D'Arcy & Co")

    client.post(SIGN_IN, {"email": person.email})

    assert "Hello D'Arcy & Co," in mail.outbox[0].body


def test_a_door_to_the_program_asks_to_sign_in_first_and_comes_back(client: Client, person: User) -> None:
    response = client.get("/p/fundy-shore/sessions/?past=1")

    query = parse_qs(urlsplit(response["Location"]).query)
    assert query == {"next": ["/p/fundy-shore/sessions/?past=1"]}


def test_whose_membership_has_ended_is_out_at_the_next_request(client: Client, person: User, program: Program) -> None:
    client.force_login(person)
    Membership.objects.filter(user=person).update(left_at="2026-11-01T00:00Z")

    assert client.get("/p/fundy-shore/").status_code == 404


def test_somebody_elses_passkey_is_not_there(client: Client, person: User, program: Program) -> None:
    with program_scope(program.pk):
        other = make_participant().user
    passkey = Authenticator.objects.create(user=other, type=Authenticator.Type.WEBAUTHN, data={"name": "phone"})
    person.set_unusable_password()
    person.save()
    client.force_login(person)

    statuses = [client.get(f"/accounts/passkeys/{passkey.pk}/{act}/").status_code for act in ("rename", "remove")]

    assert statuses == [404, 404]

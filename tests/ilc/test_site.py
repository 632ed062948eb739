"""Pages that belong to no program."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory
from django.utils import translation

from ilc import site

pytestmark = pytest.mark.django_db


def test_the_home_page_says_what_this_is_and_lets_one_sign_in(client):
    response = client.get("/")

    assert response.status_code == 200
    assert b"up to ten leaders" in response.content
    assert b'href="/accounts/login/"' in response.content


@pytest.mark.parametrize("path", ["/help/", "/who-sees/"])
def test_help_is_there_without_signing_in(client, path):
    assert client.get(path).status_code == 200


def test_the_look_is_kept_on_the_device_and_the_person_goes_on_where_they_were(client):
    response = client.post("/theme/", {"theme": "dark", "next": "/help/"})

    assert response["Location"] == "/help/"
    assert response.cookies["theme"].value == "dark"
    assert b'data-bs-theme="dark"' in client.get("/help/").content


def test_the_device_decides_again_when_asked_to(client):
    client.post("/theme/", {"theme": "dark", "next": "/"})

    client.post("/theme/", {"theme": "device", "next": "/"})

    assert b"data-bs-theme" not in client.get("/help/").content


def test_nobody_is_sent_to_a_stranger_s_site(client):
    response = client.post("/theme/", {"theme": "dark", "next": "https://evil.example/"})

    assert response["Location"] == "/"


def test_there_is_one_body_for_what_does_not_exist(client):
    one = client.get("/no/such/page/?q=secret")
    other = client.get("/another/")

    assert (one.status_code, other.status_code) == (404, 404)
    assert one.content == other.content
    assert b"secret" not in one.content


def test_the_404_page_speaks_the_reader_s_language_and_takes_nothing_else_from_the_request(client):
    client.cookies["theme"] = "dark"

    response = client.get("/no/such/page/", headers={"accept-language": "fr"})

    assert b'<html lang="fr"' in response.content
    assert b"data-bs-theme" not in response.content


def test_the_style_page_is_only_there_while_developing(client, settings):
    settings.DEBUG = False
    hidden = client.get("/styleguide/")
    settings.DEBUG = True
    shown = client.get("/styleguide/")

    assert (hidden.status_code, shown.status_code) == (404, 200)


def test_too_much_at_once_is_told_apart_from_what_cannot_be_read():
    request = RequestFactory().post("/")

    with translation.override("en"):
        big = site.bad_request(request, RequestDataTooBig())
        odd = site.bad_request(request, SuspiciousOperation())

    assert (big.status_code, odd.status_code) == (413, 400)
    assert b"more than we take at once" in big.content


def test_a_form_that_grew_old_says_that_nothing_is_lost():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/theme/", {"theme": "dark"})

    assert response.status_code == 403
    assert b"Your words are not lost" in response.content


def test_who_may_not_do_a_thing_is_told_what_helps():
    request = RequestFactory().get("/")

    response = site.forbidden(request, PermissionError())

    assert response.status_code == 403
    assert b"can give you the role" in response.content


def test_a_break_on_our_side_needs_neither_database_nor_files():
    response = site.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert b'href="/static/app.css"' in response.content

"""Asking for a certificate, handing it on, and what anybody reads who has its code."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from facilitation.models import Attendance, Came, Certificate
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_session

HTMX = {"HX-Request": "true"}


@pytest.fixture
def attended(scene: Scene) -> Scene:
    """The member was at one session."""
    with program_scope(scene.program.pk):
        held = make_session(scene.collective, on=(timezone.now() - timedelta(days=20)).date())
        Attendance.objects.create(session=held, participant=scene.member, came=Came.ONLINE)
    return scene


def listed(scene: Scene) -> str:
    return f"/p/{scene.program.slug}/certificates/"


def made(scene: Scene, **said: str) -> Certificate:
    data = {"of": f"leader:{scene.collective.pk}"} | said
    answer = scene.client("member").post(listed(scene), data)
    assert answer.status_code == 302
    with program_scope(scene.program.pk):
        return Certificate.objects.get()


def own(scene: Scene, certificate: Certificate, tail: str = "") -> str:
    return f"{listed(scene)}{certificate.pk}/{tail}"


def test_who_was_never_there_reads_what_makes_it_count(scene: Scene) -> None:
    page = scene.client("member").get(listed(scene)).text

    assert "You have not been marked as there" in page
    assert "Make the certificate" not in page


def test_a_certificate_says_how_much_and_nothing_else(attended: Scene) -> None:
    certificate = made(attended)

    page = attended.client("member").get(own(attended, certificate)).text
    checked = Client().get(f"/certificate/{certificate.code}/").text

    for text in (page, checked):
        assert "Amara Okafor" in text
        assert "1 session, 1 hour, 30 minutes" in text
    assert "Reading with meaning" not in checked
    assert attended.facilitator.name not in checked


def test_the_collective_stands_there_where_it_is_wanted(attended: Scene) -> None:
    certificate = made(attended, names_collective="on")

    assert "Reading with meaning" in Client().get(f"/certificate/{certificate.code}/").text


def test_a_code_may_be_typed_as_people_type(attended: Scene) -> None:
    code = made(attended).code

    typed = Client().get("/certificate/", {"code": f" {code[:5].lower()} - {code[5:].lower()}"}, follow=True)

    assert "This certificate is real" in typed.text


@pytest.mark.parametrize("code", ["AAAAAAAAAA", "XX", "AA" * 60])
def test_an_unknown_code_is_told_apart_from_nothing(attended: Scene, code: str) -> None:
    answer = Client().get(f"/certificate/{code}/")

    assert answer.status_code == 404
    assert "There is no certificate with this code" in answer.text


def test_the_code_of_a_room_is_no_certificate(attended: Scene) -> None:
    certificate = made(attended)

    assert Client().get(f"/g/{certificate.code}/").status_code != 302
    assert "This certificate is real" not in Client().get(f"/g/{certificate.code}/").text


def test_no_code_asks_for_one(scene: Scene) -> None:
    assert "Ten letters and digits" in Client().get("/certificate/").text
    assert Client().get("/certificate/---/")["Location"] == "/certificate/"


def test_taken_back_it_opens_nothing_until_that_is_undone(attended: Scene) -> None:
    certificate = made(attended)
    client = attended.client("member")

    taken = client.post(own(attended, certificate, "take-back/"), follow=True).text
    closed = Client().get(f"/certificate/{certificate.code}/").status_code
    client.post(own(attended, certificate, "give-again/"))

    assert "its code opens nothing any more" in taken
    assert closed == 404
    assert Client().get(f"/certificate/{certificate.code}/").status_code == 200


def test_too_many_checks_of_one_certificate_have_to_wait(attended: Scene) -> None:
    code = made(attended).code
    answers = [Client().get(f"/certificate/{code}/").status_code for _ in range(61)]

    assert answers[:60] == [200] * 60
    assert answers[60] == 429


def test_nothing_chosen_keeps_the_page(attended: Scene) -> None:
    answer = attended.client("member").post(listed(attended), {"of": "leader:nowhere"})

    assert answer.status_code == 422
    assert "Make the certificate" in answer.text


def test_the_piece_comes_alone(attended: Scene) -> None:
    page = attended.client("member").get(listed(attended), headers=HTMX)

    assert page.text.lstrip().startswith('<div id="certificates">')


@pytest.mark.parametrize("who", ["facilitator", "admin", "coordinator", "stranger"])
def test_nobody_else_sees_it(attended: Scene, who: str) -> None:
    certificate = made(attended)

    for tail in ("", "take-back/", "give-again/"):
        method = attended.client(who).post if tail else attended.client(who).get
        assert method(own(attended, certificate, tail)).status_code == 404

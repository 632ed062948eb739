"""The pages of a rehearsal's stations, and the bar on all the others."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from collectives.models import Program
from facilitation.models import AgendaItem, Prompt, RehearsalMark, Session
from facilitation.operations.rehearsal.answering import PEOPLE
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make_rehearsal import Rehearsed, rehearsed, rehearsed_once

pytestmark = pytest.mark.xdist_group("rehearsal")  # one worker: what they share is made once

__all__ = ["rehearsed", "rehearsed_once"]  # fixtures


@pytest.fixture
def rehearsal(rehearsed: Rehearsed, client: Client) -> Program:
    client.force_login(rehearsed.user)
    return rehearsed.program


@pytest.fixture
def here(rehearsal: Program) -> str:
    return f"/p/{rehearsal.slug}/rehearsal/"


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_bar_says_which_step_is_next_and_asks_for_news(client: Client, here: str, rehearsal: Program) -> None:
    page = client.get(f"/p/{rehearsal.slug}/")
    seen = page.content.decode().partition("bar/?seen=")[2].partition("&")[0]
    bar = f"{here}bar/?seen={seen}"

    same = client.get(bar, headers={"HX-Request": "true"})
    client.post(f"{here}skip/", {"station": "placemat"})
    news = client.get(bar, headers={"HX-Request": "true"})

    assert ("step 1 of 8" in words(page), same.status_code) == (True, 204)
    assert ("step 2 of 8" in words(news), "<html" in words(news)) == (True, False)
    assert "step 2 of 8" in words(client.get(bar))


def test_the_bar_of_a_page_does_not_lead_to_that_page(client: Client, here: str, rehearsal: Program) -> None:
    client.post(f"{here}skip/", {"station": "placemat"})
    with program_scope(rehearsal.pk):
        session = Session.objects.order_by("made_at")[1]

    there = client.get(f"/p/{rehearsal.slug}/sessions/{session.pk}/agenda/")

    assert ("step 2 of 8" in words(there), "Go there" in words(there)) == (True, False)


def test_a_step_that_is_skipped_leads_to_the_next_and_can_be_taken_up(client: Client, here: str) -> None:
    skipped = client.post(f"{here}skip/", {"station": "placemat"})
    page = client.get(here)
    again = client.post(f"{here}skip/", {"station": "placemat", "again": "yes"})

    assert (skipped.status_code, "/agenda/" in skipped.headers["Location"]) == (302, True)
    assert "Take it up again" in words(page)
    assert (again.headers["Location"], "Take it up again" in words(client.get(here))) == (here, False)


def test_after_the_last_step_one_is_through(client: Client, here: str) -> None:
    for key in ("agenda", "session", "evidence", "chart", "analysis", "judgement", "closing"):
        client.post(f"{here}skip/", {"station": key})

    last = client.post(f"{here}skip/", {"station": "placemat"})

    assert last.headers["Location"] == here
    assert "You have been through the whole cycle" in words(client.get(here))


def test_a_step_that_does_not_exist_is_not_there(client: Client, here: str) -> None:
    assert client.post(f"{here}skip/", {"station": "x"}).status_code == 404


def test_each_answer_about_the_chart_says_why_it_holds_or_not(client: Client, here: str, rehearsal: Program) -> None:
    empty = client.post(f"{here}chart/", {})
    wrong = client.post(f"{here}chart/", {"choice": "cause"}, follow=True)
    right = client.post(f"{here}chart/", {"choice": "shift"}, follow=True)
    client.post(f"{here}chart/", {"choice": "shift"})

    with program_scope(rehearsal.pk):
        kept = RehearsalMark.objects.order_by("at").values_list("choice", flat=True)
        assert list(kept) == ["cause", "shift"]
    assert (empty.status_code, "Choose the sentence that you would defend." in words(empty)) == (422, True)
    assert "the sheet became shorter in the same weeks" in words(wrong)
    assert "Eight points in a row on each side of the median are a shift." in words(right)


def test_a_session_that_is_led_wakes_its_people(client: Client, here: str, rehearsal: Program) -> None:
    with program_scope(rehearsal.pk):
        session = Session.objects.order_by("made_at")[1]
        AgendaItem.objects.create(session=session, position=1, title="One", minutes=5, made_at=timezone.now())
        prompt = Prompt.objects.filter(session=session).order_by("made_at")[0]
    woken = []
    for url in (f"sessions/{session.pk}/begin/", f"prompts/{prompt.pk}/open/", f"sessions/{session.pk}/end/"):
        client.post(f"/p/{rehearsal.slug}/{url}")
        woken.append(Due.objects.filter(kind=PEOPLE, key=str(session.pk), done_at=None).update(done_at=timezone.now()))

    assert woken == [1, 1, 1]


@pytest.mark.parametrize("page", ["", "bar/", "chart/"])
def test_a_program_that_is_no_rehearsal_has_no_stations(
    client: Client, here: str, rehearsal: Program, page: str
) -> None:
    Program.objects.filter(pk=rehearsal.pk).update(rehearsal_of=None)

    assert client.get(f"{here}{page}").status_code == 404

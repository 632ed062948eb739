"""The page of one's rehearsal."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from collectives.models import Membership, Program, User
from collectives.operations.rehearsal import END, MAKE
from facilitation.operations.rehearsal import make_rehearsal
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make import make_participant
from tests.make_rehearsal import Rehearsed, rehearsed, rehearsed_once

pytestmark = pytest.mark.xdist_group("rehearsal")  # one worker: what they share is made once

__all__ = ["rehearsed", "rehearsed_once"]  # fixtures

PAGE = "/rehearsal/"


@pytest.fixture
def user(rehearsed: Rehearsed) -> User:
    return rehearsed.user


@pytest.fixture
def me(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def program(rehearsed: Rehearsed) -> Program:
    """The rehearsal they have."""
    return rehearsed.program


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_it_is_asked_for_waited_for_and_opens(me: Client, user: User, program: Program) -> None:
    me.post(PAGE, {"act": "end", "slug": program.slug})
    asked = me.post(PAGE, {"act": "begin"})
    waits = me.get(asked.url)
    made = Program.objects.get(rehearsal_of=user, thrown_away_at=None)
    make_rehearsal(made.pk, now=timezone.now())
    news = me.get(asked.url, headers={"HX-Request": "true"})
    there = me.get(asked.url)

    assert (asked.status_code, asked.url) == (302, f"{PAGE}?waiting")
    assert ("is being made" in words(waits), waits.status_code) == (True, 200)
    assert news.headers["HX-Redirect"] == there.url == f"/p/{made.slug}/"
    assert "Go on rehearsing" in words(me.get(PAGE))


def test_every_page_and_title_says_what_it_is(me: Client, program: Program) -> None:
    home, real = me.get(f"/p/{program.slug}/"), me.get("/p/fundy-shore/")

    assert "<title> Home · Rehearsal: Two Rivers </title>" in words(home)
    assert ('id="rehearsal-bar"' in words(home), 'id="rehearsal-bar"' in words(real)) == (True, False)


def test_a_visit_keeps_it(me: Client, program: Program) -> None:
    Due.objects.filter(program=program, kind=END).update(due_at=timezone.now() + timedelta(days=3))

    me.get(f"/p/{program.slug}/")

    assert Due.objects.get(program=program, kind=END).due_at > timezone.now() + timedelta(days=29)


def test_begun_again_the_old_one_is_gone_and_a_second_press_changes_nothing(
    me: Client, user: User, program: Program
) -> None:
    for _ in range(2):
        me.post(PAGE, {"act": "again", "slug": program.slug})

    assert me.get(f"/p/{program.slug}/").status_code == 404
    assert Program.objects.filter(rehearsal_of=user).count() == 2
    assert Due.objects.get(kind=MAKE, done_at=None).program.rehearsal_of == user


def test_it_can_be_thrown_away(me: Client, program: Program) -> None:
    answer = me.post(PAGE, {"act": "end", "slug": program.slug})

    assert (answer.status_code, me.get(f"/p/{program.slug}/").status_code) == (302, 404)
    assert "Make my rehearsal" in words(me.get(PAGE))


def test_somebody_elses_does_not_exist(rehearsed: Rehearsed, client: Client) -> None:
    with program_scope(rehearsed.real.pk):
        other = make_participant("Other").user
    assert other is not None
    client.force_login(other)

    assert client.get(f"/p/{rehearsed.program.slug}/").status_code == 404
    assert client.get("/p/fundy-shore/").status_code == 200


def test_a_rehearsal_alone_opens_no_way_to_another(me: Client, user: User) -> None:
    Membership.objects.filter(user=user, program__rehearsal_of=None).update(left_at=timezone.now())

    assert (me.get(PAGE).status_code, me.post(PAGE, {"act": "again"}).status_code) == (403, 403)


def test_what_nobody_can_press_is_refused(me: Client) -> None:
    assert me.post(PAGE, {"act": "x"}).status_code == 422


def test_ones_only_real_program_opens_at_once(me: Client) -> None:
    assert me.get("/programs/").headers["Location"] == "/p/fundy-shore/"
    assert "made up, to practise" in words(me.get("/programs/?all"))

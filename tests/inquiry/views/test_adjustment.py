"""Adjustments to the theory of action: asked for, recorded, read, taken away."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from ilc.tenancy.scope import program_scope
from inquiry.models import Adjustment, Phase
from inquiry.operations.phase import move_phase
from inquiry.queries.moment import instant_key
from tests.inquiry.setting import Setting, person_named
from tests.make_history import act, adjust, day, write

HTMX = {"HX-Request": "true"}


def plain(content: bytes) -> str:
    return " ".join(content.decode().split())


@pytest.fixture
def acting(setting: Setting) -> Setting:
    """They act on a theory, and have changed one if-action since."""
    with program_scope(setting.program.pk):
        action = act(setting.placemat, "visit classrooms", by=setting.member, at=day(1))
        move_phase(setting.cycle, to_phase=Phase.ACTING, reason="On.", by=setting.facilitator, now=day(2))
        write(setting.placemat, f"if:{action.pk}", "visit classrooms in pairs", by=setting.member, at=day(3))
    return setting


def recorded(setting: Setting, client: Client, **fields: Any) -> Any:
    with program_scope(setting.program.pk):
        action = setting.placemat.if_actions.get()
    url = f"{setting.url('adjustment-new', setting.placemat.pk)}?from={instant_key(day(2))}"
    form = {"why": "The visits", "on": "2026-10-04", "parts": [f"if:{action.pk}"]}
    return client.post(url, form | fields)


def test_the_placemat_asks_what_led_to_a_change_and_takes_not_now_for_an_answer(
    acting: Setting, client: Client
) -> None:
    client.force_login(acting.member.user)
    url = acting.url("placemat", acting.placemat.pk)
    question = "You changed if-action 1. What led to it?"

    first = plain(client.get(url).content)
    client.post(acting.url("adjustment-later", acting.placemat.pk))
    second = plain(client.get(url).content)
    client.force_login(acting.other_member.user)
    of_another = plain(client.get(url).content)
    client.force_login(acting.coordinator.user)
    of_a_reader = plain(client.get(url).content)

    asked = [question in page for page in (first, second, of_another, of_a_reader)]
    assert asked == [True, False, True, False]


def test_of_many_changes_the_older_ones_are_folded(acting: Setting, client: Client) -> None:
    with program_scope(acting.program.pk):
        for number in range(4, 8):
            act(acting.placemat, f"talk {number}", by=acting.member, at=day(number))
    client.force_login(acting.member.user)

    asked = plain(client.get(acting.url("placemat", acting.placemat.pk)).content)

    assert "You adjusted the theory: if-action 3 was added, if-action 4 was added, if-action 5 was added." in asked
    assert "<summary> 2 earlier changes </summary>" in asked
    folded = asked.partition("2 earlier changes")[2].partition("</details>")[0]
    assert re.findall(r"If-action \d was \w+", folded) == ["If-action 1 was changed", "If-action 2 was added"]


def test_not_now_is_answered_with_the_margins_to_an_open_page(acting: Setting, client: Client) -> None:
    client.force_login(acting.member.user)
    later, margins = (
        acting.url("adjustment-later", acting.placemat.pk),
        acting.url("placemat-guide", acting.placemat.pk),
    )
    question = "You changed if-action 1. What led to it?"

    first = plain(client.get(margins, headers=HTMX).content)
    answer = client.post(later, headers=HTMX, follow=True)

    assert answer.redirect_chain == [(margins, 302)]
    assert [question in piece for piece in (first, plain(answer.content))] == [True, False]


def test_what_led_to_it_is_recorded_and_stands_in_the_head_of_the_theory(acting: Setting, client: Client) -> None:
    client.force_login(acting.member.user)
    form = client.get(f"{acting.url('adjustment-new', acting.placemat.pk)}?from={instant_key(day(2))}")

    answer = recorded(acting, client)

    page = plain(client.get(answer.headers["Location"]).content)
    placemat = plain(client.get(acting.url("placemat", acting.placemat.pk)).content)
    assert "If-action 1 was changed" in plain(form.content)
    assert [
        words for words in ("Adjusted on Sunday 4 October 2026", "The visits", "<ins>", "in pairs") if words not in page
    ] == []
    assert "adjusted 4 October 2026: if-action 1 was changed" in placemat
    assert "What led to it?" not in placemat


@pytest.mark.parametrize(
    "fields", [{"why": " "}, {"on": "0001-01-01"}, {"on": "soon"}, {"parts": []}, {"parts": ["if:x"]}]
)
def test_what_is_not_said_is_asked_for_again(acting: Setting, client: Client, fields: dict[str, Any]) -> None:
    client.force_login(acting.member.user)

    answer = recorded(acting, client, **fields)

    with program_scope(acting.program.pk):
        assert (answer.status_code, Adjustment.objects.count()) == (422, 0)


def test_without_a_change_there_is_nothing_to_say(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    url = setting.url("adjustment-new", setting.placemat.pk)

    same = client.get(f"{url}?from=beginning", headers=HTMX)
    nowhere = client.get(url)

    assert "The theory of action is the same at both moments." in plain(same.content)
    assert nowhere.headers["Location"] == setting.url("placemat-compare", setting.placemat.pk)


def test_an_adjustment_is_taken_away_and_brought_back(acting: Setting, client: Client) -> None:
    with program_scope(acting.program.pk):
        made = adjust(acting.placemat, "then", by=acting.member, since=day(2), at=day(5), why="The visits")
    client.force_login(acting.facilitator.user)

    away = plain(client.post(acting.url("adjustment-remove", made.pk), follow=True).content)
    page = plain(client.get(acting.url("adjustment", made.pk), headers=HTMX).content)
    back = plain(client.post(acting.url("adjustment-bring-back", made.pk), follow=True).content)

    assert ("The adjustment is taken away." in away, "Undo" in away) == (True, True)
    assert ("This adjustment was taken away." in page, "<html" in page) == (True, False)
    assert "Take the adjustment away" in back


def test_who_reads_an_adjustment_and_who_records_one(acting: Setting, client: Client) -> None:
    with program_scope(acting.program.pk):
        made = adjust(acting.placemat, "then", by=acting.member, since=day(2), at=now(), why="The visits")
    answers = {}
    for who in ("facilitator", "coordinator", "stranger"):
        client.force_login(person_named(acting, who).user)
        answers[who] = [
            client.get(acting.url("adjustment", made.pk)).status_code,
            recorded(acting, client).status_code,
            client.post(acting.url("adjustment-later", acting.placemat.pk)).status_code,
            client.post(acting.url("adjustment-remove", made.pk)).status_code,
            client.post(acting.url("adjustment-bring-back", made.pk)).status_code,
        ]

    assert answers == {
        "facilitator": [200, 302, 302, 302, 302],
        "coordinator": [200, 403, 403, 403, 403],
        "stranger": [404] * 5,
    }

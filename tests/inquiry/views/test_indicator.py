"""Promising indicators, changing them, moving them, taking them away."""

from typing import Any

import pytest
from django.test import Client

from ilc.tenancy.scope import program_scope
from inquiry.models import Indicator
from tests.inquiry.setting import Setting, person_named, promise_indicator, write_if_action

HTMX = {"HX-Request": "true"}


def lagging(**fields: Any) -> dict[str, Any]:
    """A whole form of a lagging indicator."""
    return {
        "text": "Students who meet the standard",
        "aligned_to": "so_that",
        "data_types": ["learning", "demographic"],
        "baseline": "41 %",
        "target": "60 %",
        "direction": "rise",
        "how_often": "June",
    } | fields


def test_a_lagging_indicator_is_promised_and_stands_in_the_plan(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)

    response = client.post(f"{setting.url('indicator-new', setting.placemat.pk)}?kind=lagging", lagging())

    page = " ".join(client.get(setting.url("placemat", setting.placemat.pk)).content.decode().split())
    assert response.status_code == 302
    assert "41 % → <b>60 %</b>" in page
    assert "also Demographic" in page


def test_a_leading_indicator_belongs_to_an_if_action(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit classrooms")
    url = f"{setting.url('indicator-new', setting.placemat.pk)}?kind=leading&type=processes"

    form = client.get(url).content.decode()
    refused = client.post(url, lagging())
    taken = client.post(url, lagging(aligned_to=str(action.pk)))

    with program_scope(setting.program.pk):
        made = Indicator.objects.get()
    assert "If 1: visit classrooms" in form
    assert [refused.status_code, taken.status_code] == [422, 302]
    assert (made.kind, made.clause, made.if_action_id) == ("leading", "if", action.pk)


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"text": ""}, "Students"), ({"data_types": []}, "Students who meet"), ({"text": "x" * 501}, "x" * 501)],
)
def test_what_was_typed_comes_back_with_what_it_asks_for(
    setting: Setting, client: Client, fields: dict[str, Any], words: str
) -> None:
    client.force_login(setting.member.user)
    url = f"{setting.url('indicator-new', setting.placemat.pk)}?kind=lagging"

    response = client.post(url, lagging(how_often="Students who meet", **fields))

    assert response.status_code == 422
    assert words in response.content.decode()


def test_two_who_changed_one_indicator_see_both(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        row = promise_indicator(setting, "Students who meet the standard")
    url = setting.url("indicator", setting.placemat.pk, row.pk)
    client.force_login(setting.other_member.user)
    first = client.post(url, lagging(text="Theirs", version="1"))
    client.force_login(setting.member.user)

    second = client.post(url, lagging(text="Mine", version="1"))
    third = client.post(url, lagging(text="Mine", version="2"))

    page = second.content.decode()
    assert [first.status_code, second.status_code, third.status_code] == [302, 422, 302]
    assert all(words in page for words in ("Zoë Lindqvist changed this indicator", "Theirs", "Mine"))
    assert 'value="2"' in page
    assert [text.partition("\n")[0] for *_rest, text in setting.history()] == ["text: Theirs", "text: Mine"]


def test_an_indicator_moves_within_its_cell(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    with program_scope(setting.program.pk):
        first = promise_indicator(setting, "first")
        promise_indicator(setting, "elsewhere", data_types=["perceptions"])
        second = promise_indicator(setting, "second")

    client.post(setting.url("indicator-move", setting.placemat.pk, second.pk), {"up": "yes"})
    client.post(setting.url("indicator-move", setting.placemat.pk, second.pk), {"up": "yes"})

    with program_scope(setting.program.pk):
        order = [one.text for one in Indicator.objects.order_by("position")]
    assert order == ["second", "elsewhere", "first"]
    assert first.position == 1


def test_an_indicator_is_taken_away_and_comes_back(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    with program_scope(setting.program.pk):
        row = promise_indicator(setting, "Students who meet the standard")
    url = setting.url("placemat", setting.placemat.pk)

    client.post(setting.url("indicator-remove", setting.placemat.pk, row.pk))
    away = client.get(url).content.decode()
    client.post(setting.url("indicator-restore", setting.placemat.pk, row.pk))
    back = client.get(url).content.decode()

    assert ["1 taken away" in away, f'id="ind-{row.pk}"' in away] == [True, False]
    assert ["1 taken away" in back, f'id="ind-{row.pk}"' in back] == [False, True]


def test_only_who_writes_the_placemat_may(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        row = promise_indicator(setting, "Students who meet the standard")
    answers = {}
    for who in ("facilitator", "coordinator", "stranger"):
        client.force_login(person_named(setting, who).user)
        answers[who] = [
            client.get(setting.url("indicator-new", setting.placemat.pk)).status_code,
            client.get(setting.url("indicator", setting.placemat.pk, row.pk)).status_code,
            *(
                client.post(setting.url(name, setting.placemat.pk, row.pk)).status_code
                for name in ("indicator-move", "indicator-remove", "indicator-restore")
            ),
        ]

    assert answers == {"facilitator": [200, 200, 302, 302, 302], "coordinator": [403] * 5, "stranger": [404] * 5}


def test_a_piece_of_the_form_has_no_furniture(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)

    content = client.get(setting.url("indicator-new", setting.placemat.pk), headers=HTMX).content.decode()

    assert 'id="form"' in content
    assert "<html" not in content

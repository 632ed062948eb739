"""Bringing evidence by the link in a mail, without an account."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from collectives.operations.door import door_secret
from evidence.models import DataPoint, MeasureKind
from evidence.operations.bringing import bringing_doors
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make_evidence import make_measure, make_plan_line


def link(shared: Shared, *, first_due: Any = None, counted: bool = True, **fields: Any) -> str:
    with program_scope(shared.program.pk):
        if counted:
            make_measure(shared.indicator, MeasureKind.SHARE, by=shared.member)
        line = make_plan_line(
            shared.indicator, shared.member, first_due=first_due or localdate(), school=shared.school, **fields
        )
        [door] = bringing_doors([line.pk], now=now()).values()
        again = bringing_doors([line.pk], now=now())
    assert again == {line.pk: door}
    return f"/door/{door_secret(door)}/"


def points(shared: Shared) -> list[DataPoint]:
    with program_scope(shared.program.pk):
        return list(DataPoint.objects.filter(removed_at=None))


def test_one_number_and_one_press_are_enough(shared: Shared) -> None:
    url, client = link(shared), Client()

    opened = client.get(url).content.decode()
    answer = client.post(url, {"numerator": "22/36", "on": localdate()})
    brought = client.get(answer["Location"]).content.decode()

    [made] = points(shared)
    assert (made.numerator, made.denominator, made.brought_by_id, made.due_on) == (
        22,
        36,
        shared.member.pk,
        localdate(),
    )
    assert ("Visits each week" in opened, "Amara Okafor" in opened, "autofocus" in opened) == (True, True, True)
    assert ("22 of 36 (61 %)" in brought, "Undo" in brought) == (True, True)


def test_it_can_be_undone_and_entered_anew(shared: Shared) -> None:
    url, client = link(shared), Client()
    client.post(url, {"numerator": "22/36", "on": localdate()})
    [wrong] = points(shared)

    client.post(url, {"undo": str(wrong.pk)})
    undone = points(shared)
    client.post(url, {"numerator": "23/36", "on": localdate()})

    assert (undone, [made.numerator for made in points(shared)]) == ([], [23])


def test_looking_at_it_enters_nothing_and_shows_no_figures(shared: Shared) -> None:
    url = link(shared)
    with program_scope(shared.program.pk):
        other = shared.bring(localdate() - timedelta(days=40), numerator=17, denominator=31)

    page = Client().get(f"{url}?said={other.pk}&numerator=5").content.decode()

    assert ("17 of 31" in page, len(points(shared))) == (False, 1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"numerator": "many"}, "Of how many?"),
        ({"numerator": "5", "denominator": "3"}, "That is more than there are."),
        ({"numerator": "", "denominator": ""}, "This needs an answer."),
        ({"numerator": "1/2", "note": "Noah Tremblay"}, "This seems to name somebody."),
        ({"numerator": "1/2", "on": "2999-01-01"}, "That day lies ahead."),
    ],
)
def test_what_cannot_be_entered_stays_in_the_form(shared: Shared, said: dict[str, str], words: str) -> None:
    url = link(shared)

    answer = Client().post(url, {"on": localdate(), "note": "snow week"} | said)

    assert (answer.status_code, words in answer.content.decode(), points(shared)) == (422, True, [])


def test_when_nothing_is_asked_for_it_says_when_something_is(shared: Shared) -> None:
    page = Client().get(link(shared, first_due=localdate() + timedelta(days=60))).content.decode()

    assert ("Nothing is asked for at the moment." in page, "this link" in page) == (True, True)


def test_before_it_is_said_how_it_is_counted_the_link_says_what_to_do(shared: Shared) -> None:
    page = Client().get(link(shared, counted=False)).content.decode()

    assert "Sign in once and say it" in page


@pytest.mark.parametrize("over", ["line", "cycle", "seat"])
def test_it_opens_nothing_once_nobody_is_asked(shared: Shared, over: str) -> None:
    url = link(shared)
    with program_scope(shared.program.pk):
        if over == "line":
            shared.indicator.plan_lines.update(ended_at=now())
        elif over == "cycle":
            shared.cycle.closed_at = now()
            shared.cycle.save(update_fields=["closed_at"])
        else:
            shared.member.seats.update(left_at=now())

    answer = Client().post(url, {"numerator": "22/36", "on": localdate()})

    assert (answer.status_code, points(shared)) == (410, [])


def test_too_many_presses_wait(shared: Shared) -> None:
    url, client = link(shared), Client()
    for _ in range(60):
        client.post(url, {"numerator": "x", "on": localdate()})

    assert client.post(url, {"numerator": "22/36", "on": localdate()}).status_code == 429

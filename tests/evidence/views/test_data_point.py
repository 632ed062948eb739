"""Entering, correcting and taking away data points in the browser."""

from http import HTTPStatus
from typing import Any

import pytest
from django.utils.timezone import localdate

from evidence.models import DataPoint, Measure, MeasureKind
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared, browser
from tests.make_evidence import make_group, make_measure, make_plan_line


def count(shared: Shared, kind: str = MeasureKind.SHARE, **fields: Any) -> Measure:
    with program_scope(shared.program.pk):
        return make_measure(shared.indicator, kind, by=shared.member, **fields)


def point(shared: Shared, **figures: Any) -> DataPoint:
    with program_scope(shared.program.pk):
        return shared.bring(localdate(), **figures)


def standing(shared: Shared) -> list[tuple[int | None, int | None]]:
    with program_scope(shared.program.pk):
        return list(DataPoint.objects.filter(removed_at=None).order_by("pk").values_list("numerator", "denominator"))


def filled(shared: Shared, **other: Any) -> dict[str, Any]:
    return {"numerator": "22", "denominator": "36", "on": localdate(), "school": shared.school.pk} | other


def test_a_figure_is_entered_shown_and_undone(shared: Shared) -> None:
    count(shared)
    client = browser(shared.member)

    answer = client.post(shared.url("data-point-new", shared.indicator.pk), filled(shared))
    page = client.get(answer.url).content.decode()
    with program_scope(shared.program.pk):
        made = DataPoint.objects.get()
    assert (answer.status_code, "22 of 36 (61 %)" in page, "Undo" in page) == (HTTPStatus.FOUND, True, True)

    client.post(shared.url("data-point-remove", made.pk), {"together": "1"})

    assert standing(shared) == []


def test_what_is_typed_as_people_say_it_is_understood(shared: Shared) -> None:
    count(shared)

    browser(shared.member).post(
        shared.url("data-point-new", shared.indicator.pk), filled(shared, numerator="22 of 36", denominator="")
    )

    assert standing(shared) == [(22, 36)]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"numerator": ""}, "This needs an answer."),
        ({"numerator": "40"}, "That is more than there are."),
        ({"numerator": "<5"}, "The source hides this small group."),
        ({"numerator": "many"}, "This needs a whole number"),
        ({"denominator": ""}, "Of how many?"),
        ({"denominator": "0", "numerator": "0"}, "Of none?"),
        ({"on": "2999-01-01"}, "That day lies ahead."),
        ({"note": "Noah Tremblay was away"}, "This seems to name somebody."),
    ],
)
def test_what_cannot_be_entered_is_said_and_what_was_typed_stays(
    shared: Shared, other: dict[str, str], words: str
) -> None:
    count(shared)
    said = filled(shared, source="my own sheet") | other

    answer = browser(shared.member).post(shared.url("data-point-new", shared.indicator.pk), said)

    page = answer.content.decode()
    assert (answer.status_code, words in page, "my own sheet" in page, standing(shared)) == (422, True, True, [])


def test_a_figure_that_stands_is_led_to(shared: Shared) -> None:
    count(shared)
    there = point(shared)

    answer = browser(shared.member).post(shared.url("data-point-new", shared.indicator.pk), filled(shared))

    assert (answer.status_code, shared.url("data-point", there.pk) in answer.content.decode()) == (422, True)


def test_groups_are_entered_beside_all_and_empty_ones_left_out(shared: Shared) -> None:
    count(shared)
    with program_scope(shared.program.pk):
        third, _fourth = make_group("Grade 3"), make_group("Grade 4")
    said = filled(shared, **{f"g{third.pk}-numerator": "5", f"g{third.pk}-denominator": "9"})

    answer = browser(shared.member).post(shared.url("data-point-new", shared.indicator.pk), said, follow=True)

    assert (standing(shared), "Brought together" in answer.content.decode()) == ([(22, 36), (5, 9)], True)


def test_a_group_may_come_without_all(shared: Shared) -> None:
    count(shared)
    with program_scope(shared.program.pk):
        third = make_group("Grade 3")
    said = {"on": localdate(), "school": "", f"g{third.pk}-numerator": "5", f"g{third.pk}-denominator": "9"}

    browser(shared.member).post(shared.url("data-point-new", shared.indicator.pk), said)

    assert standing(shared) == [(5, 9)]


def test_an_empty_form_with_groups_asks_for_one_number(shared: Shared) -> None:
    count(shared)
    with program_scope(shared.program.pk):
        make_group("Grade 3")

    answer = browser(shared.member).post(
        shared.url("data-point-new", shared.indicator.pk), {"on": localdate(), "school": ""}
    )

    assert (answer.status_code, "One number is enough." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("kind", "said", "shown"),
    [
        (MeasureKind.VALUE, {"value": "3,5", "denominator": "28"}, "3.5 (of 28 people)"),
        (MeasureKind.VALUE, {"value": "62 %"}, "62"),
        (MeasureKind.YES_NO, {"numerator": "1", "denominator": "1"}, "1 of 1 (100 %)"),
        (MeasureKind.SCALE, {"level_0": "3", "level_1": "8"}, "never 3, often 8"),
        (MeasureKind.WORDS, {"words": "The hallway was calm."}, "The hallway was calm."),
    ],
)
def test_each_kind_has_its_fields(shared: Shared, kind: str, said: dict[str, str], shown: str) -> None:
    count(shared, kind, scale=["never", "often"] if kind == MeasureKind.SCALE else [])

    answer = browser(shared.member).post(
        shared.url("data-point-new", shared.indicator.pk), {"on": localdate(), "school": ""} | said, follow=True
    )

    assert shown in answer.content.decode()


def test_a_figure_is_corrected_with_a_reason_that_stays_beside_it(shared: Shared) -> None:
    count(shared)
    there = point(shared)
    client, url = browser(shared.member), shared.url("data-point", there.pk)
    said = {"numerator": "19", "denominator": "36", "on": localdate(), "version": "1"}

    without = client.post(url, said)
    corrected = client.post(url, said | {"why": "one class came later"}, follow=True)

    assert (without.status_code, "Say in a few words why." in without.content.decode()) == (422, True)
    page = corrected.content.decode()
    assert ("19 of 36" in page, "18 of 36" in page, "one class came later" in page) == (True, True, True)


def test_a_correction_of_what_changed_meanwhile_shows_it_and_keeps_the_words(shared: Shared) -> None:
    count(shared)
    there = point(shared)
    client, url = browser(shared.member), shared.url("data-point", there.pk)
    said = {"numerator": "19", "denominator": "36", "on": localdate(), "version": "1", "why": "first"}
    client.post(url, said)

    answer = client.post(url, said | {"numerator": "20", "why": "second"})

    page = answer.content.decode()
    assert (answer.status_code, "changed this data point" in page, "second" in page) == (422, True, True)


@pytest.mark.parametrize(
    ("other", "words"),
    [({"numerator": "", "denominator": ""}, "This needs an answer."), ({"note": "Noah Tremblay"}, "name somebody")],
)
def test_a_correction_that_cannot_be_is_said(shared: Shared, other: dict[str, str], words: str) -> None:
    count(shared)
    there = point(shared)
    said = {"numerator": "19", "denominator": "36", "on": localdate(), "version": "1", "why": "so"} | other

    answer = browser(shared.member).post(shared.url("data-point", there.pk), said)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_what_was_taken_away_comes_back_unless_its_place_is_taken(shared: Shared) -> None:
    count(shared)
    there = point(shared)
    client = browser(shared.member)
    client.post(shared.url("data-point-remove", there.pk))
    away = client.get(shared.url("data-point", there.pk)).content.decode()
    client.post(shared.url("data-point-restore", there.pk))
    back = standing(shared)
    client.post(shared.url("data-point-remove", there.pk))
    point(shared, numerator=1, denominator=2)

    refused = client.post(shared.url("data-point-restore", there.pk), follow=True).content.decode()

    assert ("This data point was taken away." in away, back) == (True, [(18, 36)])
    assert "There is a figure of this place and this day already." in refused


def test_people_of_another_district_meet_nothing_of_it(shared: Shared) -> None:
    count(shared)
    there = point(shared)

    found = [
        browser(person).get(shared.url("data-point", there.pk)).status_code
        for person in (shared.colleague, shared.facilitator, shared.admin)
    ]

    assert found == [HTTPStatus.NOT_FOUND] * 3


def test_who_has_no_district_enters_nothing(shared: Shared) -> None:
    count(shared)

    answer = browser(shared.facilitator).get(shared.url("data-point-new", shared.indicator.pk))

    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_a_line_of_the_plan_leads_to_its_figure_with_day_and_place(shared: Shared) -> None:
    count(shared)
    with program_scope(shared.program.pk):
        line = make_plan_line(
            shared.indicator, shared.member, first_due=localdate(), school=shared.school, source="sheet"
        )
    client = browser(shared.member)

    led = client.get(shared.url("plan-line-bring", line.pk))
    client.post(led.url, filled(shared))

    with program_scope(shared.program.pk):
        made = DataPoint.objects.get()
    assert (made.plan_line_id, made.due_on) == (line.pk, localdate())
    assert browser(shared.colleague).get(shared.url("plan-line-bring", line.pk)).status_code == HTTPStatus.NOT_FOUND


def test_what_the_others_would_see_is_shown_before_and_after_and_looking_keeps_nothing(shared: Shared) -> None:
    count(shared)
    client, url = browser(shared.member), shared.url("data-point-new", shared.indicator.pk)
    small = filled(shared, numerator="3", denominator="6")

    looked = client.post(url, small | {"preview": "1"})
    kept = standing(shared)
    brought = client.post(url, small, follow=True)

    assert (looked.status_code, kept, standing(shared)) == (HTTPStatus.OK, [], [(3, 6)])
    for page in (looked.content.decode(), brought.content.decode()):
        assert ("What the others see" in page, "protected" in page) == (True, True)
    assert 'value="3"' in looked.content.decode()

"""Saying how an indicator is counted, in the browser."""

from typing import Any

import pytest
from django.utils.timezone import localdate

from evidence.models import DataPoint, Measure, MeasureKind
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared, browser
from tests.make_evidence import make_measure


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


def test_before_the_first_figure_one_says_how_it_is_counted(shared: Shared) -> None:
    client = browser(shared.member)
    asked = client.get(shared.url("data-point-new", shared.indicator.pk))
    form = client.get(asked.url)

    said = client.post(asked.url, {"kind": "share", "about": "students", "target": "60 %", "baseline": "8 of 36"})

    with program_scope(shared.program.pk):
        counted = Measure.objects.get()
    assert asked.url == f"{shared.url('measure', shared.indicator.pk)}?bring=1"
    assert "Look over what we read from the placemat" in form.content.decode()
    assert (counted.kind, counted.baseline, counted.target) == ("share", 22.2, 60.0)
    assert said.url.startswith(shared.url("data-point-new", shared.indicator.pk))


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"kind": "scale", "scale": "never"}, "two levels at least"),
        ({"kind": "scale", "scale": "x" * 61 + "\nb"}, "A level is a few words"),
        ({"target": "much"}, "This needs a number"),
        ({"about": ""}, "This needs an answer."),
    ],
)
def test_a_measure_that_cannot_be_is_said(shared: Shared, other: dict[str, str], words: str) -> None:
    said = {"kind": "share", "about": "students", "baseline": "12 of 40"} | other

    answer = browser(shared.member).post(shared.url("measure", shared.indicator.pk), said)

    page = answer.content.decode()
    assert (answer.status_code, words in page, "12 of 40" in page) == (422, True, True)


def test_a_measure_in_use_stays_and_says_why(shared: Shared) -> None:
    count(shared)
    point(shared)

    answer = browser(shared.member).post(
        shared.url("measure", shared.indicator.pk), {"kind": "value", "about": "students"}
    )

    assert (answer.status_code, "Data points stand for this indicator" in answer.content.decode()) == (422, True)

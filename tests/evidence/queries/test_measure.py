"""What the placemat's words suggest about how an indicator is counted."""

import pytest

from evidence.models import About, MeasureKind
from evidence.queries.measure import hoped_for, suggested_measure
from inquiry.models import DataType, Indicator


def said(baseline: str, target: str, **other: object) -> Indicator:
    fields: dict[str, object] = {"text": "Students who explain a text", "data_types": [DataType.LEARNING]}
    fields |= {"program_id": 1} | other  # it is not stored
    return Indicator(baseline=baseline, target=target, **fields)


@pytest.mark.parametrize(
    ("kind", "baseline", "target", "expected"),
    [
        (MeasureKind.SHARE, "8 of 36", "60 %", (22.2, 60.0)),
        (MeasureKind.YES_NO, "6 sur 32", "28 sur 32", (18.8, 87.5)),
        (MeasureKind.SCALE, "2.9 of 5", "4.0 of 5", (2.9, 4.0)),
        (MeasureKind.VALUE, "1,8 crédit", "0,5 crédit", (1.8, 0.5)),
        (MeasureKind.VALUE, "", "fewer", (None, None)),
        (MeasureKind.SHARE, "0 of 0", "", (None, None)),
    ],
)
def test_baseline_and_target_stand_on_the_axis_of_the_measure(
    kind: str, baseline: str, target: str, expected: tuple[float | None, float | None]
) -> None:
    found = hoped_for(said(baseline, target), kind)

    assert (found["baseline"], found["target"]) == expected


@pytest.mark.parametrize(
    ("indicator", "kind", "about"),
    [
        (said("8 of 36", "32 of 36"), MeasureKind.SHARE, About.STUDENTS),
        (said("14 points", "5 points"), MeasureKind.VALUE, About.STUDENTS),
        (said("31", "15"), MeasureKind.VALUE, About.STUDENTS),
        (said("", "", text="Teachers who plan together"), MeasureKind.SHARE, About.ADULTS),
        (said("", "", text="Lessons visited", data_types=[DataType.PROCESSES]), MeasureKind.YES_NO, About.THINGS),
    ],
)
def test_a_suggestion_is_read_from_the_words(indicator: Indicator, kind: str, about: str) -> None:
    found = suggested_measure(indicator)

    assert (found["kind"], found["about"]) == (kind, about)

"""What is recognised as personal.

The corpus holds 78 texts with something personal and 128 without. Written before the rules had seen it, 76 were found
(recall 0.97) and 3 alarms were false (precision 0.96); the rules learned from those.
"""

from datetime import date

import pytest

from evidence.engine.personal import Finding, find_personal, masked
from evidence.engine.personal_column import personal_column, whole_day
from tests.evidence.engine.personal_corpus import (
    KNOWN_SCHOOLS,
    NOT_PERSONAL,
    PERSONAL,
    PERSONAL_COLUMNS,
    PLAIN_COLUMNS,
)

TODAY = date(2026, 11, 27)
FEWEST_FOUND = 0.95
FEWEST_RIGHT = 0.97


def test_of_the_corpus_nearly_all_is_found_and_hardly_anything_else():
    found = [text for text, kind in PERSONAL if kind in {finding.kind for finding in find_personal(text)}]
    alarms = [text for text in NOT_PERSONAL if find_personal(text)]

    missed = [text for text, _kind in PERSONAL if text not in found]
    assert len(found) / len(PERSONAL) >= FEWEST_FOUND, missed
    assert len(found) / (len(found) + len(alarms)) >= FEWEST_RIGHT, alarms


@pytest.mark.parametrize(("header", "values", "kind"), PERSONAL_COLUMNS)
def test_a_personal_column_is_recognised(header: str, values: list[str], kind: str):
    assert personal_column(header, values, today=TODAY) == kind


@pytest.mark.parametrize(("header", "values"), PLAIN_COLUMNS)
def test_a_column_of_something_else_passes(header: str, values: list[str]):
    assert personal_column(header, values, today=TODAY, known=KNOWN_SCHOOLS) is None


def test_a_finding_says_where_it_is():
    text = "Emma Whitfield, emma@example.org"

    assert find_personal(text) == (Finding("name", 0, 14), Finding("email", 16, 32))


def test_names_of_schools_pass_where_they_are_known():
    text = "Rita Joe had two classes away, Emma Whitfield counted"

    found = find_personal(text, known=["Rita Joe", "Bay View"])

    assert [text[one.start : one.end] for one in found] == ["Emma Whitfield"]


def test_what_is_personal_is_shown_by_first_signs():
    assert [masked(text) for text in ("Jean-Paul Sock", "448213", "…", "née le 9 mars 2014")] == [
        "J… P… S…",
        "4…",
        "…",
        "n… l… 9… m…",
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2014-03-09", date(2014, 3, 9)),
        ("9/3/14", date(2014, 3, 9)),
        ("30/11/2013", date(2013, 11, 30)),
        ("9 de marzo de 2014", date(2014, 3, 9)),
        ("March 9, 2014", date(2014, 3, 9)),
        ("1er août 2014", date(2014, 8, 1)),
        ("31/02/2014", None),
        ("2014", None),
        ("March 9, 2014 and later", None),
    ],
)
def test_a_whole_day_is_read(text: str, day: date | None):
    assert whole_day(text) == day

"""How mixed a group is, in words."""

from dataclasses import replace

import pytest
from django.utils.timezone import now

from collectives.queries.seat import SeatRow, mix_in_words

ROW = SeatRow(None, 1, None, "A", "A", "principal", "Elm, Tidewater", "Tidewater", now())


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], ""),
        ([ROW], "1 leader from 1 district: principal (1)"),
        ([ROW, replace(ROW, district="Oakfield")], "2 leaders from 2 districts: principal (2)"),
        ([replace(ROW, district="", position="")], "1 leader"),
        (
            [ROW, replace(ROW, position="instructional coach"), replace(ROW, position="instructional coach")],
            "3 leaders from 1 district: instructional coach (2), principal (1)",
        ),
    ],
)
def test_the_mix_is_said_in_words(rows, words):
    assert mix_in_words(rows) == words

import re
from pathlib import Path

import pytest

from collectives.engine import roster, roster_places
from collectives.queries.roster_problem import _WORDS, kept_words, one_line, problem_words

HEADERS = ["Name", "Email"]


@pytest.mark.parametrize("module", [roster, roster_places])
def test_every_problem_that_a_row_can_have_has_words(module):
    documented = set(re.findall(r"`([a-z]+_[a-z_]+|ragged|formula)`", Path(module.__file__).read_text("utf-8")))

    assert documented - {"new_id"} <= set(_WORDS)


@pytest.mark.parametrize("code", _WORDS)
def test_every_problem_can_be_said(code):
    words = problem_words([code, 1, "wizard"], headers=HEADERS)

    assert words.column == "Email"
    assert words.helps
    assert "%" not in words.met + words.helps
    assert words.quoted == (words.met == "wizard")


def test_unknown_words_come_with_what_is_accepted():
    words = problem_words(["role_unknown", 0, "wizard"], headers=HEADERS)

    assert words.helps == "Leave it empty, or write one of: leader, facilitator, regional coordinator, program admin"


def test_all_problems_of_a_row_fit_one_cell():
    line = one_line([["email_missing", 1, ""], ["ragged", None, "3"]], headers=HEADERS)

    assert line == (
        "Email: no e-mail address. Write the address they read at work. / "
        "another number of cells than in the first row: 3. Give the row a cell for each column."
    )


def test_what_an_undo_left_is_counted():
    assert kept_words(0) == "Everything is as it was before."
    assert kept_words(2).startswith("2 people stay")

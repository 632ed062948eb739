import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from collectives.engine import roster, roster_places
from collectives.engine.roster_words import parse_position, parse_roles
from collectives.models import Position, Role
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


@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_file_may_hold_the_words_that_each_language_offers(language):
    catalogue = polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"))
    said = {entry.msgid: entry.msgstr for entry in catalogue}

    assert {code: parse_position(said[str(label)]) for code, label in Position.choices} == {
        code: code for code in Position.values
    }
    assert {code: parse_roles(said[str(label)]) for code, label in Role.choices} == {
        code: (frozenset({code}), ()) for code in Role.values
    }


def test_all_problems_of_a_row_fit_one_cell():
    line = one_line([["email_missing", 1, ""], ["ragged", None, "3"]], headers=HEADERS)

    assert line == (
        "Email: no e-mail address. Write the address they read at work. / "
        "another number of cells than in the first row: 3. Give the row a cell for each column."
    )


def test_what_an_undo_left_is_counted():
    assert kept_words(0) == "Everything is as it was before."
    assert kept_words(2).startswith("2 people stay")

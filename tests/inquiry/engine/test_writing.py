"""Texts as they are kept, and what becomes of two at once."""

import pytest

from inquiry.engine.writing import clean, join, merge


@pytest.mark.parametrize(
    ("typed", "kept", "left_out"),
    [
        ("two\r\nlines\rof text", "two\nlines\nof text", 0),
        ("a\x00b", "ab", 1),
        ("lone \ud83d half", "lone  half", 1),
        ("tab\tand 👩‍🏫 and لماذا", "tab\tand 👩‍🏫 and لماذا", 0),
        ("e\u0301 stays as typed", "e\u0301 stays as typed", 0),
        ("bell\x07 and escape\x1b", "bell and escape", 2),
    ],
)
def test_what_no_page_can_show_is_left_out_and_counted(typed: str, kept: str, left_out: int) -> None:
    assert clean(typed) == (kept, left_out)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "outcome"),
    [
        ("a", "a", "a", "same"),
        ("a", "a", "b", "same"),
        ("a", "b", "b", "same"),
        ("a", "b", "a", "save"),
        ("a", "b", "c", "conflict"),
        (None, "b", "b", "same"),
        (None, "b", "c", "conflict"),
    ],
)
def test_only_two_changes_of_the_same_text_are_a_conflict(
    base: str | None, mine: str, theirs: str, outcome: str
) -> None:
    assert merge(base=base, mine=mine, theirs=theirs) == outcome


def test_both_texts_are_set_one_after_the_other() -> None:
    assert join("theirs\n", "\nmine") == "theirs\n\nmine"
    assert join("", "mine") == "mine"

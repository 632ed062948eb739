"""Texts as they are kept, and what becomes of two at once."""

import random

import pytest

from inquiry.engine.writing import changes, clean, merge


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
    ("base", "mine", "theirs", "merged"),
    [
        ("a b", "a b", "a c", "a c"),
        ("a b", "a c", "a c", "a c"),
        ("a b", "a c", "a b", "a c"),
        ("a b c", "a X c", "a Y c", "a Y X c"),
        ("foo bar", "foo baz", "foo bar qux", "foo baz qux"),
        ("", "hello", "hi there", "hi there hello"),
        ("a b c", "a c", "a c d", "a c d"),
        ("x y", "x y z", "x y z, and more", "x y z, and more"),
        ("one two", "one two three", "one two four", "one two four three"),
        ("b", "a b", "x b", "x a b"),
        ("a b", "", "a b c", "c"),
        ("Élève 😀", "Élève 😀 heureux", "Un élève 😀", "Un élève 😀 heureux"),
    ],
)
def test_what_two_people_wrote_upon_the_same_text_is_all_there(base: str, mine: str, theirs: str, merged: str) -> None:
    assert merge(base=base, mine=mine, theirs=theirs) == merged


def test_no_word_that_only_one_of_two_wrote_is_ever_lost() -> None:
    lots = random.Random(20261014)
    for _round in range(500):
        base = [f"w{number}" for number in range(lots.randrange(12))]
        mine, theirs = (_changed(base, lots, who) for who in ("mine", "theirs"))

        merged = merge(base=" ".join(base), mine=" ".join(mine), theirs=" ".join(theirs)).split()

        new = [word for word in (*mine, *theirs) if word.startswith(("mine", "theirs"))]
        kept = [word for word in base if word in mine and word in theirs]
        assert sorted(merged) == sorted([*kept, *new])


def test_the_changes_between_two_texts_make_one_of_the_other() -> None:
    before, after = "put a plan in place 😀", "put two plans, in every place 😀!"
    text = before

    for change in reversed(changes(before, after)):
        text = text[: change.at] + change.insert + text[change.at + change.delete :]

    assert text == after


def _changed(base: list[str], lots: random.Random, who: str) -> list[str]:
    """Some words gone, some new ones between."""
    words: list[str] = []
    for word in base:
        if lots.random() < 0.2:
            words.append(f"{who}{len(words)}")
        if lots.random() < 0.8:
            words.append(word)
    return [*words, f"{who}x"] if lots.random() < 0.3 else words

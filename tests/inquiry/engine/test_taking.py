"""Words taken over stand below mine, and go without taking mine along."""

import pytest

from inquiry.engine.taking import below, without


@pytest.mark.parametrize(
    ("mine", "taken", "both"),
    [("", "theirs\n", "theirs"), ("  \n", "theirs", "theirs"), ("mine \n", "theirs", "mine\n\ntheirs")],
)
def test_below_never_replaces(mine: str, taken: str, both: str) -> None:
    assert below(mine, taken) == both
    assert without(both, taken) == mine.strip()


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("mine\n\ntheirs\nand more", "mine\n\nand more"),
        ("theirs and more", " and more"),
        ("theirs\n\ntheirs", "theirs"),
        ("their words, changed", None),
        ("", None),
    ],
)
def test_what_was_written_around_it_since_stays(now: str, left: str | None) -> None:
    assert without(now, "theirs") == left


def test_nothing_taken_is_nothing_to_take_back() -> None:
    assert without("mine", "") is None

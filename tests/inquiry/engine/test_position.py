"""Places among if-actions that several people order at once."""

import random

import pytest

from inquiry.engine.position import FIRST, after, between, is_position


def test_each_place_behind_the_last_sorts_behind_it() -> None:
    places = [FIRST]
    for _step in range(4000):
        places.append(after(places[-1]))

    assert places == sorted(set(places))
    assert all(map(is_position, places))
    assert places[61:63] == ["az", "b00"]


def test_between_any_two_there_is_room_for_a_third() -> None:
    lots = random.Random(20261014)
    places = [FIRST]
    for _step in range(3000):
        at = lots.randrange(len(places) + 1)
        behind = places[at] if at < len(places) else None
        before = places[at - 1] if at else None
        places.insert(at, between(before, behind) if behind else after(before))

    assert places == sorted(set(places))
    assert all(map(is_position, places))


@pytest.mark.parametrize("key", ["", "a", "a00", "b0", "1", "ä0", "A" + "0" * 26, "a0!"])
def test_what_the_browser_could_not_count_with_is_no_place(key: str) -> None:
    assert not is_position(key)


def test_between_a_place_and_itself_there_is_none() -> None:
    with pytest.raises(ValueError, match="no place"):
        between("a1", "a1")

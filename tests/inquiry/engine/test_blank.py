"""The frames of a blank placemat: inside the page, apart from each other."""

from itertools import combinations

import pytest

from collectives.engine.paper import Paper
from inquiry.engine.blank import IF_HEAD, IF_LINES, ROWS, TABLE_HEAD, blank_frames
from inquiry.engine.frames import Frame, content_size

FIRST = ("mast", "problem", "priority", "goal", "if", "then", "so")
SECOND = ("evidence", "well", "not", "adjust")


def apart(one: Frame, other: Frame) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("page", [FIRST, SECOND])
def test_frames_stand_on_the_page_and_not_on_each_other(paper: Paper, page: tuple[str, ...]) -> None:
    width, height = content_size(paper)
    frames = [blank_frames(paper)[name] for name in page]

    assert all(one.x >= 0 and one.x + one.width <= width + 0.01 for one in frames)
    assert all(one.y >= 0 and one.y + one.height <= height for one in frames)
    assert all(apart(one, other) for one, other in combinations(frames, 2))


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_boxes_are_large_enough_to_write_in(paper: Paper) -> None:
    frames = blank_frames(paper)

    assert min(frames[name].height for name in (*FIRST, *SECOND) if name != "mast") >= 45
    assert frames["row"].height >= 25
    assert frames["action"].height >= 14
    assert frames["row"].height * ROWS + TABLE_HEAD <= frames["evidence"].height + 0.01
    assert frames["action"].height * IF_LINES + IF_HEAD <= frames["if"].height + 0.01

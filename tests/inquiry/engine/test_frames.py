"""The geometry of a placemat on paper."""

import pytest

from collectives.engine.paper import PAPERS, Paper
from inquiry.engine.frames import USUAL, content_size, row_heights, share_out, widths


@pytest.mark.parametrize("paper", list(PAPERS))
def test_boxes_side_by_side_fill_the_width(paper: Paper):
    full, _ = content_size(paper)

    wide = widths(paper, USUAL)

    assert wide["if"] + wide["then"] + wide["so"] + 2 * 6.4 == pytest.approx(full)
    assert wide["problem"] + wide["evidence"] + 5 == pytest.approx(full)
    assert wide["well"] + wide["not"] + wide["adjust"] + 2 * 5 == pytest.approx(full)


def test_in_a_spread_the_table_takes_the_whole_width():
    full, _ = content_size("letter")

    assert widths("letter", USUAL, spread=True)["evidence"] == full


def test_a_row_is_as_tall_as_its_taller_cell():
    heights = {"leading-learning": 12.0, "lagging-learning": 20.0, "type-learning": 9.0}

    rows = row_heights(heights)

    assert rows["learning"] == pytest.approx(22.4)
    assert rows["demographic"] == 11.0


def test_share_out_gives_everyone_what_it_wants_when_there_is_enough():
    wanted = {"a": 10.0, "b": 20.0}

    assert share_out(wanted, 30, weights={"a": 1, "b": 1}) == wanted


def test_share_out_lets_the_modest_keep_theirs_and_splits_the_rest():
    wanted = {"a": 10.0, "b": 90.0, "c": 80.0}

    given = share_out(wanted, 100, weights={"a": 1, "b": 1, "c": 2})

    assert given == {"a": 10.0, "b": 30.0, "c": 60.0}

"""Choosing type, widths and frames for a placemat."""

import pytest

from inquiry.engine.frames import BASE, BOXES, CELLS, LABELS, SIDE, SIZES, THEORY, USUAL, Shares, content_size
from inquiry.engine.placemat import Measured, overfull, plan_again, plan_sheet, predict

LENGTHS = dict.fromkeys(BOXES, 400)


def measured(**changes: float) -> Measured:
    """A sheet that fits comfortably at the size it was measured at, but for the boxes named."""
    heights = {"mast": 26.0, "evidence-head": 17.0}
    heights |= dict.fromkeys(THEORY, 34.0) | dict.fromkeys(SIDE, 20.0) | dict.fromkeys(BASE, 20.0)
    heights |= dict.fromkeys(CELLS, 12.0) | dict.fromkeys(LABELS, 8.0)
    return Measured(heights | {name.replace("_", "-"): height for name, height in changes.items()})


def test_what_was_measured_is_predicted_as_measured():
    sheet = measured()

    assert predict(sheet, "letter", size=sheet.size, shares=sheet.shares) == sheet.heights


def test_larger_type_and_narrower_boxes_are_predicted_taller():
    sheet = measured()

    larger = predict(sheet, "letter", size=11, shares=USUAL)
    narrower = predict(sheet, "letter", size=sheet.size, shares=Shares(USUAL.theory, 0.22))

    assert all(larger[box] > sheet.heights[box] for box in BOXES)
    assert narrower["problem"] > sheet.heights["problem"]
    assert larger["mast"] == sheet.heights["mast"]


def test_little_text_gets_the_largest_type():
    sheet = Measured(dict.fromkeys(measured().heights, 9.0))

    plan = plan_sheet(sheet, "letter", lengths=LENGTHS)

    assert (plan.size, plan.budgets, plan.spread) == (SIZES[0], {}, False)


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("problem", [10.0, 30.0, 45.0, 60.0])
def test_frames_stay_on_the_page_and_apart(paper, problem):
    width, height = content_size(paper)

    frames = plan_sheet(measured(problem=problem), paper, lengths=LENGTHS).frames

    assert all(f.x >= 0 and f.y >= 0 and f.x + f.width <= width + 0.01 for f in frames.values())
    assert max(f.y + f.height for f in frames.values()) == pytest.approx(height)
    boxes = sorted(frames.items())
    for place, (name, one) in enumerate(boxes):
        for other_name, other in boxes[place + 1 :]:
            beside = one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01
            below = one.y + one.height <= other.y + 0.01 or other.y + other.height <= one.y + 0.01
            assert beside or below, (name, other_name)


def test_a_plan_holds_what_it_predicted():
    sheet = measured(problem=40.0)

    plan = plan_sheet(sheet, "letter", lengths=LENGTHS)

    assert overfull(plan, predict(sheet, "letter", size=plan.size, shares=plan.shares)) == []


def test_what_came_out_too_tall_or_fell_off_the_page_is_named():
    sheet = measured()
    plan = plan_sheet(sheet, "letter", lengths=LENGTHS)
    heights = predict(sheet, "letter", size=plan.size, shares=plan.shares)

    del heights["lagging-processes"]
    wrong = overfull(plan, heights | {"if": plan.frames["if"].height + 1})

    assert wrong == ["if", "lagging-processes"]


def test_a_size_that_did_not_hold_is_tried_once_more_with_what_is_known_now():
    first = plan_sheet(measured(), "letter", lengths=LENGTHS)
    known = predict(measured(), "letter", size=first.size, shares=first.shares)
    tight = Measured(known, first.size, first.shares)
    hopeless = Measured(known | {"problem": 150.0}, first.size, first.shares)

    again = plan_sheet(tight, "letter", lengths=LENGTHS, below=first.size)
    smaller = plan_sheet(hopeless, "letter", lengths=LENGTHS, below=first.size)

    assert (again.size, again.shares) == (first.size, first.shares)
    assert smaller.size < first.size


def test_one_long_text_is_cut_at_the_smallest_type():
    plan = plan_sheet(measured(problem=160.0), "letter", lengths={**LENGTHS, "problem": 3000})

    assert (plan.size, plan.spread) == (8.5, False)
    assert 0 < plan.budgets["problem"] < 3000
    assert set(plan.budgets) <= set(SIDE)


def test_many_long_texts_become_a_spread():
    tall = measured(problem=90.0, priority=70.0, goal=60.0, well=70.0, adjust=80.0, **{"not": 60.0}, then=70.0)

    plan = plan_sheet(tall, "letter", lengths=LENGTHS)

    assert plan.spread
    assert "problem" not in plan.frames


def test_planning_again_cuts_more_where_a_text_is_still_too_tall_and_stops_when_it_fits():
    tall = measured(problem=160.0)
    plan = plan_sheet(tall, "letter", lengths={**LENGTHS, "problem": 3000})
    heights = predict(tall, "letter", size=plan.size, shares=plan.shares)

    shorter = plan_again(plan, heights | {"problem": 120.0}, "letter", lengths={**LENGTHS, "problem": 3000})
    settled = plan_again(shorter, heights | {"problem": 20.0}, "letter", lengths={**LENGTHS, "problem": 3000})

    assert shorter.budgets["problem"] < plan.budgets["problem"]
    assert settled.budgets == shorter.budgets

"""Writing on a placemat by the keyboard alone, while somebody else writes in it."""

import re

from playwright.sync_api import Page, expect

from tests.browser import sign_in_as, tab_onto
from tests.journeys.conftest import Open
from tests.journeys.sheet import AMARA, both_there, joined, open_placemat, saved


def texts(page: Page) -> list[str]:
    return page.locator(".if-line textarea").evaluate_all("all => all.map(one => one.value)")


def test_my_undo_takes_back_my_words_and_leaves_those_of_others(opened: Open) -> None:
    amara, renee = both_there(opened)
    box = amara.locator("#t-priority")
    before = box.input_value()

    tab_onto(box)
    amara.keyboard.press("ControlOrMeta+End")
    amara.keyboard.type(" Mine.")
    saved(amara)
    expect(renee.locator("#t-priority")).to_have_value(f"{before} Mine.")
    renee.locator("#t-priority").press("ControlOrMeta+Home")
    renee.keyboard.type("Theirs. ")
    expect(box).to_have_value(f"Theirs. {before} Mine.")
    amara.keyboard.press("ControlOrMeta+z")

    for page in (amara, renee):
        expect(page.locator("#t-priority")).to_have_value(f"Theirs. {before}")
    expect(box).to_be_focused()
    renee.keyboard.press("ControlOrMeta+z")
    expect(box).to_have_value(before)
    amara.keyboard.press("ControlOrMeta+End")
    amara.keyboard.type(" Again mine.")
    expect(renee.locator("#t-priority")).to_have_value(f"{before} Again mine.")
    tab_onto(amara.get_by_role("button", name="Undo my last words"))
    amara.keyboard.press("Enter")
    expect(renee.locator("#t-priority")).to_have_value(before)
    saved(amara)


def test_an_if_action_is_added_moved_taken_away_and_put_back(opened: Open) -> None:
    page = opened()
    sign_in_as(page, AMARA)
    open_placemat(page)
    before = texts(page)

    tab_onto(page.locator("#if-add"))
    page.keyboard.press("Enter")
    expect(page.locator(".if-line textarea").last).to_be_focused()
    page.keyboard.type("by hand")
    saved(page)
    assert texts(page) == [*before, "by hand"]

    grip(page, len(before), "Move up")
    assert texts(page) == [*before[:-1], "by hand", before[-1]]
    expect(page.locator("#announcer")).to_have_text(f"It is now number {len(before)}.")

    grip(page, len(before) - 1, "Remove")
    expect(page.locator("#toasts")).to_contain_text(f"If-action {len(before)} was taken away.")
    assert texts(page) == before
    expect(page.locator(".if-line textarea").last).to_be_focused()

    tab_onto(page.locator("#toasts").get_by_role("button", name="Put it back"))
    page.keyboard.press("Enter")
    expect(page.locator(".if-line textarea").nth(len(before) - 1)).to_be_focused()
    assert texts(page) == [*before[:-1], "by hand", before[-1]]

    grip(page, len(before) - 1, "Remove")
    saved(page)


def grip(page: Page, line: int, name: str) -> None:
    """Open the menu of an if-action and do what it says."""
    row = page.locator(".if-line").nth(line)
    tab_onto(row.locator(".menu > summary"))
    page.keyboard.press("Enter")
    tab_onto(row.get_by_role("button", name=name))
    page.keyboard.press("Enter")


def test_a_clause_of_the_collective_is_taken_over_and_given_back(opened: Open) -> None:
    page = opened()
    sign_in_as(page, AMARA)
    open_placemat(page)
    clause = page.locator("#t-priority").input_value()

    tab_onto(page.get_by_role("link", name="Open my own placemat"))
    with page.expect_navigation(url=re.compile("/placemats/")):
        page.keyboard.press("Enter")
    joined(page)
    mine = page.locator("#t-priority").input_value()
    tab_onto(page.locator("#theirs-priority").get_by_role("button", name="Take this over as a starting point"))
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.locator("#t-priority")).to_have_value(re.compile(re.escape(clause) + "$"))
    joined(page)
    tab_onto(page.locator(".toasts").get_by_role("button", name="Undo"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#t-priority")).to_have_value(mine)
    joined(page)

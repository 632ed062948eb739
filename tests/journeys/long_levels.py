"""A leader's own placemat beside the collective's, by keyboard alone: take over, carry home, show, keep to oneself."""

import re

from playwright.sync_api import Page, expect

from tests.browser import look_over, press, sign_in_as, tab_onto
from tests.journeys.conftest import Open

MEMBER = "amara.okafor@demo.example"


def enter(page: Page, name: str) -> None:
    """Press the first button of this name by keyboard, and be where it leads."""
    tab_onto(page.get_by_role("button", name=name).first, most=250)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_leader_takes_over_carries_home_and_shows(opened: Open) -> None:
    page = opened()
    sign_in_as(page, MEMBER)
    page.goto("/p/fundy-shore/collectives/")
    press(page, "Reading with meaning", r"/collectives/[0-9a-f-]+/$")
    press(page, "Placemat", r"/placemats/[0-9a-f-]+/$")
    look_over(page)

    enter(page, "Carry if-action 2 into mine")
    expect(page.get_by_role("heading", name="My own placemat")).to_be_visible()
    expect(page.get_by_text("From the collective’s if-action 2")).to_be_visible()
    look_over(page)
    enter(page, "Undo")
    expect(page.get_by_text("From the collective’s if-action 2")).to_have_count(0)

    then = page.locator(".clause.then")
    tab_onto(then.get_by_role("button", name="Take this over as a starting point"), most=250)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#t-then")).to_have_value(re.compile("educators use high-quality materials"))
    enter(page, "Undo")
    expect(page.locator("#t-then")).to_have_value("")

    enter(page, "Show it to my collective")
    expect(page.get_by_text("Your collective can read it.").first).to_be_visible()
    own = page.url
    page.goto("/p/fundy-shore/collectives/")
    press(page, "Reading with meaning", r"/collectives/[0-9a-f-]+/$")
    press(page, "Phase", r"/phase/$")
    press(page, "Look at them", r"/placemat/shown/$")
    expect(page.get_by_role("link", name="Amara Okafor").first).to_be_visible()
    look_over(page)

    page.goto(own)
    enter(page, "Keep it to myself")
    expect(page.get_by_text("Only you can read it.").first).to_be_visible()

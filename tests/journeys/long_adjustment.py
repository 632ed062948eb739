"""A theory of action changes while its collective acts on it: by keyboard, from the question to what led to it."""

import re

from playwright.sync_api import expect

from tests.browser import look_over, press, sign_in_as, tab_onto
from tests.journeys.conftest import Open

FACILITATOR, MEMBER = "renee.theriault@demo.example", "amara.okafor@demo.example"
QUESTION = "You changed the “so that”. What led to it?"


def test_a_change_is_asked_about_on_open_pages_put_aside_and_said(opened: Open) -> None:
    page, other = opened(), opened()
    for window, email in ((page, FACILITATOR), (other, MEMBER)):
        sign_in_as(window, email)
        window.goto("/p/fundy-shore/collectives/")
        press(window, "Reading with meaning", r"/collectives/[0-9a-f-]+/$")
        press(window, "Placemat", r"/placemats/[0-9a-f-]+/$")
        expect(window.locator("#placemat[data-live=connected][data-saved=yes]")).to_be_visible()

    tab_onto(page.locator("#t-so_that"))
    page.keyboard.press("Control+End")
    page.keyboard.type(", and say so themselves")
    expect(page.locator("#saved")).to_have_text("Saved")

    for window in (page, other):
        expect(window.get_by_text(QUESTION)).to_be_visible(timeout=20_000)
    expect(page.locator("#t-so_that")).to_be_focused()
    look_over(page)

    tab_onto(other.locator("#adjustment-later"), most=250)
    other.keyboard.press("Enter")
    expect(other.get_by_text(QUESTION)).to_have_count(0)
    assert other.evaluate("document.activeElement !== document.body")

    press(page, "Say what led to it", r"/adjustments/new/")
    look_over(page)
    tab_onto(page.get_by_label("What led to it?"))
    page.keyboard.type("Students told us that nobody asks them.")
    press(page, "Keep the adjustment", r"/adjustments/[0-9a-f-]+/$")
    expect(page.get_by_text("Students told us that nobody asks them.")).to_be_visible()
    look_over(page)

    expect(other.locator("#adjusted")).to_contain_text("the “so that” was changed", timeout=20_000)
    press(page, "Take the adjustment away", r"removed-adjustment")
    expect(other.locator("#adjusted")).to_contain_text(re.compile("7 November|if-action 4 was added"), timeout=20_000)

"""Looking back at a placemat: its history, two moments side by side, putting back and undoing, by keyboard alone."""

import re

from playwright.sync_api import Page, expect

from tests.browser import look_over, sign_in_as, tab_to
from tests.journeys.conftest import Open

FACILITATOR = "renee.theriault@demo.example"
COLLECTIVE = "Reading with meaning, grades 3–5"
LATE = "build collective ownership"


def press(page: Page, name: str, address: str) -> None:
    """Go to what has this name by the keyboard, press it, and be at an address like this."""
    tab_to(page, name, most=150)
    with page.expect_navigation(url=re.compile(address)):
        page.keyboard.press("Enter")


def test_a_facilitator_looks_back_and_puts_back_what_stood_there(opened: Open) -> None:
    page = opened()
    sign_in_as(page, FACILITATOR)
    page.goto(f"{page.url}collectives/")
    press(page, COLLECTIVE, r"/collectives/[0-9a-f-]+/$")
    press(page, "History", r"/placemats/[0-9a-f-]+/history/$")
    expect(page.get_by_text("The theory as we agreed on it").first).to_be_visible()
    look_over(page)

    press(page, "Compare two moments", r"/compare/$")
    expect(page.locator("#comparison")).to_contain_text(LATE)
    look_over(page)

    press(page, "Put this back", r"/restore/")
    expect(page.locator("#restore")).to_contain_text("One if-action that was added later is taken away.")
    look_over(page)

    press(page, "Put it back", r"/history/\?before=")
    expect(page.locator("#history")).to_contain_text("It is put back.")
    look_over(page)
    press(page, "Undo", r"/history/\?before=")

    press(page, "Placemat", r"/placemats/[0-9a-f-]+/$")
    expect(page.locator("#part2 textarea").nth(3)).to_have_value(re.compile(LATE))


def test_on_a_phone_without_scripts_a_moment_gets_a_name_and_loses_it(opened: Open) -> None:
    page = opened(phone=True, scripts=False)
    sign_in_as(page, FACILITATOR)
    page.goto(f"{page.url}collectives/")
    page.get_by_role("link", name=COLLECTIVE).first.click()
    page.get_by_role("navigation", name="This collective").get_by_role("link", name="History").click()

    page.get_by_role("link", name="Name what stands there now").click()
    page.get_by_label("What do you call this moment?").fill("Before the holidays")
    page.get_by_role("button", name="Name it").click()
    named = page.locator("#moments").get_by_role("listitem").filter(has_text="Before the holidays")
    expect(named).to_be_visible()
    named.locator("summary").click()
    named.get_by_role("button", name="Take the name away").click()

    expect(page.locator("#moments")).not_to_contain_text("Before the holidays")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()

"""Looking back at a placemat: its history, two moments side by side, putting back and undoing, by keyboard alone."""

import re

from playwright.sync_api import expect

from tests.browser import look_over, press, sign_in_as, tab_onto
from tests.journeys.conftest import Open

FACILITATOR = "renee.theriault@demo.example"
COLLECTIVE = "Reading with meaning, grades 3–5"
LATE = "build collective ownership"


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

    tab_onto(page.locator("section.cmp", has_text=LATE).get_by_role("link", name="Put this back"))
    with page.expect_navigation(url=re.compile(r"/restore/")):
        page.keyboard.press("Enter")
    expect(page.locator("#restore")).to_contain_text("One if-action that was added later is taken away.")
    look_over(page)

    press(page, "Put it back", r"/history/\?before=")
    expect(page.locator("#history")).to_contain_text("It is put back.")
    look_over(page)
    press(page, "Undo", r"/history/\?before=")

    press(page, "Placemat", r"/placemats/[0-9a-f-]+/$")
    expect(page.locator("#part2 textarea").nth(3)).to_have_value(re.compile(LATE))


def test_a_moment_gets_a_name_and_loses_it_by_keyboard_alone(opened: Open) -> None:
    page = opened()
    sign_in_as(page, FACILITATOR)
    page.goto(f"{page.url}collectives/")
    press(page, COLLECTIVE, r"/collectives/[0-9a-f-]+/$")
    press(page, "History", r"/placemats/[0-9a-f-]+/history/$")

    press(page, "Name what stands there now", r"/moments/new/")
    look_over(page)
    tab_onto(page.get_by_label("What do you call this moment?"))
    page.keyboard.type("As agreed in November")
    with page.expect_navigation(url=re.compile(r"/history/")):
        page.keyboard.press("Enter")
    named = page.locator("#moments").get_by_role("listitem").filter(has_text="As agreed in November")
    expect(named).to_be_visible()

    tab_onto(named.locator("summary"))
    page.keyboard.press("Enter")
    tab_onto(named.get_by_role("button", name="Take the name away"))
    with page.expect_navigation(url=re.compile(r"removed-moment")):
        page.keyboard.press("Enter")
    expect(page.locator("#moments")).not_to_contain_text("As agreed in November")
    look_over(page)


def test_an_open_history_says_that_something_was_written_and_stays_where_it_is_read(opened: Open) -> None:
    reader, writer = opened(), opened()
    for page in (reader, writer):
        sign_in_as(page, FACILITATOR)
        page.goto("/p/fundy-shore/collectives/")
        page.get_by_role("link", name=COLLECTIVE).first.click()
    reader.get_by_role("navigation", name="This collective").get_by_role("link", name="History").click()
    last = reader.locator(".hist-part a").last
    last.focus()
    before = reader.evaluate("scrollY")

    writer.get_by_role("navigation", name="This collective").get_by_role("link", name="Placemat").click()
    expect(writer.locator("#placemat[data-live=connected][data-saved=yes]")).to_be_visible()
    writer.locator("#t-went_well").press_sequentially(" Both of us.")
    expect(writer.locator("#saved")).to_have_text("Saved")

    expect(reader.get_by_text("Something was written since you opened this page.")).to_be_visible(timeout=60_000)
    expect(last).to_be_focused()
    assert reader.evaluate("scrollY") >= before > 0
    look_over(reader)
    reader.get_by_role("link", name="Show it").press("Enter")
    expect(reader.locator(".hist-day").first).to_contain_text("Both of us.")


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

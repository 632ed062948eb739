"""From a closed cycle to the next: what a group chose, the press, the next placemat; the former is read for good."""

import re

from playwright.sync_api import Page, expect

from tests.browser import Live, follow, look_over, sign_in_as, sign_in_by_code
from tests.journeys.conftest import Open

FACILITATOR, GUIDE = "mei-ling.chow@demo.example", "renee.theriault@demo.example"
COLLECTIVE, RENEWED = "Numbers before nine", "Ask them"


def open_collective(page: Page, name: str, tab: str) -> None:
    """The page of this name of a collective."""
    page.goto("/p/fundy-shore/collectives/")
    follow(page.get_by_role("link", name=name).first)
    follow(page.get_by_role("navigation", name="This collective").get_by_role("link", name=tab, exact=True))


def test_a_cycle_is_closed_together_and_the_next_begins_with_what_is_kept(opened: Open, live: Live) -> None:
    page = opened()
    sign_in_by_code(page, live, FACILITATOR)
    follow(page.get_by_role("link", name="Look at it together").first)
    expect(page.get_by_text("The number has moved; where it begins has not.")).to_have_count(
        0
    )  # it stands in its field
    look_over(page)

    # part by part: each press is saved where it is
    so_that = page.get_by_role("region", name="So that", exact=True)
    so_that.get_by_role("button", name="Drop").click()
    expect(so_that.get_by_role("button", name="Drop")).to_have_attribute("aria-pressed", "true")
    then = page.get_by_role("region", name="Then", exact=True)
    then.get_by_role("button", name="Sharpen").click()
    words = then.get_by_label("How does it read now?")
    expect(words).to_be_visible()
    words.fill("teachers hear how a child thinks, and choose the next problem because of it")
    then.get_by_label("Why?").focus()
    expect(then.get_by_text("chosen by Mei-Ling Chow")).to_be_visible()
    members = page.get_by_role("region", name="Who stays")
    members.get_by_role("button", name="Leaves").first.click()
    expect(members.get_by_text("leaves").first).to_be_visible()
    page.reload()
    expect(page.get_by_label("How does it read now?").last).to_have_value(
        re.compile("^teachers hear how a child thinks, and")
    )
    look_over(page)

    # what will happen, and the press
    follow(page.get_by_role("link", name="Look at it", exact=True).first)
    told = page.get_by_role("region", name="What will happen")
    expect(told).to_contain_text("Their seat ends")
    expect(told).to_contain_text("go on with the collective")
    look_over(page)
    page.get_by_label("What do you say at the end of this cycle?").fill("Three steps, in the children’s own words.")
    follow(page.get_by_role("button", name="Close the cycle"))
    expect(
        page.get_by_text("The cycle is closed, and everybody is told by mail. What it wrote stays to be read.").first
    ).to_be_visible()
    look_over(page)
    follow(page.get_by_role("link", name="Open its placemat"))
    expect(page.locator("#t-then")).to_have_value(
        "teachers hear how a child thinks, and choose the next problem because of it"
    )
    expect(page.locator("#t-so_that")).to_have_value("")

    # the former one is read for good
    follow(page.get_by_role("link", name="All cycles").first)
    look_over(page)
    follow(page.locator(".cycle-line > li").last.get_by_role("link", name="Placemat"))
    expect(page.get_by_text("What it wrote stays to be read.").first).to_be_visible()
    look_over(page)

    # too early: everything is as it was
    page.go_back()
    follow(page.get_by_role("link", name=re.compile("At its end")))
    follow(page.get_by_role("button", name="Open the cycle again"))
    expect(page.get_by_text("The cycle is open again, with everything you had chosen.").first).to_be_visible()


def test_a_collective_in_its_second_cycle_reads_the_first_on_a_phone_without_a_script(opened: Open) -> None:
    page = opened(phone=True, scripts=False)
    sign_in_as(page, GUIDE)
    open_collective(page, RENEWED, "Phase")

    follow(page.get_by_role("link", name="All cycles").first)
    expect(page.locator(".cycle-line > li")).to_have_count(2)
    follow(page.get_by_role("link", name=re.compile("At its end")))
    expect(page.get_by_text("We did it, and nothing followed.")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    follow(page.get_by_role("link", name="Judgement").first)
    expect(page.get_by_text("Nobody could name a lesson.")).to_be_visible()

"""A new facilitator walks a whole cycle in a made-up program: eight stations, each done on the real pages."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser import axe, follow, look_over, sign_in_as
from tests.journeys.conftest import Open

GUIDE = "renee.theriault@demo.example"
TEN_MINUTES = 600  # seconds
SOON = 20_000  # what somebody made up does, or a worker


def at_station(page: Page, number: int) -> None:
    """The bar has come so far, by itself."""
    expect(page.locator("#rehearsal-bar .eyebrow")).to_have_text(re.compile(f"step {number} of 8"), timeout=SOON)


def go_there(page: Page) -> None:
    follow(page.locator("#rehearsal-bar").get_by_role("link", name="Go there"))


def make_one(page: Page) -> None:
    """From the first page of a real program to the first page of one's own."""
    follow(page.get_by_role("link", name="Rehearse a cycle"))
    look_over(page)
    page.get_by_role("button", name="Make my rehearsal").click()
    page.wait_for_url(re.compile("/p/rehearsal-"), timeout=3 * SOON)
    expect(page).to_have_title(re.compile("Rehearsal: Two Rivers"))


def promise_an_indicator(page: Page) -> None:
    page.locator("#part3 a[href*='indicators/new']").first.click()
    page.locator("#form [name=text]").fill("Second conversations held")
    page.locator("#form [name=aligned_to]").select_option(index=2)
    page.locator("#form [name=data_types]").nth(2).check()
    page.get_by_role("button", name="Save the indicator").click()


def lead_the_session(page: Page) -> None:
    follow(page.get_by_role("button", name="Begin the session"))
    page.get_by_role("button", name=re.compile("^Ask it now.*What does the line")).click()
    expect(page.get_by_text("7 of 8").first).to_be_visible(timeout=2 * SOON)
    look_over(page)
    page.get_by_role("button", name="Show the answers").click()
    expect(page.get_by_text("We visit people who invite us.").first).to_be_visible()
    page.locator("#step-on").click()
    page.get_by_role("button", name="End the session").click()


def bring_a_figure(page: Page) -> None:
    """One's own school's; then what everybody sees of the smallest."""
    page.locator("[name=numerator]").fill("13")
    page.locator("[name=denominator]").fill("24")
    page.get_by_role("button", name="Bring it").click()


def adapt_the_theory(page: Page) -> None:
    page.get_by_label("What do we see?").fill("The line rose in all three schools within a few weeks.")
    page.get_by_label("What do we make of it?").fill("Two who visit together talk about what they saw.")
    follow(page.get_by_role("button", name="Keep the analysis"))
    analysis = page.url
    page.get_by_role("radio", name=re.compile("^Adapt")).check()
    follow(page.get_by_role("button", name="Keep what we decided"))
    follow(page.get_by_role("link", name="Placemat").first)
    page.locator("#t-then").fill("teachers plan the talk about a text together, as carefully as the reading of it")
    page.locator("#t-then").press("Tab")
    expect(page.get_by_text("Saved").first).to_be_visible()
    page.goto(analysis)
    follow(page.get_by_role("link", name="Record the adjustment"))
    look_over(page)
    page.get_by_label("What led to it?").fill("Pairs talk about the lesson; one alone reports.")
    follow(page.get_by_role("button", name=re.compile("adjust", re.IGNORECASE)).last)


def judge_and_settle(page: Page) -> None:
    follow(page.get_by_role("link", name=re.compile("^Answer")).first)
    page.get_by_role("radio", name="Partly").check()
    page.get_by_label("What speaks for it?").fill("More students explain a text than a year ago.")
    follow(page.get_by_role("button", name="Keep it in the draft"))
    follow(page.get_by_role("button", name="It is our judgement"))


def close_the_cycle(page: Page) -> None:
    then = page.get_by_role("region", name="Then", exact=True)
    then.get_by_role("button", name="Keep").click()
    expect(then.get_by_role("button", name="Keep")).to_have_attribute("aria-pressed", "true")
    follow(page.get_by_role("link", name="Look at it", exact=True).first)
    page.get_by_label("What do you say at the end of this cycle?").fill("We visit on days that nobody chose.")
    follow(page.get_by_role("button", name="Close the cycle"))


def test_a_whole_cycle_is_walked_in_less_than_ten_minutes(opened: Open) -> None:
    began, page = time.monotonic(), opened()
    sign_in_as(page, GUIDE)
    make_one(page)
    at_station(page, 1)
    look_over(page)
    go_there(page)
    look_over(page)
    promise_an_indicator(page)
    at_station(page, 2)
    go_there(page)
    page.get_by_role("button", name=re.compile("^Draft it")).click()
    at_station(page, 3)
    look_over(page)
    go_there(page)
    lead_the_session(page)
    at_station(page, 4)
    go_there(page)
    look_over(page)
    bring_a_figure(page)
    at_station(page, 5)
    go_there(page)
    page.get_by_label("The visits in pairs have made teachers talk about texts.").check()
    page.get_by_role("button", name="That is what I would say").click()
    expect(page.locator("#answered")).to_contain_text("the sheet became shorter in the same weeks")
    page.get_by_label(re.compile("It has shifted")).check()
    page.get_by_role("button", name="That is what I would say").click()
    expect(page.locator("#answered")).to_contain_text("are a shift")
    look_over(page)
    at_station(page, 6)
    go_there(page)
    adapt_the_theory(page)
    at_station(page, 7)
    go_there(page)
    judge_and_settle(page)
    at_station(page, 8)
    go_there(page)
    close_the_cycle(page)
    expect(page.locator("#rehearsal-bar")).to_contain_text("You have been through the whole cycle", timeout=SOON)
    follow(page.locator("#rehearsal-bar").get_by_role("link", name="All steps"))
    expect(page.locator(".stations > .done")).to_have_count(8)
    look_over(page)
    assert time.monotonic() - began < TEN_MINUTES

    # once more, on a phone, where no script runs; then it is thrown away
    old = page.url
    phone = opened(phone=True, scripts=False)
    sign_in_as(phone, GUIDE)
    phone.goto("/rehearsal/")
    follow(phone.get_by_role("button", name="Begin again"))
    deadline = time.monotonic() + 60
    while "/p/rehearsal-" not in phone.url and time.monotonic() < deadline:
        phone.wait_for_timeout(1000)
        phone.goto("/rehearsal/?waiting")
    expect(phone.locator("#rehearsal-bar .eyebrow")).to_have_text(re.compile("step 1 of 8"))
    follow(phone.get_by_role("button", name="Skip this step"))
    expect(phone.locator("#rehearsal-bar .eyebrow")).to_have_text(re.compile("step 2 of 8"))
    gone = phone.goto(old)
    assert gone
    assert gone.status == 404
    phone.goto("/rehearsal/")
    follow(phone.get_by_role("button", name="Only throw it away"))
    expect(phone.get_by_role("button", name="Make my rehearsal")).to_be_visible()
    axe_page = opened(phone=True)
    sign_in_as(axe_page, GUIDE)
    axe_page.goto("/rehearsal/")
    axe(axe_page)

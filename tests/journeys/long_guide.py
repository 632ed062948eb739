"""The guide beside a placemat that is open: it follows what is written, waits for a pause, and takes nobody's focus."""

import re

from playwright.sync_api import Page, expect

from tests.browser import Live, follow, look_over, sign_in_as, tab_onto
from tests.journeys.conftest import Open
from tests.journeys.sheet import AMARA, RENEE, open_placemat, saved

COLLECTIVE = "Ask them"
OURS = re.compile("something you do, or something that happens")


def write_passive(page: Page) -> str:
    """An if-action that is nobody's; the id of its box."""
    page.get_by_role("button", name="Add an if-action").click()
    expect(page.locator(".if-line textarea").last).to_be_focused()
    page.keyboard.type("a viable curriculum is in place")
    box = page.locator(".if-line textarea").last.get_attribute("id")
    assert box
    return box


def test_questions_follow_what_is_written_and_leave_the_writer_alone(opened: Open, live: Live) -> None:
    page = opened()
    sign_in_as(page, RENEE)
    open_placemat(page, COLLECTIVE)
    saved(page)

    box = write_passive(page)
    expect(page.locator("#guide-theory")).to_contain_text(OURS, timeout=20_000)
    expect(page.locator(f"#{box}")).to_be_focused()
    expect(page.locator(f"#{box}")).to_have_value("a viable curriculum is in place")
    look_over(page)

    more = page.locator("#more-theory > summary")
    if more.count() and not page.locator("#guide-theory").get_by_text(OURS).first.is_visible():
        tab_onto(more)
        page.keyboard.press("Enter")
    hint = page.locator("#guide-theory .ask-q").filter(has_text=OURS)
    expect(hint.locator("blockquote")).to_have_text("is in place")
    tab_onto(hint.locator("summary"))
    page.keyboard.press("Enter")
    expect(hint.get_by_text("You can begin only with what is in your own hands.")).to_be_visible()
    tab_onto(hint.get_by_role("button", name="Not now"))
    page.keyboard.press("Enter")
    expect(page.locator("#guide-theory")).not_to_contain_text(OURS)
    expect(page.locator("#guide-theory")).to_contain_text("One question is put aside.")
    expect(page.locator("#guide-theory :focus")).to_have_count(1)

    page.locator(f"#{box}").fill("visit two classrooms a week and write two sentences the same day")
    saved(page)
    expect(page.locator("#guide-theory")).not_to_contain_text("is put aside", timeout=15_000)


def test_what_somebody_opened_stays_open_while_others_write(opened: Open, live: Live) -> None:
    reader, writer = opened(), opened()
    for page in (reader, writer):
        sign_in_as(page, RENEE)
        open_placemat(page, COLLECTIVE)
        saved(page)
    why = reader.locator("#guide-evidence details").first
    why.locator("summary").first.click()
    name = why.get_attribute("id")

    writer.locator("#t-so_that").fill("students hear within ten days what became of what they said")
    saved(writer)

    expect(reader.locator("#t-so_that")).to_have_value("students hear within ten days what became of what they said")
    reader.wait_for_timeout(6000)
    expect(reader.locator(f"#{name}")).to_have_attribute("open", "")


def test_the_guides_page_and_two_levels_without_scripts_on_a_phone(opened: Open, live: Live) -> None:
    page = opened(phone=True, scripts=False)
    sign_in_as(page, AMARA)
    page.goto("/p/fundy-shore/collectives/")
    follow(page.get_by_role("link", name="Reading with meaning").first)
    follow(page.get_by_role("navigation").get_by_role("link", name="Placemat", exact=True).first)

    page.get_by_role("button", name="Carry if-action 2 into mine").click()
    expect(page.get_by_role("heading", name="My own placemat")).to_be_visible()
    expect(page.get_by_text("From the collective’s if-action 2")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("From the collective’s if-action 2")).to_have_count(0)
    page.goto(page.url.split("#")[0].split("?")[0] + "guide/")
    expect(page.get_by_role("heading", name="Questions to think with")).to_be_visible()
    before = page.locator(".asked > li").count()
    page.get_by_role("button", name=re.compile("Not now")).first.click()
    expect(page.locator(".asked > li")).to_have_count(before - 1)
    page.get_by_role("button", name="Show them again").click()
    expect(page.locator(".asked > li")).to_have_count(before)


def test_every_new_page_is_for_everybody(opened: Open, live: Live) -> None:
    for phone in (False, True):
        page = opened(phone=phone)
        sign_in_as(page, RENEE)
        open_placemat(page, COLLECTIVE)
        placemat = page.url.split("#")[0]
        collective = page.get_by_role("navigation").get_by_role("link", name="Phase", exact=True).first
        phase = collective.get_attribute("href") or ""
        for url in (
            f"{placemat}guide/",
            phase,
            phase.replace("/phase/", "/placemat/shown/"),
            phase.replace("/phase/", "/placemat/blank/"),
            phase.replace("/phase/", "/placemat/blank/print/"),
        ):
            page.goto(url)
            look_over(page)

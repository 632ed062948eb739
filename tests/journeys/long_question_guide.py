"""The question guide beside a session: what comes first, what was asked, what came of it."""

import re

from playwright.sync_api import Page, expect

from tests.browser import follow, look_over, sign_in_as
from tests.journeys.conftest import Open

FACILITATOR = "renee.theriault@demo.example"


def open_session(page: Page) -> None:
    """The next session this person has."""
    sign_in_as(page, FACILITATOR)
    page.goto("/p/fundy-shore/sessions/")
    follow(page.locator("main li.due a").first)


def test_a_facilitator_asks_a_question_and_says_what_came_of_it(opened: Open) -> None:
    page = opened()
    open_session(page)
    guide = page.locator("#questions")

    expect(guide.get_by_role("link", name="Illuminate")).to_be_visible()
    guide.get_by_role("link", name="Illuminate").click()
    expect(guide.get_by_role("link", name="Illuminate")).to_have_attribute("aria-current", "true")
    words = guide.locator("#suggestions .words").first.inner_text()
    guide.get_by_role("button", name=re.compile("^Ask it")).first.click()
    expect(guide.get_by_role("heading", name="Asked in this session")).to_be_visible()
    expect(guide.locator(".guide").last).to_contain_text(words)

    guide.locator("summary", has_text="What came of it?").first.click()
    guide.get_by_label("In a few words").first.fill("We look at one class first.")
    guide.get_by_role("button", name="Keep it").first.click()
    expect(guide.locator(".came-of")).to_contain_text("We look at one class first.")

    guide.get_by_role("button", name=re.compile("^A favourite")).first.click()
    expect(guide.locator("[aria-pressed=true]").first).to_be_visible()
    look_over(page)


def test_the_library_without_scripts_on_a_phone(opened: Open) -> None:
    page = opened(phone=True, scripts=False)
    sign_in_as(page, FACILITATOR)

    follow(page.locator(".thumbs").get_by_role("link", name="Library"))
    page.get_by_label("What for").select_option(label="find what lies behind")
    follow(page.get_by_role("button", name="Show these"))
    expect(page.get_by_role("heading", name="3 protocols")).to_be_visible()
    follow(page.get_by_role("link", name="Fishbone"))
    expect(page.get_by_text("Draw the head: the problem and its data")).to_be_visible()
    follow(page.get_by_role("button", name=re.compile("^Add it here")).first)

    expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Fishbone")


def test_the_pages_of_the_library_have_no_barriers(opened: Open) -> None:
    page = opened()
    sign_in_as(page, FACILITATOR)

    for tail in ("", "questions/", "themes/", "protocols/tuning/", "protocols/new/"):
        page.goto(f"/p/fundy-shore/library/{tail}")
        look_over(page)

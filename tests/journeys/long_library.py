"""From what one collective learned to another's placemat: found, looked at, begun from, and taken out again."""

from playwright.sync_api import Page, expect

from tests.browser import follow, look_over, sign_in_as
from tests.journeys.conftest import Open

GUIDE, ADMIN = "renee.theriault@demo.example", "ines.arsenault@demo.example"
TITLE = "Five minutes of number talk, every day, before anything else"


def find(page: Page) -> None:
    """The summary, by its words."""
    page.goto("/p/fundy-shore/library/learned/")
    page.get_by_label("Words to look for, in English, French or Spanish").fill("number talk")
    follow(page.get_by_role("button", name="Look", exact=True))
    follow(page.get_by_role("link", name=TITLE))


def test_a_group_begins_from_what_another_learned_and_takes_it_out_again(opened: Open) -> None:
    page = opened()
    sign_in_as(page, GUIDE)
    find(page)
    follow(page.get_by_role("link", name="Begin from this"))
    look_over(page)

    # the problem of practice and the priority alone: words stand in the first, and stay
    for box in page.get_by_role("checkbox").all()[2:]:
        box.uncheck()
    page.get_by_label("Ask them, 2026–27").check()
    follow(page.get_by_role("button", name="See what would happen"))
    expect(page.get_by_text("We survey students every spring.")).to_be_visible()
    expect(page.get_by_label("Put it below what stands there").first).not_to_be_checked()
    look_over(page)
    follow(page.get_by_role("button", name="Write it into the placemat"))

    expect(page.locator("#t-priority")).to_have_value("Ten minutes of number talk a day, from kindergarten to grade 2.")
    expect(page.locator("#t-problem_of_practice")).to_have_value(
        "We survey students every spring. Nobody can name a lesson that changed because of it."
    )
    placemat = page.url
    expect(page.get_by_text("Began from what Numbers before nine learned:")).to_be_visible()
    look_over(page)
    find(page)
    expect(page.get_by_text("One group began from it.")).to_be_visible()

    page.goto(placemat)
    follow(page.get_by_role("button", name="Take it out again"))
    expect(page.get_by_text("What you had begun from is taken out again.")).to_be_visible()
    expect(page.locator("#t-priority")).to_have_value("")


def test_an_admin_agrees_to_show_on_a_phone_without_a_script(opened: Open) -> None:
    page = opened(phone=True, scripts=False)
    sign_in_as(page, ADMIN)
    page.goto("/p/fundy-shore/setup/settings/")
    follow(page.get_by_role("link", name="Show, and see"))
    page.get_by_label("Show other programs what we publish").check()
    follow(page.get_by_role("button", name="Keep it like this"))

    expect(page.get_by_text("It is kept.")).to_be_visible()
    expect(page.get_by_label("Show other programs what we publish")).to_be_checked()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0

"""Words that were brought: coded with the mouse, by keyboard, without scripts; what others are told of it."""

import re

from playwright.sync_api import Page, expect

from tests.browser import follow, look_over, sign_in_as
from tests.journeys.conftest import Open

MEMBER, FACILITATOR = "amara.okafor@demo.example", "renee.theriault@demo.example"
INDICATOR = "What staff say about teaching reading together"
OPEN = "Substitutes are hard to find on our side of the bay."
COVER = "Time and cover"


def indicator_of(page: Page, email: str) -> None:
    """The page of the indicator that is told in words."""
    sign_in_as(page, email)
    page.goto("/p/fundy-shore/collectives/")
    follow(page.get_by_role("link", name="Reading with meaning").first)
    page.goto(re.sub(r"/$", "/evidence/", page.url))
    follow(page.get_by_role("link", name=INDICATOR))


def codes_of(page: Page, email: str) -> None:
    """The page of its words and their codes."""
    indicator_of(page, email)
    follow(page.get_by_role("link", name=re.compile("Code the words|Look at the codes")))


def test_words_are_coded_by_hand_and_by_keyboard_and_others_learn_no_more_than_districts(opened: Open) -> None:
    page, other = opened(), opened()
    codes_of(page, MEMBER)
    look_over(page)
    slip = page.locator("[data-slip]").filter(has_text=OPEN)

    slip.drag_to(page.locator("[data-column]").filter(has=page.get_by_role("heading", name=COVER)))
    expect(slip.get_by_role("button", name=COVER)).to_be_visible()
    page.get_by_role("button", name="Undo: gave words a code").click()
    expect(slip.get_by_role("button", name=COVER)).to_have_count(0)

    slip.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-chosen-words]")).to_have_text("1 piece chosen")
    page.locator("#choose summary").nth(1).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("What Emma Tremblay needs")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#name-words-why")).to_contain_text("seems to name somebody")
    expect(slip.get_by_role("checkbox")).to_be_checked()
    page.locator("#name-words").fill("Substitutes")
    page.get_by_role("button", name="Make this code").click()
    expect(slip.get_by_role("button", name="Substitutes")).to_be_visible()

    indicator_of(other, FACILITATOR)
    shown = other.locator("tr").filter(has_text="Substitutes")
    expect(shown).to_contain_text("Protected")
    expect(other.locator("tr").filter(has_text=COVER)).to_contain_text("districts")
    expect(other.locator("main")).not_to_contain_text(OPEN)
    look_over(other)


def test_whoever_guides_from_elsewhere_reads_codes_and_no_words_on_a_phone(opened: Open) -> None:
    page = opened(phone=True)
    codes_of(page, FACILITATOR)
    expect(page.locator("main")).not_to_contain_text(OPEN)
    look_over(page)


def test_words_are_coded_without_scripts(opened: Open) -> None:
    page = opened(scripts=False)
    codes_of(page, MEMBER)
    slip = page.locator("li.slip").filter(has_text="Visiting helped me more")
    slip.get_by_role("checkbox").check()
    page.locator("#choose summary").first.click()
    follow(page.locator("#choose").get_by_role("button", name=COVER))
    expect(slip.get_by_role("button", name=COVER)).to_be_visible()
    follow(slip.get_by_role("button", name=COVER))
    expect(slip.get_by_role("button", name=COVER)).to_have_count(0)

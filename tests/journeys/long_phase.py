"""Moving a collective on and back by keyboard alone, while others have its pages open."""

from playwright.sync_api import Page, expect

from tests.browser import follow, look_over, press, sign_in_as, tab_onto
from tests.journeys.conftest import Open

FACILITATOR, MEMBER = "renee.theriault@demo.example", "amara.okafor@demo.example"
COLLECTIVE = "Reading with meaning, grades 3–5"


def open_page(page: Page, tab: str) -> None:
    """The collective's page of this name."""
    page.goto("/p/fundy-shore/collectives/")
    follow(page.get_by_role("link", name=COLLECTIVE).first)
    follow(page.get_by_role("navigation", name="This collective").get_by_role("link", name=tab, exact=True))


def move(page: Page, to: str, keys: str, why: str) -> None:
    """From the page of phases, by keyboard alone."""
    press(page, "Move on, or back", r"/phase/move/")
    look_over(page)
    tab_onto(page.get_by_role("radio", checked=True))
    page.keyboard.press(keys)
    expect(page.get_by_role("radio", name=to)).to_be_checked()
    tab_onto(page.get_by_label("What made you decide so?"))
    page.keyboard.type(why)
    press(page, "Move there", r"/phase/$")


def test_a_facilitator_moves_on_and_back_and_open_pages_follow_without_losing_anybodys_place(opened: Open) -> None:
    mover, reader, writer = opened(), opened(), opened()
    sign_in_as(mover, FACILITATOR)
    sign_in_as(reader, MEMBER)
    sign_in_as(writer, MEMBER)
    open_page(mover, "Phase")
    look_over(mover)
    open_page(reader, "Phase")
    open_page(writer, "Placemat")
    expect(writer.locator("#placemat[data-live=connected][data-saved=yes]")).to_be_visible()
    link = reader.locator("#phase-6 a").last
    link.focus()
    address, far = link.get_attribute("href"), reader.evaluate("scrollY")
    box = writer.locator("#t-will_adjust")
    box.focus()
    deep = writer.evaluate("scrollY")

    move(mover, "6 · Sharing knowledge", "ArrowDown", "The year is over sooner than we thought.")
    expect(mover.get_by_text("Done. Everybody in the collective sees where you are now, and why.")).to_be_visible()

    expect(writer.locator("#ruler [aria-current]")).to_contain_text("6", timeout=15_000)
    expect(box).to_be_focused()
    assert writer.evaluate("scrollY") == deep > 0
    expect(reader.locator("#phase-6")).to_have_attribute("aria-current", "step", timeout=60_000)
    expect(reader.locator("aside")).to_contain_text("The year is over sooner than we thought.")
    assert reader.evaluate("document.activeElement.getAttribute('href')") == address
    assert abs(reader.evaluate("scrollY") - far) < 400 < far
    look_over(reader)

    move(mover, "4 · Implementing", "ArrowUp", "We meant to look once more.")
    expect(mover.locator("#phase-4")).to_have_attribute("aria-current", "step")
    expect(mover.locator("aside")).to_contain_text("Back to phase 4")

"""A session's notes: two write at once, with scripts and without; what one takes on shows on the other's page."""

from playwright.sync_api import Page, expect

from tests.browser import look_over, sign_in_as
from tests.journeys.conftest import Open
from tests.journeys.sheet import AMARA, READING, RENEE, saved

NOTES = "#t-notes"


def open_session(page: Page, email: str) -> None:
    """The last one that this collective held."""
    sign_in_as(page, email)
    page.goto("/p/fundy-shore/sessions/?show=past")
    page.locator("main").get_by_role("link", name=READING).first.click()
    expect(page.get_by_role("heading", name="Notes")).to_be_visible()


def test_two_write_notes_at_once_and_see_what_is_taken_on(opened: Open) -> None:
    amara, renee = opened(), opened(phone=True)
    for page, email in ((amara, AMARA), (renee, RENEE)):
        open_session(page, email)
        expect(page.locator("#notes")).to_have_attribute("data-live", "connected")
    before = amara.locator(NOTES).input_value()

    amara.locator(NOTES).press("ControlOrMeta+End")
    renee.locator(NOTES).press("ControlOrMeta+Home")
    for step in range(8):
        amara.keyboard.type(f" a{step}")
        renee.keyboard.type(f"r{step} ")
    amara.get_by_role("textbox", name="Write it down").fill("Bring the look-for sheet along")
    amara.keyboard.press("Tab")
    amara.get_by_role("button", name="Make it a commitment").press("Enter")

    theirs, ours = "".join(f"r{step} " for step in range(8)), "".join(f" a{step}" for step in range(8))
    for page in (amara, renee):
        expect(page.locator(NOTES)).to_have_value(f"{theirs}{before}{ours}")
        saved(page)
        expect(page.locator("#written")).to_contain_text("Bring the look-for sheet along")
        page.evaluate("scrollTo(0, 0)")  # else the head of the page lies over what was scrolled away
        look_over(page)
    expect(renee.locator("#here-words")).to_contain_text("Two of you are here.")


def test_notes_without_scripts_come_in_beside_what_was_written_meanwhile(opened: Open) -> None:
    amara, renee = opened(scripts=False), opened()
    open_session(amara, AMARA)
    open_session(renee, RENEE)
    expect(renee.locator("#notes")).to_have_attribute("data-live", "connected")
    before = amara.locator(NOTES).input_value()

    renee.locator(NOTES).press("ControlOrMeta+Home")
    renee.keyboard.type("First of all. ")
    saved(renee)
    amara.locator(NOTES).fill(f"{before}\nWritten without a script.")
    amara.get_by_role("button", name="Save the notes").click()

    whole = f"First of all. {before}\nWritten without a script."
    for page in (amara, renee):
        expect(page.locator(NOTES)).to_have_value(whole)
    amara.get_by_role("link", name="Who wrote what, and when").click()
    for name in ("Amara Okafor", "Renée Thériault"):
        expect(amara.locator("main")).to_contain_text(name)

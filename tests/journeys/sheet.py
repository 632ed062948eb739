"""The placemat's page, as journeys open it and write on it."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import follow, look_over, sign_in_as
from tests.journeys.conftest import Open
from tests.reading import pdf_text

READING = "Reading with meaning, grades 3–5"
AMARA, RENEE = "amara.okafor@demo.example", "renee.theriault@demo.example"  # a leader in it, and its facilitator


def open_placemat(page: Page, collective: str = READING) -> None:
    """From the first page to the placemat of a collective, joined."""
    page.goto("/p/fundy-shore/collectives/")
    follow(page.get_by_role("link", name=collective).first)
    follow(page.get_by_role("navigation").get_by_role("link", name="Placemat", exact=True).first)
    expect(page.locator("#t-problem_of_practice")).to_be_visible()
    joined(page)


def both_there(opened: Open) -> tuple[Page, Page]:
    """Amara and Renée, each on a device of their own, at their collective's placemat."""
    amara, renee = opened(), opened()
    sign_in_as(amara, AMARA)
    sign_in_as(renee, RENEE)
    open_placemat(amara)
    open_placemat(renee)
    return amara, renee


def joined(page: Page) -> None:
    """Wait until the page and the server hold the same."""
    expect(page.locator("#placemat")).to_have_attribute("data-live", "connected")


def saved(page: Page) -> None:
    """Wait until everything that was written is on the server's disk."""
    expect(page.locator("[data-live=connected][data-saved=yes]")).to_be_visible()
    expect(page.locator("#saved")).to_have_text("Saved")


def write(page: Page, part: str, words: str) -> None:
    """Write into one box; a moment later it is saved."""
    page.locator(f"#t-{part}").fill(words)
    saved(page)


def add(page: Page, part: str, words: str) -> None:
    """Write behind what stands there."""
    page.locator(f"#t-{part}").press("ControlOrMeta+End")
    page.keyboard.type(words)


def take_pdf(page: Page, file: Path) -> str:
    """Ask for the PDF, watch it being made, keep it; the words that are in it."""
    page.get_by_role("button", name="Print or PDF").click()
    expect(page.get_by_role("heading", name="The placemat on one page")).to_be_visible()
    expect(page.get_by_role("heading", name="It is ready")).to_be_visible(timeout=60_000)
    look_over(page)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep it on this device").click()
    kept.value.save_as(file)
    return " ".join(pdf_text(file.read_bytes()).split())

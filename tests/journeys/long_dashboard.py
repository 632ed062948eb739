"""A coordinator comes back: what changed, who would welcome a hand, the help that is offered, a view kept for later."""

from playwright.sync_api import expect

from tests.browser import follow, look_over, press, sign_in_as
from tests.journeys.conftest import Open

COORDINATOR = "priya.raman@demo.example"
COLLECTIVE = "Grading that tells the truth"


def test_from_the_flag_to_the_help_given_without_javascript(opened: Open) -> None:
    page = opened(scripts=False)
    sign_in_as(page, COORDINATOR)
    follow(page.get_by_role("link", name="Across collectives"))
    look_over(page)
    row = page.get_by_role("row", name=COLLECTIVE)
    expect(row.get_by_role("link", name="hand up")).to_be_visible()

    follow(page.get_by_role("link", name="See what would help"))
    follow(page.get_by_role("link", name=f"Offer help: {COLLECTIVE}"))
    page.get_by_label("What did you give or offer?").fill("I call before the next session.")
    press(page, "Write it down", r"/support/$")
    page.goto("/p/fundy-shore/across/")

    expect(row.get_by_role("link", name="help offered")).to_be_visible()


def test_a_view_is_narrowed_saved_and_opened_on_a_phone(opened: Open) -> None:
    page = opened(phone=True)
    sign_in_as(page, COORDINATOR)
    page.goto("/p/fundy-shore/across/")
    look_over(page)

    page.get_by_label("Phase", exact=True).select_option("4")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("link", name="Seeing without inspecting").first).to_be_visible()
    expect(page.get_by_role("link", name=COLLECTIVE)).to_have_count(0)
    assert "phase=4" in page.url
    follow(page.get_by_role("link", name="Save this view"))
    page.get_by_label("What do you call it?").fill("At work")
    look_over(page)
    press(page, "Save this view", r"/across/\?phase=4$")

    expect(page.get_by_role("heading", name="At work")).to_be_visible()
    follow(page.get_by_role("link", name="Share it, or get it by mail"))
    press(page, "Send it to me each month", r"/views/[0-9a-f-]+/$")
    expect(page.get_by_role("button", name="Stop this mail")).to_be_visible()
    look_over(page)

    page.goto("/p/fundy-shore/across/changes/")
    look_over(page)
    page.goto("/p/fundy-shore/across/who-with-whom/")
    look_over(page)
    expect(page.get_by_role("img", name="Districts that meet in collectives")).to_be_visible()

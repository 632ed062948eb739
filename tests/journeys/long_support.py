"""A facilitator looks back and wishes for help; program staff offers it; the facilitator reads what was offered."""

from playwright.sync_api import Page, expect

from tests.browser import follow, look_over, press, sign_in_as
from tests.journeys.conftest import Open

FACILITATOR, STAFF, MEMBER = "renee.theriault@demo.example", "ines.arsenault@demo.example", "amara.okafor@demo.example"
COLLECTIVE = "Reading with meaning, grades 3–5"
WORDS = "They finished each other’s sentences about the look-for sheet."


def open_last_session(page: Page) -> None:
    """The page of the collective's latest session that is over."""
    page.goto("/p/fundy-shore/sessions/?show=past")
    follow(page.get_by_role("link", name=COLLECTIVE).first)


def test_words_after_a_session_lead_to_help_and_members_see_none_of_it(opened: Open) -> None:
    guide, staff, member = opened(), opened(), opened(phone=True)
    sign_in_as(guide, FACILITATOR)
    sign_in_as(staff, STAFF)
    sign_in_as(member, MEMBER)

    open_last_session(guide)
    follow(guide.get_by_role("link", name="What you wrote about this session"))
    look_over(guide)
    field = guide.get_by_label("How is the group growing as a learning community?")
    field.fill(WORDS)
    guide.once("dialog", lambda asked: asked.accept())
    guide.reload()
    expect(guide.get_by_text("so we brought it back")).to_be_visible()
    expect(field).to_have_value(WORDS)
    guide.get_by_label("a visit", exact=True).check()
    press(guide, "Keep what I wrote", r"/sessions/[0-9a-f-]+/$")

    staff.goto("/p/fundy-shore/support/")
    look_over(staff)
    staff.goto("/p/fundy-shore/collectives/")
    follow(staff.get_by_role("link", name=COLLECTIVE).first)
    follow(staff.get_by_role("navigation", name="This collective").get_by_role("link", name="Sessions"))
    follow(staff.get_by_role("link", name="How it is going"))
    expect(staff.get_by_text(WORDS)).to_be_visible()
    look_over(staff)
    follow(staff.get_by_role("link", name="Support: what could help"))
    staff.get_by_label("What did you give or offer?").fill("I visit on the third.")
    staff.get_by_label("Who reads it beside program staff").select_option(label="Renée Thériault")
    press(staff, "Write it down", r"/support/$")
    expect(staff.get_by_text("It stands in the log.")).to_be_visible()
    look_over(staff)

    open_last_session(guide)
    follow(guide.get_by_role("link", name="What you wrote about this session"))
    follow(guide.get_by_role("link", name="All I wrote about this collective"))
    expect(guide.get_by_text("I visit on the third.")).to_be_visible()
    look_over(guide)

    open_last_session(member)
    expect(member.get_by_text("Who was there")).to_be_visible()
    assert WORDS not in member.content()
    assert "wrote about this session" not in member.content()


def test_one_press_stops_the_weekly_mail_and_one_brings_it_back(opened: Open) -> None:
    page = opened(phone=True, scripts=False)
    sign_in_as(page, MEMBER)

    page.goto("/p/fundy-shore/my-mail/")
    page.get_by_role("button", name="Stop the weekly mail").click()
    expect(page.get_by_role("button", name="Let the weekly mail come")).to_be_visible()
    page.get_by_role("button", name="Let the weekly mail come").click()
    expect(page.get_by_role("button", name="Stop the weekly mail")).to_be_visible()

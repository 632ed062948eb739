"""What may go wrong on somebody's phone while a session is on."""

import re
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser import look_over, sign_in_as
from tests.journeys.conftest import Open
from tests.journeys.long_connection import give_seat
from tests.journeys.long_session import FACILITATOR, HALIFAX, MEMBER, plan_session_now


def begun(guide: Page) -> str:
    """A session that is on, led on this page; its address."""
    sign_in_as(guide, FACILITATOR)
    address = plan_session_now(guide)
    guide.goto(f"{address}run/")
    guide.get_by_role("button", name="Begin the session").click()
    expect(guide.get_by_role("timer")).to_be_visible()
    return address


def seconds_left(page: Page) -> int:
    """What the page's clock says."""
    minutes, seconds = page.locator("[data-clock]").first.inner_text().split(":")
    return 60 * int(minutes) + int(seconds)


def test_a_phone_whose_clock_is_off_by_an_hour_shows_the_time_that_is_left(opened: Open) -> None:
    guide, phone = opened(), opened(phone=True)
    phone.clock.set_fixed_time(datetime.now(HALIFAX) + timedelta(hours=1))
    address = begun(guide)
    sign_in_as(phone, MEMBER)

    phone.goto(f"{address}here/")
    theirs, ours = seconds_left(phone), seconds_left(guide)
    phone.wait_for_timeout(2_500)

    assert abs(theirs - ours) <= 5
    assert 1 <= theirs - seconds_left(phone) <= 6


def test_somebody_whose_place_ends_while_they_write_keeps_their_words(opened: Open, worker_name: str) -> None:
    guide, member = opened(), opened(phone=True)
    address = begun(guide)
    guide.goto(f"{address}prompts/")
    guide.get_by_label("What do you ask the group?").fill("What will you try?")
    guide.get_by_role("button", name="Prepare it").click()
    guide.get_by_role("button", name=re.compile("^Ask it now")).click()
    sign_in_as(member, MEMBER)
    member.goto(f"{address}here/")
    member.get_by_label("What will you try?").fill("A walkthrough each week")
    give_seat(worker_name, taken=True)
    try:
        member.get_by_role("button", name="Send my answer").click()

        expect(member.get_by_role("heading", name="Your place in this session has ended")).to_be_visible()
        expect(member.get_by_text("A walkthrough each week")).to_be_visible()
        expect(member.get_by_role("link", name="Go to the home page")).to_be_visible()
        look_over(member)
    finally:
        give_seat(worker_name, taken=False)

"""A session in a leader's calendar: asked by mail, answered without signing in, moved, cancelled, subscribed to."""

import re
from collections.abc import Callable
from datetime import UTC, timedelta
from urllib.request import urlopen

from django.utils.timezone import now
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from playwright.sync_api import Page, expect

from tests.browser import Live, follow, look_over, sign_in_as, sign_in_by_code
from tests.journeys.conftest import Open

FACILITATOR, MEMBER = "renee.theriault@demo.example", "hannah.boudreau@demo.example"
COLLECTIVE, ROOM = "Ask them", "The library by the harbour"
DAY = (now() + timedelta(days=10)).date()
LINK = r"http\S+/door/\S+\?coming=room"


def entry(text: str) -> Event:
    """The entry of the session in the library, as somebody else's program reads the file."""
    [event] = [one for one in IcsCalendarStream.calendar_from_ics(text).events if ROOM in (one.location or "")]
    return event


def mailed(live: Live, about: str) -> tuple[str, Event]:
    """Method and entry of the last mail to the member about something."""
    message = live.newest_message(MEMBER, about=about, patience=60)
    [file] = [part.get_content().decode() for part in message.walk() if part.get_content_type() == "application/ics"]
    method = re.search(r"METHOD:(\w+)", file)
    assert method
    return method.group(1), entry(file)


def test_a_session_comes_into_a_calendar_and_stays_right(opened: Open, live: Live) -> None:
    page, phone = opened(), opened(phone=True, scripts=False)
    sign_in_as(page, FACILITATOR)
    session_url = plan_a_session(page)

    method, asked = mailed(live, about=ROOM)
    assert (method, asked.start.date(), asked.sequence) == ("REQUEST", DAY, 1)
    assert [one.uri for one in asked.attendees] == [f"mailto:{MEMBER}"]
    link = re.search(LINK, live.newest_mail(MEMBER, about=ROOM))
    assert link
    answer_on_a_phone_without_a_script(phone, link.group())
    page.goto(link.group())
    expect(page.get_by_text("the link answers for the person named")).to_be_visible()
    look_over(page)
    page.goto(session_url)
    expect(page.locator("#attendance li", has_text="Hannah Boudreau")).to_contain_text("in the room")

    member = opened()
    sign_in_by_code(member, live, MEMBER)
    feed = subscribe(member)
    assert (entry(feed()).start.date(), entry(feed()).attendees) == (DAY, [])

    move_by_a_day(page, session_url)
    method, moved = mailed(live, about="The boat comes a day later")
    later = DAY + timedelta(days=1)
    assert (method, moved.uid, moved.start.date(), moved.sequence) == ("REQUEST", asked.uid, later, 2)
    assert entry(feed()).start.astimezone(UTC) == moved.start.astimezone(UTC)

    page.goto(f"{session_url}cancel/")
    page.locator('[name="reason"]').fill("The harbour is frozen")
    follow(page.locator("main form button.btn-stop, main form button.btn-primary").first)
    method, cancelled = mailed(live, about="The harbour is frozen")
    assert (method, cancelled.uid, cancelled.status, cancelled.sequence) == ("CANCEL", asked.uid, "CANCELLED", 3)
    assert entry(feed()).status == "CANCELLED"
    phone.goto(link.group())
    expect(phone.get_by_text("This session does not take place.")).to_be_visible()


def plan_a_session(page: Page) -> str:
    """An extra session in ten days, in a room of its own; the address of its page."""
    page.goto("/p/fundy-shore/collectives/")
    follow(page.locator("main").get_by_role("link", name=COLLECTIVE, exact=True).first)
    page.goto(f"{page.url}sessions/new/")
    page.locator('[name="date"]').fill(DAY.isoformat())
    page.locator('[name="meeting"][value="hybrid"], select[name="meeting"]').first.evaluate(
        "one => { if (one.tagName === 'SELECT') one.value = 'hybrid'; else one.checked = true }"
    )
    page.locator('[name="room"]').fill(ROOM)
    page.locator('[name="link"]').fill("https://meet.example/harbour")
    page.locator("main form button.btn-primary").click()
    expect(page.get_by_text("The session is planned.")).to_be_visible()
    return page.url


def answer_on_a_phone_without_a_script(phone: Page, link: str) -> None:
    phone.goto(link)
    expect(phone.get_by_text("You answer as Hannah Boudreau.")).to_be_visible()
    phone.get_by_role("button", name="I come, in the room").click()
    expect(phone.get_by_text("Noted: you come, in the room.")).to_be_visible()


def subscribe(member: Page) -> Callable[[], str]:
    """The member makes their private address; what comes back fetches it, as a calendar does."""
    member.goto("/p/fundy-shore/sessions/")
    follow(member.get_by_role("link", name="In my calendar"))
    look_over(member)
    member.get_by_role("button", name="Make my address").click()
    address = member.get_by_label("Copy this into your calendar").input_value()
    look_over(member)

    def fetch() -> str:
        with urlopen(address, timeout=30) as answer:
            return str(answer.read().decode())

    return fetch


def move_by_a_day(page: Page, session_url: str) -> None:
    page.goto(f"{session_url}move/")
    page.locator('[name="date"]').fill((DAY + timedelta(days=1)).isoformat())
    page.locator('[name="reason"]').fill("The boat comes a day later")
    page.locator("main form button.btn-primary").click()
    expect(page.get_by_text("The session is moved.")).to_be_visible()

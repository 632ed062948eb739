"""A session in a room and online at once: one leads, members answer on phones, a screen hangs on the wall."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser import follow, look_over, sign_in_as
from tests.journeys.conftest import Open

HALIFAX = ZoneInfo("America/Halifax")
FACILITATOR, ADMIN = "renee.theriault@demo.example", "ines.arsenault@demo.example"
MEMBER, WITHOUT_SCRIPTS = "amara.okafor@demo.example", "priya.raman@demo.example"


def plan_session_now(page: Page, collective: str = "Reading with meaning") -> str:
    """An extra session whose time it is, with a drafted agenda; its address."""
    page.goto("/p/fundy-shore/collectives/")
    follow(page.get_by_role("link", name=re.compile(collective)).first)
    page.goto(f"{page.url}sessions/new/")
    at = datetime.now(HALIFAX)
    at -= timedelta(minutes=at.minute % 5)
    page.locator("[name=date]").fill(at.strftime("%Y-%m-%d"))
    page.locator("[name=wall_time]").fill(at.strftime("%H:%M"))
    page.locator("[name=zone]").select_option("America/Halifax")
    page.get_by_role("button", name="Plan the session").click()
    page.wait_for_url(re.compile(r"/sessions/[0-9a-f-]{36}/$"))
    address = page.url
    page.goto(f"{address}agenda/")
    page.get_by_role("button", name=re.compile("^Draft it")).click()
    expect(page.locator("#agenda .run > li").first).to_contain_text("Groups in phase")
    return address


def test_one_leads_members_answer_and_the_wall_shows_it(opened: Open) -> None:
    guide, member, plain, wall = opened(), opened(phone=True), opened(scripts=False), opened()
    sign_in_as(guide, FACILITATOR)
    address = plan_session_now(guide)
    look_over(guide)
    sign_in_as(member, MEMBER)
    member.goto(f"{address}here/")
    expect(member.get_by_role("main")).to_contain_text("has not begun yet")

    guide.goto(f"{address}run/")
    guide.get_by_role("button", name="Begin the session").click()
    expect(guide.get_by_role("heading", name=re.compile("^Arrive")).first).to_be_visible()
    expect(member.get_by_role("heading", level=1)).to_contain_text("Arrive")
    sign_in_as(wall, FACILITATOR)
    wall.goto(f"{address}room/")
    code = wall.locator(".wall-code").inner_text()
    look_over(wall)
    sign_in_as(plain, WITHOUT_SCRIPTS)
    plain.goto(f"/g/{code}/")
    assert plain.url == f"{address}here/"

    member.get_by_role("button", name="In the room").click()
    plain.get_by_role("button", name="Online").click()
    expect(guide.locator("#people")).to_contain_text("in the room")
    expect(guide.locator("#people")).to_contain_text("online")

    guide.goto(f"{address}prompts/")
    guide.get_by_label("What do you ask the group?").fill("What do you notice?")
    guide.get_by_role("button", name="Prepare it").click()
    guide.get_by_role("button", name=re.compile("^Ask it now")).click()
    expect(guide.locator(".screens")).to_contain_text("What do you notice?")
    field = member.get_by_label("What do you notice?")
    field.fill("It climbs when two of us visited together")
    member.reload()
    expect(field).to_have_value("It climbs when two of us visited together")
    member.get_by_role("button", name="Send my answer").click()
    expect(member.get_by_text("Your answer has arrived")).to_be_visible()
    look_over(member)
    expect(wall.locator(".wall-foot")).to_contain_text("1 of")
    expect(wall.get_by_text("It climbs")).to_have_count(0)
    plain.goto(f"{address}here/")
    plain.get_by_label("What do you notice?").fill("Up and down")
    plain.get_by_role("button", name="Send my answer").click()
    expect(plain.get_by_text("Your answer has arrived")).to_be_visible()

    guide.get_by_role("button", name="Show the answers").click()
    expect(wall.get_by_text("It climbs")).to_be_visible()
    expect(wall.get_by_text("Up and down")).to_be_visible()
    expect(member.get_by_text("Up and down")).to_be_visible()
    look_over(guide)


def test_another_takes_over_and_ends_it(opened: Open) -> None:
    guide, other, member = opened(), opened(), opened(phone=True)
    sign_in_as(guide, FACILITATOR)
    address = plan_session_now(guide)
    guide.goto(f"{address}run/")
    guide.get_by_role("button", name="Begin the session").click()
    expect(guide.get_by_role("timer")).to_be_visible()
    sign_in_as(member, MEMBER)
    member.goto(f"{address}here/")

    sign_in_as(other, ADMIN)
    other.goto(f"{address}run/")
    expect(other.locator("#run")).to_contain_text("leads now")
    other.get_by_role("button", name="Take over").click()
    expect(guide.locator("#run")).to_contain_text("Inès Arsenault leads now")
    step = other.get_by_role("heading", level=2).nth(1)
    other.get_by_role("button", name=re.compile("^Next")).click()
    expect(step).not_to_contain_text("Arrive")
    expect(member.get_by_role("heading", level=1)).not_to_contain_text("Arrive")
    other.get_by_role("button", name="End the session").click()

    expect(member.get_by_role("heading", name="The session is over")).to_be_visible()
    expect(guide.locator("#run")).to_contain_text("The session is over")

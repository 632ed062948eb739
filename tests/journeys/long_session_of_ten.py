"""A whole session: one facilitator and ten members, from the draft of the agenda to the mails that sum it up.

Four members are on phones, one has only a keyboard, one has no scripts, four are on laptops; a screen hangs in the
room. Half-way the browser of whoever leads is killed, and the other facilitator takes over.
"""

import os
import re
import signal
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from facilitation.operations.demonstration.people import mailbox
from tests.browser import (
    ARGUMENTS,
    CHROMIUM,
    Live,
    context_of,
    follow,
    look_over,
    sign_in_as,
    sign_in_by_code,
    tab_onto,
)
from tests.journeys.conftest import Open
from tests.journeys.long_session import plan_session_now

COLLECTIVE, GUIDE, OTHER = "Everyone at the table", "Adwoa Mensah", "Renée Thériault"
ADMIN = "ines.arsenault@demo.example"
WORD, SAFE = "One word for how you arrive", "What would you never say in a staff meeting?"
PHONES, KEYBOARD, PLAIN = range(4), 4, 5
PROMISES = 2  # whose commitment it is
MOST_SECONDS_OF_MAIL = 90


@dataclass
class Killable:
    """A browser of its own, which can die as one does when a laptop's battery is empty."""

    browser: Browser
    mark: str

    def kill(self) -> None:
        """End every process of it at once; nothing is said to anybody."""
        for path in Path("/proc").iterdir():
            if path.name.isdecimal() and self.mark in _command(path):
                os.kill(int(path.name), signal.SIGKILL)


def _command(path: Path) -> str:
    try:
        return (path / "cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


@pytest.fixture
def laptop(chromium: Browser) -> Killable:
    """The facilitator's own browser."""
    mark = f"--of-a-facilitator={uuid4().hex}"
    return Killable(chromium.browser_type.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, mark]), mark)


def test_ten_members_meet_and_another_leads_when_a_browser_dies(opened: Open, live: Live, laptop: Killable) -> None:
    name_a_second_facilitator(opened())
    guide = context_of(laptop.browser, live).new_page()
    sign_in_by_code(guide, live, address_of(GUIDE))
    session = plan_session_now(guide, COLLECTIVE)
    prepare(guide, session)
    other, wall = opened(), opened()
    sign_in_by_code(other, live, address_of(OTHER))
    sign_in_by_code(wall, live, address_of(OTHER))
    members = sign_in_members(opened, live, other)

    guide.goto(f"{session}run/")
    guide.get_by_role("button", name="Begin the session").click()
    expect(guide.get_by_role("timer")).to_be_visible()
    wall.goto(f"{session}room/")
    join(members, session, wall.locator(".wall-code").inner_text())
    expect(guide.locator("#people")).to_contain_text("10 of 10")
    look_over(guide)

    ask(guide, session, WORD)
    for number, member in enumerate(members):
        answer(member, number, WORD, f"word{number}")
    expect(wall.locator(".wall-foot")).to_contain_text(re.compile(r"10\s+of 10"))
    expect(wall.get_by_text("word3", exact=True)).to_have_count(0)
    guide.get_by_role("button", name="Show the answers").click()
    for number in range(10):
        expect(wall.get_by_text(f"word{number}", exact=True)).to_be_visible()
    expect(members[0].get_by_text("word7", exact=True)).to_be_visible()
    look_over(wall)

    laptop.kill()
    other.goto(f"{session}run/")
    expect(other.locator("#run")).to_contain_text(f"{GUIDE} leads now. Their page is not open any more.")
    other.get_by_role("button", name="Take over").click()
    title = other.locator("#now-title").inner_text()
    other.get_by_role("button", name=re.compile("^Next")).click()
    expect(other.locator("#now-title")).not_to_have_text(title)

    ask(other, session, SAFE)
    for number, member in enumerate(members):
        answer(member, number, SAFE, f"That we are tired, {number}")
    expect(other.locator("#asked")).to_contain_text(re.compile(r"10\s+of 10"))
    expect(other.get_by_text("That we are tired")).to_have_count(0)
    other.get_by_role("button", name="Close, and show the answers").click()
    expect(wall.get_by_text(re.compile(r"That we are tired, \d"))).to_have_count(10)
    expect(members[9].get_by_text(re.compile(r"That we are tired, \d"))).to_have_count(10)
    look_over(members[1])

    take_on(members[PROMISES], "Greet every student at the door")
    expect(other.locator("#commitments")).to_contain_text("Greet every student at the door")
    end_and_sum_up(other, members, live, names_of(other, session))


def address_of(name: str) -> str:
    return f"{mailbox(name)}@demo.example"


def name_a_second_facilitator(admin: Page) -> None:
    """So that somebody can take over."""
    sign_in_as(admin, ADMIN)
    admin.goto("/p/fundy-shore/collectives/")
    follow(admin.get_by_role("link", name=COLLECTIVE).first)
    admin.goto(f"{admin.url}facilitators/?q=Ren%C3%A9e")
    admin.get_by_role("radio", name=re.compile(OTHER)).check()
    admin.get_by_role("button", name="Name this facilitator").click()
    expect(admin.locator("#facilitators .lines").first).to_contain_text(OTHER)


def prepare(guide: Page, session: str) -> None:
    """Move an item by the keyboard, and prepare what will be asked."""
    expect(guide.locator("#agenda")).to_contain_text("minutes, all planned")
    second = guide.locator("#agenda .run > li > div > .words").nth(1).inner_text()
    tab_onto(guide.get_by_role("button", name=f"Move up: {second}", exact=True))
    guide.keyboard.press("Enter")
    expect(guide.locator("#agenda .run > li > div > .words").first).to_have_text(second)
    look_over(guide)
    for words, kind, names in ((WORD, "one_word", "named"), (SAFE, "open_text", "anonymous")):
        guide.goto(f"{session}prompts/")
        guide.get_by_label("What do you ask the group?").fill(words)
        guide.locator("[name=kind]").select_option(kind)
        guide.locator(f"[name=names][value={names}]").check()
        guide.get_by_role("button", name="Prepare it").click()
        expect(guide.locator("#prompts aside")).to_contain_text(words)
    guide.get_by_role("button", name="The exit ticket").click()
    expect(guide.locator("#prompts aside .lines > li")).to_have_count(3)
    look_over(guide)


def names_of(page: Page, session: str) -> list[str]:
    """Who has a seat, as the run sheet says."""
    page.goto(f"{session}people/")
    rows = page.locator("#people .ppl > li > span:not(.end):not(.av)").all_inner_texts()
    return [row.splitlines()[0] for row in rows]


def sign_in_members(opened: Open, live: Live, guide: Page) -> list[Page]:
    """Ten windows, signed in by a code from the mail: phones first, then the keyboard, then without scripts."""
    follow(guide.get_by_role("navigation").get_by_role("link", name="Sessions", exact=True).first)
    follow(guide.locator("main").get_by_role("link", name=COLLECTIVE, exact=True).first)
    names = names_of(guide, guide.url)
    assert len(names) == 10
    members = []
    for number, name in enumerate(names):
        member = opened(phone=number in PHONES, scripts=number != PLAIN)
        sign_in_by_code(member, live, address_of(name))
        members.append(member)
    return members


def join(members: list[Page], session: str, code: str) -> None:
    """By the code on the wall; two say they are online."""
    for number, member in enumerate(members):
        member.goto(f"/g/{code}/")
        assert member.url == f"{session}here/"
        how = member.get_by_role("button", name="Online" if number > 7 else "In the room")
        if number == KEYBOARD:
            tab_onto(how)
            member.keyboard.press("Enter")
        else:
            how.click()
        expect(how).to_have_count(0)


def ask(guide: Page, session: str, words: str) -> None:
    if guide.url != f"{session}run/":
        guide.goto(f"{session}run/")
    guide.get_by_role("button", name=re.compile(f"Ask it now.*{re.escape(words)}")).click()
    expect(guide.locator(".screens")).to_contain_text(words)


def answer(member: Page, number: int, words: str, said: str) -> None:
    """As each of them can: by touch, by the keyboard alone, or with a page that has to be opened anew."""
    if number == PLAIN:
        member.reload()
    field, send = member.get_by_label(words), member.get_by_role("button", name="Send my answer")
    if number == KEYBOARD:
        tab_onto(field)
        member.keyboard.type(said)
        tab_onto(send)
        member.keyboard.press("Enter")
    else:
        field.fill(said)
        send.click()
    expect(member.get_by_text("Your answer has arrived")).to_be_visible()


def take_on(member: Page, what: str) -> None:
    """A member makes a commitment, on the page where they are."""
    member.locator("#mine").get_by_role("textbox").first.fill(what)
    member.get_by_role("button", name="I take it on").click()
    expect(member.locator("#mine-list")).to_contain_text(what)


def end_and_sum_up(guide: Page, members: list[Page], live: Live, names: list[str]) -> None:
    """The exit ticket on every screen, and a mail to each with what is theirs first."""
    guide.go_back()
    guide.get_by_role("button", name="End the session").click()
    for member in (members[0], members[KEYBOARD]):
        member.goto(member.url)
        expect(member.get_by_role("heading", name="The session is over")).to_be_visible()
        look_over(member)
    guide.get_by_role("button", name="Send the summary").click()
    expect(guide.get_by_text("It went out on")).to_be_visible()
    for number, name in enumerate(names):
        mail = live.newest_mail(address_of(name), about="Greet every student", patience=MOST_SECONDS_OF_MAIL)
        own = mail.partition("What is yours:")[2].partition("What others took on:")[0]
        assert ("Greet every student" in own) == (number == PROMISES)

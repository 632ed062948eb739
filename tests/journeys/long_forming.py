"""From what leaders say to collectives that meet: asked, grouped, opened, ranked, formed, invited."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser import Live, context_of, follow, look_over, serving, sign_in_as
from tests.databases import drop_database, pointing_to, use_database
from tests.journeys import winter
from tests.journeys.conftest import Open
from tests.processes import wait_until

HOME = f"/p/{winter.SLUG}/"
MOVED = "Amara Okafor"
NEAR = re.compile(r"At least \d+% of the best possible")
THEMES = ["Reading with understanding", "Grading practices", "Chronic absenteeism"]


@pytest.fixture(scope="module")
def database(django_db_setup: None, worker_name: str) -> str:
    return f"winter_{worker_name}"


@pytest.fixture(scope="module")
def live(database: str, worker_name: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Live]:
    """Web, worker and beat over a program of its own."""
    with django_db_blocker.unblock():
        use_database(database)
        winter.make_winter_program()
        use_database(f"test_{worker_name}")
        with serving(database, beside=True) as running:
            yield running
        drop_database(database)
        use_database(f"test_{worker_name}")


def open_a_survey(admin: Page) -> str:
    """A survey with the code for the room; the code."""
    admin.goto(f"{HOME}gatherings/new/")
    look_over(admin)
    admin.locator('button[value="survey"]').click()
    admin.get_by_role("link", name="Change", exact=True).first.click()
    admin.get_by_label("Whoever has the code").check()
    look_over(admin)
    admin.get_by_role("button", name="Keep this").click()
    follow(admin.get_by_role("link", name="Open it"))
    look_over(admin)
    admin.get_by_role("button", name="Open it").click()
    admin.wait_for_url("**/wall/")
    look_over(admin)
    code = re.search(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b", admin.locator("main").inner_text())
    assert code is not None
    return code.group(0)


def answer_on_phones(chromium: Browser, live: Live, code: str) -> None:
    """Everybody on a phone of their own, without JavaScript, in their language."""
    for language, quotable, words in winter.said_by_leaders():
        context = context_of(chromium, live, phone=True, scripts=False)
        page = context.new_page()
        page.goto(f"/g/{code}/?lang={language}")
        page.locator("#answer textarea").first.fill(words)
        if quotable:
            page.locator('#answer input[type="checkbox"]').first.check()
        page.locator("#answer button.btn-primary").last.click()
        expect(page.locator(".arrived")).to_be_visible()
        context.close()


def close_it(admin: Page) -> None:
    """Nothing is seen before it closes; then every answer is, without a name."""
    admin.get_by_role("link", name="Back to the gathering").click()
    expect(admin.locator("main")).not_to_contain_text(winter.said_by_leaders()[0][2])
    follow(admin.get_by_role("link", name="Close it"))
    look_over(admin)
    admin.get_by_role("button", name="Close it for good").click()
    follow(admin.get_by_role("link", name="Read the answers"))
    look_over(admin)
    expect(admin.locator("main")).to_contain_text(winter.said_by_leaders()[-1][2])


def make_themes(admin: Page) -> None:
    """The machine proposes, a person keeps and names; members then see what is open to join."""
    admin.goto(f"{HOME}boards/new/")
    look_over(admin)
    admin.locator('input[name="name"]').fill("What leaders told us")
    admin.locator('input[name="gatherings"]').first.check()
    admin.get_by_role("button", name="Make this board").click()
    admin.get_by_role("button", name="Propose themes").click()
    expect(admin.get_by_role("button", name=re.compile("^Keep")).first).to_be_visible(timeout=60_000)
    look_over(admin)
    for number, name in enumerate(THEMES):
        keep = admin.get_by_role("button", name=re.compile("^Keep")).first
        draft = (keep.get_attribute("id") or "").removeprefix("keep-")
        keep.click()
        expect(admin.locator(f"#keep-{draft}")).to_have_count(0)
        rename(admin, draft, name)
        if number == 0:
            look_over(admin)
    admin.goto(admin.url.split("?")[0].rstrip("/") + "/decisions/new/")
    look_over(admin)
    admin.locator('textarea[name="reason"]').fill("They come up in every district.")
    admin.get_by_role("button", name="Open these themes").click()
    for name in THEMES:
        expect(admin.locator("main")).to_contain_text(name)
    look_over(admin)


def rename(admin: Page, draft: str, name: str) -> None:
    """Call a theme on the board what leaders would call it."""
    column = admin.locator(f'[data-column="{draft}"]')
    column.locator("details.change summary").click()
    column.locator('input[name="name"]').fill(name)
    column.get_by_role("button", name=re.compile("^Rename|^Call")).first.click()
    expect(admin.locator(f"#theme-{draft}-name")).to_contain_text(name)


def ask_what_they_want(admin: Page) -> None:
    """A formation with the themes that are open; leaders and facilitators are asked by mail."""
    admin.goto(f"{HOME}formations/new/")
    look_over(admin)
    admin.get_by_label("Title").fill("Winter")
    admin.get_by_role("button", name="Save and go on").click()
    admin.get_by_role("link", name="Choose whom to ask").click()
    admin.get_by_role("button", name=re.compile(r"Send \d+ mails")).click()
    expect(admin.get_by_text(re.compile("mails are on"))).to_be_visible()


def rank_on_a_phone(page: Page, link: str) -> None:
    """What one leader wants and when they can meet, without JavaScript."""
    page.goto(link)
    page.locator("select[name=first]").select_option(index=1)
    page.locator("select[name=second]").select_option(index=2)
    page.locator("button[value=day-1]").click()
    page.locator("button[value=day-3]").click()
    page.locator(".acts button[value=save]").click()
    expect(page.locator(".note.ok")).to_be_visible()


def form(admin: Page) -> None:
    """The machine proposes, and says how near that is to the best possible."""
    admin.goto(f"{HOME}formations/")
    admin.get_by_role("link", name="Winter", exact=True).click()
    follow(admin.get_by_role("link", name="Form collectives").first)
    look_over(admin)
    admin.get_by_role("button", name="Form a proposal").click()
    expect(admin.get_by_text(NEAR)).to_be_visible(timeout=180_000)
    look_over(admin)


def move_and_pin(admin: Page) -> None:
    """Somebody else's seat is given to one person, a second one is pinned; the machine runs again around both."""
    elsewhere = admin.locator("#collectives .grp").filter(has_not_text=MOVED).first
    move(admin, elsewhere.locator("a.seat").first)
    follow(admin.get_by_role("button", name="Take the seat away"))
    move(admin, admin.locator("a.seat", has_text=MOVED).first)
    follow(admin.get_by_role("button", name=re.compile("^Move (here|even so)")).first)
    expect(admin.locator("#collectives a.seat", has_text=MOVED).first).to_contain_text("pinned")
    admin.locator("#collectives a.seat", has_not_text="pinned").first.click()
    admin.get_by_role("button", name="Pin here").first.click()
    expect(admin.get_by_role("button", name="Let go").first).to_be_visible(timeout=30_000)
    look_over(admin)
    admin.get_by_role("button", name="Run again around the pins").first.click()
    expect(admin.get_by_role("heading", level=1)).to_contain_text("Proposal 2", timeout=180_000)
    expect(admin.get_by_text(NEAR)).to_be_visible(timeout=180_000)
    expect(admin.locator("#collectives a.seat", has_text=MOVED).first).to_be_visible()


def move(admin: Page, seat: Locator) -> None:
    """Open why somebody sits where they sit, and from there where else they could sit."""
    person = seat.get_attribute("id") or ""
    seat.click()
    further = admin.locator(f'a.btn[href*="/people/{person.removeprefix("seat-")}/"]:visible').first
    expect(further).to_be_visible(timeout=30_000)
    follow(further)
    look_over(admin)


def accept(admin: Page) -> None:
    """Collectives with facilitators, rhythms and seats; everybody is invited."""
    follow(admin.get_by_role("link", name=re.compile("^Accept these")))
    look_over(admin)
    admin.get_by_role("button", name="Accept and invite everybody").click()
    expect(admin.get_by_text("People answer their invitations.")).to_be_visible(timeout=120_000)
    look_over(admin)


def test_from_what_leaders_say_to_collectives(
    opened: Open, chromium: Browser, live: Live, database: str, django_db_blocker: DjangoDbBlocker
) -> None:
    admin = opened()
    sign_in_as(admin, winter.ADMIN)
    answer_on_phones(chromium, live, open_a_survey(admin))
    close_it(admin)
    make_themes(admin)

    ask_what_they_want(admin)
    with django_db_blocker.unblock(), pointing_to(database):
        leader = winter.one_who_answers()
        winter.answer_for_everybody(but=leader)
    rank_on_a_phone(opened(phone=True, scripts=False), link_in(live, leader, about="/door/"))
    form(admin)
    move_and_pin(admin)
    accept(admin)

    with django_db_blocker.unblock(), pointing_to(database):
        invited = winter.one_who_is_invited()
        seats, waiting = winter.seats_and_waiting()
    decline(opened(phone=True, scripts=False), link_in(live, invited, about="invites you"))
    with django_db_blocker.unblock(), pointing_to(database):
        wait_until(lambda: len(winter.those_promoted()) == 1)
        [promoted] = winter.those_promoted()
        assert winter.seats_and_waiting() == (seats, waiting - 1)
    next_one = opened(phone=True)
    next_one.goto(link_in(live, promoted, about="waiting for a seat"))
    look_over(next_one)
    expect(next_one.locator('input[name="answer"][value="yes"]')).to_be_attached()


def decline(phone: Page, link: str) -> None:
    """No, from the mail, without signing in."""
    phone.goto(link)
    no = phone.locator('details:has(input[name="answer"][value="no"])')
    no.locator("summary").click()
    follow(no.locator("button"))


def link_in(live: Live, email: str, *, about: str) -> str:
    """The link of a mail to somebody."""
    address = re.search(r"http\S+/door/\S+", live.newest_mail(email, about=about, patience=120))
    assert address
    return address.group()

"""From what leaders say to collectives that meet: asked, grouped, opened, ranked, formed, invited."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser import Live, context_of, look_over, serving, sign_in_as
from tests.databases import drop_database, use_database
from tests.journeys import winter
from tests.journeys.conftest import Open

HOME = f"/p/{winter.SLUG}/"
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
        with serving(database) as running:
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
    admin.get_by_role("link", name="Open it").click()
    look_over(admin)
    admin.get_by_role("button", name="Open it").click()
    admin.wait_for_url("**/wall/")
    look_over(admin)
    code = re.search(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b", admin.locator("main").inner_text())
    assert code is not None
    return code.group(0)


def answer_on_phones(chromium: Browser, live: Live, code: str) -> None:
    """Everybody on a phone of their own, without JavaScript, in their language."""
    for number, (language, quotable, words) in enumerate(winter.said_by_leaders()):
        context = context_of(chromium, live, phone=True, scripts=False)
        page = context.new_page()
        page.goto(f"/g/{code}/?lang={language}")
        if number == 0:
            page.screenshot(path="/tmp/journey-answer.png", full_page=True)
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
    admin.get_by_role("link", name="Close it").click()
    look_over(admin)
    admin.get_by_role("button", name="Close it for good").click()
    admin.get_by_role("link", name="Read the answers").click()
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


def test_from_what_leaders_say_to_collectives(opened: Open, chromium: Browser, live: Live) -> None:
    admin = opened()
    sign_in_as(admin, winter.ADMIN)
    code = open_a_survey(admin)
    answer_on_phones(chromium, live, code)
    close_it(admin)
    make_themes(admin)

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
    admin.get_by_role("link", name="Show it on the wall").click()
    look_over(admin)
    code = re.search(r"\b[A-Z0-9]{6}\b", admin.locator("main").inner_text())
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


def test_from_what_leaders_say_to_collectives(opened: Open, chromium: Browser, live: Live) -> None:
    admin = opened()
    sign_in_as(admin, winter.ADMIN)
    code = open_a_survey(admin)
    answer_on_phones(chromium, live, code)

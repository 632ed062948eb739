"""What every journey gets: the product running with its demonstration, and browsers that nobody has used."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils.timezone import now
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.plugin import DjangoDbBlocker

from facilitation.operations.demonstration import make_demonstration
from tests.browser import Live, context_of, serving, watch
from tests.databases import drop_database, use_database

SCREENSHOTS = Path(tempfile.gettempdir()) / "ilc-journeys"

type Open = Callable[..., Page]


@pytest.fixture(scope="session")
def live(django_db_setup: None, django_db_blocker: DjangoDbBlocker, worker_name: str) -> Iterator[Live]:
    """Web, worker and beat over a database of their own, with the demonstration programs."""
    name = f"live_{worker_name}"
    with django_db_blocker.unblock(), tempfile.TemporaryDirectory(prefix="ilc-live-files-") as files:
        use_database(name)
        with override_settings(MEDIA_ROOT=files):
            make_demonstration(now=now())
        use_database(f"test_{worker_name}")
        with serving(name, files=Path(files)) as running:
            yield running
        drop_database(name)
        use_database(f"test_{worker_name}")


@pytest.fixture
def opened(chromium: Browser, live: Live, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens windows: `opened(phone=True, scripts=False, locale="fr-CA")`. Nothing in them may go wrong unnoticed.

    `at`: by which address they reach the product, when not by its own.
    """
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def open_window(at: str = "", **how: object) -> Page:
        there = replace(live, address=at or live.address)
        context = context_of(chromium, there, **how)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        watch(page, there, trouble)
        return page

    before = request.session.testsfailed
    yield open_window
    found = list(trouble)  # a picture of a page puts a style into it, which its policy refuses
    if request.session.testsfailed > before:
        SCREENSHOTS.mkdir(exist_ok=True)
        for number, page in enumerate(page for context in contexts for page in context.pages):
            page.screenshot(path=SCREENSHOTS / f"{request.node.name}-{number}.png", full_page=True)
            print(f"{page.url}: {SCREENSHOTS / request.node.name}-{number}.png")
        print(live.said())
    for context in contexts:
        context.close()
    assert found == []

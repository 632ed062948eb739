"""Scripts of ours in a real browser, on a page of their own: without the product around them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from ilc.assets.build import bundle
from tests.browser import PROJECT

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def editors_script() -> str:
    """Several people in one text, as one file."""
    return bundle(PROJECT, HERE / "editors.js")


@pytest.fixture
def page(chromium: Browser, editors_script: str) -> Iterator[Page]:
    """A page with `begin`, `editors`, `deliver` and `remote`; no error in it goes unseen."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_content("<!doctype html><html lang=en><body></body></html>")
    page.evaluate(editors_script + ";undefined")
    yield page
    context.close()
    assert errors == []

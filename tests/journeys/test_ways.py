"""The same product with the keyboard alone, and in French."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import expect

from tests.browser import Live, look_over, sign_in_as, tab_to
from tests.journeys.conftest import Open

pytestmark = pytest.mark.xdist_group("journeys")  # one worker: what they share is made once

LEADER = "amara.okafor@demo.example"
ENGLISH = re.compile(r"\b(the|and|your|with|who|sessions|members)\b")


def test_the_keyboard_alone_is_enough(opened: Open, live: Live) -> None:
    page = opened()
    page.goto("/accounts/login/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text(re.compile("Skip|main|content", re.IGNORECASE))
    tab_to(page, "Sign in as Amara Okafor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/p/**")

    tab_to(page, "Sessions")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessions/")
    tab_to(page, "Grading that tells the truth")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(sessions|collectives)/[0-9a-f-]+/"))
    tab_to(page, "Online")
    pressed = page.evaluate("document.activeElement.getAttribute('aria-pressed')")
    page.keyboard.press("Enter")

    online = page.get_by_role("group", name="Will you come?").get_by_role("button", name="Online")
    expect(online).to_have_attribute("aria-pressed", "false" if pressed == "true" else "true")
    expect(page.locator("#coming-online")).to_be_focused()


@pytest.mark.parametrize("email", ["maelle.leblanc@demo.example", "benoit.gagnon@demo.example"])
def test_french_readers_read_french(opened: Open, email: str) -> None:
    page = opened(locale="fr-CA")
    page.goto("/accounts/login/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    sign_in_as(page, email)
    slug = page.url.split("/p/")[1].split("/")[0]
    with translation.override("fr"):
        known = [gettext(word) for word in ("Home", "Collectives", "Sessions")]
    assert known != ["Home", "Collectives", "Sessions"]

    for path in ("", "sessions/", "collectives/"):
        page.goto(f"/p/{slug}/{path}")
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        look_over(page)
        navigation = page.get_by_role("navigation").first.inner_text()
        assert not ENGLISH.search(navigation), navigation
        for word in known:
            expect(page.get_by_role("navigation").first).to_contain_text(word)
    expect(page.locator("main")).to_contain_text(re.compile("collectif", re.IGNORECASE))

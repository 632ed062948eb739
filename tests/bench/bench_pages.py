"""How much a page weighs on its way: the first one with everything it brings, and those after it.

Run: python -m tests.bench.bench_pages. Chromium asks gunicorn for the demonstration's pages, WhiteNoise answers with
what it compressed before; what is counted are the bytes that came over the wire, heads included. The placemat's scripts
are counted as gzip packs them, which is more than goes over the wire to a browser that takes Brotli.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import gzip
import os
import sys
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.utils.timezone import now
from playwright.sync_api import Page, sync_playwright

from facilitation.operations.demonstration import make_demonstration
from tests.browser import ARGUMENTS, CHROMIUM, PROJECT, context_of, serving, sign_in_as
from tests.databases import drop_database, use_database

GOAL_FIRST, GOAL_LATER = 120_000, 20_000
GOAL_COEDITING, GOAL_PLACEMAT = 36_000, 75_000
FIRST = ["/", "/accounts/login/"]
HOMES = {"deux-rives": "maelle.leblanc@demo.example", "fundy-shore": "renee.theriault@demo.example"}
EXTENDED = "-ext."  # the file of letters such as ễ: only a page with such a name fetches it, once
PLACES = ["", "sessions/", "collectives/"]


@dataclass
class Wire:
    """Bytes that came since it was last emptied, by what they were."""

    page: Page
    parts: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._name)
        session.on("Network.loadingFinished", self._add)

    def visit(self, url: str) -> int:
        """The bytes of one page and what it brings."""
        self.parts = {}
        self.page.goto(url, wait_until="networkidle")
        return sum(self.parts.values())

    def heaviest(self) -> str:
        """What made up most of it."""
        parts = sorted(((size, self.names.get(key, "")) for key, size in self.parts.items()), reverse=True)
        return ", ".join(f"{name} {size / 1000:.1f}" for size, name in parts[:7])

    def _name(self, said: dict[str, Any]) -> None:
        self.names[said["requestId"]] = urlsplit(said["response"]["url"]).path.rpartition("/")[2] or "page"

    def _add(self, said: dict[str, Any]) -> None:
        self.parts[said["requestId"]] = int(said["encodedDataLength"])


def main() -> int:
    name = f"bench_pages_{os.getpid()}"
    use_database(name)
    make_demonstration(now=now())
    try:
        with serving(name) as live, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            first = {url: Wire(context_of(browser, live).new_page()).visit(url) for url in FIRST}
            for slug, email in HOMES.items():
                page = context_of(browser, live).new_page()
                sign_in_as(page, email)
                fresh = context_of(browser, live, storage_state=page.context.storage_state()).new_page()
                wire = Wire(fresh)
                whole = wire.visit(f"/p/{slug}/")
                extended = sum(size for key, size in wire.parts.items() if EXTENDED in wire.names.get(key, ""))
                first[f"/p/{slug}/, signed in"] = whole - extended
                print(f"pages: /p/{slug}/ beside it {extended / 1000:.1f} kB of letters that only its names need")
                print(f"pages: /p/{slug}/ is made of {wire.heaviest()}")
            later = later_pages(page)
            browser.close()
    finally:
        drop_database(name)
    return max(report(first, later), report_scripts())


def later_pages(page: Page) -> dict[str, int]:
    """The pages of a program, with everything they share in the browser's cache."""
    wire = Wire(page)
    sizes = {}
    for place in PLACES:
        wire.visit(f"/p/fundy-shore/{place}")
        sizes[f"/{place}"] = wire.visit(f"/p/fundy-shore/{place}")
    for name, link in {
        "session": 'a[href*="/sessions/0"]',
        "collective": 'a[href*="/collectives/0"]',
    }.items():
        page.goto("/p/fundy-shore/sessions/" if name == "session" else "/p/fundy-shore/collectives/")
        address = page.locator(f"main {link}").first.get_attribute("href") or ""
        wire.visit(address)
        sizes[name] = wire.visit(address)
        if name == "collective":
            wire.visit(f"{address}placemat/")
            sizes["placemat"] = wire.visit(f"{address}placemat/")
    return sizes


def report(first: dict[str, int], later: dict[str, int]) -> int:
    """Print the sizes; 1 when one of them is above its goal."""
    for words, sizes, goal in (("first", first, GOAL_FIRST), ("later", later, GOAL_LATER)):
        for url, size in sizes.items():
            print(f"pages: {words} {url:45} {size / 1000:6.1f} kB {'' if size <= goal else 'ABOVE THE GOAL'}")
        print(f"pages: {words}: at most {max(sizes.values()) / 1000:.1f} kB (goal {goal / 1000:.0f})")
    return 0 if max(first.values()) <= GOAL_FIRST and max(later.values()) <= GOAL_LATER else 1


def report_scripts() -> int:
    """Print what the placemat's scripts weigh; 1 when they are above their goal."""
    coediting, shared = (
        len(gzip.compress((PROJECT / "static/built" / name).read_bytes(), 9)) for name in ("placemat.js", "app.js")
    )
    print(f"pages: writing together: {coediting / 1000:.1f} kB of scripts, gzip (goal {GOAL_COEDITING / 1000:.0f})")
    whole = coediting + shared
    print(f"pages: all scripts of a placemat: {whole / 1000:.1f} kB, gzip (goal {GOAL_PLACEMAT / 1000:.0f})")
    return 0 if coediting <= GOAL_COEDITING and whole <= GOAL_PLACEMAT else 1


if __name__ == "__main__":
    sys.exit(main())

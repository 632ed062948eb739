"""Three people in one field over two servers. One server is killed, one person is in a tunnel: no word is lost."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Live, environment_of, follow, sign_in_as, sign_in_by_code
from tests.journeys.conftest import Open
from tests.journeys.sheet import AMARA, RENEE, open_placemat, saved, take_pdf, write
from tests.live import Server, socket_servers
from tests.relay import Relay, relays

DARNELL = "darnell.whitfield@demo.example"
FIELD = "went_well"
MARKS = ("Amara: ", "Renée: ", "Darnell: ")
WORDS = [[f"{letter}{number:02}" for number in range(1, 25)] for letter in "wxz"]
WORD = re.compile(r"\b[wxz]\d\d\b")
IN_THE_TUNNEL = 10


@pytest.fixture
def servers(live: Live, worker_name: str) -> Iterator[list[Server]]:
    name = f"live_{worker_name}"
    with socket_servers(name, 2, environment=environment_of(live, name)) as running:
        yield list(running)


@pytest.fixture
def ways(live: Live, servers: list[Server]) -> Iterator[list[Relay]]:
    """The first and the third person come to one server, the second to the other."""
    one, other = (server.port for server in servers)
    with relays(urlsplit(live.address).port or 0, [(one, other), (other, one), (one, other)]) as running:
        yield running


def put_caret(page: Page, mark: str) -> None:
    """Behind somebody's own mark."""
    box = page.locator(f"#t-{FIELD}")
    box.focus()
    box.evaluate("(box, mark) => box.setSelectionRange(...Array(2).fill(box.value.indexOf(mark) + mark.length))", mark)


def letters() -> Iterator[tuple[int, str]]:
    """Who types which letter, by turns."""
    for three in zip(*(" ".join(words) for words in WORDS), strict=True):
        yield from enumerate(three)


def type_some(pages: list[Page], typing: Iterator[tuple[int, str]], most: int | None) -> None:
    for person, letter in islice(typing, most):
        pages[person].keyboard.type(letter)


def lines() -> list[str]:
    return [mark + " ".join(words) for mark, words in zip(MARKS, WORDS, strict=True)]


def every_word() -> list[str]:
    return sorted(word for words in WORDS for word in words)


def in_history(page: Page) -> list[str]:
    """What came less what went, over all changes: what stayed between two of them is not always shown."""
    came, went = (
        Counter(WORD.findall(" ".join(page.locator(f"#history {kind}").all_inner_texts()))) for kind in ("ins", "del")
    )
    came.subtract(went)
    return sorted(came.elements())


def test_every_word_is_there_once(
    opened: Open, live: Live, servers: list[Server], ways: list[Relay], tmp_path: Path
) -> None:
    pages = [opened(at=way.address) for way in ways]
    amara, renee, darnell = pages
    for page in pages:
        page.context.set_default_timeout(30_000)  # three browsers and two more servers on one machine
    sign_in_as(amara, AMARA)
    sign_in_as(renee, RENEE)
    sign_in_by_code(darnell, live, DARNELL)
    for page in pages:
        open_placemat(page)
    write(amara, FIELD, "\n".join(MARKS))
    for page, mark in zip(pages, MARKS, strict=True):
        expect(page.locator(f"#t-{FIELD}")).to_have_value("\n".join(MARKS))
        put_caret(page, mark)
    assert [way.at for way in ways] == [servers[0].port, servers[1].port, servers[0].port]

    typing = letters()
    type_some(pages, typing, 30)
    ways[2].cut()
    darnell.context.set_offline(True)
    cut_at = time.monotonic()
    type_some(pages, typing, 30)
    servers[0].kill()
    type_some(pages, typing, 36)
    expect(darnell.locator("#saved")).to_have_text("Not saved yet")
    expect(darnell.locator("#live-note")).to_contain_text("Not saved yet: you are offline")
    expect(amara.locator("#placemat")).to_have_attribute("data-live", "connected")
    assert ways[0].at == servers[1].port
    darnell.wait_for_timeout(max(0, 1000 * (IN_THE_TUNNEL - time.monotonic() + cut_at)))
    servers[0].start()
    ways[2].mend()
    darnell.context.set_offline(False)
    type_some(pages, typing, None)

    for page in pages:
        expect(page.locator(f"#t-{FIELD}")).to_have_value("\n".join(lines()), timeout=20_000)
        saved(page)
    assert [way.at for way in ways] == [servers[1].port, servers[1].port, servers[0].port]
    for page in pages:
        page.reload()
        saved(page)
        expect(page.locator(f"#t-{FIELD}")).to_have_value("\n".join(lines()))
    follow(amara.get_by_role("navigation", name="This collective").get_by_role("link", name="History"))
    assert in_history(amara) == every_word()
    assert sorted(WORD.findall(take_pdf(renee, tmp_path / "placemat.pdf"))) == every_word()

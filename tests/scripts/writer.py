"""Somebody at a text area, and others who write in it from elsewhere."""

from typing import Any

from playwright.sync_api import CDPSession, Page


def begin(page: Page, text: str = "", *, count: int = 2, **how: Any) -> None:
    page.evaluate("([count, text, how]) => begin(count, text, how)", [count, text, how])
    page.focus("#e0")


def select(page: Page, start: int, end: int | None = None, direction: str = "none") -> None:
    page.evaluate("([a, b, d]) => editors[0].area.setSelectionRange(a, b, d)", [start, end or start, direction])


def remote(page: Page, at: int, removed: int, inserted: str) -> None:
    """Somebody else writes, and it arrives."""
    page.evaluate(
        "([at, removed, inserted]) => { remote(1, at, removed, inserted); deliver(); }", [at, removed, inserted]
    )


def texts(page: Page) -> list[str]:
    """What the two hold after everything arrived; each must show what it holds."""
    page.wait_for_timeout(30)
    found = page.evaluate("() => { deliver(); return editors.map(e => [e.words.toString(), e.area.value]) }")
    assert [text for text, _shown in found] == [shown for _text, shown in found]
    return [text for text, _shown in found]


def selection(page: Page) -> list[Any]:
    return page.evaluate("() => { const a = editors[0].area; return [a.selectionStart, a.selectionEnd] }")


def keyboard_of(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def compose(session: CDPSession, text: str) -> None:
    """An input method shows what it would write."""
    at = len(text.encode("utf-16-le")) // 2
    session.send("Input.imeSetComposition", {"text": text, "selectionStart": at, "selectionEnd": at})


def commit(session: CDPSession, text: str) -> None:
    session.send("Input.insertText", {"text": text})

"""A running product and a real browser: for the journeys."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from ilc.embedded import embedded_urls
from ilc.embedded.programs import ends_with_parent
from ilc.management.commands.serve import programs

PROJECT = Path(__file__).resolve().parent.parent
CODE = r"(?m)^\s*([A-Z0-9]{3,}-?[A-Z0-9]{2,})\s*$"  # what one signs in with, alone on its line
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass
class Live:
    """The product as it runs for one test session: where, and what it wrote."""

    address: str
    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def newest_mail(self, email: str, *, about: str = "", patience: float = 20) -> str:
        """The text of newest_message."""
        body = self.newest_message(email, about=about, patience=patience).get_body(("plain",))
        assert body
        return str(body.get_content())

    def newest_message(self, email: str, *, about: str = "", patience: float = 20) -> EmailMessage:
        """The last message to somebody in which `about`, a pattern, is found.

        Waits for it, `patience` seconds at most. Calendar invitations may come in between at any time.
        """
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            for path in sorted((self.folder / "mail").glob("*"), key=lambda path: path.stat().st_mtime, reverse=True):
                for mail in reversed(path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")):
                    message = message_from_bytes(mail.lstrip(), policy=policy.default)
                    body = message.get_body(("plain",)) if message["To"] else None
                    if body and email in str(message["To"]) and re.search(about, body.get_content()):
                        return message
            time.sleep(0.2)
        raise AssertionError(f"No mail to {email} came. The worker and the server said:\n{self.said()}")

    def said(self) -> str:
        """The end of what each process said."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"--- {log.stem}\n{log.read_text(errors='replace')[-3000:]}" for log in logs)


@contextmanager
def serving(database: str, *, beside: bool = False, files: Path | None = None) -> Iterator[Live]:
    """Web, worker and beat on a free port, over this database and these files, as `manage.py serve` starts them.

    `beside`: another one runs in this process's name at the same time; each has a broker of its own, or the worker of
    one would take the tasks of the other.
    """
    folder = Path(tempfile.mkdtemp(prefix="ilc-live-"))
    port = _free_port()
    live = Live(f"http://localhost:{port}", folder)
    environment = environment_of(live, database, beside=beside) | ({"ILC_FILES": str(files)} if files else {})
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, cwd=PROJECT, env=environment, check=True)
    try:
        for program in programs(f"127.0.0.1:{port}"):
            command = [
                part if "beat-schedule" not in part else str(folder / "beat-schedule") for part in program.command
            ]
            with (folder / f"{program.name}.log").open("wb") as log:
                live.processes.append(
                    subprocess.Popen(
                        command,
                        cwd=PROJECT,
                        env=environment,
                        stdin=subprocess.DEVNULL,
                        stdout=log,
                        stderr=log,
                        process_group=0,
                        preexec_fn=ends_with_parent(signal.SIGTERM),  # noqa: PLW1509  it calls one function of libc
                    )
                )
        _wait_for(live)
        yield live
    finally:
        for process in live.processes:
            _stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def context_of(
    browser: Browser, live: Live, *, phone: bool = False, scripts: bool = True, dark: bool = False, **more: Any
) -> BrowserContext:
    """A browser window of its own: nobody is signed in, nothing is remembered."""
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    context = browser.new_context(
        base_url=live.address,
        viewport=PHONE if phone else DESKTOP,
        has_touch=phone,
        java_script_enabled=scripts,
        color_scheme=scheme,
        reduced_motion="reduce",
        locale=more.pop("locale", "en-CA"),
        timezone_id="America/Halifax",
        **more,
    )
    context.set_default_timeout(10_000)
    return context


def sign_in_as(page: Page, email: str) -> None:
    """By one of the demonstration's buttons."""
    page.goto("/accounts/login/")
    page.locator(f'button[name="email"][value="{email}"]').first.click()
    page.wait_for_url("**/p/**")


def sign_in_by_code(page: Page, live: Live, email: str) -> None:
    """As everybody does: ask for a code, look into one's mail, type it in."""
    page.goto("/accounts/login/")
    page.locator('input[name="email"]').first.fill(email)
    page.locator("form:has(input[name=email]) button").first.click()
    code = re.search(CODE, live.newest_mail(email, about=CODE))
    assert code
    page.locator('input[name="code"]').fill(code.group(1))
    page.locator("#code-form button").click()
    page.wait_for_url(re.compile(r"/p/|/programs/"))


def follow(target: Locator) -> None:
    """Click what leads to another page, and be there."""
    with target.page.expect_navigation():
        target.click()


def tab_to(page: Page, name: str, *, most: int = 80) -> None:
    """Press Tab until something with this name has the focus, and see that the focus shows."""
    said = (
        "() => { const one = document.activeElement;"
        " return [one.getAttribute('aria-label') || one.innerText || one.value || '',"
        " getComputedStyle(one).outlineStyle !== 'none' || getComputedStyle(one).boxShadow !== 'none'] }"
    )
    for _ in range(most):
        page.keyboard.press("Tab")
        words, shows = page.evaluate(said)
        if name in " ".join(words.split()):
            assert shows, f"The focus does not show on “{name}” of {page.url}."
            return
    raise AssertionError(f"Tab does not come to “{name}” on {page.url}.")


def tab_onto(target: Locator, *, most: int = 150) -> None:
    """Press Tab until exactly this has the focus."""
    for _ in range(most):
        target.page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab does not come to {target} on {target.page.url}.")


def press(page: Page, name: str, address: str) -> None:
    """Go to what has this name by the keyboard, press it, and be at an address like this."""
    tab_to(page, name, most=150)
    with page.expect_navigation(url=re.compile(address)):
        page.keyboard.press("Enter")


def axe(page: Page) -> None:
    """No finding of axe-core on this page, seen from its top: further down its head covers what it likes."""
    page.evaluate("window.scrollTo(0, 0)")
    if not page.evaluate("typeof window.axe !== 'undefined'"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")  # past the page's policy, as a debugger does
    run = """tags => Promise.race([
        axe.run(document, {runOnly: {type: 'tag', values: tags}}),
        new Promise((_, refuse) => setTimeout(() => refuse(new Error("axe did not come to an end")), 90_000)),
    ])"""
    findings = page.evaluate(run, AXE_TAGS)["violations"]
    said = [
        f"{one['id']} ({one['impact']}): {node['html'][:200]}\n{node.get('failureSummary')}"
        for one in findings
        for node in one["nodes"][:3]
    ]
    assert not said, f"{page.url}\n" + "\n".join(said)


def look_over(page: Page) -> None:
    """What is asked of every page: axe finds nothing, light and dark; nothing sticks out sideways; one h1."""
    axe(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    axe(page)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than the window."
    expect(page.locator("h1")).to_have_count(1)


def watch(page: Page, live: Live, trouble: list[str]) -> None:
    """Collects what the browser complains about, answers of 500, and requests that leave our server."""

    def note_answer(got: Response) -> None:
        if got.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            trouble.append(f"{got.status} {got.request.method} {got.url}")

    page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
    page.on("console", lambda said: trouble.append(f"{page.url}: {said.text}") if _is_trouble(said.text) else None)
    page.on("request", lambda asked: trouble.append(asked.url) if _leaves(asked.url, live) else None)
    page.on("response", note_answer)


def _is_trouble(text: str) -> bool:
    return "Content Security Policy" in text or "Refused to" in text or "Uncaught" in text


def _leaves(url: str, live: Live) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and parts.netloc != urlsplit(live.address).netloc


def environment_of(live: Live, database: str, *, beside: bool = False) -> dict[str, str]:
    """What each process of it is told."""
    urls = embedded_urls()
    url = urlsplit(urls.app)
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    broker = 8 + worker % 4 + 4 * beside
    own = {name: value for name, value in os.environ.items() if name not in {"ILC_DEBUG", "PYTHONWARNINGS"}}
    return own | {
        "DJANGO_SETTINGS_MODULE": "ilc.settings",
        "DATABASE_URL": replace_path(url.geturl(), database),
        "REDIS_URL": re.sub(r"db=\d+", f"db={broker}", urls.redis),  # the tests empty theirs between each other
        "ILC_BASE_URL": live.address,
        "ILC_DEMO": "yes",
        "ILC_DATA": str(live.folder),
        "ILC_STATIC_ROOT": str(live.folder / "static"),
        "ILC_FILES": str(live.folder / "files"),
    }


def replace_path(url: str, database: str) -> str:
    """The address of another database on the same server."""
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(live: Live) -> None:
    deadline = time.monotonic() + 180  # seconds: others may use the machine, too
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{live.address}/healthz/", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"The product did not start.\n{live.said()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue

"""What one layout of a placemat costs beside Chromium's warm print of the same HTML, and how many layouts it takes.

Run: python -m tests.bench.bench_pdf [rounds]. CPU seconds, Chromium's with all its processes and its driver.
Both have been warmed up and get the same placed HTML, style sheets and fonts; the rounds alternate.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page, sync_playwright

from ilc.pdf import lay_out, warm_up, write
from inquiry.queries import placemat_pdf
from tests.samples.placemat import ENGLISH, FRENCH, LEADER, SHORT, SPANISH

GOAL_RATIO, GOAL_LAYOUTS = 1.3, 3
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--allow-file-access-from-files",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TICKS = os.sysconf("SC_CLK_TCK")
SETTLE = 0.15


def main(rounds: int) -> None:
    warm_up(placemat_pdf.STYLESHEETS)
    html = placed_html()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "placemat.html"
        links = "".join(f'<link rel="stylesheet" href="{name}">' for name in placemat_pdf.STYLESHEETS)
        base = (Path(settings.BASE_DIR) / "static").as_uri() + "/"
        file.write_text(html.replace("<style>", f'<base href="{base}">{links}<style>', 1), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        pairs = [(cpu(lambda: weasyprint(html)), cpu(lambda: chromium(page, file))) for _ in range(rounds + 1)][1:]
        browser.close()
    report(pairs)


def placed_html() -> str:
    """The worked example as it is laid out for the last time."""
    seen: list[str] = []
    original = placemat_pdf.lay_out
    placemat_pdf.lay_out = lambda html, *, stylesheets: (seen.append(html), original(html, stylesheets=stylesheets))[1]
    placemat_pdf.render_placemat(ENGLISH, language="en", paper="letter")
    placemat_pdf.lay_out = original
    return seen[-1]


def weasyprint(html: str) -> None:
    write(lay_out(html, stylesheets=placemat_pdf.STYLESHEETS))


def chromium(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
    time.sleep(SETTLE)  # its other processes finish a little later


def cpu(work: Callable[[], None]) -> float:
    """CPU seconds of this process and everything it started, while `work` runs."""
    before = time.process_time() + children_cpu()
    work()
    return time.process_time() + children_cpu() - before


def children_cpu() -> float:
    """CPU seconds so far of all processes below this one."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(folder.name)] = int(fields[1])
        ticks[int(folder.name)] = sum(int(value) for value in fields[11:15])
    below = {os.getpid()}
    while True:
        more = {pid for pid, parent in parents.items() if parent in below} - below
        if not more:
            return sum(ticks[pid] for pid in below - {os.getpid()}) / TICKS
        below |= more


def report(pairs: list[tuple[float, float]]) -> None:
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = ours / theirs
    dice = random.Random(1)
    draws = []
    for _ in range(2000):
        again = [dice.choice(pairs) for _ in pairs]
        draws.append(statistics.median(a for a, _ in again) / statistics.median(b for _, b in again))
    low, high = statistics.quantiles(draws, n=40)[0], statistics.quantiles(draws, n=40)[-1]
    print(f"one layout and its PDF: {ours * 1000:.0f} ms; Chromium, warm: {theirs * 1000:.0f} ms ({len(pairs)} rounds)")
    print(f"ratio {ratio:.2f} (95% interval {low:.2f} to {high:.2f}), goal at most {GOAL_RATIO}")
    samples = {"typical": ENGLISH, "French": FRENCH, "Spanish": SPANISH, "leader's own": LEADER, "short": SHORT}
    for name, sheet in samples.items():
        before = time.process_time()
        pdf = placemat_pdf.render_placemat(sheet, language="en", paper="letter")
        spent = time.process_time() - before
        print(f"{name}: {pdf.layouts} layouts (goal at most {GOAL_LAYOUTS}), {pdf.size_pt} pt, {spent * 1000:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)

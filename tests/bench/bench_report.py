"""What reports cost beside Chromium's warm print of the same HTML, and how much memory they take.

Run: python -m tests.bench.bench_report [rounds]. CPU seconds, Chromium's with all its processes and its driver. Each
report is made in a fresh fork of a warm process, as a worker does; memory is the fork's own peak. First, in a process
apart, a report on 500 collectives is read from rows and made once: SQL queries, seconds, pages and memory.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import json
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from playwright.sync_api import sync_playwright

from evidence.models import ReportKind
from evidence.operations.report import begin_report
from evidence.queries import pdf as sheets
from evidence.queries.report_knowledge import read_knowledge
from evidence.queries.report_pdf import LOOKS, AnySheet, render_report, report_style
from ilc.pdf import warm_up
from ilc.tenancy.scope import program_scope
from tests.bench.bench_pdf import ARGUMENTS, CHROMIUM, chromium, cpu
from tests.bench.report_rows import make_handed_on
from tests.databases import drop_database, use_database
from tests.samples.report import cycle_report, knowledge_report

STYLESHEETS = (*sheets.STYLESHEETS, *LOOKS.stylesheets)
BASE_MB, PAGE_MB = 75, 3
MANY = 500  # collectives
DATABASE = f"bench_report_{os.getpid()}"
GOALS = {"cycle report, 9 charts": 3.5, "knowledge report": 5.0}


def main(rounds: int) -> None:
    """Print the figures; end with 1 when a goal is not reached."""
    apart = multiprocessing.get_context("fork").Process(target=tell_of_many)  # what it reads would stay in this process
    apart.start()
    apart.join()
    warm_up(STYLESHEETS)
    samples = {
        "cycle report, 9 charts": cycle_report("en"),
        "knowledge report": knowledge_report("en", collectives=57),
    }
    with tempfile.TemporaryDirectory() as folder:
        ours = {name: [in_a_fork(sheet) for _ in range(rounds)] for name, sheet in samples.items()}
        files = {name: as_html(sheet, Path(folder) / f"{len(name)}.html") for name, sheet in samples.items()}
        with sync_playwright() as playwright:  # it has threads: every fork comes before
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page()
            reached = [not apart.exitcode]
            for name, file in files.items():
                theirs = [cpu(lambda file=file: chromium(page, file)) for _ in range(rounds + 1)][1:]
                reached.append(report(name, ours[name], theirs))
            browser.close()
    sys.exit(0 if all(reached) else 1)


def tell_of_many() -> None:
    """Read a report on a program of MANY from its rows, and make it once; end with 1 when it takes too much memory."""
    warm_up(STYLESHEETS)
    sheet, queries, seconds = read_many()
    told = in_a_fork(sheet)
    own, bound = told["peak"] - told["held"], BASE_MB + PAGE_MB * told["pages"]
    print(f"{MANY} collectives: read with {queries} SQL queries in {seconds:.1f} s, {told['cpu']:.0f} s to make")
    print(
        f"  {told['pages']:.0f} pages, {told['kb']:.0f} KB; its own memory {own:.0f} MB (goal at most {bound:.0f} MB)",
        flush=True,
    )
    sys.exit(0 if own <= bound else 1)


def read_many() -> tuple[AnySheet, int, float]:
    """The sheet, how many SQL queries it took, and CPU seconds of this process."""
    use_database(DATABASE)
    try:
        admin = make_handed_on("many", MANY)
        program = admin.program
        with program_scope(program.pk):
            report = begin_report(ReportKind.KNOWLEDGE, title="All of us", program=program, by=admin, now=now())
            began = time.process_time()
            with CaptureQueriesContext(connection) as queries:
                sheet = read_knowledge(report, program=program, style=report_style())
            return sheet, len(queries), time.process_time() - began
    finally:
        connections.close_all()  # a fork must not have them
        drop_database(DATABASE)


def as_html(sheet: AnySheet, file: Path) -> Path:
    """The same HTML with the same style sheets and fonts, as a file."""
    seen: list[str] = []
    original = sheets.lay_out

    def listen(html: str, **options: object) -> object:
        seen.append(html)
        return original(html, **options)  # type: ignore[arg-type]

    with patch.object(sheets, "lay_out", listen):
        render_report(sheet, language="en", paper="letter")
    links = "".join(f'<link rel="stylesheet" href="{name}">' for name in STYLESHEETS)
    base = (Path(settings.BASE_DIR) / "static").as_uri() + "/"
    file.write_text(seen[-1].replace("<style>", f'<base href="{base}">{links}<style>', 1), encoding="utf-8")
    return file


def in_a_fork(sheet: AnySheet) -> dict[str, float]:
    """CPU seconds, pages and the peak of memory in MB of a fresh fork."""
    back, out = os.pipe()
    held = resident()
    if os.fork() == 0:
        began = time.process_time()
        pdf = render_report(sheet, language="en", paper="letter")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told = {
            "cpu": time.process_time() - began,
            "pages": pdf.pages,
            "peak": peak,
            "kb": len(pdf.data) / 1024,
            "held": held,
        }
        os.write(out, json.dumps(told).encode())
        os._exit(0)
    os.close(out)
    with os.fdopen(back, "rb") as pipe:
        told = json.loads(pipe.read())
    os.wait()
    return dict(told)


def resident() -> float:
    """MB of memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]) * resource.getpagesize() / 2**20


def report(name: str, ours: list[dict[str, float]], theirs: list[float]) -> bool:
    """Print what one kind of report costs. Whether its goals are reached."""
    spent, chrome = statistics.median(one["cpu"] for one in ours), statistics.median(theirs)
    pages, peak = int(ours[0]["pages"]), max(one["peak"] for one in ours)
    bound = BASE_MB + PAGE_MB * pages
    print(f"{name}, {pages} pages, {ours[0]['kb']:.0f} KB: {spent:.2f} s; Chromium, warm: {chrome:.2f} s")
    held, ratio = ours[0]["held"], spent / chrome
    print(f"  ratio {ratio:.2f} (goal at most {GOALS[name]})")
    print(f"  its own memory {peak - held:.0f} MB above the {held:.0f} MB of the warm worker (goal at most {bound} MB)")
    return ratio <= GOALS[name] and peak - held <= bound


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)

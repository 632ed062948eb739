"""The page across collectives: how many SQL queries at 10 and at 1,000 collectives, and how much longer it takes.

Run with `python -m tests.bench.bench_dashboard [rounds]`. The page is asked for through all middleware with its
templates, by an admin (all collectives) and by the coordinator of one of two regions. Both programs are in one
database, each collective with 9 seats, 8 sessions that were held, 6 indicators with 10 released days, in one of ten a
hand up. How many data points stand behind the releases makes no difference as long as no query reads any, which is
looked for in each. Counted is everything that goes to the database, BEGIN and COMMIT too; a visit is written down once
in ten minutes, with one more.

Time is CPU time of this process and, from /proc, of the PostgreSQL backend. Rounds come in pairs, who goes first
alternates.
"""

import os
import re
import statistics
import sys
import time
from collections.abc import Callable

from tests import conftest

conftest.django.setup()

from django.conf import settings
from django.db import connection

from tests.bench.dashboard_rows import make_at_work
from tests.bench.page_load import page_of, queries_of
from tests.bench.readings import backend_seconds
from tests.databases import count_rows, drop_database, use_database

FEW, MANY = 10, 1000
MOST_QUERIES, BOUND = 15, 2.0
LOADS = 6
POINTS = re.compile(r"\bdata_point\b")  # the table, and nothing that begins so
DATABASE = f"bench_dashboard_{os.getpid()}"
settings.ALLOWED_HOSTS += ["testserver"]


def main(rounds: int) -> None:
    """Print counts and ratios; end with 1 when a bound is not kept."""
    use_database(DATABASE)
    try:
        few, many = make_at_work("few", FEW), make_at_work("many", MANY)
        count_rows()
        kept = []
        for who in ("admin", "coordinator"):
            at_few, at_many = (page_of(readers[who], f"/p/{slug}/across/") for slug, readers in (few, many))
            queries = queries_of(at_few), queries_of(at_many)
            counts = [len(one) for one in queries]
            points = sum(bool(POINTS.search(sql)) for one in queries for sql in one)
            ratio, seconds = measure(at_few, at_many, rounds)
            print(f"{who}: {counts[0]} queries at {FEW}, {counts[1]} at {MANY:,} (bound {MOST_QUERIES})")
            print(f"{who}: {ratio:.2f} x the time (bound {BOUND:.1f}), {seconds * 1000:.0f} ms of CPU at {MANY:,}")
            print(f"{who}: {points} of the queries read data points, of which there may be twenty million")
            kept.append(counts[1] <= MOST_QUERIES and ratio <= BOUND and not points)
    finally:
        drop_database(DATABASE)
    sys.exit(0 if all(kept) else 1)


def measure(at_few: Callable[[], None], at_many: Callable[[], None], rounds: int) -> tuple[float, float]:
    """The median of the paired ratios, and the median time of one page of many."""
    for load in (at_few, at_many):
        cpu_time(load)
    ratios, seconds = [], []
    for number in range(rounds):
        took = {}
        for load in (at_few, at_many) if number % 2 else (at_many, at_few):
            took[load] = cpu_time(load)
        ratios.append(took[at_many] / took[at_few])
        seconds.append(took[at_many] / LOADS)
    return statistics.median(ratios), statistics.median(seconds)


def cpu_time(load: Callable[[], None]) -> float:
    before = time.process_time() + backend_seconds(connection.connection.info.backend_pid)
    for _ in range(LOADS):
        load()
    return time.process_time() + backend_seconds(connection.connection.info.backend_pid) - before


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)

"""The list of sessions: how many SQL queries at 10 and at 10,000 sessions, and what the program's locks cost.

Run with `python -m tests.bench.bench_sessions [rounds]`. The page is asked for through all middleware, with
its templates.

Bound is how the product runs: the application's role under the row-level policies, one transaction for the request, the
program sent with BEGIN. Unbound is the same code on the same database without them: a second connection as a role that
passes the policies by (BYPASSRLS), in autocommit, where `program_scope` sets its context variable and nothing else. The
manager's filter stays on both sides, because without it the page would show other rows.

Time is CPU time of this process and, from /proc, of the PostgreSQL backend of the side that runs. Rounds come in pairs,
who goes first alternates, and the interval is the middle 95 % of resampled means of the paired ratios.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from tests import conftest

conftest.django.setup()

from django.conf import settings
from django.db import connections
from django.utils.timezone import now

from collectives import middleware
from collectives.models import Participant, Program, Role
from facilitation.models import Session
from ilc.tenancy import scope
from ilc.tenancy.scope import program_scope
from tests.bench.page_load import count_queries, page_of
from tests.bench.readings import backend_seconds
from tests.databases import drop_database, use_database
from tests.make import make_collective, make_participant, make_program, name_facilitator, seat

FEW, MANY = 10, 10_000
COLLECTIVES = 100
MOST_QUERIES, BOUND = 12, 1.10
LOADS = 25
DATABASE = f"bench_sessions_{os.getpid()}"
settings.ALLOWED_HOSTS += ["testserver"]


def main(rounds: int) -> None:
    """Print counts, ratio and interval; end with 1 when a bound is not kept."""
    use_database(DATABASE)
    try:
        few, many = make_sessions("few", FEW), make_sessions("many", MANY)
        counts = {
            f"{who}, {address or 'own'}": [
                count_queries(page_of(readers[who], f"/p/{slug}/sessions/{address}")) for slug, readers in (few, many)
            ]
            for who, address in [
                ("leader", ""),
                ("leader", "?show=past"),
                ("admin", "?of=all"),
                ("admin", "?of=all&show=past"),
            ]
        }
        ratios = {
            who: measure(page_of(many[1][who], f"/p/{many[0]}/sessions/{address}"), rounds)
            for who, address in [("leader", ""), ("admin", "?of=all")]
        }
    finally:
        drop_database(DATABASE)
    for page, (at_few, at_many) in counts.items():
        print(f"sessions page ({page}): {at_few} queries at {FEW}, {at_many} at {MANY:,} (bound {MOST_QUERIES})")
    for who, (mean, low, high) in ratios.items():
        print(f"bound / unbound ({who}): {mean:.3f}, 95 % between {low:.3f} and {high:.3f} (bound {BOUND:.2f})")
    counted = all(a == b <= MOST_QUERIES for a, b in counts.values())
    sys.exit(0 if counted and all(mean <= BOUND for mean, _low, _high in ratios.values()) else 1)


def make_sessions(slug: str, number: int) -> tuple[str, dict[str, Participant]]:
    """A program with that many sessions, half of them past; a leader with two seats; an admin."""
    program: Program = make_program(slug)
    with program_scope(program.pk):
        leader, admin = make_participant("Leader"), make_participant("Admin", role=Role.ADMIN)
        facilitator = make_participant("Facilitator", role=Role.FACILITATOR)
        collectives = [make_collective(f"Collective {n}") for n in range(min(COLLECTIVES, number))]
        for collective in collectives:
            name_facilitator(collective, facilitator)
        for collective in collectives[:2]:
            seat(collective, leader)
        start = now() - timedelta(days=number / 2)
        Session.objects.bulk_create(
            Session(
                collective=collectives[n % len(collectives)],
                date=(start + timedelta(days=n)).date(),
                wall_time=start.time().replace(microsecond=0),
                zone="America/Halifax",
                starts_at=start + timedelta(days=n),
                minutes=90,
                meeting="hybrid",
                room="Board room",
                made_at=start,
            )
            for n in range(number)
        )
    return slug, {"leader": leader, "admin": admin}


def measure(load: Callable[[], None], rounds: int) -> tuple[float, float, float]:
    """Mean of the paired ratios bound / unbound, and the interval around it."""
    passing_by = connections.create_connection("default")
    passing_by.settings_dict = passing_by.settings_dict | {"USER": "ilc_migrate"}
    for _ in range(LOADS):
        load()
        with unbound(passing_by):
            load()
    ratios = []
    for number in range(rounds):
        seconds = {}
        for bound in (True, False) if number % 2 else (False, True):
            if bound:
                seconds[bound] = cpu_time(load)
            else:
                with unbound(passing_by):
                    seconds[bound] = cpu_time(load)
        ratios.append(seconds[True] / seconds[False])
    passing_by.close()
    return statistics.mean(ratios), *interval(ratios)


@contextmanager
def unbound(passing_by: object) -> Iterator[None]:
    """No policies, no transaction, no setting: only the context variable that the manager reads."""
    bound_connection, bound_scope = connections["default"], middleware.program_scope
    connections["default"], middleware.program_scope = passing_by, only_the_variable
    try:
        yield
    finally:
        connections["default"], middleware.program_scope = bound_connection, bound_scope


@contextmanager
def only_the_variable(program_id: int) -> Iterator[None]:
    token = scope._bound.set(program_id)
    try:
        yield
    finally:
        scope._bound.reset(token)


def cpu_time(load: Callable[[], None]) -> float:
    before = time.process_time() + servers_seconds()
    for _ in range(LOADS):
        load()
    return time.process_time() + servers_seconds() - before


def servers_seconds() -> float:
    """CPU seconds of the backend behind the connection in use."""
    connections["default"].ensure_connection()
    return backend_seconds(connections["default"].connection.info.backend_pid)


def interval(ratios: list[float]) -> tuple[float, float]:
    chance = random.Random(7)
    means = sorted(statistics.mean(chance.choices(ratios, k=len(ratios))) for _ in range(2000))
    return means[50], means[1949]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 24)

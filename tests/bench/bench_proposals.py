"""Forming and accepting a proposal from rows, and its pages, for 1,000 people and for 10,000.

Run: python -m tests.bench.bench_proposals [people ...]. Every tenth person finds no seat, which the pages explain.
CPU time is that of this process and of its PostgreSQL backend; the engine itself is measured by bench_formation. Ends
with 1 when a page costs more SQL statements or clearly more HTML for 10,000 people than for 1,000, or when anything
takes more than GROWTH times as long, as what is quadratic would.
"""

from tests import conftest

conftest.django.setup()

import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import psycopg
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from collectives.models import Proposal
from collectives.operations.proposal import start_run
from collectives.operations.proposal_accept import accept_proposal, start_accepting
from collectives.operations.proposal_run import Formed, Run, begin_run, store_run, work_out
from ilc.tenancy.scope import program_scope
from tests.bench.formation_rows import make_program_answered
from tests.bench.readings import backend_seconds
from tests.databases import administrator, drop_database, use_database
from tests.make import make_program
from tests.make_proposal import Answered

FEW, MANY = 1_000, 10_000
GROWTH, WIDER = 16, 1.3  # ten times the people; how much longer, how much more HTML
LIGHT = 60  # kB: up to here a page may grow, such as by facilitators to choose from
SHORT = 50_000  # iterations of the proposal to compare with
DATABASE = f"bench_proposals_{os.getpid()}"


class Cost(NamedTuple):
    """What one step or page took."""

    seconds: float
    statements: int
    kilobytes: float = 0.0


def main() -> int:
    wanted = [int(number) for number in sys.argv[1:]] or [FEW, MANY]
    costs = {people: measure(people) for people in wanted}
    return 0 if len(costs) == 1 or all(kept(name, costs[FEW][name], costs[MANY][name]) for name in costs[FEW]) else 1


def measure(people: int) -> dict[str, Cost]:
    """Form two proposals of so many people, open their pages, accept the first. Prints what each step took."""
    print(f"\n{people:,} people              CPU s  statements     kB   peak MB", flush=True)
    costs: dict[str, Cost] = {}
    use_database(DATABASE)
    try:
        program = make_program("bench")
        with program_scope(program.pk):
            answered = make_program_answered(people, seats=0.9)
        analyze()
        first = form(program.pk, answered, costs)
        with program_scope(program.pk):
            second = start_run(answered.formation, based_on=first, iterations=SHORT, by=answered.admin, now=now())
            store_run(run := taken_up(second), worked_out(run), now=now())
        open_pages(program.pk, answered, first, second, costs)
        accept(program.pk, answered, first, costs)
    finally:
        drop_database(DATABASE)
    return costs


def form(program_pk: int, answered: Answered, costs: dict[str, Cost]) -> Proposal:
    """What the task does, each of its three parts on its own."""
    with program_scope(program_pk):
        proposal = start_run(answered.formation, by=answered.admin, now=now())
        with step("reading", costs):
            run = taken_up(proposal)
    with step("engine", costs):
        formed = worked_out(run)
    with program_scope(program_pk):
        with step("storing", costs):
            store_run(run, formed, now=now())
        proposal.refresh_from_db()
    return proposal


def taken_up(proposal: Proposal) -> Run:
    run = begin_run(proposal.pk)
    assert run is not None
    return run


def worked_out(run: Run) -> Formed:
    return work_out(run, seating=[].append, proving=lambda: None, stopped=lambda: False)


def open_pages(program_pk: int, answered: Answered, first: Proposal, second: Proposal, costs: dict[str, Cost]) -> None:
    """Every page of a proposal that an admin opens, once to warm up and once measured."""
    with program_scope(program_pk):
        seated = first.seats.filter(collective__isnull=False).order_by("pk").values_list("participant", flat=True)[0]
        unplaced = first.seats.filter(collective=None).order_by("pk").values_list("participant", flat=True)[0]
        row = first.collectives.order_by("number").values_list("pk", flat=True)[0]
        slug = answered.admin.program.slug
    client = Client(SERVER_NAME="localhost")
    client.force_login(answered.admin.user)
    formation = f"/p/{slug}/formations/{answered.formation.pk}/"
    page = f"{formation}proposals/{first.pk}/"
    for name, address in {
        "proposal": page,
        "as a table": f"{page}?show=table",
        "found by words": f"{page}?q=Leader+00001",
        "why here": f"{page}?person={seated}",
        "why no seat": f"{page}?person={unplaced}",
        "moving": f"{page}people/{seated}/",
        "whom to seat": f"{page}people/",
        "a collective": f"{page}proposed/{row}/",
        "comparing": f"{page}compare/?with={second.pk}",
        "accepting": f"{page}accept/",
        "proposals": f"{formation}proposals/",
        "formation": formation,
    }.items():
        measure_page(client, name, address, costs)


def measure_page(client: Client, name: str, address: str, costs: dict[str, Cost]) -> None:
    client.get(address)
    with step(f"page: {name}", costs) as told:
        answer = client.get(address)
        told(len(answer.content) / 1000)
    assert answer.status_code == 200, (address, answer.status_code)


def accept(program_pk: int, answered: Answered, proposal: Proposal, costs: dict[str, Cost]) -> None:
    """Make the collectives and write to everybody."""
    with program_scope(program_pk), step("accepting", costs):
        start_accepting(proposal, leave_out=True, even_so=True, by=answered.admin, now=now())
        accept_proposal(proposal.pk, now=now(), progress=[].append)


@contextmanager
def step(name: str, costs: dict[str, Cost]) -> Iterator[Callable[[float], None]]:
    """Measure what happens inside; it may tell how many kilobytes came of it."""
    connection.ensure_connection()
    told: list[float] = []
    backend = connection.connection.info.backend_pid
    begun = time.process_time() + booked_seconds(backend)
    with CaptureQueriesContext(connection) as statements:
        yield told.append
    took = time.process_time() - begun + booked_seconds(backend)
    costs[name] = cost = Cost(took, len(statements), sum(told))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {name:24} {cost.seconds:9.2f}  {cost.statements:10}  {cost.kilobytes:5.0f}  {peak:8.0f}", flush=True)


def kept(name: str, few: Cost, many: Cost) -> bool:
    """Whether it grew no more than it may."""
    fine = many.seconds <= GROWTH * max(few.seconds, 0.05)
    if name.startswith("page"):
        fine = fine and many.statements <= few.statements and many.kilobytes <= max(LIGHT, WIDER * few.kilobytes)
    if not fine:
        print(f"{name} grows too much: {few} for {FEW:,} people, {many} for {MANY:,}")
    return fine


def booked_seconds(pid: int) -> float:
    """CPU seconds of a PostgreSQL process."""
    time.sleep(0.02)  # the kernel books CPU time in ticks
    return backend_seconds(pid)


def analyze() -> None:
    """Let PostgreSQL know how much there is of everything, as it does by itself after a while."""
    with administrator() as server:
        parameters = server.info.get_parameters() | {"dbname": DATABASE}
    with psycopg.connect(**parameters, autocommit=True) as here:
        here.execute("ANALYZE")


if __name__ == "__main__":
    sys.exit(main())

"""How many data points came in, across a program's collectives: the kept counts against counting, at 2 and 20 million.

Run: python -m tests.bench.bench_rollup. One program in two hundred has a twentieth of all data points and a thousand
collectives. Both sides answer the same question, by the same role, within the program's scope, and give the same rows;
the tail holds what two thousand statements left. Bounds: at 20 million at most 2 x the time at 2 million, and at most
1/50 of counting. Then a hundred data points at a time are inserted with and without the triggers, by turns: at most
1.2 x the CPU time of the server's process.
"""

from tests import conftest

conftest.django.setup()

import os
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, date, datetime
from statistics import median
from typing import Any

import psycopg
from django.db import connection

from collectives.models import Collective, District, Participant, Program, Region
from evidence.models import DataPoint, MeasureKind
from evidence.operations.rollup import rebuild_rollup
from evidence.queries.rollup import brought_by_collective, brought_by_region
from ilc.tenancy.scope import program_scope
from inquiry.models import Clause, Cycle, DataType, Indicator, IndicatorKind, Placemat
from tests.bench.readings import backend_seconds
from tests.databases import administrator, drop_database, use_database
from tests.make import make_collective, make_participant, make_program, make_school

MILLIONS = (2, 20)
NEIGHBOURS, SHARE = 199, 20  # one data point in SHARE belongs to the program that is asked
COLLECTIVES, INDICATORS, DISTRICTS, REGIONS = 1_000, 10, 60, 4
BATCH, BATCHES, TAIL = 100, 400, 2_000
ROUNDS = 15
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
YEAR = {"since": date(2025, 9, 1), "until": date(2026, 8, 31)}
GROW, OF_PLAIN, INSERTS = 2.0, 1 / 50, 1.2
PLAIN = """
    SELECT d.region_id, date_trunc('month', p."on")::date, i.kind, count(*) FROM data_point p
    JOIN indicator i ON i.program_id = p.program_id AND i.id = p.indicator_id
    JOIN district d ON d.program_id = p.program_id AND d.id = p.district_id
    WHERE p.removed_at IS NULL AND p."on" BETWEEN %(since)s AND %(until)s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
FILL = """
    INSERT INTO data_point (program_id, indicator_id, kind, "on", district_id, numerator, denominator, words, lang,
                            note, source, version, brought_by_id, brought_at)
    SELECT w.program_id, (w.indicators)[1 + n / %(share)s %% cardinality(w.indicators)], 'yes_no',
           date '2024-09-01' + (n * 7919 %% 730)::int, (w.districts)[1 + n / 7 %% cardinality(w.districts)],
           n %% 2, 1, '', '', '', '', 1, w.person, now()
    FROM generate_series(1::bigint, %(rows)s) n
    JOIN worlds w ON w.place = CASE WHEN n %% %(share)s = 0 THEN 0 ELSE 1 + n %% %(neighbours)s END
"""
WORLDS = """
    CREATE TEMPORARY TABLE worlds AS SELECT p.id AS program_id, row_number() OVER (ORDER BY p.id) - 1 AS place,
        (SELECT array_agg(id) FROM indicator i WHERE i.program_id = p.id) AS indicators,
        (SELECT array_agg(id) FROM district d WHERE d.program_id = p.id) AS districts,
        (SELECT id FROM participant q WHERE q.program_id = p.id LIMIT 1) AS person
    FROM program p
"""
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'data_point' AND indexname <> 'data_point_pkey'"


def main() -> None:
    """Print the figures; end with 1 when a bound is not kept."""
    name = f"bench_rollup_{os.getpid()}"
    seconds: dict[int, dict[str, float]] = {}
    try:
        for millions in MILLIONS:
            use_database(name)
            program = make_worlds()
            fill(name, millions * 1_000_000)
            seconds[millions] = measure(program)
            told = ", ".join(f"{what} {1000 * spent:.2f} ms" for what, spent in seconds[millions].items())
            print(f"{millions} million data points: {told}", flush=True)
        inserts = measure_inserts(name, program)
    finally:
        drop_database(name)
    small, large = (seconds[millions] for millions in MILLIONS)
    grown = {what: large[what] / small[what] for what in ("regions", "collectives")}
    share = large["regions"] / large["counting"]
    told = ", ".join(f"{what} {ratio:.2f}" for what, ratio in grown.items())
    print(f"kept counts at 20 million in multiples of 2 million: {told} (bound {GROW})")
    print(f"kept counts against counting at 20 million: 1/{1 / share:.0f} (bound 1/{1 / OF_PLAIN:.0f})")
    print(f"inserting {BATCH} at a time: {inserts:.2f} x without the triggers (bound {INSERTS})")
    sys.exit(0 if max(grown.values()) <= GROW and share <= OF_PLAIN and inserts <= INSERTS else 1)


def make_worlds() -> Program:
    """The program that is asked, and its neighbours, each with collectives and indicators; no data points yet."""
    program = make_program("asked")
    make_world(program, collectives=COLLECTIVES, districts=DISTRICTS)
    for number in range(NEIGHBOURS):
        make_world(make_program(f"neighbour-{number}"), collectives=10, districts=10)
    return program


def make_world(program: Program, *, collectives: int, districts: int) -> None:
    with program_scope(program.pk):
        first = make_collective("First")
        make_participant(school=make_school())
        regions = Region.objects.bulk_create(Region(name=f"R{number}") for number in range(REGIONS))
        District.objects.bulk_create(
            District(name=f"D{number}", region=regions[number % REGIONS]) for number in range(districts)
        )
        made = Collective.objects.bulk_create(
            Collective(name=f"C{number}", theme=first.theme) for number in range(collectives)
        )
        cycles = Cycle.objects.bulk_create(
            Cycle(collective=one, number=1, name="1", starts_on=date(2025, 9, 1), ends_on=date(2026, 6, 30))
            for one in made
        )
        placemats = Placemat.objects.bulk_create(Placemat(cycle=cycle, made_at=NOW) for cycle in cycles)
        Indicator.objects.bulk_create(
            Indicator(
                placemat=placemat,
                kind=IndicatorKind.LAGGING,
                clause=Clause.SO_THAT,
                position=position,
                text="Seen",
                data_types=[DataType.LEARNING],
                changed_at=NOW,
            )
            for placemat in placemats
            for position in range(INDICATORS)
        )


@contextmanager
def server_here(name: str) -> Any:
    """The server's superuser in this database, for what no role of the product may do: filling it quickly."""
    with administrator() as server:
        parameters = server.info.get_parameters() | {"dbname": name}
    with psycopg.connect(**parameters, autocommit=True) as here:
        yield here


def fill(name: str, rows: int) -> None:
    """So many data points, without triggers and with indexes made afterwards; then count, and leave a tail."""
    with server_here(name) as here:
        here.execute("SET session_replication_role = replica")
        indexes = here.execute(INDEXES).fetchall()
        for index, _ in indexes:
            here.execute(f'DROP INDEX "{index}"')
        here.execute(WORLDS)
        here.execute(FILL, {"rows": rows, "share": SHARE, "neighbours": NEIGHBOURS})
        here.execute("SET maintenance_work_mem = '1GB'")
        for _, definition in indexes:
            here.execute(definition)
        here.execute("VACUUM ANALYZE")
    for pk in Program.objects.values_list("pk", flat=True):
        with program_scope(pk):
            rebuild_rollup()
    with server_here(name) as here:
        here.execute("VACUUM ANALYZE evidence_rollup")


def measure(program: Program) -> dict[str, float]:
    """Seconds of each question, with a tail; both sides say the same."""
    with program_scope(program.pk):
        add_points(program, batches=TAIL // 10, size=10)
        some = list(Collective.objects.order_by("name").values_list("pk", flat=True)[:25])
    kept = [(row.of, row.month, row.kind, row.points) for row in answer(program, lambda: brought_by_region(**YEAR))]
    assert kept == answer(program, count), "the kept counts are not those that counting gives"
    return {
        "regions": seconds_of(program, lambda: brought_by_region(**YEAR), ROUNDS),
        "collectives": seconds_of(program, lambda: brought_by_collective(some, **YEAR), ROUNDS),
        "counting": seconds_of(program, count, 3),
    }


def count() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, YEAR)
        return list(cursor.fetchall())


def answer(program: Program, ask: Callable[[], list[Any]]) -> list[Any]:
    with program_scope(program.pk):
        return ask()


def seconds_of(program: Program, ask: Callable[[], list[Any]], rounds: int) -> float:
    """The middle of some rounds, after one that warms up."""
    answer(program, ask)
    spent = []
    for _ in range(rounds):
        with program_scope(program.pk):
            begun = time.perf_counter()
            ask()
            spent.append(time.perf_counter() - begun)
    return median(spent)


def add_points(program: Program, *, batches: int, size: int) -> None:
    """Data points as an import brings them: in each statement those of up to ten indicators, of one district."""
    indicators, districts = list(Indicator.objects.all()[:50]), list(District.objects.order_by("pk"))
    person = Participant.objects.get()
    for batch in range(batches):
        DataPoint.objects.bulk_create(
            DataPoint(
                indicator=indicators[(batch + number % 10) % 50],
                kind=MeasureKind.YES_NO,
                numerator=1,
                denominator=1,
                on=date(2026, 5, 1 + number % 28),
                district=districts[batch % DISTRICTS],
                brought_by=person,
                brought_at=NOW,
            )
            for number in range(size)
        )


def measure_inserts(name: str, program: Program) -> float:
    """CPU seconds of the server's process for the same inserts, with the triggers in multiples of without, by turns."""
    spent: dict[str, list[float]] = {"ENABLE": [], "DISABLE": []}
    for turn in range(8):
        state = ("ENABLE", "DISABLE")[turn % 2]
        with server_here(name) as here:
            here.execute(f"ALTER TABLE data_point {state} TRIGGER USER")
        with program_scope(program.pk):
            add_points(program, batches=5, size=BATCH)
            pid = connection.connection.info.backend_pid
            before = backend_seconds(pid)
            add_points(program, batches=BATCHES // 4, size=BATCH)
            time.sleep(0.02)  # the kernel books CPU time in ticks
            spent[state].append(backend_seconds(pid) - before)
    return median(spent["ENABLE"]) / median(spent["DISABLE"])


if __name__ == "__main__":
    main()

"""Exporting a program of a hundred thousand and of a million data points: memory, and rows in a second of CPU.

Run: python -m tests.bench.bench_export [json csv xlsx]. Each export is read, written and weighed in a process of its
own, which says the most memory it ever held. Bounds: with ten times the rows at most 1.1 x the memory, and at most
1.5 x the CPU time for each row.
"""

from tests import conftest

conftest.django.setup()

import os
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection
from django.utils import timezone

from collectives.models import Participant, Program, Role
from facilitation.operations.export import ExportJob, write_export
from facilitation.operations.export_stage import stage_export
from facilitation.queries.export import ExportFormat, ExportSubject, ExportWhat
from facilitation.queries.export_rows import ExportScope
from ilc.tenancy.scope import program_scope
from inquiry.models import Clause, DataType, Indicator, IndicatorKind
from tests.bench.bench_rollup import server_here
from tests.databases import drop_database, use_database
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_program, make_school, seat

SIZES = (100_000, 1_000_000)
INDICATORS = 100
MEMORY, TIME = 1.1, 1.5
FILL = """
    INSERT INTO data_point (program_id, indicator_id, kind, "on", district_id, school_id, numerator, denominator, words,
                            lang, note, source, version, brought_by_id, brought_at)
    SELECT i.program_id, i.id, 'yes_no', date '2024-09-01' + (n * 7919 %% 730)::int, p.district_id, p.school_id, n %% 2,
           1, '', '', 'note ' || n, 'a count by the group', 1, p.id, now()
    FROM generate_series(1::bigint, %s) n
    JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM indicator) i ON i.place = n %% %s
    CROSS JOIN (SELECT q.id, q.school_id, s.district_id FROM participant q JOIN school s ON s.id = q.school_id) p
"""


def main() -> None:
    """Print the figures; end with 1 when a bound is not kept."""
    forms = [ExportFormat(name) for name in sys.argv[1:]] or list(ExportFormat)
    name, kept = f"bench_export_{os.getpid()}", True
    readings: dict[tuple[ExportFormat, int], tuple[float, float]] = {}
    try:
        for rows in SIZES:
            use_database(name)
            program, admin = make_filled(name, rows)
            for form in forms:
                readings[form, rows] = weigh(program, admin, form)
                megabytes, seconds = readings[form, rows]
                told = f"{megabytes:.0f} MB at most, {seconds:.1f} s of CPU, {rows / seconds:,.0f} rows/s"
                print(f"{form}, {rows:,} data points: {told}", flush=True)
    finally:
        drop_database(name)
    for form in forms:
        (small_mb, small_s), (large_mb, large_s) = (readings[form, rows] for rows in SIZES)
        memory, spent = large_mb / small_mb, large_s / small_s / (SIZES[1] / SIZES[0])
        print(f"{form}, ten times the rows: memory {memory:.2f} x (bound {MEMORY}), a row {spent:.2f} x (bound {TIME})")
        kept = kept and memory <= MEMORY and spent <= TIME
    sys.exit(0 if kept else 1)


def make_filled(name: str, rows: int) -> tuple[Program, Participant]:
    """A program with so many data points of its admin's own district."""
    program = make_program("full")
    with program_scope(program.pk):
        admin = make_participant(role=Role.ADMIN, school=make_school())
        here = make_collective("Reading")
        seat(here, admin)
        placemat = make_placemat(make_cycle(here))
        Indicator.objects.bulk_create(
            Indicator(
                placemat=placemat,
                kind=IndicatorKind.LAGGING,
                clause=Clause.SO_THAT,
                position=position,
                text=f"Seen {position}",
                data_types=[DataType.LEARNING],
                changed_at=timezone.now(),
            )
            for position in range(INDICATORS)
        )
    connection.close()
    with server_here(name) as here:  # without triggers: foreign keys are not the matter here
        here.execute("SET session_replication_role = replica")
        here.execute(FILL, [rows, INDICATORS])
        here.execute("ANALYZE")
    return program, admin


def weigh(program: Program, admin: Participant, form: ExportFormat) -> tuple[float, float]:
    """The most megabytes that one export held, and its seconds of CPU, in a process of its own."""
    connection.close()
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.write(write, repr(_export(program, admin, form)).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        found = told.read()
    os.waitpid(child, 0)
    megabytes, seconds = map(float, found.strip("()").split(","))
    return megabytes, seconds


def _export(program: Program, admin: Participant, form: ExportFormat) -> tuple[float, float]:
    begun = time.process_time()
    subject = ExportSubject(ExportWhat.PROGRAM, form)
    job = ExportJob(program, subject, ExportScope(admin, whole=True), "bench", "en")
    with TemporaryDirectory() as folder:
        staged = stage_export(program.pk, job.scope, Path(folder), tell=lambda _rows: None)
        with (Path(folder) / "export").open("wb+") as file:
            write_export(file, job, staged, now=timezone.now())
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, time.process_time() - begun


if __name__ == "__main__":
    main()

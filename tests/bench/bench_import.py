"""Bringing in 100,000 data points from a table, against the same rows copied in by hand.

Run with `python -m tests.bench.bench_import`. Both sides run as the application's role inside one program's scope, into
the same tables with their policies, keys and triggers. Time is CPU time of this process and of its PostgreSQL backend,
because the ratio of two things on one machine says more than seconds do.

By hand: COPY the file into an unlogged staging table, INSERT … SELECT into data_point. It checks nothing, shows nothing
and cannot be undone. Ours: look through every cell for what is personal, copy the cells, read and check every row,
stage it beside what stands, then bring it in. Memory is the most a process of its own held while it did all of that.
"""

import os
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests import conftest

conftest.django.setup()

import psycopg
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.timezone import now

from collectives.models import Participant, Program
from evidence.models import DataPoint, EvidenceImportState
from evidence.operations.evidence_import import choose_columns, start_bringing_in, upload_evidence
from evidence.tasks.evidence_import import bring_in_evidence, check_evidence_import
from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat
from tests.bench.readings import backend_seconds
from tests.databases import administrator, drop_database, use_database
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_program, make_school, seat
from tests.make_evidence import make_group, make_measure
from tests.make_history import act, day, promise

ROWS = 100_000
SCHOOLS, GROUPS, INDICATORS = 40, 10, 5
ROUNDS = 3
MOST_TIMES, MOST_MEGABYTES = 2.0, 300
DATABASE = f"bench_import_{os.getpid()}"
FIRST_DAY = date(2026, 9, 1)


def main() -> None:
    """Print the ratio and the peak memory; end with 1 when a bound is not kept."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = write_file(Path(folder) / "rows.csv")
            megabytes = peak_memory(path)
            ratios = [measure_round(path) for _ in range(ROUNDS)]
    finally:
        drop_database(DATABASE)
    ratio = sorted(ratios)[len(ratios) // 2]
    print(f"import of {ROWS:,} data points: {ratio:.2f} x by hand (bound {MOST_TIMES:.2f})")
    print(f"peak memory of the process: {megabytes:.0f} MB (bound {MOST_MEGABYTES})")
    sys.exit(0 if ratio <= MOST_TIMES and megabytes <= MOST_MEGABYTES else 1)


def measure_round(path: Path) -> float:
    """Ours in multiples of by hand, each in a database of its own."""
    placemat, member = prepare()
    by_hand = cpu_time(lambda: copy_by_hand(placemat, member, path))
    placemat, member = prepare()
    parts = bring_in(placemat, member, path)
    ratio = sum(parts) / by_hand
    said = " + ".join(f"{part:.2f}" for part in parts)
    print(f"by hand {by_hand:.2f} s CPU; ours {said} s; ratio {ratio:.2f}", flush=True)
    return ratio


def write_file(path: Path) -> Path:
    """A row for each school, group, indicator and day, with a note here and there."""
    with path.open("w", encoding="utf-8") as file:
        file.write("Indicator,Day,School,Student group,How many,Of how many,Note\n")
        for number in range(ROWS):
            indicator, rest = number % INDICATORS, number // INDICATORS
            group, rest = rest % GROUPS, rest // GROUPS
            school, week = rest % SCHOOLS, rest // SCHOOLS
            on = FIRST_DAY - timedelta(days=week)
            note = f"two classes away on day {number}" if number % 10 == 0 else ""
            file.write(
                f"Indicator {indicator},{on},School {school},Group {group},{number % 24},{24 + number % 7},{note}\n"
            )
    return path


def prepare() -> tuple[Placemat, Participant]:
    """A fresh database with one placemat, its indicators, schools and groups, and statistics of them."""
    use_database(DATABASE)
    program = make_program("bench")
    with program_scope(program.pk):
        schools = [make_school(f"School {number}", district="District") for number in range(SCHOOLS)]
        for number in range(GROUPS):
            make_group(f"Group {number}")
        member = make_participant("Member", school=schools[0])
        collective = make_collective("Bench")
        seat(collective, member)
        placemat = make_placemat(make_cycle(collective))
        action = act(placemat, "visit classrooms", by=member, at=day(1))
        for number in range(INDICATORS):
            make_measure(promise(placemat, f"Indicator {number}", by=member, at=day(2), if_action=action), by=member)
    with administrator_here() as administrator_connection:
        administrator_connection.execute(
            'CREATE UNLOGGED TABLE staging (indicator text, "on" date, school text, "group" text, numerator int, '
            "denominator int, note text)"
        )
        administrator_connection.execute("GRANT ALL ON staging TO ilc_app")
        administrator_connection.execute("ANALYZE")
    return placemat, member


@contextmanager
def administrator_here() -> Iterator[Any]:
    """A connection of the server's superuser to this database."""
    with administrator() as server:
        parameters = server.info.get_parameters() | {"dbname": DATABASE}
    with psycopg.connect(**parameters, autocommit=True) as here:
        yield here


def copy_by_hand(placemat: Placemat, member: Participant, path: Path) -> None:
    with program_scope(placemat.program_id), connection.cursor() as cursor:
        with path.open("rb") as file, cursor.copy("COPY staging FROM STDIN (FORMAT csv, HEADER)") as copy:
            while chunk := file.read(1 << 20):
                copy.write(chunk)
        cursor.execute(
            'INSERT INTO data_point (program_id, indicator_id, kind, "on", district_id, school_id, group_id, '
            "numerator, denominator, words, lang, note, source, version, brought_by_id, brought_at) "
            "SELECT %s, i.id, 'share', n.\"on\", s.district_id, s.id, g.id, n.numerator, n.denominator, '', '', "
            "coalesce(n.note, ''), 'rows.csv', 1, %s, now() FROM staging n "
            "JOIN indicator i ON lower(i.text) = lower(n.indicator) AND i.placemat_id = %s "
            "LEFT JOIN school s ON lower(s.name) = lower(n.school) "
            'LEFT JOIN student_group g ON lower(g.name) = lower(n."group")',
            [placemat.program_id, member.pk, placemat.pk],
        )


def bring_in(placemat: Placemat, member: Participant, path: Path) -> list[float]:
    """CPU seconds of looking through the file, of reading and checking, and of bringing in."""
    program: Program = member.program
    imports: list[Any] = []

    def upload() -> None:
        with program_scope(program.pk), path.open("rb") as file:
            imports.append(upload_evidence(placemat, file=file, file_name="rows.csv", by=member, now=now()))

    looking = cpu_time(upload)
    one = imports[0]
    with program_scope(program.pk):
        choose_columns(
            one, columns=one.columns, indicator=None, day=None, decimal_comma=False, day_first=False, fill_down=False,
            now=now(),
        )  # fmt: skip
    reading = cpu_time(lambda: check_evidence_import(program_id=program.pk, import_pk=str(one.pk)))
    with program_scope(program.pk):
        start_bringing_in(one, leave_out_problems=False, by=member, now=now())
    bringing = cpu_time(lambda: bring_in_evidence(program_id=program.pk, import_pk=str(one.pk)))
    with program_scope(program.pk):
        one.refresh_from_db()
        assert (one.state, one.counts["new"]) == (EvidenceImportState.DONE, ROWS), (one.trouble, one.counts)
        assert DataPoint.objects.count() == ROWS
    default_storage.delete(one.file)
    return [looking, reading, bringing]


def peak_memory(path: Path) -> float:
    """The most megabytes that a process held which did nothing but bring in the file."""
    placemat, member = prepare()
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            bring_in(placemat, member, path)
            os._exit(0)
        finally:  # whatever went wrong, this process is not the benchmark
            traceback.print_exc()
            os._exit(1)
    _pid, status, usage = os.wait4(child, 0)
    assert status == 0
    return usage.ru_maxrss / 1024


def cpu_time(work: Callable[[], None]) -> float:
    """CPU seconds of this process and of the PostgreSQL process that serves it."""
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    own, servers = resource.getrusage(resource.RUSAGE_SELF), _backend_seconds(backend)
    work()
    assert connection.connection.info.backend_pid == backend
    after = resource.getrusage(resource.RUSAGE_SELF)
    ours = after.ru_utime + after.ru_stime - own.ru_utime - own.ru_stime
    return ours + _backend_seconds(backend) - servers


def _backend_seconds(pid: int) -> float:
    time.sleep(0.02)  # the kernel books CPU time in ticks
    return backend_seconds(pid)


if __name__ == "__main__":
    main()

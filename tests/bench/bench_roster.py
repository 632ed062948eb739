"""Bringing in 100,000 people, against the same rows copied in by hand.

Run with `python -m tests.bench.bench_roster`. Both sides run as the application's role inside one program's scope, into
the same tables with their policies and keys. Time is CPU time of this process and of its PostgreSQL backend, because
the ratio of two things on one machine says more than seconds do.

By hand: COPY the file into an unlogged staging table, INSERT … SELECT into participant and role_grant. It checks
nothing, shows nothing and cannot be undone. Ours: read and check every row, stage it beside what the program knows,
then bring it in.
"""

import os
import resource
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import conftest

conftest.django.setup()

import psycopg
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.timezone import now

from collectives.models import Participant, Program, Role, RosterState
from collectives.operations.roster import choose_columns, start_bringing_in, upload_roster
from collectives.tasks.roster import bring_in_roster, check_roster
from ilc.tenancy.scope import program_scope
from tests.bench.readings import backend_seconds
from tests.databases import administrator, drop_database, use_database
from tests.make import make_participant, make_program, make_school

ROWS = 100_000
SCHOOLS = 400
ROUNDS = 3
NEIGHBOURS = 20  # programs of 100 people
DATABASE = f"bench_roster_{os.getpid()}"
POSITIONS = ["principal", "coach", "assistant_principal", "teacher_leader"]


def main() -> None:
    """Print the ratio and the peak memory; end with 1 when a bound is not kept."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            paths = {rows: write_file(Path(folder) / f"{rows}.csv", rows) for rows in (ROWS // 10, ROWS)}
            ratios = [measure_round(paths[ROWS]) for _ in range(ROUNDS)]
            peaks = [peak_memory(path) for path in paths.values()]
    finally:
        drop_database(DATABASE)
    ratio = sorted(ratios)[len(ratios) // 2]
    print(f"roster import of {ROWS:,} rows: {ratio:.2f} x by hand (bound 2.00)")
    print(f"peak memory: {peaks[0] / 1e6:.1f} MB for {ROWS // 10:,} rows, {peaks[1] / 1e6:.1f} MB for {ROWS:,} rows")
    sys.exit(0 if ratio <= 2 and peaks[1] <= 1.1 * peaks[0] else 1)


def measure_round(path: Path) -> float:
    """Ours in multiples of by hand, each in a database of its own."""
    program, admin = prepare()
    by_hand = cpu_time(lambda: copy_by_hand(program, admin, path))
    program, admin = prepare()
    reading, bringing = bring_in(program, admin, path)
    ratio = (reading + bringing) / by_hand
    print(f"by hand {by_hand:.2f} s CPU; ours {reading:.2f} + {bringing:.2f} s; ratio {ratio:.2f}", flush=True)
    return ratio


def write_file(path: Path, rows: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write("Name,Email,Position,School,District,Language,Roles\n")
        for number in range(rows):
            school = number % SCHOOLS
            position = POSITIONS[number % len(POSITIONS)]
            file.write(
                f"Zoë Côté {number},leader{number}@example.org,{position},School {school},"
                f"District {school % 20},en,leader\n"
            )
    return path


def prepare() -> tuple[Program, Participant]:
    """A fresh database with one program, its places and an admin, beside programs that PostgreSQL has statistics of."""
    use_database(DATABASE)
    for number in range(NEIGHBOURS):
        neighbour = make_program(f"neighbour-{number}")
        with program_scope(neighbour.pk):
            Participant.objects.bulk_create(
                Participant(name=f"Neighbour {count}", email=f"neighbour{count}@example.org") for count in range(100)
            )
    program = make_program("bench")
    with program_scope(program.pk):
        for number in range(SCHOOLS):
            make_school(f"School {number}", district=f"District {number % 20}")
        admin = make_participant("Admin", role=Role.ADMIN)
    with administrator_here() as administrator_connection:
        administrator_connection.execute(
            "CREATE UNLOGGED TABLE staging (name text, email text, position text, school text, district text, "
            "language text, roles text)"
        )
        administrator_connection.execute("GRANT ALL ON staging TO ilc_app")
        administrator_connection.execute("ANALYZE")
    return program, admin


@contextmanager
def administrator_here() -> Iterator[Any]:
    """A connection of the server's superuser to this database."""
    with administrator() as server:
        parameters = server.info.get_parameters() | {"dbname": DATABASE}
    with psycopg.connect(**parameters, autocommit=True) as here:
        yield here


def copy_by_hand(program: Program, admin: Participant, path: Path) -> None:
    with program_scope(program.pk), connection.cursor() as cursor:
        with path.open("rb") as file, cursor.copy("COPY staging FROM STDIN (FORMAT csv, HEADER)") as copy:
            while chunk := file.read(1 << 20):
                copy.write(chunk)
        cursor.execute(
            "INSERT INTO participant (program_id, name, email, position, school_id, district_id, language, added_at) "
            "SELECT %s, n.name, lower(n.email), n.position, s.id, d.id, n.language, now() FROM staging n "
            "LEFT JOIN district d ON lower(d.name) = lower(n.district) "
            "LEFT JOIN school s ON lower(s.name) = lower(n.school) AND s.district_id = d.id "
            "WHERE NOT EXISTS (SELECT FROM participant p WHERE lower(p.email) = lower(n.email))",
            [program.pk],
        )
        cursor.execute(
            "INSERT INTO role_grant (program_id, participant_id, role, given_by_id, given_at) "
            "SELECT %s, p.id, n.roles, %s, now() "
            "FROM staging n JOIN participant p ON lower(p.email) = lower(n.email) ON CONFLICT DO NOTHING",
            [program.pk, admin.pk],
        )


def bring_in(program: Program, admin: Participant, path: Path) -> tuple[float, float]:
    """CPU seconds of reading and checking, and of bringing in."""
    with program_scope(program.pk), path.open("rb") as file:
        roster = upload_roster(file, file_name="bench.csv", by=admin, now=now())
        choose_columns(roster, mapping=roster.mapping, add_places=False, make_leaders=True, now=now())
    reading = cpu_time(lambda: check_roster(program_id=program.pk, roster_pk=str(roster.pk)))
    with program_scope(program.pk):
        start_bringing_in(roster, leave_out_problems=False, by=admin, now=now())
    bringing = cpu_time(lambda: bring_in_roster(program_id=program.pk, roster_pk=str(roster.pk)))
    with program_scope(program.pk):
        roster.refresh_from_db()
        assert roster.state == RosterState.DONE, roster.trouble
    default_storage.delete(roster.file)
    return reading, bringing


def peak_memory(path: Path) -> int:
    """The most bytes Python held at once while it brought in a file."""
    program, admin = prepare()
    tracemalloc.start()
    bring_in(program, admin, path)
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return highest


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

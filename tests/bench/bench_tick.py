"""The monthly tick of 10,000 rhythms, against expanding the same rules with dateutil and inserting the same rows.

Run with `python -m tests.bench.bench_tick [rounds]`. Two sets of five programs hold the same 2,000 rhythms each. In
each round time goes on by one month: the tick makes the sessions of one set, and by hand the other set gets the very
same rows. Who goes first alternates. Both run as the application's role inside the programs' scopes, with policies,
keys and indexes in force, in transactions of a thousand rhythms.

By hand: one dateutil rrule for each rhythm, the instant from zoneinfo, and one multi-row INSERT of plain values. It
claims nothing, remembers nothing and would make everything twice. The tick also claims what is due, locks the rhythms,
passes over what is there, and keeps how far each is made and when it is due again.

Time is CPU time (user and system) of this process and, from /proc, of its one PostgreSQL backend. The background
writers of PostgreSQL are left out: they serve both sides alike.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_clock
from itertools import batched
from zoneinfo import ZoneInfo

from tests import conftest

conftest.django.setup()

import psycopg
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.db import connection

from collectives.models import Collective, Program, Rhythm, Theme
from collectives.operations.rhythm import DUE_KIND
from facilitation.models import Session
from facilitation.operations.session import BATCH, EXTENDED_EVERY, HORIZON, extend_rhythms
from ilc.due import Due, waiting_programs
from ilc.embedded import embedded_urls
from ilc.tenancy.scope import program_scope
from tests.bench.readings import backend_seconds
from tests.databases import drop_database, use_database
from tests.make import make_program

PROGRAMS, RHYTHMS = 5, 2000
BOUND = 1.5
DATABASE = f"bench_tick_{os.getpid()}"
START = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
ZONES = [
    "America/Halifax",
    "America/St_Johns",
    "America/Toronto",
    "America/Winnipeg",
    "America/Vancouver",
    "Europe/Paris",
]


def main(rounds: int) -> None:
    """Print each round and the middle ratio; end with 1 when the bound is not kept."""
    use_database(DATABASE)
    try:
        ticked = [make_rhythms(f"ticked-{number}", due=True) for number in range(PROGRAMS)]
        by_hand = [make_rhythms(f"by-hand-{number}", due=False) for number in range(PROGRAMS)]
        advance(by_hand, START)  # the first hundred days, and everything warm
        analyze()
        ratios = [measure_round(ticked, by_hand, number) for number in range(1, rounds + 1)]
        compare(ticked, by_hand)
    finally:
        drop_database(DATABASE)
    ratio = statistics.median(ratios)
    print(f"monthly tick of {PROGRAMS * RHYTHMS:,} rhythms: {ratio:.2f} x by hand (bound {BOUND}), "
          f"rounds {min(ratios):.2f} to {max(ratios):.2f}")  # fmt: skip
    sys.exit(0 if ratio <= BOUND else 1)


def make_rhythms(slug: str, *, due: bool) -> Program:
    """A program with its share of rhythms: every kind, several zones, breaks. The same for the same share."""
    chance = random.Random(slug.rpartition("-")[2])
    program = make_program(slug)
    with program_scope(program.pk):
        theme = Theme.objects.create(name="Reading")
        collectives = Collective.objects.bulk_create(
            Collective(name=f"Collective {number}", theme=theme) for number in range(RHYTHMS)
        )
        rhythms = Rhythm.objects.bulk_create(
            Rhythm(
                collective=collective,
                kind=chance.choice(["nth_weekday", "nth_weekday", "last_weekday", "last_day", "every_n_weeks"]),
                nth=chance.randint(1, 4),
                weekday=chance.randint(0, 4),
                weeks=4,
                starts_on=START.date() + timedelta(days=chance.randint(0, 27)),
                wall_time=wall_clock(chance.randint(8, 18), chance.choice([0, 15, 30, 45])),
                zone=chance.choice(ZONES),
                minutes=90,
                meeting="hybrid",
                room="Board room",
                link="https://meet.example.org/collective",
                excluded_months=[7, 8],
                excluded_days=[["2026-12-21", "2027-01-03"]],
                set_at=START,
            )
            for collective in collectives
        )
        if due:
            Due.objects.bulk_create(
                Due(program=program, kind=DUE_KIND, key=str(rhythm.pk), due_at=START) for rhythm in rhythms
            )
    return program


def measure_round(ticked: Sequence[Program], by_hand: Sequence[Program], number: int) -> float:
    """The tick's CPU in multiples of by hand, for one month."""
    now = START + number * EXTENDED_EVERY
    after = (now - EXTENDED_EVERY + HORIZON).date()
    rules = [list_rules(program) for program in by_hand]
    sides: list[Callable[[], None]] = [
        lambda: run_tick(now),
        lambda: [insert_by_hand(p, r, after, (now + HORIZON).date(), now) for p, r in zip(by_hand, rules, strict=True)],
    ]
    order = [0, 1] if number % 2 else [1, 0]
    seconds = dict(zip(order, [cpu_time(sides[side]) for side in order], strict=True))
    print(
        f"month {number}: tick {seconds[0]:.2f} s CPU, by hand {seconds[1]:.2f} s, {seconds[0] / seconds[1]:.2f}",
        flush=True,
    )
    return seconds[0] / seconds[1]


def advance(by_hand: Sequence[Program], now: datetime) -> None:
    run_tick(now)
    for program in by_hand:
        insert_by_hand(program, list_rules(program), START.date() - timedelta(days=1), (now + HORIZON).date(), now)


def run_tick(now: datetime) -> None:
    """What the tasks do, at a time of our own."""
    for program_id in waiting_programs(DUE_KIND, now=now):
        looked_at = BATCH
        while looked_at == BATCH:
            with program_scope(program_id):
                looked_at = extend_rhythms(now=now)


def list_rules(program: Program) -> list[Rhythm]:
    with program_scope(program.pk):
        return list(Rhythm.objects.order_by("pk"))


def insert_by_hand(program: Program, rhythms: Sequence[Rhythm], after: date, until: date, now: datetime) -> None:
    for some in batched(rhythms, BATCH, strict=False):
        rows = [row for rhythm in some for row in expand_by_hand(program, rhythm, after, until, now)]
        if not rows:
            continue
        with program_scope(program.pk), connection.cursor() as cursor:
            one = f"({', '.join(['%s'] * len(rows[0]))})"
            cursor.execute(
                "INSERT INTO session (program_id, collective_id, rhythm_id, nominal_date, date, wall_time, zone,"
                " starts_at, minutes, meeting, room, link, state, version, made_at) VALUES "
                + ", ".join([one] * len(rows)),
                [value for row in rows for value in row],
            )


def expand_by_hand(
    program: Program, rhythm: Rhythm, after: date, until: date, now: datetime
) -> list[tuple[object, ...]]:
    begin = datetime.combine(rhythm.starts_on, wall_clock.min)
    match rhythm.kind:
        case "nth_weekday":
            rule = rrule(MONTHLY, dtstart=begin, byweekday=weekday(rhythm.weekday, rhythm.nth))
        case "last_weekday":
            rule = rrule(MONTHLY, dtstart=begin, byweekday=weekday(rhythm.weekday, -1))
        case "last_day":
            rule = rrule(MONTHLY, dtstart=begin, bymonthday=-1)
        case _:
            first = begin + timedelta(days=(rhythm.weekday - begin.weekday()) % 7)
            rule = rrule(WEEKLY, dtstart=first, interval=rhythm.weeks)
    breaks = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in rhythm.excluded_days]
    zone = ZoneInfo(rhythm.zone)
    rows = []
    for found in rule.between(datetime.combine(after, wall_clock.max), datetime.combine(until, wall_clock.max)):
        day = found.date()
        if day.month in rhythm.excluded_months or any(a <= day <= b for a, b in breaks):
            continue
        starts_at = datetime.combine(day, rhythm.wall_time, tzinfo=zone).astimezone(UTC)
        rows.append(
            (
                *(program.pk, rhythm.collective_id, rhythm.pk, day, day, rhythm.wall_time, rhythm.zone, starts_at),
                *(rhythm.minutes, rhythm.meeting, rhythm.room, rhythm.link, "planned", 1, now),
            )
        )
    return rows


def compare(ticked: Sequence[Program], by_hand: Sequence[Program]) -> None:
    """Both sets hold the same sessions; otherwise the ratio says nothing."""
    for ours, theirs in zip(ticked, by_hand, strict=True):
        made = []
        for program in (ours, theirs):
            with program_scope(program.pk):
                rows = Session.objects.order_by("collective__name", "date")
                made.append(list(rows.values_list("collective__name", "date", "starts_at", "zone")))
        if made[0] != made[1]:
            raise SystemExit(f"{ours.slug} and {theirs.slug} differ: {len(made[0])} and {len(made[1])} sessions.")


def analyze() -> None:
    """Statistics as autovacuum would have made them."""
    with psycopg.connect(embedded_urls().admin or "", dbname=DATABASE, autocommit=True) as server:
        server.execute("ANALYZE")


def cpu_time(work: Callable[[], object]) -> float:
    """CPU seconds of this process and its PostgreSQL backend while `work` runs."""
    before = time.process_time() + servers_seconds()
    work()
    return time.process_time() + servers_seconds() - before


def servers_seconds() -> float:
    """CPU seconds of the backend behind Django's connection so far."""
    connection.ensure_connection()
    return backend_seconds(connection.connection.info.backend_pid)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)

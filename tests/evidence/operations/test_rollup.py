"""The counts that the database keeps are those that counting gives, whatever was written."""

import logging
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.db.models import F

from collectives.models import Program
from evidence.models import DataPoint, EvidenceRollup, EvidenceTail
from evidence.operations.rollup import ROLLUP, check_rollup, merge_tail, rebuild_rollup
from evidence.queries.rollup import brought_by_collective, brought_by_region
from ilc.due import schedule
from ilc.tenancy.scope import program_scope
from inquiry.models import Indicator
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_program, make_school, seat
from tests.make_evidence import make_data_point
from tests.make_history import act, promise

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
YEAR = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}


@pytest.fixture
def program(db: None) -> Program:
    return make_program("north-shore")


def make_indicators() -> list[Indicator]:
    """Leading and lagging ones of two collectives."""
    found = []
    for name in ("Readers", "Counters"):
        collective = make_collective(name)
        member = make_participant(school=make_school())
        seat(collective, member)
        placemat = make_placemat(make_cycle(collective))
        action = act(placemat, "we read", by=member, at=NOW)
        found += [
            promise(placemat, "seen", by=member, at=NOW, if_action=action),
            promise(placemat, "grown", by=member, at=NOW),
        ]
    return found


def write_much(chance: Random) -> None:
    """A hundred data points, some moved to another day, some taken away, brought back or deleted."""
    indicators, people = (
        make_indicators(),
        [
            make_participant(
                school=make_school(f"School {number}", district=f"District {number % 3}", region=f"R{number % 2}")
            )
            for number in range(5)
        ],
    )
    for number in range(100):
        on = date(2026, 9, 1) + timedelta(days=number)
        make_data_point(chance.choice(indicators), by=chance.choice(people), on=on, value=1.0)
    points = list(DataPoint.objects.order_by("on"))
    chance.shuffle(points)
    pks = [point.pk for point in points]
    DataPoint.objects.filter(pk__in=pks[:30]).update(removed_at=NOW, removed_by=people[0])
    DataPoint.objects.filter(pk__in=pks[:12]).update(removed_at=None, removed_by=None)
    DataPoint.objects.filter(pk__in=pks[40:60]).update(on=F("on") - timedelta(days=200))
    DataPoint.objects.filter(pk__in=pks[50:70]).update(note="looked at again")
    DataPoint.objects.filter(pk__in=pks[65:75]).delete()


def counted() -> tuple[Counter[tuple[object, ...]], Counter[tuple[object, ...]]]:
    """By region and by collective, counted one by one."""
    regions: Counter[tuple[object, ...]] = Counter()
    collectives: Counter[tuple[object, ...]] = Counter()
    rows = DataPoint.objects.filter(removed_at=None).select_related("district", "indicator__placemat__cycle")
    for point in rows:
        month, kind = point.on.replace(day=1), point.indicator.kind
        regions[point.district.region_id, month, kind] += 1
        collectives[point.indicator.placemat.cycle.collective_id, month, kind] += 1
    return regions, collectives


def read() -> tuple[Counter[tuple[object, ...]], Counter[tuple[object, ...]]]:
    """The same from the counts that are kept."""
    by_region = brought_by_region(**YEAR)
    known = {point.indicator.placemat.cycle.collective_id for point in DataPoint.objects.all()}
    by_collective = brought_by_collective(known, **YEAR)
    return (
        Counter({(row.of, row.month, row.kind): row.points for row in by_region}),
        Counter({(row.of, row.month, row.kind): row.points for row in by_collective}),
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_counts_are_exact_before_between_and_after_merging(program: Program, seed: int) -> None:
    with program_scope(program.pk):
        write_much(Random(seed))
        before = read()

        merged = merge_tail()
        between = read()
        make_data_point(DataPoint.objects.first().indicator, by=make_participant(school=make_school()), on=NOW, value=2)
        after = read()

        assert (merged > 0, EvidenceTail.objects.count()) == (True, 1)
        assert before == between != after == counted()


def test_counting_anew_gives_the_same_rows(program: Program) -> None:
    def rows() -> set[tuple[object, ...]]:
        return set(EvidenceRollup.objects.values_list("district", "collective", "month", "kind", "points"))

    with program_scope(program.pk):
        write_much(Random(7))
        merge_tail()
        kept = rows()

        rebuild_rollup()

        assert (rows(), EvidenceTail.objects.count(), len(kept) > 10) == (kept, 0, True)


def test_a_district_that_moves_takes_its_counts_along(program: Program) -> None:
    with program_scope(program.pk):
        write_much(Random(1))
        merge_tail()
        district = make_school("School 0", district="District 0").district
        district.region = make_school("Elsewhere", district="Far", region="Far").district.region
        district.save()

        assert read() == counted()


def test_a_wrong_count_is_found_logged_and_put_right(program: Program, caplog: pytest.LogCaptureFixture) -> None:
    with program_scope(program.pk):
        write_much(Random(3))
        merge_tail()
        schedule(ROLLUP, "", due_at=NOW)
        assert check_rollup(now=NOW) == 0
        EvidenceRollup.objects.filter(pk=EvidenceRollup.objects.first().pk).update(points=4711)
        nothing_due = check_rollup(now=NOW + timedelta(hours=2))

        with caplog.at_level(logging.ERROR):
            found = check_rollup(now=NOW + timedelta(days=1))

        assert (nothing_due, found) == (0, 1)
        assert "counted anew" in caplog.text
        assert read() == counted()


def test_another_program_counts_for_itself(program: Program) -> None:
    with program_scope(program.pk):
        write_much(Random(5))
    other = make_program("other")
    with program_scope(other.pk):
        write_much(Random(6))
        expected = counted()

        merge_tail()

        assert read() == expected
    with program_scope(program.pk):
        assert (EvidenceRollup.objects.count(), EvidenceTail.objects.count() > 0) == (0, True)


def test_what_adds_up_to_nothing_leaves_no_row(program: Program) -> None:
    with program_scope(program.pk):
        indicator = make_indicators()[0]
        point = make_data_point(indicator, by=make_participant(school=make_school()), on=NOW, value=2)
        merge_tail()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM data_point WHERE id = %s", [point.pk])

        merge_tail()

        assert EvidenceRollup.objects.count() == 0

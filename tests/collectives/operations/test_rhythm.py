"""Setting a rhythm."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from collectives.engine.rhythm import Kind, Rule
from collectives.models import Program, Rhythm
from collectives.operations.rhythm import RhythmChangedMeanwhile, RuleCannotBe, Venue, set_rhythm
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
RULE = Rule(Kind.NTH_WEEKDAY, date(2026, 11, 22), time(15, 30), "America/Halifax", 90, weekday=1, nth=3)
VENUE = Venue("hybrid", room="Board room")


def test_a_rhythm_is_set_and_due_at_once(program: Program) -> None:
    with program_scope(program.pk):
        rhythm = set_rhythm(make_collective(), rule=RULE, venue=VENUE, seen=None, by=make_participant(), now=NOW)

        due = Due.objects.get(kind="rhythm")
        assert (due.key, due.due_at, rhythm.room) == (str(rhythm.pk), NOW, "Board room")


def test_another_rhythm_ends_the_former_one_and_keeps_it(program: Program) -> None:
    with program_scope(program.pk):
        collective, by = make_collective(), make_participant()
        former = set_rhythm(collective, rule=RULE, venue=VENUE, seen=None, by=by, now=NOW)

        set_rhythm(collective, rule=replace(RULE, nth=1), venue=VENUE, seen=former.pk, by=by, now=NOW)

        rows = Rhythm.objects.order_by("pk").values_list("nth", "ended_at", "ended_by")
        assert list(rows) == [(3, NOW, by.pk), (1, None, None)]


def test_a_rhythm_that_somebody_changed_meanwhile_is_not_overwritten(program: Program) -> None:
    with program_scope(program.pk):
        collective, by = make_collective(), make_participant()
        set_rhythm(collective, rule=RULE, venue=VENUE, seen=None, by=by, now=NOW)

        with pytest.raises(RhythmChangedMeanwhile):
            set_rhythm(collective, rule=RULE, venue=VENUE, seen=None, by=by, now=NOW)


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("zone", {"zone": "Nowhere/Land"}),
        ("excluded_months", {"excluded_months": frozenset(range(1, 13))}),
        ("excluded_months", {"excluded_days": ((date(2026, 1, 1), date(2028, 12, 31)),)}),
        ("ends_on", {"ends_on": date(2026, 1, 1)}),
        ("minutes", {"minutes": 5}),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_its_part(program: Program, part: str, changes: dict[str, object]) -> None:
    with program_scope(program.pk):
        collective, by = make_collective(), make_participant()

        with pytest.raises(RuleCannotBe) as refused:
            set_rhythm(collective, rule=replace(RULE, **changes), venue=VENUE, seen=None, by=by, now=NOW)

        assert refused.value.part == part
        assert not Rhythm.objects.exists()

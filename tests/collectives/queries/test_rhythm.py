"""A rhythm in words, and its next days."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from collectives.engine.rhythm import Kind, Rule
from collectives.models import Program
from collectives.queries.rhythm import describe_rhythm, describe_rule, next_days
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_rhythm

HALIFAX, PHOENIX = ZoneInfo("America/Halifax"), ZoneInfo("America/Phoenix")


def rule(kind: Kind = Kind.NTH_WEEKDAY, **parts: object) -> Rule:
    return Rule(
        **{
            "kind": kind,
            "starts_on": date(2026, 9, 1),
            "wall": time(15, 30),
            "zone": "America/Halifax",
            "minutes": 90,
            "weekday": 1,
            "nth": 3,
            "weeks": 2,
        }
        | parts
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.NTH_WEEKDAY, "Third Tuesday of the month"),
        (Kind.LAST_WEEKDAY, "Last Tuesday of the month"),
        (Kind.LAST_DAY, "Last day of the month"),
        (Kind.EVERY_N_WEEKS, "Every 2 weeks on Tuesday"),
    ],
)
def test_every_kind_has_its_words(kind: Kind, words: str) -> None:
    said = describe_rule(rule(kind), meeting="hybrid")

    assert said == f"{words} at 15:30, Atlantic time (Halifax), 90 minutes, hybrid."


def test_breaks_and_ends_are_said() -> None:
    whole = rule(
        excluded_months=frozenset({7, 8}),
        excluded_days=((date(2026, 12, 21), date(2027, 1, 3)),),
        ends_on=date(2027, 6, 30),
    )

    assert describe_rule(whole, meeting="online").endswith(
        "Not in July and August. Break from 21 December 2026 to 3 January 2027. Until 30 June 2027."
    )


def test_a_stored_rhythm_is_described_in_any_language(program: Program) -> None:
    with program_scope(program.pk):
        rhythm = make_rhythm(make_collective())

        assert describe_rhythm(rhythm, "en").startswith("Third Tuesday of the month at 15:30")
        assert "mardi" in describe_rhythm(rhythm, "fr")


def test_the_next_days_leave_out_what_is_excluded() -> None:
    days = next_days(rule(excluded_months=frozenset({12})), after=date(2026, 11, 1), reader=HALIFAX)

    assert [one.day.isoformat() for one in days] == [
        "2026-11-17",
        "2027-01-19",
        "2027-02-16",
        "2027-03-16",
        "2027-04-20",
        "2027-05-18",
    ]


def test_a_reader_whose_clocks_do_not_change_is_told_when_the_time_moves() -> None:
    days = next_days(rule(), after=date(2026, 9, 30), reader=PHOENIX)

    assert [(one.day.month, one.notes) for one in days[:3]] == [
        (10, ("That is 11:30, Mountain time (Phoenix).",)),
        (11, ("From here on it is 12:30, Mountain time (Phoenix): the clocks have changed.",)),
        (12, ()),
    ]


def test_a_time_that_the_clocks_jump_over_is_explained() -> None:
    at_night = rule(wall=time(2, 30), weekday=6, nth=2)

    days = next_days(at_night, after=date(2027, 3, 1), reader=HALIFAX)

    assert days[0].notes == ("02:30 does not exist on 14 March 2027: the clocks go forward. It will start at 03:00.",)
    assert days[1].notes == ()

"""Days and instants of a rhythm. `tests/prove/prove_rhythm.py` does the same for every zone there is."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, product
from random import Random
from zoneinfo import ZoneInfo

import pytest

from collectives.engine.rhythm import ONE_DAY, Kind, Rule, WrongPart, instant, nominal_dates, shifted, validate

TUESDAY, THURSDAY = 1, 3

third_tuesday = Rule(
    kind=Kind.NTH_WEEKDAY,
    starts_on=date(2026, 9, 1),
    wall=time(15, 30),
    zone="America/Halifax",
    minutes=90,
    weekday=TUESDAY,
    nth=3,
)
last_thursday = replace(third_tuesday, kind=Kind.LAST_WEEKDAY, weekday=THURSDAY, nth=None)
last_day = replace(third_tuesday, kind=Kind.LAST_DAY, weekday=None, nth=None)
every_third_thursday = replace(third_tuesday, kind=Kind.EVERY_N_WEEKS, weekday=THURSDAY, nth=None, weeks=3)
every_rule = [third_tuesday, last_thursday, last_day, every_third_thursday]


def test_the_third_tuesday_of_every_month() -> None:
    days = nominal_dates(third_tuesday, date(2026, 8, 31), date(2026, 12, 31))

    assert days == [date(2026, 9, 15), date(2026, 10, 20), date(2026, 11, 17), date(2026, 12, 15)]


def test_the_last_thursday_may_be_the_fourth_or_the_fifth() -> None:
    days = nominal_dates(last_thursday, date(2026, 8, 31), date(2026, 12, 31))

    assert days == [date(2026, 9, 24), date(2026, 10, 29), date(2026, 11, 26), date(2026, 12, 31)]


def test_the_last_day_follows_the_length_of_the_month() -> None:
    days = nominal_dates(last_day, date(2027, 12, 31), date(2028, 4, 30))

    assert days == [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30)]


def test_every_three_weeks_begins_on_the_first_such_weekday_from_the_start() -> None:
    days = nominal_dates(every_third_thursday, date(2026, 8, 31), date(2026, 11, 1))

    assert days == [date(2026, 9, 3), date(2026, 9, 24), date(2026, 10, 15)]


def test_every_n_weeks_may_first_meet_in_the_year_after_the_start() -> None:
    rule = replace(every_third_thursday, starts_on=date(2027, 12, 31))

    days = nominal_dates(rule, date(2027, 12, 30), date(2028, 1, 31))

    assert days == [date(2028, 1, 6), date(2028, 1, 27)]


@pytest.mark.parametrize("weeks", range(1, 9))
def test_every_n_weeks_keeps_its_distance_for_twenty_years(weeks: int) -> None:
    rule = replace(every_third_thursday, weeks=weeks)

    days = nominal_dates(rule, rule.starts_on - ONE_DAY, date(2046, 12, 31))

    distances = {later - earlier for earlier, later in pairwise(days)}
    assert (days[0], distances) == (date(2026, 9, 3), {timedelta(weeks=weeks)})


def test_a_window_leaves_out_its_first_day_and_takes_its_last() -> None:
    second, third = date(2026, 9, 15), date(2026, 10, 20)

    days = nominal_dates(third_tuesday, second, third)

    assert days == [third]


def test_a_window_that_ends_before_it_begins_is_empty() -> None:
    days = nominal_dates(third_tuesday, date(2026, 12, 31), date(2026, 9, 1))

    assert days == []


def test_a_rule_keeps_to_its_own_first_and_last_day() -> None:
    rule = replace(third_tuesday, starts_on=date(2026, 9, 15), ends_on=date(2026, 11, 17))

    days = nominal_dates(rule, date(2000, 1, 1), date(2050, 1, 1))

    assert days == [date(2026, 9, 15), date(2026, 10, 20), date(2026, 11, 17)]


@pytest.mark.parametrize("rule", every_rule, ids=lambda rule: rule.kind)
def test_windows_laid_end_to_end_name_each_day_once(rule: Rule) -> None:
    random = Random(rule.kind)
    rule = replace(rule, excluded_months=frozenset({7, 8}), ends_on=date(2036, 6, 30))
    whole = nominal_dates(rule, date(2026, 1, 1), date(2037, 1, 1))

    for _ in range(50):
        cuts = sorted(date(2026, 1, 1) + timedelta(days=random.randrange(4018)) for _ in range(random.randrange(40)))
        edges = [date(2026, 1, 1), *cuts, date(2037, 1, 1)]
        pieces = [nominal_dates(rule, after, until) for after, until in pairwise(edges)]

        assert [day for piece in pieces for day in piece] == whole


@pytest.mark.parametrize(
    "rule",
    [
        last_day,
        *(replace(last_thursday, weekday=weekday) for weekday in range(7)),
        *(replace(third_tuesday, weekday=weekday, nth=nth) for weekday in range(7) for nth in range(1, 5)),
    ],
    ids=lambda rule: f"{rule.kind}-{rule.weekday}-{rule.nth}",
)
def test_a_monthly_rule_meets_once_in_every_month_for_forty_years(rule: Rule) -> None:
    rule = replace(rule, starts_on=date(2026, 1, 1))

    days = nominal_dates(rule, date(2025, 12, 31), date(2065, 12, 31))

    assert [(day.year, day.month) for day in days] == list(product(range(2026, 2066), range(1, 13)))


def test_an_excluded_month_has_no_meeting() -> None:
    rule = replace(third_tuesday, excluded_months=frozenset({7, 8}))

    days = nominal_dates(rule, date(2027, 5, 31), date(2027, 10, 31))

    assert days == [date(2027, 6, 15), date(2027, 9, 21), date(2027, 10, 19)]


def test_a_break_takes_its_first_and_its_last_day_and_moves_nothing() -> None:
    autumn_break = (date(2026, 9, 24), date(2026, 10, 15))
    rule = replace(every_third_thursday, excluded_days=(autumn_break,))

    days = nominal_dates(rule, date(2026, 8, 31), date(2026, 12, 1))

    assert days == [date(2026, 9, 3), date(2026, 11, 5), date(2026, 11, 26)]


def test_exclusions_take_away_and_never_add() -> None:
    random = Random(5)

    for _ in range(500):
        plain = replace(random.choice(every_rule), ends_on=date(2031, 6, 30))
        months = frozenset(random.sample(range(1, 13), random.randrange(4)))
        starts = [date(2026, 9, 1) + timedelta(days=random.randrange(1800)) for _ in range(random.randrange(5))]
        breaks = tuple((start, start + timedelta(days=random.randrange(30))) for start in starts)
        rule = replace(plain, excluded_months=months, excluded_days=breaks)

        kept = nominal_dates(rule, date(2026, 1, 1), date(2032, 1, 1))

        assert kept == [
            day
            for day in nominal_dates(plain, date(2026, 1, 1), date(2032, 1, 1))
            if day.month not in months and not any(first <= day <= last for first, last in breaks)
        ]


def test_the_wall_time_stays_the_same_when_the_clocks_change() -> None:
    before, after = date(2026, 10, 20), date(2026, 11, 17)

    moments = [instant(day, time(15, 30), "America/Halifax") for day in (before, after)]

    assert moments == [datetime(2026, 10, 20, 18, 30, tzinfo=UTC), datetime(2026, 11, 17, 19, 30, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("zone", "wall", "moved_to"),
    [
        ("America/Halifax", datetime(2026, 3, 8, 2, 30), datetime(2026, 3, 8, 3, 0)),
        ("America/Halifax", datetime(2026, 3, 8, 2, 0), datetime(2026, 3, 8, 3, 0)),
        ("Australia/Lord_Howe", datetime(2026, 10, 4, 2, 15), datetime(2026, 10, 4, 2, 30)),
        ("America/Sao_Paulo", datetime(2018, 11, 4, 0, 0), datetime(2018, 11, 4, 1, 0)),
        ("Africa/Cairo", datetime(2026, 4, 24, 0, 30), datetime(2026, 4, 24, 1, 0)),
        ("America/Nuuk", datetime(2026, 3, 28, 23, 59), datetime(2026, 3, 29, 0, 0)),
        ("Antarctica/Troll", datetime(2026, 3, 29, 1, 30), datetime(2026, 3, 29, 3, 0)),
        ("Africa/Monrovia", datetime(1972, 1, 7, 0, 30), datetime(1972, 1, 7, 0, 44, 30)),
        ("Pacific/Apia", datetime(2011, 12, 30, 15, 30), datetime(2011, 12, 31, 0, 0)),
        ("Pacific/Kwajalein", datetime(1993, 8, 21, 23, 59), datetime(1993, 8, 22, 0, 0)),
    ],
)
def test_a_time_in_a_gap_moves_to_the_end_of_the_gap(zone: str, wall: datetime, moved_to: datetime) -> None:
    moment = instant(wall.date(), wall.time(), zone)

    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert (shown, shifted(wall.date(), wall.time(), zone)) == (moved_to, True)


def test_a_time_in_a_gap_keeps_its_fraction_of_a_second_out_of_the_answer() -> None:
    moment = instant(date(2026, 3, 8), time(2, 59, 59, 999_999), "America/Halifax")

    assert moment == datetime(2026, 3, 8, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall", "first"),
    [
        ("America/Halifax", datetime(2026, 11, 1, 1, 30), datetime(2026, 11, 1, 4, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 4, 5, 1, 45), datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),
        ("Europe/Paris", datetime(2026, 10, 25, 2, 0), datetime(2026, 10, 25, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_time_that_comes_twice_is_the_first(zone: str, wall: datetime, first: datetime) -> None:
    moment = instant(wall.date(), wall.time().replace(fold=1), zone)

    assert (moment, shifted(wall.date(), wall.time(), zone)) == (first, False)


@pytest.mark.parametrize("rule", every_rule, ids=lambda rule: rule.kind)
def test_validate_accepts_a_rule_that_can_be(rule: Rule) -> None:
    rule = replace(rule, ends_on=rule.starts_on, excluded_months=frozenset({7, 8}), minutes=480)

    validate(rule)


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        ("kind", replace(third_tuesday, kind="fortnightly")),  # type: ignore[arg-type]  # a row may hold any text
        ("weekday", replace(third_tuesday, weekday=7)),
        ("weekday", replace(last_thursday, weekday=None)),
        ("nth", replace(third_tuesday, nth=0)),
        ("nth", replace(third_tuesday, nth=5)),
        ("weeks", replace(every_third_thursday, weeks=9)),
        ("weeks", replace(every_third_thursday, weeks=None)),
        ("starts_on", replace(third_tuesday, starts_on=date(26, 9, 1))),
        ("ends_on", replace(third_tuesday, ends_on=date(2026, 8, 31))),
        ("ends_on", replace(third_tuesday, ends_on=date(9999, 12, 31))),
        ("wall", replace(third_tuesday, wall=time(15, 30, tzinfo=UTC))),
        ("wall", replace(third_tuesday, wall=time(15, 30, 1))),
        ("zone", replace(third_tuesday, zone="America/Atlantis")),
        ("zone", replace(third_tuesday, zone="../../etc/passwd")),
        ("zone", replace(third_tuesday, zone="localtime")),
        ("zone", replace(third_tuesday, zone="\x00\ud800")),
        ("minutes", replace(third_tuesday, minutes=14)),
        ("minutes", replace(third_tuesday, minutes=481)),
        ("excluded_months", replace(third_tuesday, excluded_months=frozenset({13}))),
        ("excluded_months", replace(third_tuesday, excluded_months=frozenset(range(1, 13)))),
        ("excluded_days", replace(third_tuesday, excluded_days=((date(2026, 12, 31), date(2026, 12, 20)),))),
    ],
)
def test_validate_names_the_part_that_cannot_be(part: str, rule: Rule) -> None:
    with pytest.raises(WrongPart) as refusal:
        validate(rule)

    assert refusal.value.part == part


def test_a_rule_without_the_part_it_needs_names_no_days() -> None:
    rule = replace(third_tuesday, nth=None)

    with pytest.raises(WrongPart) as refusal:
        nominal_dates(rule, date(2026, 8, 31), date(2026, 12, 31))

    assert refusal.value.part == "nth"

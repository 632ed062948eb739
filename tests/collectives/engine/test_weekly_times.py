"""Half-hours of a week on the clocks of two zones."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from collectives.engine.weekly_times import (
    HALF_HOURS,
    candidate_slots,
    half_hour_of,
    slots_made,
    taken_up,
    weekday_and_wall,
    window,
)

MONDAY, TUESDAY, THURSDAY, SUNDAY = 0, 1, 3, 6
HALIFAX, TORONTO, REGINA, ST_JOHNS = "America/Halifax", "America/Toronto", "America/Regina", "America/St_Johns"
KATHMANDU, AUCKLAND, KIRITIMATI = "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Kiritimati"
ZONES = (HALIFAX, TORONTO, REGINA, ST_JOHNS, KATHMANDU, AUCKLAND, KIRITIMATI, "UTC", "Europe/Paris", "Pacific/Chatham")
NOVEMBER, JULY = date(2026, 11, 25), date(2026, 7, 8)


def at(weekday: int, hour: int, minute: int = 0) -> int:
    return half_hour_of(weekday, time(hour, minute))


def test_a_half_hour_is_counted_from_monday_at_midnight() -> None:
    assert [at(MONDAY, 0), at(MONDAY, 0, 29), at(MONDAY, 0, 30), at(SUNDAY, 23, 30)] == [0, 0, 1, HALF_HOURS - 1]


@pytest.mark.parametrize("half_hour", range(0, HALF_HOURS, 7))
def test_a_half_hour_is_a_weekday_and_a_wall_time(half_hour: int) -> None:
    assert half_hour_of(*weekday_and_wall(half_hour)) == half_hour


def test_candidates_begin_from_the_earliest_to_the_latest_start_on_each_weekday() -> None:
    found = candidate_slots([THURSDAY, TUESDAY, TUESDAY], earliest=time(15), latest=time(16))

    assert found == [at(day, *hour) for day in (TUESDAY, THURSDAY) for hour in [(15, 0), (15, 30), (16, 0)]]


def test_candidates_begin_on_half_hours_within_odd_bounds() -> None:
    found = candidate_slots([MONDAY], earliest=time(15, 10), latest=time(16, 20))

    assert found == [at(MONDAY, 15, 30), at(MONDAY, 16)]


def test_there_is_no_candidate_when_the_latest_start_is_before_the_earliest() -> None:
    assert candidate_slots([MONDAY], earliest=time(16), latest=time(15)) == []


def test_a_meeting_is_an_hour_earlier_by_the_clocks_further_west() -> None:
    taken = taken_up(at(TUESDAY, 15, 30), minutes=90, zone=HALIFAX, shown_in=TORONTO, on=NOVEMBER)

    assert taken == (at(TUESDAY, 14, 30), at(TUESDAY, 15), at(TUESDAY, 15, 30))


def test_a_zone_that_keeps_its_clocks_is_further_away_in_summer() -> None:
    slot = at(TUESDAY, 15)

    winter, summer = (taken_up(slot, minutes=30, zone=HALIFAX, shown_in=REGINA, on=on) for on in (NOVEMBER, JULY))

    assert (winter, summer) == ((at(TUESDAY, 13),), (at(TUESDAY, 12),))


def test_an_offset_of_three_quarters_touches_one_half_hour_more() -> None:
    taken = taken_up(at(MONDAY, 10), minutes=60, zone="UTC", shown_in=KATHMANDU, on=NOVEMBER)

    assert taken == (at(MONDAY, 15, 30), at(MONDAY, 16), at(MONDAY, 16, 30))


def test_an_offset_of_a_half_hour_touches_no_more() -> None:
    taken = taken_up(at(MONDAY, 10), minutes=60, zone=HALIFAX, shown_in=ST_JOHNS, on=NOVEMBER)

    assert taken == (at(MONDAY, 10, 30), at(MONDAY, 11))


def test_a_length_between_half_hours_takes_up_the_last_one_too() -> None:
    taken = taken_up(at(MONDAY, 10), minutes=75, zone=HALIFAX, shown_in=HALIFAX, on=NOVEMBER)

    assert taken == (at(MONDAY, 10), at(MONDAY, 10, 30), at(MONDAY, 11))


def test_a_week_goes_round() -> None:
    """Sunday evening in Halifax is Monday in Auckland; a meeting past Sunday midnight goes on on Monday."""
    abroad = taken_up(at(SUNDAY, 20), minutes=30, zone=HALIFAX, shown_in=AUCKLAND, on=NOVEMBER)
    home = taken_up(at(SUNDAY, 23, 30), minutes=60, zone=HALIFAX, shown_in=HALIFAX, on=NOVEMBER)

    assert (abroad, home) == ((at(MONDAY, 13),), (at(SUNDAY, 23, 30), at(MONDAY, 0)))


def test_somebody_makes_a_meeting_only_from_beginning_to_end() -> None:
    candidates = candidate_slots([TUESDAY], earliest=time(15), latest=time(17))
    free = [at(TUESDAY, 14, 30), at(TUESDAY, 15), at(TUESDAY, 15, 30), at(TUESDAY, 16)]

    made = slots_made(free, TORONTO, candidates=candidates, minutes=90, formation_zone=HALIFAX, on=NOVEMBER)

    assert made == {at(TUESDAY, 15, 30), at(TUESDAY, 16)}


def test_somebody_who_is_never_free_makes_nothing() -> None:
    assert slots_made([], HALIFAX, candidates=range(336), minutes=30, formation_zone=HALIFAX, on=NOVEMBER) == set()


def test_the_window_is_every_half_hour_of_some_meeting() -> None:
    candidates = candidate_slots([TUESDAY], earliest=time(15), latest=time(16))

    shown = window(candidates, minutes=90, zone=HALIFAX, shown_in=TORONTO, on=NOVEMBER)

    assert shown == [at(TUESDAY, 14) + number for number in range(5)]


@pytest.mark.parametrize("on", [NOVEMBER, JULY, date(2026, 11, 1), date(2027, 3, 14), date(2026, 4, 5)])
@pytest.mark.parametrize("zone", ZONES[1:])
def test_every_meeting_is_at_the_instants_that_the_clocks_of_both_zones_show(zone: str, on: date) -> None:
    """Against the plain way: the same instant written down in either zone."""
    for slot in range(HALF_HOURS):
        weekday, wall = weekday_and_wall(slot)
        day = on + timedelta(days=(weekday - on.weekday()) % 7)
        shown = datetime.combine(day, wall, tzinfo=ZoneInfo(HALIFAX)).astimezone(UTC).astimezone(ZoneInfo(zone))

        first = taken_up(slot, minutes=30, zone=HALIFAX, shown_in=zone, on=on)[0]

        assert weekday_and_wall(first) == (shown.weekday(), time(shown.hour, shown.minute // 30 * 30))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("seed", range(3))
def test_who_ticks_the_whole_window_makes_every_slot_and_each_tick_less_costs_only_slots_it_is_in(
    zone: str, seed: int
) -> None:
    draw = Random(seed)
    candidates = candidate_slots(
        draw.sample(range(7), 4), earliest=time(draw.randrange(24), 30), latest=time(23, draw.choice([0, 30]))
    )
    minutes = draw.choice([30, 60, 75, 90, 120, 480])
    setting = {"minutes": minutes, "on": NOVEMBER}
    shown = window(candidates, zone=HALIFAX, shown_in=zone, **setting)
    left_out = draw.choice(shown)

    whole = slots_made(shown, zone, candidates=candidates, formation_zone=HALIFAX, **setting)
    without = slots_made(set(shown) - {left_out}, zone, candidates=candidates, formation_zone=HALIFAX, **setting)

    lost = {one for one in candidates if left_out in taken_up(one, zone=HALIFAX, shown_in=zone, **setting)}
    assert (whole, whole - without) == (set(candidates), lost)

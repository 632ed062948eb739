"""Monday at seven, in every zone and whatever the clocks do."""

from datetime import UTC, datetime, timedelta

import pytest

from facilitation.engine.mail_clock import WEEK
from ilc.zones import local_time

MONDAY = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)  # seven in Halifax
HALIFAX = "America/Halifax"
ZONES = [
    "America/St_Johns", HALIFAX, "America/New_York", "America/Toronto", "America/Chicago", "America/Winnipeg",
    "America/Regina", "America/Denver", "America/Phoenix", "America/Vancouver", "America/Anchorage",
    "Pacific/Honolulu", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Chatham", "Australia/Lord_Howe",
    "Asia/Kathmandu", "Asia/Kolkata", "Europe/Paris", "Europe/London", "Africa/Cairo", "America/Santiago", "UTC",
]  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
def test_seven_is_seven_all_year_in_every_zone(zone: str) -> None:
    week = datetime(2026, 9, 2, 12, 0, tzinfo=UTC)
    for _ in range(60):
        at = local_time(WEEK.at_seven(zone, now=week), zone)
        following = local_time(WEEK.next_mail(zone, now=week), zone)

        assert (at.weekday(), at.hour, at.minute) == (0, 7, 0)
        assert (following.weekday(), following.hour, (following.date() - at.date()).days) == (0, 7, 7)
        week += timedelta(days=7)


def test_clocks_that_change_move_the_instant_and_not_the_hour() -> None:
    friday_before, friday_after = datetime(2027, 3, 12, 12, 0, tzinfo=UTC), datetime(2027, 3, 19, 12, 0, tzinfo=UTC)

    assert WEEK.at_seven(HALIFAX, now=friday_before) == datetime(2027, 3, 8, 11, 0, tzinfo=UTC)
    assert WEEK.next_mail(HALIFAX, now=friday_before) == datetime(2027, 3, 15, 10, 0, tzinfo=UTC)
    assert WEEK.at_seven(HALIFAX, now=friday_after) == datetime(2027, 3, 15, 10, 0, tzinfo=UTC)


def test_the_next_look_is_at_the_next_seven_or_within_the_hour() -> None:
    assert WEEK.next_look([HALIFAX], now=MONDAY - timedelta(minutes=20)) == MONDAY
    assert WEEK.next_look([HALIFAX, "Europe/Paris"], now=MONDAY) == MONDAY + timedelta(hours=1)
    assert WEEK.next_look([], now=MONDAY) == MONDAY + timedelta(hours=1)

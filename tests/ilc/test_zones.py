"""Names of zones and times on their clocks."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.utils import translation

from ilc.zones import clock_words, date_words, day_words, local_time, zone_name


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("America/Halifax", "Atlantic time (Halifax)"),
        ("America/St_Johns", "Newfoundland time (St. John’s)"),
        ("America/New_York", "Eastern time (New York)"),
        ("America/Indiana/Knox", "Central time (Knox)"),
        ("America/Regina", "Central time (Regina)"),
        ("America/Edmonton", "Mountain time (Edmonton)"),
        ("America/Vancouver", "Pacific time (Vancouver)"),
        ("America/Anchorage", "Alaska time (Anchorage)"),
        ("Pacific/Honolulu", "Hawaii time (Honolulu)"),
        ("Europe/Paris", "Paris time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_called_what_people_call_it(zone, name):
    with translation.override("en"):
        assert zone_name(ZoneInfo(zone)) == name


def test_a_zone_without_a_city_is_told_by_its_distance():
    summer = datetime(2026, 7, 1, 12, tzinfo=UTC)

    assert zone_name("Etc/GMT+3", summer) == "UTC-03:00"


def test_every_zone_has_a_name():
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    nameless = [zone for zone in available_timezones() if not zone_name(zone, now).strip()]

    assert nameless == []


def test_an_instant_is_shown_on_the_clocks_of_the_zone():
    instant = datetime(2026, 11, 17, 19, 30, tzinfo=UTC)

    assert local_time(instant, "America/Halifax").isoformat() == "2026-11-17T15:30:00-04:00"


def test_a_time_without_a_zone_is_no_instant():
    with pytest.raises(ValueError, match="knows its own zone"):
        local_time(datetime(2026, 11, 17, 19, 30), "America/Halifax")


def test_a_time_of_day_is_written_as_the_language_writes_it():
    with translation.override("fr"):
        assert clock_words(time(15, 30)) == "15\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30"
        assert clock_words(time(15, 0)) == "15\N{NO-BREAK SPACE}h"
    with translation.override("en"):
        assert clock_words(datetime(2026, 11, 17, 15, 30, tzinfo=ZoneInfo("America/Halifax"))) == "15:30"


def test_the_first_of_a_month_is_named_as_the_language_names_it():
    with translation.override("fr"):
        assert day_words(date(2026, 12, 1)) == "mardi 1er décembre 2026"
        assert date_words(date(2026, 12, 1)) == "1er décembre 2026"
        assert day_words(date(2026, 12, 2)) == "mercredi 2 décembre 2026"
    with translation.override("en"):
        assert day_words(date(2026, 12, 1)) == "Tuesday 1 December 2026"

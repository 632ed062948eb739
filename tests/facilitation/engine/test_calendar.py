"""Calendar files, read by others' parsers: allenporter's ical the whole file, dateutil what it says about clocks."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from collectives.engine.rhythm import instant
from facilitation.engine.calendar import ANSWER_LINK, Answer, Entry, Method, Own, Person, feed_lines, message_text
from facilitation.engine.time_zone import zone_lines
from ilc.content_lines import folded

STAMP = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)
AMERICAS = """
St_Johns Halifax Toronto Winnipeg Regina Edmonton Vancouver Whitehorse Iqaluit New_York Chicago Denver Phoenix
Los_Angeles Anchorage Adak Puerto_Rico Mexico_City Havana Bogota Santiago Asuncion Sao_Paulo Argentina/Buenos_Aires
Nuuk
"""
ELSEWHERE = """
Pacific/Honolulu Atlantic/Azores Europe/London Europe/Dublin Europe/Paris Europe/Athens Europe/Moscow
Africa/Casablanca Africa/Cairo Africa/Lagos Africa/Johannesburg Asia/Jerusalem Asia/Beirut Asia/Gaza Asia/Tehran
Asia/Kolkata Asia/Kathmandu Asia/Tokyo Australia/Adelaide Australia/Sydney Australia/Lord_Howe Pacific/Auckland
Pacific/Chatham Pacific/Apia UTC
"""
ZONES = [*(f"America/{city}" for city in AMERICAS.split()), *ELSEWHERE.split()]
STEPS = (-1440, -61, -30, 0, 30, 61, 1440)  # minutes around a switch


def entry(**changes: object) -> Entry:
    """A session in Halifax that Amara is asked to."""
    starts_at = datetime(2026, 12, 15, 19, 30, tzinfo=UTC)
    fields: dict[str, object] = {
        "uid": "019ab@ilc.example.org",
        "sequence": 1,
        "stamp": STAMP,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=90),
        "zone": "America/Halifax",
        "title": "Reading with meaning: session",
        "place": "Board room, second floor; ring twice",
        "text": f"In the room:\n{ANSWER_LINK}?coming=room",
        "url": "https://ilc.example.org/p/fundy-shore/sessions/019ab/",
        "organizer": Person("Renée Thériault", "ilc@example.org"),
    }
    return Entry(**fields | changes)  # type: ignore[arg-type]


def message_lines(one: Entry, method: Method, answer: Answer = Answer.OPEN) -> list[str]:
    """What Amara gets, line by line."""
    amara = Person('Amara "Ama" Okafor', "amara@example.org")
    return message_text(one, method, Own(amara, "https://ilc.example.org/door/abc/", answer)).split("\n")


def read(lines: list[str]) -> Event:
    """The one event of a file, as somebody else's program reads it."""
    calendar = IcsCalendarStream.calendar_from_ics(folded("\n".join(lines)).decode())
    (event,) = calendar.events
    return event


def by_definition(lines: list[str], event: Event) -> datetime:
    """When the event begins by the clocks that the file defines, whatever the reader knows of zones."""
    begin, end = lines.index("BEGIN:VTIMEZONE"), lines.index("END:VTIMEZONE")
    clocks = tzical(StringIO("\n".join(lines[begin : end + 1]))).get()
    return event.start.replace(tzinfo=clocks).astimezone(UTC)


def switches(zone: str, year: int) -> list[datetime]:
    """The moments in a year at which the zone's clocks change, to the minute; two ordinary ones where they never do."""
    clocks = ZoneInfo(zone)
    moment, found = datetime(year, 1, 1, tzinfo=UTC), []
    while moment.year == year:
        after = moment + timedelta(minutes=30)
        if moment.astimezone(clocks).utcoffset() != after.astimezone(clocks).utcoffset():
            found.append(after)
        moment = after
    return found or [datetime(year, 3, 14, 7, tzinfo=UTC), datetime(year, 11, 7, 6, tzinfo=UTC)]


@pytest.mark.parametrize("zone", ZONES)
def test_made_moved_and_cancelled_a_session_keeps_its_instant_around_both_switches(zone: str) -> None:
    at = switches(zone, 2027)
    assert len(at) >= 2
    for switch in at:
        for step in STEPS:
            wall = (switch + timedelta(minutes=step)).astimezone(ZoneInfo(zone))
            first = instant(wall.date(), wall.time(), zone)
            moved = instant(wall.date() + timedelta(days=1), time(15, 30), zone)
            said = [
                (Method.REQUEST, entry(zone=zone, starts_at=first, ends_at=first + timedelta(minutes=90))),
                (Method.REQUEST, entry(zone=zone, sequence=2, starts_at=moved, ends_at=moved + timedelta(minutes=60))),
                (
                    Method.CANCEL,
                    entry(
                        zone=zone, sequence=3, starts_at=moved, ends_at=moved + timedelta(minutes=60), cancelled=True
                    ),
                ),
            ]
            for method, one in said:
                lines = message_lines(one, method)
                event = read(lines)

                assert (event.start.astimezone(UTC), event.end.astimezone(UTC)) == (one.starts_at, one.ends_at)
                assert by_definition(lines, event) == one.starts_at
                assert (f"METHOD:{method}" in lines, event.uid, event.sequence) == (True, one.uid, one.sequence)


@pytest.mark.parametrize("zone", ZONES)
def test_the_clocks_are_defined_rightly_for_every_day_of_both_years(zone: str) -> None:
    clocks = tzical(StringIO("\n".join(zone_lines(zone, 2026, 2027)))).get()
    wrong = []
    for day in range(730):
        wall = datetime(2026, 1, 1, 15, 30) + timedelta(days=day)
        if wall.replace(tzinfo=clocks).utcoffset() != wall.replace(tzinfo=ZoneInfo(zone)).utcoffset():
            wrong.append(wall.date())

    assert wrong == []


def test_clocks_that_change_every_year_by_one_rule_are_told_by_that_rule() -> None:
    lines = zone_lines("America/Halifax", 2026, 2027)

    assert [line for line in lines if line.startswith(("DTSTART", "RRULE"))] == [
        "DTSTART:20250309T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "DTSTART:20251102T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
    ]


def test_an_invitation_names_one_person_and_wants_no_reply() -> None:
    event = read(message_lines(entry(), Method.REQUEST))

    (attendee,) = event.attendees
    assert (attendee.uri, attendee.common_name, attendee.rsvp) == (
        "mailto:amara@example.org",
        "Amara ”Ama” Okafor",
        False,
    )
    assert (event.organizer.uri, event.organizer.common_name) == ("mailto:ilc@example.org", "Renée Thériault")
    assert (event.location, event.status, event.alarm) == ("Board room, second floor; ring twice", "CONFIRMED", [])
    assert event.description == "In the room:\nhttps://ilc.example.org/door/abc/?coming=room"


@pytest.mark.parametrize(
    ("answer", "shown"), [(Answer.OPEN, "OPAQUE"), (Answer.YES, "OPAQUE"), (Answer.NO, "TRANSPARENT")]
)
def test_an_answer_that_is_known_stands_in_the_file(answer: Answer, shown: str) -> None:
    event = read(message_lines(entry(), Method.REQUEST, answer))

    assert (event.attendees[0].status, event.transparency) == (answer, shown)


def test_a_feed_names_nobody() -> None:
    entries = [
        entry(uid="1@x", organizer=None),
        entry(uid="2@x", organizer=None, cancelled=True, zone="Europe/Paris"),
    ]

    lines = feed_lines(entries, name="My sessions", refreshed_every=timedelta(hours=4))

    calendar = IcsCalendarStream.calendar_from_ics(folded("\n".join(lines)).decode())
    assert [(event.uid, event.status, event.attendees) for event in calendar.events] == [
        ("1@x", "CONFIRMED", []),
        ("2@x", "CANCELLED", []),
    ]
    assert "mailto:" not in "\n".join(lines)
    assert lines.count("BEGIN:VTIMEZONE") == 2


def test_lines_are_folded_without_tearing_a_character() -> None:
    words = "é€😀 " * 60

    sent = folded("\n".join(message_lines(entry(text=words), Method.REQUEST)))

    assert max(len(line) for line in sent.split(b"\r\n")) <= 75
    assert read(message_lines(entry(text=words), Method.REQUEST)).description == words
    for line in sent.split(b"\r\n"):
        line.decode()


def test_what_calendars_stumble_over_is_left_out() -> None:
    strange = entry(title="Reading\x00 with\x0b mean\u2028ing\x85", text="one\r\ntwo\ttabs")

    event = read(message_lines(strange, Method.REQUEST))

    assert (event.summary, event.description) == ("Reading with meaning", "one\ntwo\ttabs")


def test_an_end_in_an_hour_that_comes_twice_is_exact() -> None:
    starts_at = instant(date(2027, 11, 7), time(0, 30), "America/Halifax")
    ends_at = starts_at + timedelta(minutes=90)  # 01:00 for the second time

    event = read(message_lines(entry(starts_at=starts_at, ends_at=ends_at), Method.REQUEST))

    assert event.end.astimezone(UTC) == ends_at

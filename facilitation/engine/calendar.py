"""A session as calendars read it: an RFC 5545 object, and the RFC 5546 message that asks for it or takes it back.

Lines come unfolded, so that what is still to be filled in can be; `ilc.content_lines` folds them for the way.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

from facilitation.engine.time_zone import zone_lines

MAKER = "-//Instructional Leadership Collectives//Sessions//EN"
END = "END:VCALENDAR"
STUMBLED_OVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # by calendars


class Method(StrEnum):
    """What a calendar is asked to do."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


class Answer(StrEnum):
    """What is known of whether somebody comes."""

    OPEN = "NEEDS-ACTION"
    YES = "ACCEPTED"
    NO = "DECLINED"


@dataclass(frozen=True)
class Person:
    """Somebody in a calendar, with an address."""

    name: str
    address: str


@dataclass(frozen=True)
class Entry:
    """One session. `uid` never changes, `sequence` rises with each change; both ends are instants.

    Without organizer and attendee it is an entry of a feed and names nobody.
    """

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    zone: str
    title: str
    place: str
    text: str
    url: str
    cancelled: bool = False
    organizer: Person | None = None
    attendee: Person | None = None
    answer: Answer = Answer.OPEN


def message_lines(entry: Entry, method: Method) -> list[str]:
    """What goes out to one person about one session."""
    return _calendar([entry], method, {})


def feed_lines(entries: Sequence[Entry], *, name: str, refreshed_every: timedelta) -> list[str]:
    """A calendar to subscribe to."""
    said = {
        "name": name,
        "x-wr-calname": name,
        "refresh-interval": refreshed_every,
        "x-published-ttl": f"PT{int(refreshed_every.total_seconds()) // 3600}H",
    }
    return _calendar(entries, Method.PUBLISH, said)


def _calendar(entries: Sequence[Entry], method: Method, said: dict[str, object]) -> list[str]:
    calendar = Calendar()
    for name, value in {"prodid": MAKER, "version": "2.0", "calscale": "GREGORIAN", "method": method, **said}.items():
        calendar.add(name, value)
    lines = [line for line in calendar.content_lines() if line and line != END]
    for zone in sorted({entry.zone for entry in entries}):
        years = [moment.year for entry in entries if entry.zone == zone for moment in (entry.starts_at, entry.ends_at)]
        lines += zone_lines(zone, min(years), max(years) + 1)
    for entry in entries:
        lines += _event(entry)
    return [*lines, END]


def _event(entry: Entry) -> Iterable[str]:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", _clock(entry.starts_at, entry.zone))
    event.add("dtend", _clock(entry.ends_at, entry.zone))
    event.add("summary", _plain(entry.title))
    if entry.place:
        event.add("location", _plain(entry.place))
    event.add("description", _plain(entry.text))
    event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled or entry.answer == Answer.NO else "OPAQUE")
    if entry.organizer:
        event.add("organizer", _address(entry.organizer))
    if entry.attendee:
        said = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": entry.answer, "RSVP": "FALSE"}
        event.add("attendee", _address(entry.attendee, **said))
    return (line for line in event.content_lines() if line)


def _clock(moment: datetime, zone: str) -> datetime:
    """The instant on the zone's clocks; in UTC for an hour that they show for the second time: RFC 5545 has no word."""
    here = moment.astimezone(ZoneInfo(zone))
    return moment.astimezone(UTC) if here.fold else here


def _address(person: Person, **said: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.address}")
    address.params["CN"] = " ".join(_plain(person.name).replace('"', "”").split())
    for name, value in said.items():
        address.params[name] = str(value)
    return address


def _plain(words: str) -> str:
    """Without what calendars stumble over. Ends of lines stay."""
    return STUMBLED_OVER.sub("", words)

"""A session as calendars read it: an RFC 5545 object, and the RFC 5546 message that asks for it or takes it back.

Lines come unfolded, so that what is still to be filled in can be; `ilc.content_lines` folds them for the way. No reply
is asked for (RSVP=FALSE), because replies of calendars reach nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vCalAddress, vText

from facilitation.engine.time_zone import zone_lines

MAKER = "-//Instructional Leadership Collectives//Sessions//EN"
ANSWER_LINK = "urn:own-link"
END_EVENT, END = "END:VEVENT", "END:VCALENDAR"
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
    """One session, as it is told to everybody who reads one language. Both ends are instants.

    `uid` never changes, `sequence` rises with each change. ANSWER_LINK in the text stands for each reader's own link.
    Without organizer it is an entry of a feed.
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


@dataclass(frozen=True)
class Own:
    """What only one person's file says: whom it asks, by which link they answer, and what they said before."""

    attendee: Person
    link: str = ""
    answer: Answer = Answer.OPEN


def message_text(entry: Entry, method: Method, own: Own) -> str:
    """What goes out to one person about one session. What all who are asked have in common is kept in memory."""
    busy = "TRANSPARENT" if entry.cancelled or own.answer == Answer.NO else "OPAQUE"
    attendee = (
        f'ATTENDEE;CN="{_name(own.attendee)}";CUTYPE=INDIVIDUAL;PARTSTAT={own.answer};ROLE=REQ-PARTICIPANT;RSVP=FALSE'
        f":mailto:{own.attendee.address}"
    )
    shared = _shared_text(entry, method).replace(ANSWER_LINK, own.link)
    return f"{shared}\nTRANSP:{busy}\n{attendee}\n{END_EVENT}\n{END}"


@lru_cache(maxsize=256)
def _shared_text(entry: Entry, method: Method) -> str:
    return "\n".join([*_head(method), *_clocks([entry]), *_event_lines(entry)])


def feed_lines(entries: Sequence[Entry], *, name: str, refreshed_every: timedelta) -> list[str]:
    """A calendar to subscribe to."""
    hours = int(refreshed_every.total_seconds()) // 3600
    head = Calendar()
    head.add("name", name)
    head.add("x-wr-calname", name)
    head.add("refresh-interval", refreshed_every)
    head.add("x-published-ttl", f"PT{hours}H")
    lines = [*_head(Method.PUBLISH), *_lines_of(head), *_clocks(entries)]
    for entry in entries:
        busy = "TRANSPARENT" if entry.cancelled else "OPAQUE"
        lines += [*_event_lines(entry), f"TRANSP:{busy}", END_EVENT]
    return [*lines, END]


@lru_cache(maxsize=8)
def _head(method: Method) -> tuple[str, ...]:
    calendar = Calendar()
    for name, value in {"prodid": MAKER, "version": "2.0", "calscale": "GREGORIAN", "method": method}.items():
        calendar.add(name, value)
    return ("BEGIN:VCALENDAR", *_lines_of(calendar))


def _clocks(entries: Sequence[Entry]) -> list[str]:
    lines: list[str] = []
    for zone in sorted({entry.zone for entry in entries}):
        years = [moment.year for entry in entries if entry.zone == zone for moment in (entry.starts_at, entry.ends_at)]
        lines += zone_lines(zone, min(years), max(years) + 1)
    return lines


def _event_lines(entry: Entry) -> list[str]:
    said = {"SUMMARY": entry.title, "DESCRIPTION": entry.text}
    words = [f"{name}:{vText(_plain(said[name])).to_ical().decode()}" for name in said]
    return [*_wordless_lines(replace(entry, title="", text="")), *words]


@lru_cache(maxsize=256)
def _wordless_lines(entry: Entry) -> tuple[str, ...]:
    """What an entry says in every language."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", _clock(entry.starts_at, entry.zone))
    event.add("dtend", _clock(entry.ends_at, entry.zone))
    if entry.place:
        event.add("location", _plain(entry.place))
    event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.organizer:
        event.add("organizer", _address(entry.organizer))
    return ("BEGIN:VEVENT", *_lines_of(event))


def _lines_of(component: Component) -> list[str]:
    """Its properties, without its first and its last line."""
    return [line for line in component.content_lines() if line][1:-1]


def _clock(moment: datetime, zone: str) -> datetime:
    """The instant on the zone's clocks; in UTC for an hour that they show for the second time: RFC 5545 has no word."""
    here = moment.astimezone(ZoneInfo(zone))
    return moment.astimezone(UTC) if here.fold else here


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.address}")
    address.params["CN"] = _name(person)
    return address


def _name(person: Person) -> str:
    """As it may stand between quotation marks."""
    return " ".join(_plain(person.name).replace('"', "”").split())


def _plain(words: str) -> str:
    """Without what calendars stumble over. Ends of lines stay."""
    return STUMBLED_OVER.sub("", words)

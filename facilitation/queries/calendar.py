"""Sessions as calendar files tell of them, in the language that is active."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from collectives.models import Meeting, Participant
from facilitation.engine.calendar import Answer, Entry, Person
from facilitation.models import Coming, Session, SessionState
from ilc.zones import clock_words, day_words, local_time, zone_name


@dataclass(frozen=True)
class Invited:
    """Whom a calendar file goes to, from whom it comes, by which link they answer, and what they said before."""

    participant: Participant
    organizer: str
    door_url: str = ""
    coming: str = ""


def uid_of(session: Session) -> str:
    """What names the session in every calendar, for good. No SQL."""
    return f"{session.pk}@{urlsplit(settings.BASE_URL).hostname}"


def ends_at(session: Session) -> datetime:
    """When it ends as planned. No SQL."""
    return session.starts_at + timedelta(minutes=session.minutes)


def ways_of(session: Session) -> list[str]:
    """What one can answer: in the room, online, or not, as far as the session is held that way. No SQL."""
    ways = {Meeting.ROOM: [Coming.ROOM], Meeting.ONLINE: [Coming.ONLINE]}
    return [*ways.get(Meeting(session.meeting), [Coming.ROOM, Coming.ONLINE]), Coming.NO]


def invitation_entry(
    session: Session, invited: Invited, *, slug: str, sequence: int, cancelled: bool, now: datetime
) -> Entry:
    """The session as the calendar of one person gets it by mail. No SQL, with the collective at hand."""
    answers = {Coming.ROOM: Answer.YES, Coming.ONLINE: Answer.YES, Coming.NO: Answer.NO}
    person = invited.participant
    return replace(
        _entry(session, slug, [*_words(session), *_links(session, invited.door_url)], now),
        sequence=sequence,
        cancelled=cancelled,
        organizer=Person(invited.organizer, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendee=Person(person.name, person.email),
        answer=answers.get(Coming(invited.coming), Answer.OPEN) if invited.coming else Answer.OPEN,
    )


def feed_entry(session: Session, *, slug: str, changed_at: datetime) -> Entry:
    """The session as a feed tells of it: nobody is named. No SQL, with the collective at hand."""
    return _entry(session, slug, _words(session), changed_at)


def _entry(session: Session, slug: str, words: list[str], stamp: datetime) -> Entry:
    return Entry(
        uid=uid_of(session),
        sequence=session.version,
        stamp=stamp,
        starts_at=session.starts_at,
        ends_at=ends_at(session),
        zone=session.zone,
        title=_("%(collective)s: session") % {"collective": session.collective.name},
        place=session.link if session.meeting == Meeting.ONLINE else session.room or session.link,
        text="\n".join(words),
        url=settings.BASE_URL + reverse("facilitation:session", args=[slug, session.pk]),
        cancelled=session.state != SessionState.PLANNED,
    )


def _words(session: Session) -> list[str]:
    starts, ends = (local_time(one, session.zone) for one in (session.starts_at, ends_at(session)))
    said = {
        "day": day_words(starts),
        "from": clock_words(starts),
        "to": clock_words(ends),
        "zone": zone_name(session.zone, session.starts_at),
    }
    lines = [_("%(day)s, %(from)s–%(to)s, %(zone)s") % said]
    if session.meeting != Meeting.ONLINE and session.room:
        lines.append(_("In the room: %(room)s") % {"room": session.room})
    if session.meeting != Meeting.ROOM and session.link:
        lines.append(_("Online: %(link)s") % {"link": session.link})
    return lines


def _links(session: Session, door_url: str) -> list[str]:
    if not door_url:
        return []
    words = {
        Coming.ROOM: _("I come, in the room: %(link)s"),
        Coming.ONLINE: _("I come, online: %(link)s"),
        Coming.NO: _("I cannot come: %(link)s"),
    }
    said = [words[Coming(way)] % {"link": f"{door_url}?coming={way}"} for way in ways_of(session)]
    return ["", _("Please answer by one of these links; what you press in your calendar reaches nobody."), *said]

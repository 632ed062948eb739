"""Sessions as calendar files tell of them, in the language that is active."""

from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from collectives.models import Meeting, Participant
from facilitation.engine.calendar import ANSWER_LINK, Answer, Entry, Own, Person
from facilitation.models import Coming, Session, SessionState
from ilc.zones import clock_words, day_words, local_time, zone_name


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


def mailed_entry(entry: Entry, session: Session, *, sequence: int, organizer: str, cancelled: bool) -> Entry:
    """The entry of a session for those who are asked: who asks, and by which links they answer. No SQL."""
    return replace(
        entry,
        sequence=sequence,
        text=entry.text if cancelled else "\n".join([entry.text, *_links(session)]),
        organizer=Person(organizer, _bare_address(settings.DEFAULT_FROM_EMAIL)),
        cancelled=cancelled,
    )


def own_part(participant: Participant, *, door_url: str, coming: str) -> Own:
    """What only their own file says. No SQL."""
    answers = {Coming.ROOM: Answer.YES, Coming.ONLINE: Answer.YES, Coming.NO: Answer.NO}
    answer = answers[Coming(coming)] if coming else Answer.OPEN
    return Own(Person(participant.name, participant.email), door_url, answer)


@lru_cache(maxsize=1)
def _bare_address(sender: str) -> str:
    return parseaddr(sender)[1]


def session_entry(session: Session, *, slug: str, stamp: datetime) -> Entry:
    """The session as calendars tell of it, with nobody named. No SQL, with the collective at hand."""
    return Entry(
        uid=uid_of(session),
        sequence=session.version,
        stamp=stamp,
        starts_at=session.starts_at,
        ends_at=ends_at(session),
        zone=session.zone,
        title=_("%(collective)s: session") % {"collective": session.collective.name},
        place=session.link if session.meeting == Meeting.ONLINE else session.room or session.link,
        text="\n".join(_words(session)),
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


def _links(session: Session) -> list[str]:
    words = {
        Coming.ROOM: _("I come, in the room: %(link)s"),
        Coming.ONLINE: _("I come, online: %(link)s"),
        Coming.NO: _("I cannot come: %(link)s"),
    }
    said = [words[Coming(way)] % {"link": f"{ANSWER_LINK}?coming={way}"} for way in ways_of(session)]
    return ["", _("Please answer by one of these links; what you press in your calendar reaches nobody."), *said]

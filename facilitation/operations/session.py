"""Making sessions from rhythms and by hand, moving, cancelling, taking up again."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.engine.rhythm import ONE_DAY, instant, nominal_dates
from collectives.models import Collective, Participant, Rhythm
from collectives.operations.collective import CALENDARS_DUE, note_calendars
from collectives.operations.rhythm import DUE_KIND
from collectives.queries.rhythm import rule_of
from facilitation.models import ChangeKind, Session, SessionChange, SessionRun, SessionState
from facilitation.operations.prework import follow_session
from facilitation.operations.session_news import tell_session
from ilc.due import Due, lock_batch, schedule_new
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id

HORIZON = timedelta(days=100)  # three monthly sessions ahead: what people put into their calendars
EXTENDED_EVERY = timedelta(days=28)  # so that at least ten weeks lie ahead at any time
BATCH = 1000

log = logging.getLogger(__name__)


class SessionChangedMeanwhile(Refused):
    """Somebody moved, cancelled or took up the session since this person looked."""


class NothingToChange(Refused):
    """The session is already as it was asked to be."""


class SessionIsOn(Refused):
    """People are in it: where and how they meet may change, but not when, nor whether."""


@dataclass(frozen=True)
class Slot:
    """When and where a session takes place, as people say it."""

    date: date
    wall_time: time
    zone: str
    minutes: int
    meeting: str
    room: str = ""
    link: str = ""

    @property
    def starts_at(self) -> datetime:
        """The instant; in a daylight-saving gap the first valid later one."""
        return instant(self.date, self.wall_time, self.zone)


def slot_of(session: Session) -> Slot:
    """When and where a session takes place."""
    return Slot(
        session.date,
        session.wall_time,
        session.zone,
        session.minutes,
        session.meeting,
        session.room,
        session.link,
    )


@transaction.atomic
def extend_rhythms(*, now: datetime, limit: int = BATCH) -> int:
    """Make the sessions of up to `limit` rhythms of the bound program that are due; gives how many it looked at.

    A closed collective gets none: its rhythm is due again once it is reopened.
    One transaction: sessions, how far they were made and when they are due next are all kept or none is. What
    others hold is passed over, and a session exists once for each rhythm and day, so any number may run at once.
    """
    due = lock_batch(DUE_KIND, now=now, limit=limit)
    going_on = Rhythm.objects.filter(pk__in=[row.key for row in due], ended_at=None, collective__closed_at=None)
    rhythms = list(going_on.select_for_update(of=("self",), no_key=True))
    make_sessions(rhythms, until=now.date() + HORIZON, now=now)
    schedule_new(CALENDARS_DUE, {str(rhythm.collective_id) for rhythm in rhythms}, due_at=now)
    made = {str(rhythm.pk) for rhythm in rhythms}
    rows = Due.objects.filter(program_id=bound_program_id())
    rows.filter(pk__in=[row.pk for row in due if row.key in made]).update(due_at=now + EXTENDED_EVERY)
    over = [row.pk for row in due if row.key not in made]
    if over:
        rows.filter(pk__in=over).update(done_at=now)
    return len(due)


@transaction.atomic
def make_sessions(rhythms: Sequence[Rhythm], *, until: date, now: datetime) -> None:
    """Make the sessions of rhythms from where each was made through up to and including a day; twice does no harm.

    The caller holds the rhythms' rows. Three SQL statements at most, whatever their number.
    """
    sessions = [session for rhythm in rhythms for session in _sessions_of(rhythm, until, now)]
    if sessions:
        Session.objects.bulk_create(sessions, ignore_conflicts=True)
    behind = [rhythm.pk for rhythm in rhythms if rhythm.made_through is None or rhythm.made_through < until]
    if behind:
        Rhythm.objects.filter(pk__in=behind).update(made_through=until)


def _sessions_of(rhythm: Rhythm, until: date, now: datetime) -> list[Session]:
    rule = rule_of(rhythm)
    after = rhythm.made_through or rhythm.starts_on - ONE_DAY
    return [
        Session(
            program_id=rhythm.program_id,
            collective_id=rhythm.collective_id,
            rhythm_id=rhythm.pk,
            nominal_date=day,
            date=day,
            wall_time=rhythm.wall_time,
            zone=rhythm.zone,
            starts_at=instant(day, rhythm.wall_time, rhythm.zone),
            minutes=rhythm.minutes,
            meeting=rhythm.meeting,
            room=rhythm.room,
            link=rhythm.link,
            made_at=now,
        )
        for day in nominal_dates(rule, after, until)
    ]


@transaction.atomic
def add_session(collective: Collective, *, slot: Slot, by: Participant, now: datetime) -> Session:
    """An extra session, outside the rhythm."""
    note_calendars([collective.pk], now=now)
    return Session.objects.create(
        collective=collective, made_by=by, made_at=now, starts_at=slot.starts_at, **_columns(slot)
    )


@transaction.atomic
def move_session(session: Session, *, slot: Slot, reason: str, version: int, by: Participant, now: datetime) -> Session:
    """Give a session another time or place; one that is on only another place or length.

    Raises SessionChangedMeanwhile, NothingToChange, SessionIsOn.
    """
    held = _hold(session, version)
    if slot_of(held) == slot:
        raise NothingToChange(_("This is when and where the session takes place already."))
    if slot.starts_at != slot_of(held).starts_at and _is_on(held):
        raise SessionIsOn(
            _(
                "This session is on, and people are in it. Where you meet and how long can change now. To meet at "
                "another time, end it first and plan a further session: what was written and answered stays."
            )
        )
    was = slot_as_json(slot_of(held))
    for name, value in _columns(slot).items():
        setattr(held, name, value)
    held.starts_at = slot.starts_at
    return _change(held, ChangeKind.MOVED, was=was, reason=reason, by=by, now=now)


@transaction.atomic
def cancel_session(session: Session, *, reason: str, version: int, by: Participant, now: datetime) -> Session:
    """Say that a session does not take place. Raises SessionChangedMeanwhile, NothingToChange, SessionIsOn."""
    held = _hold(session, version)
    if held.state != SessionState.PLANNED:
        raise NothingToChange(_("This session is cancelled already."))
    if _is_on(held):
        raise SessionIsOn(
            _("This session is on, and people are in it. End it instead: what was written and answered stays.")
        )
    held.state = SessionState.CANCELLED
    return _change(held, ChangeKind.CANCELLED, was={}, reason=reason, by=by, now=now)


@transaction.atomic
def restore_session(session: Session, *, reason: str, version: int, by: Participant, now: datetime) -> Session:
    """Take a cancelled session up again, at its former time. Raises SessionChangedMeanwhile, NothingToChange."""
    held = _hold(session, version)
    if held.state != SessionState.CANCELLED:
        raise NothingToChange(_("This session is planned already."))
    held.state = SessionState.PLANNED
    return _change(held, ChangeKind.RESTORED, was={}, reason=reason, by=by, now=now)


def slot_as_json(slot: Slot) -> dict[str, Any]:
    """A slot as history keeps it, with the instant it stood for then: zones change their rules."""
    return _columns(slot) | {
        "date": slot.date.isoformat(),
        "wall_time": slot.wall_time.strftime("%H:%M"),
        "starts_at": slot.starts_at.isoformat(),
    }


def _columns(slot: Slot) -> dict[str, Any]:
    return {
        "date": slot.date,
        "wall_time": slot.wall_time,
        "zone": slot.zone,
        "minutes": slot.minutes,
        "meeting": slot.meeting,
        "room": slot.room,
        "link": slot.link,
    }


def _hold(session: Session, version: int) -> Session:
    rows = Session.objects.select_for_update(of=("self",), no_key=True)  # a rhythm that changes holds both
    held = rows.select_related("collective").get(pk=session.pk)
    if held.version != version or held.state == SessionState.REPLACED:
        raise SessionChangedMeanwhile(
            _("This session was changed while you were looking. Below you see how it stands now, and what you typed.")
        )
    return held


def _is_on(session: Session) -> bool:
    """Whether it was begun and not ended. The caller holds the session, as whoever begins it does."""
    on = SessionRun.objects.filter(session=session, ended_at=None).exists()
    if on:
        log.info("Session %s is on, and somebody wanted to move or cancel it.", session.pk)
    return on


def _change(
    session: Session, what: ChangeKind, *, was: dict[str, Any], reason: str, by: Participant, now: datetime
) -> Session:
    session.version += 1
    session.save()
    note_calendars([session.collective_id], now=now)
    SessionChange.objects.create(session=session, what=what, was=was, reason=reason, by=by, at=now)
    tell_session(session.pk, "step")  # who waits for it to begin sees what became of it
    follow_session(session, by=by, now=now)
    return session

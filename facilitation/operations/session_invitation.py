"""Sessions in people's calendars: who is asked by mail, told of changes, and whose entry is taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from collectives.models import Collective, Door, Facilitator, Notice, Participant, Program
from collectives.operations.door import make_doors
from collectives.operations.notice import CalendarFile, Message, door_url, write_notices
from collectives.queries.notice import Thing
from facilitation.engine.calendar import Entry, Method, message_text
from facilitation.models import Attendance, CalendarMethod, Session, SessionInvitation, SessionState
from facilitation.permissions.session_invitation import invited_participants
from facilitation.queries.calendar import ends_at, mailed_entry, own_part, session_entry, ways_of
from ilc.tenancy.scope import bound_program_id

COMING = "session_coming"  # the door by which one person answers for one session
AHEAD = timedelta(weeks=5)  # one invitation a month, however far ahead sessions are planned
type Key = tuple[UUID, UUID]
LOOKED_AT_EVERY = timedelta(days=1)  # what no bell rang for is found within a day


@dataclass(frozen=True)
class Told:
    """One person's calendar and one session: what it is told, and what the mail says beside."""

    session: Session
    participant: Participant
    method: CalendarMethod
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """Session and participant."""
        return self.session.pk, self.participant.pk


@dataclass(frozen=True)
class Around:
    """What many calendar files have in common: doors and answers by session and participant, guides by collective."""

    program: Program
    doors: Mapping[Key, Door]
    answers: Mapping[Key, str]
    guides: Mapping[UUID, str]
    entries: dict[tuple[UUID, int, bool, str | None], Entry] = field(default_factory=dict)

    def entry(self, session: Session, *, sequence: int, cancelled: bool, now: datetime) -> Entry:
        """What a session says in every calendar; put together once for each language. No SQL."""
        key = (session.pk, sequence, cancelled, get_language())
        if key not in self.entries:
            entry = session_entry(session, slug=self.program.slug, stamp=now)
            organizer = self.guides.get(session.collective_id, self.program.name)
            self.entries[key] = mailed_entry(
                entry, session, sequence=sequence, organizer=organizer, cancelled=cancelled
            )
        return self.entries[key]


@dataclass(frozen=True)
class Look:
    """What looking at a collective's sessions led to: mails to send after the commit, and when to look again.

    Not again when it is closed: reopening rings.
    """

    notices: Sequence[Notice]
    again_at: datetime | None


@transaction.atomic
def invite_to_sessions(collective_pk: UUID, *, now: datetime) -> Look:
    """Bring calendars in line with who belongs to a collective and what it plans. Twice is once.

    Who belongs to it is asked to each planned session that begins within AHEAD; who was asked and belongs to it no
    longer, or whose session is not held, gets their entry taken back. About ten SQL queries and those of each session.
    """
    collective = Collective.objects.filter(pk=collective_pk).first()
    if collective is None:
        return Look([], None)
    sessions = _hold(Session.objects.filter(collective=collective, starts_at__gt=now))
    people = {} if collective.closed_at else {one.pk: one for one in _with_accounts(collective)}
    last = last_invitations(sessions)
    soon = [one for one in sessions if one.state == SessionState.PLANNED and one.starts_at <= now + AHEAD]
    asked = [
        Told(session, person, CalendarMethod.REQUEST)
        for session in soon
        for person in people.values()
        if not _stands(last.get((session.pk, person.pk)))
    ]
    back = [
        Told(session, row.participant, CalendarMethod.CANCEL, {"why": _why(session, collective)})
        for session in sessions
        for row in (last[key] for key in last if key[0] == session.pk)
        if _stands(row) and (session.state != SessionState.PLANNED or row.participant_id not in people)
    ]
    notices = write_calendar_notices(asked, kind="session_invitation", now=now)
    notices += write_calendar_notices(back, kind="session_taken_back", now=now)
    later = [one.starts_at - AHEAD for one in sessions if one.starts_at > now + AHEAD]
    return Look(notices, None if collective.closed_at else min([now + LOOKED_AT_EVERY, *later]))


def last_invitations(sessions: Iterable[Session]) -> dict[Key, SessionInvitation]:
    """What each person's calendar was told last of these sessions, by session and participant. One SQL query."""
    rows = SessionInvitation.objects.filter(session__in=[one.pk for one in sessions])
    latest = rows.order_by("session", "participant", "-sequence").distinct("session", "participant")
    return {(row.session_id, row.participant_id): row for row in latest.select_related("participant__user")}


def write_calendar_notices(told: Sequence[Told], *, kind: str, now: datetime) -> list[Notice]:
    """Write to each of these people, with the file that changes their calendar; nothing to whom it said so before.

    `kind` names the mail's template, too. Hold the sessions first. Nine SQL statements for any number of people, and
    one more for each session.
    """
    last = last_invitations({one.session.pk: one.session for one in told}.values())
    new = [(one, _next_sequence(one, last.get(one.key))) for one in told if not _was_told(one, last.get(one.key))]
    if not new:
        return []
    around = _around([one for one, _sequence in new], now)
    messages = [_message(one, sequence, around, now) for one, sequence in new]
    notices = write_notices(messages, kind=kind, template=kind, now=now)
    SessionInvitation.objects.bulk_create(
        SessionInvitation(
            session=one.session,
            participant=one.participant,
            sequence=sequence,
            version=one.session.version,
            method=one.method,
            notice=notice,
            at=now,
        )
        for (one, sequence), notice in zip(new, notices, strict=True)
    )
    return notices


def _was_told(one: Told, before: SessionInvitation | None) -> bool:
    return before is not None and (before.version, before.method) == (one.session.version, one.method)


def _next_sequence(one: Told, before: SessionInvitation | None) -> int:
    return max(one.session.version, before.sequence + 1 if before else 0)


def _message(one: Told, sequence: int, around: Around, now: datetime) -> Message:
    session, person = one.session, one.participant
    link = door_url(around.doors[one.key]) if one.key in around.doors else ""
    own = own_part(person, door_url=link, coming=around.answers.get(one.key, ""))

    def text() -> str:
        cancelled = one.method == CalendarMethod.CANCEL
        entry = around.entry(session, sequence=sequence, cancelled=cancelled, now=now)
        return message_text(entry, Method(one.method), own)

    context = {
        "session": session,
        "collective": session.collective,
        "coming_url": link,
        "ways": ways_of(session) if link else [],
        **one.said,
    }
    tells = [Thing("session", str(session.pk))]
    return Message(person, f"{session.pk}:{sequence}:{person.pk}", context, CalendarFile(one.method, text), tells)


def _hold(sessions: Any) -> list[Session]:
    rows = sessions.select_related("collective").select_for_update(of=("self",), no_key=True)
    return sorted(rows.order_by("pk"), key=lambda one: one.starts_at)


def _with_accounts(collective: Collective) -> Iterable[Participant]:
    return invited_participants(collective).select_related("user").order_by("name", "pk")


def _stands(row: SessionInvitation | None) -> bool:
    return row is not None and row.method == CalendarMethod.REQUEST


def _why(session: Session, collective: Collective) -> str:
    if session.state != SessionState.PLANNED:
        return str(session.state)
    return "closed" if collective.closed_at else "left"


def _around(told: Sequence[Told], now: datetime) -> Around:
    sessions = {one.session.pk for one in told}
    answers = Attendance.objects.filter(session__in=sessions, participant__in={one.participant.pk for one in told})
    guides = Facilitator.objects.filter(collective__in={one.session.collective_id for one in told}, left_at=None)
    said = answers.values_list("session", "participant", "coming")
    return Around(
        program=Program.objects.get(pk=bound_program_id()),
        doors=_doors([one for one in told if one.method == CalendarMethod.REQUEST], now),
        answers={(session, person): coming for session, person, coming in said},
        guides=dict(guides.order_by("-named_at").values_list("collective", "participant__name")),  # the first one stays
    )


def _doors(told: Sequence[Told], now: datetime) -> dict[Key, Door]:
    """The door of each person to each session: the one they have, or a new one until the session ends."""
    named = {f"{one.session.pk}:{one.participant.pk}": one for one in told}
    rows = Door.objects.filter(
        program_id=bound_program_id(), purpose=COMING, object_key__in=named, closed_at=None, expires_at__gt=now
    )
    doors = list(rows)
    for session in {one.session for one in told}:
        known = {door.object_key for door in doors}
        wanted = [name for name, one in named.items() if one.session == session and name not in known]
        doors += make_doors(COMING, wanted, expires_at=ends_at(session), now=now)
    return {named[door.object_key].key: door for door in doors}

"""Sessions as lists and as a page show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils.timezone import get_current_timezone

from collectives.engine.rhythm import shifted
from collectives.models import Collective, Facilitator, Participant, Seat
from collectives.permissions.collective import belongs
from collectives.queries.rhythm import gap_words
from facilitation.models import AgendaItem, Attendance, ChangeKind, Session, SessionChange, SessionRun, SessionState
from facilitation.permissions.session import listed_sessions
from ilc.zones import local_time

PAGE = 20
LONGEST = timedelta(minutes=480)


@dataclass(frozen=True)
class When:
    """A span of time on the reader's clocks and, where they differ, on the session's own."""

    starts_at: datetime
    minutes: int
    zone: str
    reader: ZoneInfo

    @property
    def ends_at(self) -> datetime:
        """When it ends as planned."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def here(self) -> datetime:
        """The beginning on the reader's clocks."""
        return local_time(self.starts_at, self.reader)

    @property
    def here_end(self) -> datetime:
        """The end on the reader's clocks."""
        return local_time(self.ends_at, self.reader)

    @property
    def there(self) -> datetime:
        """The beginning on the session's own clocks."""
        return local_time(self.starts_at, self.zone)

    @property
    def there_end(self) -> datetime:
        """The end on the session's own clocks."""
        return local_time(self.ends_at, self.zone)

    @property
    def elsewhere(self) -> bool:
        """Whether the session's own clocks show something else than the reader's."""
        return self.here.utcoffset() != self.there.utcoffset()


@dataclass(frozen=True)
class SessionRow:
    """A session in a list. `coming` is the reader's own answer; `asked`: whether they are asked for one.

    `on`: it was begun and goes on; `guides`: the reader may lead it.
    """

    pk: UUID
    collective_pk: UUID
    collective: str
    when: When
    cancelled: bool
    meeting: str
    room: str
    asked: bool
    coming: str
    planned_items: int
    on: bool
    guides: bool


@dataclass(frozen=True)
class SessionList:
    """One page of sessions, and the cursor of the next page, empty when there is none."""

    rows: Sequence[SessionRow]
    past: bool
    more: str


@dataclass(frozen=True)
class Change:
    """Something that happened to a session, for its history."""

    what: str
    label: str
    by: str
    at: datetime
    reason: str
    was: When | None


@dataclass(frozen=True)
class Neighbours:
    """The sessions before and after one, in the same collective."""

    before: Session | None
    after: Session | None


def when_of(session: Session) -> When:
    """When a session takes place, for the reader of this request. No SQL."""
    return When(session.starts_at, session.minutes, session.zone, ZoneInfo(str(get_current_timezone())))


def gap_note(session: Session) -> str:
    """What the clocks did to the session's time, in words; empty when they left it alone. No SQL."""
    if not shifted(session.date, session.wall_time, session.zone):
        return ""
    return gap_words(session.date, session.wall_time, session.starts_at, session.zone)


def my_sessions(participant: Participant) -> QuerySet[Session]:
    """The sessions of the collectives one sits in or guides now."""
    return Session.objects.filter(belongs(participant, "collective")).exclude(state=SessionState.REPLACED)


def latest_session(collective: Collective) -> Session | None:
    """The one furthest ahead, whatever became of it. One SQL query."""
    return Session.objects.filter(collective=collective).order_by("-starts_at").first()


def collective_sessions(collective: Collective, participant: Participant) -> QuerySet[Session]:
    """Those of one collective, as far as the participant sees it."""
    return listed_sessions(participant).filter(collective=collective)


def list_sessions(
    sessions: QuerySet[Session], participant: Participant, *, past: bool, cursor: str, now: datetime
) -> SessionList:
    """A page of sessions: on or to come, the next one first; or past, the latest first. One SQL query."""
    length = ExpressionWrapper(F("minutes") * timedelta(minutes=1), output_field=DurationField())
    ends_at = ExpressionWrapper(F("starts_at") + length, output_field=DateTimeField())
    begun = SessionRun.objects.filter(session=OuterRef("pk"), session__state=SessionState.PLANNED)
    on = Exists(begun.filter(ended_at=None))
    found = _from_cursor(sessions, cursor, past=past).alias(ends_at=ends_at).annotate(on=on)
    if past:
        ordered = found.filter(starts_at__lte=now, ends_at__lte=now, on=False).order_by("-starts_at", "-pk")
    else:
        ahead = Q(starts_at__gt=now - LONGEST, ends_at__gt=now)
        ordered = found.filter(ahead | Q(on=True)).order_by("starts_at", "pk")
    answers = Attendance.objects.filter(session=OuterRef("pk"), participant=participant)
    own = {"collective": OuterRef("collective"), "participant": participant, "left_at": None}
    agenda = AgendaItem.objects.filter(session=OuterRef("pk")).order_by().values("session").annotate(n=Count("pk"))
    rows = list(
        ordered.select_related("collective").annotate(
            coming=Subquery(answers.values("coming")[:1]),
            asked=Exists(Seat.objects.filter(**own)),
            guides=Exists(Facilitator.objects.filter(**own)),
            planned_items=Subquery(agenda.values("n")),
        )[: PAGE + 1]
    )
    more = f"{rows[PAGE - 1].starts_at.isoformat()}_{rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    return SessionList([_row(session) for session in rows[:PAGE]], past, more)


def _from_cursor(sessions: QuerySet[Session], cursor: str, *, past: bool) -> QuerySet[Session]:
    """Go on after the row a cursor names; an address somebody mangled begins at the beginning."""
    moment, _underscore, key = cursor.partition("_")
    try:
        starts_at, pk = datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        return sessions
    if starts_at.tzinfo is None:
        return sessions
    if past:
        return sessions.filter(Q(starts_at__lt=starts_at) | Q(starts_at=starts_at, pk__lt=pk))
    return sessions.filter(Q(starts_at__gt=starts_at) | Q(starts_at=starts_at, pk__gt=pk))


def _row(session: Any) -> SessionRow:
    return SessionRow(
        pk=session.pk,
        collective_pk=session.collective_id,
        collective=session.collective.name,
        when=when_of(session),
        cancelled=session.state == SessionState.CANCELLED,
        meeting=session.get_meeting_display(),
        room=session.room,
        asked=session.asked,
        coming=session.coming or "",
        planned_items=session.planned_items or 0,
        on=session.on,
        guides=session.guides,
    )


def list_changes(session: Session) -> list[Change]:
    """What happened to when and whether the session takes place, the latest first. One SQL query."""
    shown = [ChangeKind.MOVED, ChangeKind.CANCELLED, ChangeKind.RESTORED, ChangeKind.REPLACED]
    changes = SessionChange.objects.filter(session=session, what__in=shown).select_related("by").order_by("-at")
    return [
        Change(
            what=change.what,
            label=change.get_what_display(),
            by=str(change.by),
            at=change.at,
            reason=change.reason,
            was=_when_it_was(change.was),
        )
        for change in changes
    ]


def last_change(session: Session, *, since: datetime | None = None) -> Change | None:
    """What happened to it last, since then; None when it stands as it was planned. At most one SQL query."""
    last = next(iter(list_changes(session)), None) if session.version > 1 else None
    return None if last is None or (since and last.at < since) else last


def _when_it_was(was: dict[str, Any]) -> When | None:
    if "starts_at" not in was:
        return None
    reader = ZoneInfo(str(get_current_timezone()))
    return When(datetime.fromisoformat(was["starts_at"]), was["minutes"], was["zone"], reader)


def find_neighbours(session: Session) -> Neighbours:
    """The sessions before and after it in its collective. Two SQL queries."""
    others = Session.objects.filter(collective=session.collective_id).exclude(state=SessionState.REPLACED)
    at = {"starts_at": session.starts_at}
    return Neighbours(
        others.filter(Q(starts_at__lt=session.starts_at) | Q(**at, pk__lt=session.pk))
        .order_by("-starts_at", "-pk")
        .first(),
        others.filter(Q(starts_at__gt=session.starts_at) | Q(**at, pk__gt=session.pk))
        .order_by("starts_at", "pk")
        .first(),
    )

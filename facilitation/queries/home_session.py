"""Sessions on a person's home page: which is on, which opens soon, which are to come, and what each asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from collectives.models import Facilitator, Participant, Seat
from collectives.permissions.collective import belongs
from facilitation.models import Attendance, Session, SessionRun, SessionState
from facilitation.queries.calendar import ends_at
from facilitation.queries.home_step import Step
from ilc.zones import clock_words, local_time, zone_name

ASKED_BEFORE = timedelta(days=14)
PREPARED_BEFORE = timedelta(days=10)
OPENS_WITHIN = timedelta(hours=1)
LONGEST = timedelta(hours=8)


@dataclass(frozen=True)
class HomeSession:
    """A session that is on or to come. `coming` is the reader's answer, empty when there is none or none is asked.

    `begun_at` and `led_by` while it is on.
    """

    pk: UUID
    collective_pk: UUID
    collective: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    meeting: str
    room: str
    asked: bool
    coming: str
    guides: bool
    planned_items: int
    begun_at: datetime | None
    led_by: str
    leads: bool

    def opens_soon(self, now: datetime) -> bool:
        """Whether its time has come, or comes within the hour, and nobody has begun it."""
        return self.begun_at is None and self.starts_at - OPENS_WITHIN <= now


def home_sessions(participant: Participant, now: datetime) -> list[HomeSession]:
    """Of one's own collectives: those that are on, whenever they were planned, then those to come. One SQL query."""
    answers = Attendance.objects.filter(session=OuterRef("pk"), participant=participant)
    seats = Seat.objects.filter(collective=OuterRef("collective"), participant=participant, left_at=None)
    guides = Facilitator.objects.filter(collective=OuterRef("collective"), participant=participant, left_at=None)
    runs = SessionRun.objects.filter(session=OuterRef("pk"))
    rows = (
        Session.objects.filter(belongs(participant, "collective"), state=SessionState.PLANNED)
        .filter(Q(starts_at__gte=now - LONGEST) | Exists(runs.filter(ended_at=None)), collective__closed_at=None)
        .exclude(Exists(runs.filter(ended_at__isnull=False)))
        .select_related("collective")
        .annotate(
            coming=Subquery(answers.values("coming")[:1]),
            asked=Exists(seats),
            guides=Exists(guides),
            items=Count("agenda"),
            begun_at=Subquery(runs.values("started_at")),
            led_by=Subquery(runs.values("led_by__name")),
            leader=Subquery(runs.values("led_by")),
        )
        .order_by("starts_at")
    )
    sessions = [_home_session(row, participant) for row in rows]
    return sorted(
        (session for session in sessions if session.begun_at or session.ends_at > now),
        key=lambda session: session.begun_at is None,
    )


def _home_session(row: Any, participant: Participant) -> HomeSession:
    return HomeSession(
        pk=row.pk,
        collective_pk=row.collective_id,
        collective=row.collective.name,
        starts_at=row.starts_at,
        ends_at=ends_at(row),
        zone=row.zone,
        meeting=row.get_meeting_display(),
        room=row.room,
        asked=row.asked,
        coming=row.coming or "",
        guides=row.guides,
        planned_items=row.items,
        begun_at=row.begun_at,
        led_by=row.led_by or "",
        leads=row.leader == participant.pk,
    )


def present_steps(sessions: Sequence[HomeSession], *, now: datetime) -> Iterator[Step]:
    """What comes before everything else: to join what is on, then what opens within the hour. No SQL."""
    for session in sessions:
        if session.begun_at is not None:
            yield _joining(session, session.begun_at)
    for session in sessions:
        if session.opens_soon(now):
            yield _opening(session, now)


def coming_steps(sessions: Sequence[HomeSession], *, now: datetime) -> Iterator[Step]:
    """What the sessions to come ask for: an answer, an agenda. No SQL."""
    for session in sessions:
        if session.begun_at is not None or session.opens_soon(now):
            continue
        if session.asked and not session.coming and session.starts_at - now <= ASKED_BEFORE:
            yield Step(
                _("Say whether you come to %(collective)s") % {"collective": session.collective},
                _("In the room, online, or not this time: one answer is enough, and you may change it."),
                _("Answer"),
                "facilitation:session",
                session.pk,
                session.starts_at,
            )
        elif session.guides and not session.planned_items and session.starts_at - now <= PREPARED_BEFORE:
            yield Step(
                _("Prepare the session of %(collective)s") % {"collective": session.collective},
                _("It has no agenda yet. A draft for your phase takes one press."),
                _("Prepare it"),
                "facilitation:session",
                session.pk,
                session.starts_at,
            )


def _joining(session: HomeSession, begun_at: datetime) -> Step:
    title = _("The session of %(collective)s is on") % {"collective": session.collective}
    if session.guides:
        text = (
            _("You lead it. The run sheet stands where you left it.")
            if session.leads
            else _("%(name)s leads it, and you may take over.") % {"name": session.led_by}
        )
        action, url_name = _("Take up the run sheet"), "facilitation:session-run"
    else:
        text = _("%(name)s leads it. You see the step, answer what is asked, and have the placemat at hand.") % {
            "name": session.led_by
        }
        action, url_name = _("Join the session"), "facilitation:session-here"
    return Step(title, text, action, url_name, session.pk, begun_at, on=True)


def _opening(session: HomeSession, now: datetime) -> Step:
    reader = ZoneInfo(str(get_current_timezone()))
    when = {"clock": clock_words(local_time(session.starts_at, reader)), "zone": zone_name(reader, session.starts_at)}
    about: tuple[UUID, datetime] = (session.pk, session.starts_at)
    if not session.guides:
        planned = (
            _("It opens at %(clock)s, %(zone)s.") if now < session.starts_at else _("Planned for %(clock)s, %(zone)s.")
        )
        text = f"{planned % when} {_('The page moves on by itself when it begins.')}"
        title = _("%(collective)s meets soon") % {"collective": session.collective}
        return Step(title, text, _("Go to the session"), "facilitation:session-here", *about)
    if session.planned_items:
        title = _("Begin the session of %(collective)s") % {"collective": session.collective}
        text = _("The run sheet, the clock, and how people join: everything is ready.")
        return Step(title, text, _("Begin"), "facilitation:session-run", *about)
    title = _("Prepare the session of %(collective)s") % {"collective": session.collective}
    text = _("It has no agenda yet. A draft for your phase takes one press; then begin.")
    return Step(title, text, _("Prepare it"), "facilitation:session-agenda", *about)

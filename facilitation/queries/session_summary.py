"""What a session leaves behind, for the mail to its members and for the page that shows it beforehand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from collectives.engine.rhythm import instant
from collectives.models import Notice, NoticeState, Participant, Seat
from collectives.queries.notice import Thing
from facilitation.models import (
    WAS_THERE,
    Attendance,
    Commitment,
    Decision,
    Session,
    SessionNotes,
    SessionRun,
    SessionState,
)
from facilitation.permissions.session_invitation import invited_participants
from facilitation.queries.commitment import commitments_made_in, open_commitments
from ilc.zones import local_time
from inquiry.engine.adjustment import AdjustedPart, kept_part
from inquiry.models import Adjustment
from inquiry.queries.adjustment import parts_words

SUMMARY: Final = "session_summary"  # due: writing it; and the kind of the mail
BEGINNING: Final = 1200  # characters of the notes in a mail
BY_ITSELF: Final = timedelta(hours=3)  # after the end
LAST_OF_THE_DAY: Final = time(23, 30)
SOONEST: Final = timedelta(minutes=15)


@dataclass(frozen=True)
class SummaryStep:
    """What somebody took on. `new`: in this session."""

    pk: UUID
    text: str
    who_pk: UUID
    who: str
    due_on: date
    new: bool


@dataclass(frozen=True)
class SummaryAdjustment:
    """What changed in the theory while the session was on, and why."""

    parts: Sequence[AdjustedPart]
    why: str

    @property
    def words(self) -> str:
        """What changed, in the language that is spoken now."""
        return parts_words(self.parts)


@dataclass(frozen=True)
class Summary:
    """The same for everybody. `steps`: made in the session, and those of earlier ones that are open."""

    session: Session
    decisions: Sequence[str]
    steps: Sequence[SummaryStep]
    adjustments: Sequence[SummaryAdjustment]
    notes: str
    more_notes: bool
    next: Session | None

    @property
    def made(self) -> list[SummaryStep]:
        """What people took on in the session."""
        return [step for step in self.steps if step.new]


@dataclass(frozen=True)
class OwnPart:
    """One person's: what they took on, first; then what others did."""

    steps: Sequence[SummaryStep]
    others: Sequence[SummaryStep]

    @property
    def things(self) -> list[Thing]:
        """What the mail tells this person of."""
        return [Thing("commitment", str(step.pk)) for step in self.steps]


def goes_out_at(run: SessionRun) -> datetime | None:
    """When the summary of an ended session goes out by itself: within three hours, the same day. No SQL.

    None when it went out, or the session is on.
    """
    if run.ended_at is None or run.summary_at is not None:
        return None
    zone = run.session.zone
    tonight = instant(local_time(run.ended_at, zone).date(), LAST_OF_THE_DAY, zone)
    return min(run.ended_at + BY_ITSELF, max(run.ended_at + SOONEST, tonight))


def session_summary(run: SessionRun, *, now: datetime) -> Summary:
    """What was decided, promised, changed and noted, and when the next session is. Six SQL queries."""
    session = run.session
    made = [_step(row, new=True) for row in commitments_made_in(session).filter(let_go_at=None)]
    earlier = open_commitments(session.collective).exclude(session=session.pk).filter(at__lt=run.started_at)
    notes = SessionNotes.objects.filter(session=session).values_list("text", flat=True).first() or ""
    after = Session.objects.filter(collective=session.collective_id, state=SessionState.PLANNED, starts_at__gt=now)
    return Summary(
        session=session,
        decisions=list(
            Decision.objects.filter(session=session, removed_at=None)
            .order_by("at", "pk")
            .values_list("text", flat=True)
        ),
        steps=[*made, *(_step(row, new=False) for row in earlier)],
        adjustments=_adjustments(run, now),
        notes=_beginning(notes.strip()),
        more_notes=len(notes.strip()) > BEGINNING,
        next=after.exclude(pk=session.pk).order_by("starts_at", "pk").first(),
    )


def own_part(summary: Summary, person: Participant, *, told: Iterable[Thing]) -> OwnPart:
    """One person's part. `told`: what other mail told them this week, which is left out unless it is new. No SQL."""
    known = set(told)
    own = [step for step in summary.steps if step.who_pk == person.pk]
    return OwnPart(
        [step for step in own if step.new or Thing("commitment", str(step.pk)) not in known],
        [step for step in summary.made if step.who_pk != person.pk],
    )


def summary_readers(session: Session) -> QuerySet[Participant]:
    """Who gets it: those who sit in the collective and have an account, by name."""
    seats = Seat.objects.filter(collective=session.collective_id, participant=OuterRef("pk"), left_at=None)
    people = invited_participants(session.collective).filter(Exists(seats))
    return people.select_related("user").order_by("name", "pk")


def summary_unreached(session: Session) -> list[str]:
    """The names of those to whom it could not be sent, and will not be by itself. One SQL query."""
    letters = Notice.objects.filter(kind=SUMMARY, key__startswith=f"{session.pk}:", state=NoticeState.FAILED)
    return list(letters.order_by("recipient__name").values_list("recipient__name", flat=True))


def people_missed(session: Session, people: Iterable[Participant]) -> set[UUID]:
    """Who of these was not there; nobody when it was not said of anybody whether they came. One SQL query."""
    marks = dict(Attendance.objects.filter(~Q(came=""), session=session).values_list("participant", "came"))
    if not marks:
        return set()
    return {one.pk for one in people if marks.get(one.pk) not in WAS_THERE}


def _adjustments(run: SessionRun, now: datetime) -> list[SummaryAdjustment]:
    rows = Adjustment.objects.filter(
        placemat__cycle__collective=run.session.collective_id,
        placemat__leader=None,
        removed_at=None,
        at__range=(run.started_at, run.ended_at or now),
    )
    return [
        SummaryAdjustment([kept_part(kept) for kept in row.parts], row.why) for row in rows.order_by("on", "at", "pk")
    ]


def _step(row: Commitment, *, new: bool) -> SummaryStep:
    return SummaryStep(row.pk, row.text, row.who_id, row.who.name, row.due_on, new)


def _beginning(text: str) -> str:
    """At most BEGINNING characters, whole words."""
    if len(text) <= BEGINNING:
        return text
    return text[:BEGINNING].rsplit(maxsplit=1)[0] + " …"

"""What people took on: in a session, in a collective, by one person, until a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from collectives.models import Collective, Facilitator, Participant, Seat
from facilitation.models import Commitment, CommitmentChange, Session, SessionState
from facilitation.permissions.commitment import can_change_commitment, can_settle_commitment
from facilitation.queries.calendar import ends_at
from ilc.zones import date_words

FOUR_WEEKS = timedelta(weeks=4)
MOST_MINE = 12
BEFORE, AFTERWARDS = timedelta(hours=2), timedelta(hours=12)  # of a session: what is done then is still at hand
SOME_MONTHS = timedelta(days=300)  # for as long the name of a month says which year it was


@dataclass(frozen=True)
class CommitmentRow:
    """One commitment, for a reader. `made`: since when it stands, in words ("new today", "from October")."""

    pk: UUID
    collective_pk: UUID
    collective: str
    text: str
    who: str
    initials: str
    mine: bool
    due_on: date
    due: str
    made: str
    done: bool
    let_go: bool
    reason: str
    may_change: bool
    may_settle: bool


@dataclass(frozen=True)
class FormerStep:
    """What a commitment said or was until somebody changed it."""

    text: str
    who: str
    due: str
    done: bool
    let_go: bool
    reason: str
    by: str
    at: datetime


def open_commitments(collective: Collective) -> QuerySet[Commitment]:
    """Neither done nor let go, the nearest day first."""
    return _open().filter(collective=collective)


def commitments_of(participant: Participant) -> QuerySet[Commitment]:
    """The open ones of one person in collectives that go on, the nearest day first."""
    return _open().filter(who=participant, collective__closed_at=None)


def commitments_due_before(day: date) -> QuerySet[Commitment]:
    """The open ones of the whole program that are for a day before this one, the nearest day first."""
    return _open().filter(due_on__lt=day, collective__closed_at=None)


def settled_commitments(collective: Collective) -> QuerySet[Commitment]:
    """Done or let go, the latest first."""
    settled = Coalesce("done_at", "let_go_at")
    rows = Commitment.objects.filter(collective=collective).exclude(done_at=None, let_go_at=None)
    return _described(rows).order_by(settled.desc(), "-pk")


def commitments_made_in(session: Session) -> QuerySet[Commitment]:
    """In the order they were made."""
    return _described(Commitment.objects.filter(session=session)).order_by("at", "pk")


def commitments_before(session: Session) -> QuerySet[Commitment]:
    """What the collective comes to a session with: made earlier, and not settled before the session before began.

    The nearest day first.
    """
    return _described(Commitment.objects.filter(_carried_to(session))).order_by("due_on", "at", "pk")


def list_commitments(session: Session, participant: Participant, *, runs: bool, today: date) -> list[CommitmentRow]:
    """What a session came with, then what was made in it. `runs`: whether the reader runs it. One SQL query."""
    found = _described(Commitment.objects.filter(_carried_to(session) | Q(session=session)))
    return [
        commitment_row(row, participant, runs=runs, today=today)
        for row in sorted(found.order_by("due_on", "at", "pk"), key=lambda row: row.session_id == session.pk)
    ]


def my_commitments(participant: Participant, *, today: date) -> list[CommitmentRow]:
    """A person's own open ones, the nearest day first. One SQL query."""
    rows = commitments_of(participant)[:MOST_MINE]
    return [commitment_row(row, participant, runs=False, today=today) for row in rows]


def commitments_at_hand(participant: Participant, session: Session) -> QuerySet[Commitment]:
    """A person's own in the collective of a session: the open ones, then what they did around it. One SQL query."""
    around = (session.starts_at - BEFORE, ends_at(session) + AFTERWARDS)
    own = Commitment.objects.filter(who=participant, collective=session.collective_id)
    shown = own.filter(Q(done_at=None, let_go_at=None) | Q(done_at__range=around))
    return shown.order_by(F("done_at").asc(nulls_first=True), "due_on", "at", "pk")[:MOST_MINE]


def settled_commitment(participant: Participant, pk: UUID | None) -> Commitment | None:
    """The one that an address names as just done or let go, if it is this person's. At most one SQL query."""
    if pk is None:
        return None
    rows = Commitment.objects.filter(pk=pk, who=participant)
    return rows.exclude(done_at=None, let_go_at=None).first()


def people_to_choose(collective: Collective, *, also: UUID | None = None) -> QuerySet[Participant]:
    """Who may take something on, by name: those who sit there or guide it now, `also` who did. One SQL query."""
    here = {"collective": collective, "participant": OuterRef("pk"), "left_at": None}
    belongs = Exists(Seat.objects.filter(**here)) | Exists(Facilitator.objects.filter(**here))
    return Participant.objects.filter(belongs | Q(pk=also)).order_by("name", "pk")


def usual_day(after: date | None, *, today: date) -> date:
    """By when, unless somebody says otherwise: the day of the session that follows, else in four weeks. No SQL."""
    return after if after and after > today else today + FOUR_WEEKS


def list_former_steps(commitment: Commitment) -> list[FormerStep]:
    """What it was before, the latest first. One SQL query."""
    changes = CommitmentChange.objects.filter(commitment=commitment).select_related("who", "by").order_by("-at", "-pk")
    return [
        FormerStep(
            text=change.text,
            who=change.who.name,
            due=date_words(change.due_on),
            done=change.done_at is not None,
            let_go=change.let_go_at is not None,
            reason=change.reason,
            by=change.by.name,
            at=change.at,
        )
        for change in changes
    ]


def commitment_row(row: Commitment, participant: Participant, *, runs: bool, today: date) -> CommitmentRow:
    """A commitment with its people and its session at hand. No SQL."""
    return CommitmentRow(
        pk=row.pk,
        collective_pk=row.collective_id,
        collective=row.collective.name,
        text=row.text,
        who=row.who.name,
        initials=row.who.initials,
        mine=row.who_id == participant.pk,
        due_on=row.due_on,
        due=date_words(row.due_on),
        made=_made_words(row, today),
        done=row.done_at is not None,
        let_go=row.let_go_at is not None,
        reason=row.reason,
        may_change=can_change_commitment(participant, row, runs=runs),
        may_settle=can_settle_commitment(participant, row, runs=runs),
    )


def _described(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return rows.select_related("collective", "session", "who")


def _open() -> QuerySet[Commitment]:
    return _described(Commitment.objects.filter(done_at=None, let_go_at=None)).order_by("due_on", "at", "pk")


def _carried_to(session: Session) -> Q:
    """That the collective comes to this session with a commitment."""
    earlier = Session.objects.filter(collective=session.collective_id, starts_at__lt=session.starts_at)
    began = earlier.exclude(state=SessionState.REPLACED).order_by("-starts_at").values("starts_at")[:1]
    unsettled = Q(done_at=None, let_go_at=None) | Q(done_at__gte=Subquery(began)) | Q(let_go_at__gte=Subquery(began))
    made_before = Q(at__lt=session.starts_at) & ~Q(session=session.pk)
    return Q(collective=session.collective_id) & made_before & unsettled


def _made_words(row: Commitment, today: date) -> str:
    day = min(localdate(row.at), row.session.date if row.session else today)
    if day == today:
        return _("new today")
    if (day.year, day.month) == (today.year, today.month):
        return _("from %(day)s") % {"day": date_format(day, _("j M"))}
    month = date_format(day, "F" if today - day < SOME_MONTHS else _("F Y"))
    return _("from %(month)s") % {"month": month}

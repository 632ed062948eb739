"""Who said yes, no, another, or nothing yet: for those who run the program."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from collectives.models import (
    Collective,
    Formation,
    Invitation,
    InvitationAnswer,
    InvitationState,
    Participant,
    ProposedCollective,
    WaitingPlace,
    WaitingState,
)
from collectives.permissions.collective import visible_collectives
from collectives.permissions.invitation import visible_invitations
from collectives.queries.formation_seats import seats_in

BETWEEN_REMINDERS = timedelta(days=1)
SHOWN = 50


@dataclass(frozen=True)
class InvitationRow:
    """One person's latest invitation to one collective."""

    pk: UUID
    participant: UUID
    name: str
    initials: str
    position: str
    collective: UUID
    collective_name: str
    state: str
    sent_at: datetime
    reminded_at: datetime | None
    answered_at: datetime | None
    wish: str
    wished_theme: str
    may_remind: bool


@dataclass(frozen=True)
class AnswersRow:
    """How the invitations to one collective stand. `fewest`: what its formation asks for, if it has one."""

    pk: UUID
    name: str
    theme: str
    seated: int
    free: int
    fewest: int
    waiting: int
    answers: Counter[str]

    @property
    def yes(self) -> int:
        """How many said yes."""
        return self.answers[InvitationState.ACCEPTED]

    @property
    def open(self) -> int:
        """How many have not answered."""
        return self.answers[InvitationState.SENT]

    @property
    def other(self) -> int:
        """How many asked for another."""
        return self.answers[InvitationState.ASKED_OTHER]

    @property
    def no(self) -> int:
        """How many said no."""
        return self.answers[InvitationState.DECLINED]

    @property
    def small(self) -> bool:
        """Whether fewer sit there than the formation asks for."""
        return self.seated < self.fewest


@dataclass(frozen=True)
class Overview:
    """Everything on the page. The lists are cut at SHOWN; the counts are whole."""

    formations: Sequence[Formation]
    collectives: Sequence[AnswersRow]
    asked: Sequence[InvitationRow]
    silent: Sequence[InvitationRow]
    silent_count: int
    remindable: int
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def small(self) -> AnswersRow | None:
        """The first collective that has fewer people than its formation asks for."""
        return next((row for row in self.collectives if row.small), None)

    @property
    def stuck(self) -> AnswersRow | None:
        """The first collective with a free seat though somebody waits for it: nobody who waits fits."""
        return next((row for row in self.collectives if row.free and row.waiting), None)


def overview(participant: Participant, *, formation: Formation | None, now: datetime) -> Overview:
    """How the invitations stand in the collectives one sees, or in those of one formation. Five SQL queries."""
    origins, anywhere = _origins(), _waiting_anywhere()
    shown = _collectives(participant)
    if formation:
        shown = [one for one in shown if origins.get(one.pk) == formation]
    keys = {one.pk for one in shown}
    rows = [row for row in _latest(participant, now) if row.collective in keys]
    by_collective: dict[UUID, Counter[str]] = {}
    for row in rows:
        by_collective.setdefault(row.collective, Counter())[row.state] += 1
    silent = [row for row in rows if row.state == InvitationState.SENT]
    return Overview(
        formations=list(Formation.objects.filter(invitations__isnull=False).distinct().order_by("-made_at")),
        collectives=[
            _answers_row(one, origins.get(one.pk), by_collective[one.pk], anywhere)
            for one in shown
            if one.pk in by_collective
        ],
        asked=[row for row in rows if row.state == InvitationState.ASKED_OTHER][:SHOWN],
        silent=silent[:SHOWN],
        silent_count=len(silent),
        remindable=sum(row.may_remind for row in silent),
        counts=Counter(row.state for row in rows),
    )


def list_remindable(participant: Participant, *, now: datetime) -> QuerySet[Invitation]:
    """Invitations without an answer about which no message went out within a day."""
    before = now - BETWEEN_REMINDERS
    fresh = Q(reminded_at__gt=before) | Q(reminded_at=None, sent_at__gt=before)
    rows = visible_invitations(participant).filter(
        state=InvitationState.SENT, seat__left_at=None, collective__closed_at=None
    )
    return rows.exclude(fresh).select_related("collective", "participant").order_by("sent_at", "pk")


def list_answers(invitation: Invitation) -> list[InvitationAnswer]:
    """What was answered to every invitation of this person to this collective, the latest first. One SQL query."""
    rows = InvitationAnswer.objects.filter(
        invitation__collective=invitation.collective_id, invitation__participant=invitation.participant_id
    )
    return list(rows.select_related("by").order_by("-at", "-pk"))


def _origins() -> dict[UUID, Formation]:
    """The formation each collective came from. One SQL query."""
    rows = ProposedCollective.objects.filter(collective__isnull=False).select_related("proposal__formation")
    return {row.collective_id: row.proposal.formation for row in rows.order_by("pk") if row.collective_id}


def _waiting_anywhere() -> Counter[UUID]:
    """How many wait for a seat in any collective of each formation. One SQL query."""
    rows = WaitingPlace.objects.filter(collective=None, state=WaitingState.WAITING, participant__left_at=None)
    return Counter(key for key in rows.values_list("formation_id", flat=True) if key)


def _collectives(participant: Participant) -> list[Collective]:
    rows = visible_collectives(participant).filter(closed_at=None).select_related("theme")
    waits = Q(waiting__state=WaitingState.WAITING)
    return list(
        rows.annotate(
            seated=Count("seats", filter=Q(seats__left_at=None), distinct=True),
            waits=Count("waiting", filter=waits, distinct=True),
        ).order_by("name", "pk")
    )


def _answers_row(
    collective: Collective, formation: Formation | None, answers: Counter[str], anywhere: Counter[UUID]
) -> AnswersRow:
    seated = getattr(collective, "seated", 0)
    return AnswersRow(
        collective.pk,
        collective.name,
        collective.theme.name,
        seated,
        max(0, seats_in(formation) - seated),
        formation.fewest if formation else 0,
        getattr(collective, "waits", 0) + (anywhere[formation.pk] if formation else 0),
        answers,
    )


def _latest(participant: Participant, now: datetime) -> list[InvitationRow]:
    """The latest invitation of each person to each collective; one whose seat ended otherwise counts no more."""
    rows = visible_invitations(participant).select_related("participant", "collective", "wished_theme", "seat")
    latest = rows.order_by("collective_id", "participant_id", "-sent_at", "-pk").distinct(
        "collective_id", "participant_id"
    )
    found = [
        _row(one, now)
        for one in latest
        if one.state == InvitationState.DECLINED or (one.seat is not None and one.seat.left_at is None)
    ]
    return sorted(found, key=lambda row: (row.sent_at, row.name))


def _row(one: Invitation, now: datetime) -> InvitationRow:
    last = one.reminded_at or one.sent_at
    return InvitationRow(
        one.pk,
        one.participant_id,
        one.participant.name,
        one.participant.initials,
        one.participant.get_position_display(),
        one.collective_id,
        one.collective.name,
        one.state,
        one.sent_at,
        one.reminded_at,
        one.answered_at,
        one.wish,
        one.wished_theme.name if one.wished_theme else "",
        may_remind=last <= now - BETWEEN_REMINDERS,
    )

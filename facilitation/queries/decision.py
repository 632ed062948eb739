"""What a collective decided in its sessions, and the adjustments that came of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from collectives.models import Collective, Participant
from facilitation.models import Decision, Session, SessionState
from facilitation.permissions.decision import can_change_decision, visible_decisions
from ilc.zones import date_words
from inquiry.models import Adjustment, Placemat
from inquiry.permissions.adjustment import visible_adjustments
from inquiry.queries.adjustment import AdjustmentRow, adjustment_row, last_adjustment
from inquiry.queries.moment import BEGINNING, Point, beginning, instant_key, point_of

MOST_TO_CHOOSE = 20


@dataclass(frozen=True)
class DecisionRow:
    """One decision. `led_to`: the adjustment it led to; `may_change`: whether the reader may change or link it."""

    pk: UUID
    session: UUID
    day: str
    text: str
    by: str
    initials: str
    at: datetime
    led_to: AdjustmentRow | None
    may_change: bool


def list_decisions(session: Session, participant: Participant, *, runs: bool) -> list[DecisionRow]:
    """A session's decisions in the order they were written. `runs`: whether the reader runs it. One SQL query."""
    rows = Decision.objects.filter(session=session, removed_at=None).order_by("at", "pk")
    found = rows.select_related("by", "adjustment", "session")
    return [_row(row, may_change=can_change_decision(participant, row, runs=runs)) for row in found]


def decisions_behind(adjustment: Adjustment, participant: Participant) -> list[DecisionRow]:
    """Those that led to an adjustment, as far as the participant sees their sessions. One SQL query."""
    rows = visible_decisions(participant).filter(adjustment=adjustment, removed_at=None)
    return [_row(row) for row in rows.select_related("by", "session", "adjustment").order_by("at", "pk")]


def decisions_without_consequence(collective: Collective, participant: Participant) -> list[DecisionRow]:
    """The collective's latest decisions of which nobody has said that they led to an adjustment. One SQL query."""
    rows = visible_decisions(participant).filter(session__collective=collective, adjustment=None, removed_at=None)
    return [
        _row(row) for row in rows.select_related("by", "session", "adjustment").order_by("-at", "-pk")[:MOST_TO_CHOOSE]
    ]


def adjustments_without_cause(collective: Collective, participant: Participant) -> list[AdjustmentRow]:
    """The adjustments of the collective's theory that no decision is known to have led to. One SQL query."""
    led = Decision.objects.filter(adjustment=OuterRef("pk"), removed_at=None)
    rows = visible_adjustments(participant).filter(
        ~Exists(led), placemat__cycle__collective=collective, placemat__leader=None, removed_at=None
    )
    return [adjustment_row(row) for row in rows.order_by("-on", "-at")[:MOST_TO_CHOOSE]]


def theory_before(placemat: Placemat, session: Session) -> Point:
    """Since when a change of the theory may have come of a session's decisions: since the session before, the
    adjustment before, or the beginning, whichever is latest. Three SQL queries.
    """
    earlier = Session.objects.filter(collective=session.collective_id, starts_at__lt=session.starts_at)
    before = earlier.exclude(state=SessionState.REPLACED).order_by("-starts_at").first()
    adjusted = last_adjustment(placemat)
    if adjusted and (before is None or adjusted.adjustment.to_at > before.starts_at):
        key = instant_key(adjusted.adjustment.to_at)
    else:
        key = instant_key(before.starts_at) if before else BEGINNING
    return point_of(placemat, key, since=None) or beginning(placemat, since=None)


def decision_to_bring_back(session: Session, pk: UUID | None, participant: Participant, *, runs: bool) -> UUID | None:
    """The decision that an address names as just taken away, if the reader may bring it back. At most one SQL query."""
    if pk is None:
        return None
    row = Decision.objects.filter(session=session, pk=pk, removed_at__isnull=False).first()
    return row.pk if row and can_change_decision(participant, row, runs=runs) else None


def _row(row: Decision, *, may_change: bool = False) -> DecisionRow:
    led_to = row.adjustment if row.adjustment and row.adjustment.removed_at is None else None
    return DecisionRow(
        pk=row.pk,
        session=row.session_id,
        day=date_words(row.session.date),
        text=row.text,
        by=row.by.name,
        initials=row.by.initials,
        at=row.at,
        led_to=adjustment_row(led_to) if led_to else None,
        may_change=may_change,
    )

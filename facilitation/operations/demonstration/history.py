"""What collectives of a demonstration program look back to: a named moment, an adjustment, the decision behind it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from facilitation.models import Session, SessionState
from facilitation.operations.analysis import name_analysis
from facilitation.operations.decision import add_decision, link_decision
from facilitation.operations.demonstration.inquiries import ADJUSTED, THEORY_OF_PHASE, Span, Work, share_of_theory
from facilitation.operations.demonstration.renewals import draft_renewal
from inquiry.engine.adjustment import adjusted_parts
from inquiry.engine.comparison import compare
from inquiry.models import Placemat
from inquiry.operations.adjustment import record_adjustment
from inquiry.operations.moment import name_moment
from inquiry.queries.comparison import FIELDS
from inquiry.queries.past import standing_at


def look_back(works: Sequence[Work], entries: Sequence[Mapping[str, Any]]) -> None:
    """Name the moment on which each agreed, and say what led to its adjustment."""
    for work, entry in zip(works, entries, strict=True):
        if work.placemat and work.span and "agreed" in entry:
            agreed = agreed_at(work.span, entry)
            name_moment(work.placemat, name=entry["agreed"], at=agreed, by=work.facilitator, now=agreed)
            if "adjustment" in entry:
                _adjust(work, work.placemat, work.span, entry)


def prepare_closings(works: Sequence[Work], entries: Sequence[Mapping[str, Any]]) -> None:
    """What those in their last phase have chosen for the next cycle so far."""
    for work, entry in zip(works, entries, strict=True):
        if work.placemat and work.span and "renewal" in entry:
            placemat = Placemat.objects.select_related("cycle__collective").get(pk=work.placemat.pk)
            draft_renewal(placemat, entry["renewal"], work.members, at=work.span.at(0.97))


def name_analyses(works: Sequence[Work]) -> None:
    """Say of each analysis that it was made in the last session before it was written down."""
    for work in works:
        held = Session.objects.filter(collective=work.collective, state=SessionState.PLANNED).order_by("starts_at")
        for analysis in work.placemat.analyses.select_related("placemat__cycle", "by") if work.placemat else ():
            before = held.filter(starts_at__lt=analysis.at).last()
            if before:
                name_analysis(before, analysis=analysis, by=analysis.by, now=analysis.at)


def agreed_at(span: Span, entry: Mapping[str, Any]) -> datetime:
    """When the theory and its evidence plan stood, and the collective began to act."""
    return span.at(share_of_theory(entry["phase"]) / THEORY_OF_PHASE) + timedelta(hours=2)


def _adjust(work: Work, placemat: Placemat, span: Span, entry: Mapping[str, Any]) -> None:
    was, then = agreed_at(span, entry), span.at(ADJUSTED)
    parts = adjusted_parts(compare(standing_at(placemat, was), standing_at(placemat, then), fields=FIELDS))
    if not parts or then <= was:  # in the first days of a school year
        return
    made = record_adjustment(
        placemat,
        parts=parts,
        from_at=was,
        to_at=then,
        why=entry["adjustment"]["why"],
        on=then.date(),
        by=work.facilitator,
        now=then + timedelta(hours=1),
    )
    before = Session.objects.filter(collective=work.collective, starts_at__lt=then).order_by("starts_at").last()
    if before:
        at = before.starts_at + timedelta(minutes=before.minutes)
        decision = add_decision(before, text=entry["adjustment"]["decision"], by=work.members[0], now=at)
        link_decision(decision, adjustment=made, by=work.facilitator, now=made.at)

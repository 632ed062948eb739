"""What a collective decides in a session, and what came of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from facilitation.coediting.note import tell_readers
from facilitation.models import Decision, Session
from facilitation.operations.decision import bring_back_decision, link_decision, remove_decision
from facilitation.permissions.decision import can_change_decision, visible_decisions
from facilitation.permissions.session import can_run_session
from facilitation.queries.decision import (
    adjustments_without_cause,
    decision_to_bring_back,
    decisions_behind,
    decisions_without_consequence,
    list_decisions,
    theory_before,
)
from facilitation.views.pieces import back
from ilc.errors import Refused
from ilc.pages import named_key, page, require
from inquiry.models import Adjustment
from inquiry.permissions.adjustment import can_adjust_theory
from inquiry.queries.adjustment import adjustment_row, readable_adjustments
from inquiry.queries.moment import NOW, Point
from inquiry.queries.placemat import collective_placemat
from inquiry.views.adjustment import ask_what_led_to_it


@require_POST
def decision_link(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say that it led to an adjustment of the theory; without one, that it led to none."""
    decision = _find(request, pk)
    named = named_key(request.POST.get("adjustment", ""))
    adjustment = get_object_or_404(readable_adjustments(request.participant), pk=named) if named else None
    try:
        link_decision(decision, adjustment=adjustment, by=request.participant, now=now())
    except Refused as reason:
        messages.error(request, str(reason))
    tell_readers(decision.session_id, "decisions")
    return back(request, "commitments", decision.session_id)


@require_http_methods(["GET", "POST"])
def decision_adjust(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Record the adjustment it led to, in its words, and come back to the session."""
    decision = _find(request, pk)
    placemat = collective_placemat(decision.session.collective)
    if placemat is None:
        return redirect("inquiry:collective-placemat", program_slug, decision.session.collective_id)
    require(can_adjust_theory(request.participant, placemat))
    was, then = theory_before(placemat, decision.session), Point(NOW, None, _("Now"))
    session_url = reverse("facilitation:session", args=[program_slug, decision.session_id])

    def done(made: Adjustment) -> HttpResponse:
        link_decision(decision, adjustment=made, by=request.participant, now=now())
        tell_readers(decision.session_id, "decisions")
        messages.success(request, _("Kept. Whoever reads your theory sees when it was adjusted, and why."))
        return redirect(f"{session_url}#decisions")

    return ask_what_led_to_it(
        request, placemat, was, then, why=decision.text, back_url=f"{session_url}#decisions", done=done
    )


@require_POST
def decision_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take it away; the answer offers to bring it back."""
    decision = _find(request, pk)
    remove_decision(decision, by=request.participant, now=now())
    tell_readers(decision.session_id, "decisions")
    return back(request, "commitments", decision.session_id, removed_decision=str(pk))


@require_POST
def decision_bring_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo the taking away."""
    decision = _find(request, pk)
    bring_back_decision(decision, by=request.participant, now=now())
    tell_readers(decision.session_id, "decisions")
    return back(request, "commitments", decision.session_id)


@require_http_methods(["GET", "POST"])
def adjustment_decisions(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The decisions that led to an adjustment; whoever writes the theory may say that one more did."""
    adjustment = get_object_or_404(readable_adjustments(request.participant), pk=pk)
    collective = adjustment.placemat.cycle.collective
    writes = can_adjust_theory(request.participant, adjustment.placemat)
    if request.method == "POST":
        require(writes)
        named = named_key(request.POST.get("decision", ""))
        rows = visible_decisions(request.participant).select_related("session")
        decision = get_object_or_404(rows, pk=named, session__collective=collective, removed_at=None)
        link_decision(decision, adjustment=adjustment, by=request.participant, now=now())
        return redirect("inquiry:adjustment", program_slug, pk)
    context = {
        "row": adjustment_row(adjustment),
        "adjustment": adjustment,
        "collective": collective,
        "decisions": decisions_behind(adjustment, request.participant),
        "others": decisions_without_consequence(collective, request.participant) if writes else [],
    }
    return page(request, "facilitation/decision/behind.html", "behind", context)


def decisions_context(request: ProgramRequest, session: Session, *, runs: bool, takes_part: bool) -> dict[str, Any]:
    """What the piece needs. Three SQL queries at most."""
    removed = named_key(request.GET.get("removed_decision", ""))
    return {
        "decisions": list_decisions(session, request.participant, runs=runs),
        "open_adjustments": adjustments_without_cause(session.collective, request.participant) if takes_part else [],
        "takes_part": takes_part,
        "removed_decision": decision_to_bring_back(session, removed, request.participant, runs=runs),
    }


def _find(request: ProgramRequest, pk: UUID) -> Decision:
    """A decision that this person may change. Raises Http404, PermissionDenied."""
    rows = visible_decisions(request.participant).select_related("session__collective")
    decision = get_object_or_404(rows, pk=pk)
    require(
        can_change_decision(request.participant, decision, runs=can_run_session(request.participant, decision.session))
    )
    return decision

"""Proposals of a formation: their list, one of them, asking for one, stopping, discarding."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from collectives.forms.proposal import WhatIfForm
from collectives.models import Formation, Participant, Proposal, ProposalState
from collectives.operations.proposal import (
    RunUnderWay,
    discard_proposal,
    restore_proposal,
    start_by_hand,
    start_run,
    stop_run,
)
from collectives.operations.proposal_move import undo_move
from collectives.permissions.formation import visible_formations
from collectives.permissions.proposal import can_form, can_see_rules, visible_proposals
from collectives.queries.proposal import Seating, names_of, seating_of
from collectives.queries.proposal_choices import list_proposals, proposals_beside, recent_changes
from collectives.queries.proposal_group import group_rows, ordered
from collectives.queries.proposal_next import helps_of, next_step, openings_of
from collectives.queries.proposal_overtaken import overtaken_by
from collectives.queries.proposal_page import figures, loose_ends, unplaced_rows
from collectives.queries.proposal_person import person_sheet
from collectives.queries.proposal_progress import proposal_task
from collectives.queries.proposal_words import trouble_words
from collectives.queries.region import has_rural_and_large
from collectives.requests import ProgramRequest
from collectives.tasks.proposal import form_proposal
from ilc.errors import Refused
from ilc.pages import page, require, searched_words

PER_PAGE = 30
UNDER_WAY = {ProposalState.WAITING, ProposalState.WORKING, ProposalState.ACCEPTING}
CAME_TO_NOTHING = {ProposalState.FAILED, ProposalState.STOPPED}


@require_http_methods(["GET", "POST"])
def proposals(request: ProgramRequest, program_slug: str, formation_pk: UUID) -> HttpResponse:
    """The proposals of a formation; POST has one formed."""
    formation = get_object_or_404(visible_formations(request.participant), pk=formation_pk)
    if request.method == "POST":
        require(can_form(request.participant))
        return _run(request, formation)
    context = {
        "formation": formation,
        "rows": list_proposals(request.participant, formation),
        "can_form": can_form(request.participant),
    }
    return page(request, "collectives/proposal/list.html", "proposals", context)


@require_POST
def proposal_by_hand(request: ProgramRequest, program_slug: str, formation_pk: UUID) -> HttpResponse:
    """Begin a proposal by hand."""
    formation = get_object_or_404(visible_formations(request.participant), pk=formation_pk)
    require(can_form(request.participant))
    try:
        made = start_by_hand(formation, by=request.participant, now=now())
    except Refused as reason:
        messages.warning(request, str(reason))
        return redirect("collectives:proposals", program_slug, formation_pk)
    return redirect("collectives:proposal", program_slug, formation_pk, made.pk)


@require_GET
def proposal(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID) -> HttpResponse:
    """One proposal: being formed, come to nothing, or its collectives side by side."""
    found = find_proposal(request.participant, formation_pk, pk)
    if found.state in UNDER_WAY:
        task = proposal_task(found, poll_url=f"{request.path}?poll=1")
        context = {"proposal": found, "formation": found.formation, "task": task}
        return page(request, "collectives/proposal/working.html", "task", context)
    if "poll" in request.GET and request.headers.get("HX-Request"):
        return HttpResponseClientRefresh()
    if found.state in CAME_TO_NOTHING:
        return _came_to_nothing(request, found)
    seating = seating_of(found)
    chosen = request.GET.get("person", "")
    person = person_sheet(seating, chosen, rules_shown=can_see_rules(request.participant))
    context = page_context(request, found, seating) | {"chosen": chosen, "person": person}
    return page(request, "collectives/proposal/proposal.html", "proposal", context)


@require_POST
def proposal_stop(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID) -> HttpResponse:
    """Stop forming it."""
    return _act(request, formation_pk, pk, stop_run)


@require_POST
def proposal_discard(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID) -> HttpResponse:
    """Put it aside."""
    return _act(request, formation_pk, pk, discard_proposal)


@require_POST
def proposal_restore(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID) -> HttpResponse:
    """Take it back."""
    return _act(request, formation_pk, pk, restore_proposal)


@require_POST
def proposal_undo(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID) -> HttpResponse:
    """Take back the latest change that was made by hand."""
    return _act(request, formation_pk, pk, undo_move)


@require_POST
def proposal_again(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID) -> HttpResponse:
    """Form another one around its pins, in which as few people as possible move."""
    found = find_proposal(request.participant, formation_pk, pk)
    require(can_form(request.participant))
    return _run(request, found.formation, based_on=found, stay=True)


@require_POST
def proposal_what_if(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID) -> HttpResponse:
    """Form another one in which other things matter; its pins are kept."""
    found = find_proposal(request.participant, formation_pk, pk)
    require(can_form(request.participant))
    form = _what_if(found, request.POST)
    if form.is_valid():
        return _run(request, found.formation, based_on=found, weights=form.weights())
    seating = seating_of(found)
    context = page_context(request, found, seating) | {"what_if": form, "chosen": "", "person": None}
    return page(request, "collectives/proposal/proposal.html", "proposal", context, status=422)


def find_proposal(participant: Participant, formation_pk: UUID, pk: UUID) -> Proposal:
    """A proposal of this formation that the participant may see. Raises Http404."""
    rows = visible_proposals(participant).select_related("formation", "based_on", "asked_by", "settled_by")
    return get_object_or_404(rows, pk=pk, formation=formation_pk)


def proposal_url(found: Proposal, program_slug: str, **asked: str) -> str:
    """The address of its page, with what is asked of it."""
    address = reverse("collectives:proposal", args=[program_slug, found.formation_id, found.pk])
    return f"{address}?{urlencode(asked)}" if asked else address


def page_context(request: ProgramRequest, found: Proposal, seating: Seating) -> dict[str, Any]:
    """What the page of a proposal shows, but for the person somebody asked about."""
    may, rules_shown = can_form(request.participant), can_see_rules(request.participant)
    since, openings, words = overtaken_by(seating), openings_of(seating), searched_words(request)
    listed = Paginator(ordered(seating, words=words), PER_PAGE).get_page(request.GET.get("page"))
    return {
        "formation": found.formation,
        "proposal": found,
        "figures": figures(seating),
        "listed": listed,
        "groups": group_rows(seating, listed, rules_shown=rules_shown),
        "as_table": request.GET.get("show") == "table",
        "words": words,
        "ends": loose_ends(seating, rules_shown=rules_shown),
        "notes": [trouble_words(one, name={}) for one in found.trouble],
        "unplaced": unplaced_rows(seating),
        "unplaced_count": len(seating.unplaced),
        "helps": helps_of(seating, openings),
        "next": next_step(seating, since, openings),
        "since": since,
        "beside": proposals_beside(request.participant, found),
        "changes": recent_changes(found),
        "did": "did" in request.GET,
        "what_if": _what_if(found),
        "can_form": may,
        "can_change": may and found.state == ProposalState.READY,
    }


def ring(task: Any, found: Proposal) -> None:
    """Have the work begun once this is committed. A bell that nobody hears is rung again by a sweep."""
    task.delay_on_commit(program_id=found.program_id, proposal_pk=str(found.pk))


def _what_if(found: Proposal, data: QueryDict | None = None) -> WhatIfForm:
    return WhatIfForm(data, weights=found.asked.get("weights", {}), rural_and_large=has_rural_and_large())


def _run(request: ProgramRequest, formation: Formation, **asked: Any) -> HttpResponse:
    slug = request.program.slug
    try:
        made = start_run(formation, by=request.participant, now=now(), **asked)
    except RunUnderWay as reason:
        messages.warning(request, str(reason))
        return redirect("collectives:proposal", slug, formation.pk, reason.proposal.pk)
    except Refused as reason:
        messages.warning(request, str(reason))
        return redirect("collectives:proposals", slug, formation.pk)
    ring(form_proposal, made)
    return redirect("collectives:proposal", slug, formation.pk, made.pk)


def _act(request: ProgramRequest, formation_pk: UUID, pk: UUID, operation: Callable[..., Any]) -> HttpResponse:
    """One thing that happens to a proposal, and its page again; a refusal is told there."""
    found = find_proposal(request.participant, formation_pk, pk)
    require(can_form(request.participant))
    try:
        operation(found, by=request.participant, now=now())
    except Refused as reason:
        messages.warning(request, str(reason))
    asked = {"person": person} if (person := request.POST.get("person")) else {}
    return redirect(proposal_url(found, request.program.slug, **asked))


def _came_to_nothing(request: ProgramRequest, found: Proposal) -> HttpResponse:
    names = names_of({key for one in found.trouble for key in one.get("people", ())})
    context = {
        "proposal": found,
        "formation": found.formation,
        "troubles": [trouble_words(one, name=names) for one in found.trouble],
        "can_form": can_form(request.participant),
    }
    return page(request, "collectives/proposal/nothing.html", "trouble", context)

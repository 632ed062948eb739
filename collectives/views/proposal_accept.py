"""Comparing two proposals, and accepting one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collectives.forms.proposal import AcceptForm
from collectives.operations.proposal_accept import start_accepting
from collectives.permissions.proposal import can_form, can_see_rules
from collectives.queries.proposal import seating_of
from collectives.queries.proposal_choices import proposals_beside
from collectives.queries.proposal_compare import compare
from collectives.queries.proposal_next import overtaken_words
from collectives.queries.proposal_overtaken import broken_rules, overtaken_by
from collectives.queries.proposal_words import violation_words
from collectives.requests import ProgramRequest
from collectives.tasks.proposal import accept_formed_proposal
from collectives.views.proposal import find_proposal, proposal_url, ring
from ilc.errors import Refused
from ilc.pages import named_key, page, require


@require_GET
def proposal_compare(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID) -> HttpResponse:
    """Two proposals side by side: what they reach, and who sits elsewhere."""
    found = find_proposal(request.participant, formation_pk, pk)
    beside = proposals_beside(request.participant, found)
    wanted = named_key(request.GET.get("with", ""))
    other = next((one for one in beside if one.pk == wanted), beside[0] if beside else None)
    if other is None:
        return redirect(proposal_url(found, program_slug))
    here, there = seating_of(found), seating_of(find_proposal(request.participant, formation_pk, other.pk))
    context = {
        "formation": found.formation,
        "proposal": found,
        "other": other,
        "beside": beside,
        "comparison": compare(here, there),
    }
    return page(request, "collectives/proposal/compare.html", "comparison", context)


@require_http_methods(["GET", "POST"])
def proposal_accept(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID) -> HttpResponse:
    """Say what accepting means, and do it."""
    found = find_proposal(request.participant, formation_pk, pk)
    require(can_form(request.participant))
    seating = seating_of(found)
    since = overtaken_by(seating)
    broken = broken_rules(seating)
    asked = request.POST if request.method == "POST" else None
    form = AcceptForm(asked, overtaken=bool(since), broken=bool(broken))
    if request.method == "POST" and form.is_valid():
        said = {name: bool(form.cleaned_data.get(name)) for name in ("leave_out", "even_so")}
        try:
            start_accepting(found, by=request.participant, now=now(), **said)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            ring(accept_formed_proposal, found)
            return redirect(proposal_url(found, program_slug))
    rules_shown = can_see_rules(request.participant)
    context = {
        "formation": found.formation,
        "proposal": found,
        "form": form,
        "seated": len(seating.places) - len(since.gone),
        "collectives": sum(1 for one in seating.assignment.collectives if one.members),
        "waiting": len(seating.unplaced),
        "since": overtaken_words(since) if since else "",
        "broken": [
            (seating.rows[one.collective].name if one.collective in seating.rows else _("The whole"), words)
            for one in broken
            for words in [violation_words(one, seating, rules_shown=rules_shown)]
        ],
    }
    return page(request, "collectives/proposal/accept.html", "form", context, status=422 if form.errors else 200)

"""The collectives of a proposal, opened, changed and closed by hand."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.proposal import ProposedForm
from collectives.models import Proposal, ProposedCollective
from collectives.operations.proposal_collective import (
    ProposedNameTaken,
    close_proposed,
    edit_proposed,
    open_collective,
)
from collectives.permissions.proposal import can_form
from collectives.queries.proposal import find_proposed
from collectives.queries.proposal_choices import facilitators_of, slots_to_choose, themes_of
from collectives.requests import ProgramRequest
from collectives.views.proposal import find_proposal, proposal_url
from ilc.errors import Refused
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def proposed_new(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID) -> HttpResponse:
    """Open one more collective."""
    found = find_proposal(request.participant, formation_pk, pk)
    require(can_form(request.participant))
    form = _form(request, found, None)
    if request.method == "POST" and form.is_valid():
        _try(form, lambda: open_collective(found, form.meant(), by=request.participant, now=now()))
        if not form.errors:
            return redirect(proposal_url(found, program_slug, did="1"))
    return _shown(request, found, None, form)


@require_http_methods(["GET", "POST"])
def proposed(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID, row_pk: UUID) -> HttpResponse:
    """Change one: its name, theme, time, language, facilitator."""
    found, row = _find(request, formation_pk, pk, row_pk)
    require(can_form(request.participant))
    form = _form(request, found, row)
    if request.method == "POST" and form.is_valid():
        _try(form, lambda: edit_proposed(row, form.meant(), by=request.participant, now=now()))
        if not form.errors:
            return redirect(proposal_url(found, program_slug, did="1"))
    return _shown(request, found, row, form)


@require_POST
def proposed_close(
    request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID, row_pk: UUID
) -> HttpResponse:
    """Take one out of the proposal."""
    found, row = _find(request, formation_pk, pk, row_pk)
    require(can_form(request.participant))
    try:
        close_proposed(row, by=request.participant, now=now())
    except Refused as reason:
        messages.warning(request, str(reason))
    return redirect(proposal_url(found, program_slug, did="1"))


def _find(request: ProgramRequest, formation_pk: UUID, pk: UUID, row_pk: UUID) -> tuple[Proposal, ProposedCollective]:
    found = find_proposal(request.participant, formation_pk, pk)
    row = find_proposed(found, row_pk)
    if row is None:
        raise Http404
    return found, row


def _form(request: ProgramRequest, found: Proposal, row: ProposedCollective | None) -> ProposedForm:
    begun = {"language": request.participant.language} | request.GET.dict()
    return ProposedForm(
        request.POST if request.method == "POST" else None,
        initial=ProposedForm.now(row) if row else begun,
        themes=themes_of(found.formation, also=row.theme if row else None),
        slots=slots_to_choose(found.formation, also=row.half_hour if row else None),
        facilitators=facilitators_of(found.formation),
    )


def _try(form: ProposedForm, do: Callable[[], object]) -> None:
    """Do it, or say in the form why not."""
    try:
        do()
    except ProposedNameTaken as reason:
        form.add_error("name", str(reason))
    except Refused as reason:
        form.add_error(None, str(reason))


def _shown(
    request: ProgramRequest, found: Proposal, row: ProposedCollective | None, form: ProposedForm
) -> HttpResponse:
    context = {"formation": found.formation, "proposal": found, "row": row, "form": form}
    return page(request, "collectives/proposal/collective.html", "form", context, status=422 if form.errors else 200)

"""Naming and releasing the facilitators of a collective."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.facilitator import FacilitatorForm
from collectives.models import Collective, Facilitator
from collectives.operations.facilitator import name_facilitator, release_facilitator
from collectives.permissions.collective import visible_collectives
from collectives.permissions.facilitator import can_name_facilitator, visible_facilitators
from collectives.permissions.participant import visible_participants
from collectives.queries.facilitator import find_released_facilitator, list_facilitators
from collectives.queries.seat import find_possible_facilitators
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import named_key, page, require, searched_words


@require_http_methods(["GET", "POST"])
def facilitators(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Who guides a collective, and naming one more."""
    collective = _collective(request, pk)
    require(can_name_facilitator(request.participant))
    form = FacilitatorForm(
        request.POST if request.method == "POST" else None,
        people=visible_participants(request.participant).filter(left_at=None),
    )
    if request.method == "POST" and form.is_valid():
        try:
            name_facilitator(collective, **form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:facilitators", program_slug, pk)
    return _facilitators_page(request, collective, form, status=422 if form.errors else 200)


@require_POST
def facilitator_release(request: ProgramRequest, program_slug: str, pk: UUID, facilitator_pk: UUID) -> HttpResponse:
    """Release a facilitator; the page that follows offers to undo it."""
    facilitator = _facilitator(request, pk, facilitator_pk)
    require(can_name_facilitator(request.participant))
    try:
        release_facilitator(facilitator, by=request.participant, now=now())
    except Refused:
        return redirect("collectives:facilitators", program_slug, pk)  # somebody else was quicker: it is as wished
    return redirect(reverse("collectives:facilitators", args=[program_slug, pk], query={"released": facilitator_pk}))


@require_POST
def facilitator_restore(request: ProgramRequest, program_slug: str, pk: UUID, facilitator_pk: UUID) -> HttpResponse:
    """Undo a release: the person is named again."""
    facilitator = _facilitator(request, pk, facilitator_pk)
    require(can_name_facilitator(request.participant))
    collective, person = facilitator.collective, facilitator.participant
    try:
        name_facilitator(collective, participant=person, giving_role=False, by=request.participant, now=now())
    except Refused as reason:
        form = FacilitatorForm(people=visible_participants(request.participant))
        return _facilitators_page(request, collective, form, status=422, refusal=str(reason))
    return redirect("collectives:facilitators", program_slug, pk)


def _collective(request: ProgramRequest, pk: UUID) -> Collective:
    return get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)


def _facilitator(request: ProgramRequest, pk: UUID, facilitator_pk: UUID) -> Facilitator:
    rows = visible_facilitators(_collective(request, pk)).select_related("participant", "collective__theme")
    return get_object_or_404(rows, pk=facilitator_pk)


def _facilitators_page(
    request: ProgramRequest, collective: Collective, form: FacilitatorForm, *, status: int, refusal: str = ""
) -> HttpResponse:
    words = searched_words(request)
    people, more = find_possible_facilitators(request.participant, collective, words=words)
    context = {
        "collective": collective,
        "facilitators": list_facilitators(collective),
        "people": people,
        "more": more,
        "words": words,
        "form": form,
        "refusal": refusal,
        "chosen": request.POST.get("participant", ""),
        "released": find_released_facilitator(collective, named_key(request.GET.get("released", ""))),
    }
    return page(request, "collectives/collective/facilitators.html", "facilitators", context, status=status)

"""If-actions: taken away, put back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.coediting.writing import remove_if_action, restore_if_action
from inquiry.permissions.placemat import can_write_placemat
from inquiry.queries.placemat import readable_placemats


@require_http_methods(["GET", "POST"])
def if_action_remove(request: ProgramRequest, program_slug: str, pk: UUID, if_action_pk: UUID) -> HttpResponse:
    """Asks first, because indicators hang on it; they are kept."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_write_placemat(request.participant, placemat))
    action = get_object_or_404(placemat.if_actions, pk=if_action_pk)
    if request.method == "POST":
        remove_if_action(placemat, pk=action.pk, by=request.participant, now=now())
        return redirect(f"{reverse('inquiry:placemat', args=[program_slug, pk])}?undo={action.pk}#part2")
    context = {
        "placemat": placemat,
        "collective": placemat.cycle.collective,
        "action": action,
        "indicators": action.indicators.filter(removed_at=None).order_by("position"),
    }
    return page(request, "inquiry/if_action/remove.html", "remove", context)


@require_POST
def if_action_restore(request: ProgramRequest, program_slug: str, pk: UUID, if_action_pk: UUID) -> HttpResponse:
    """Put it back."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_write_placemat(request.participant, placemat))
    action = get_object_or_404(placemat.if_actions, pk=if_action_pk)
    try:
        restore_if_action(placemat, pk=action.pk, by=request.participant, now=now())
    except Refused as reason:
        messages.error(request, str(reason))
    return redirect(f"{reverse('inquiry:placemat', args=[program_slug, pk])}#box-if-{action.pk}")

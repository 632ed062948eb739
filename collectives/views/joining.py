"""Open collectives: looking at them, joining one, waiting for a seat; and staff who close one for joining."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from collectives.operations.collective import set_joining
from collectives.operations.joining import join_collective, wait_to_join
from collectives.permissions.collective import visible_collectives
from collectives.permissions.invitation import can_close_joining
from collectives.queries.joining import joinable_collectives, list_joinable, seat_of
from collectives.queries.waiting import list_waited_for
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require


@require_safe
def collectives_open(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """The collectives one may join."""
    return _list(request)


@require_POST
def collective_join(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take a free seat for oneself."""
    collective = get_object_or_404(joinable_collectives(request.participant), pk=pk)
    try:
        join_collective(collective, participant=request.participant, now=now())
    except Refused as reason:
        return _list(request, refusal=str(reason), refused=pk)
    messages.success(request, _("You sit in %(collective)s now.") % {"collective": collective})
    return redirect("collectives:collective", program_slug, pk)


@require_POST
def collective_wait(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Wait for a seat in a collective that is full."""
    collective = get_object_or_404(joinable_collectives(request.participant), pk=pk)
    try:
        wait_to_join(collective, participant=request.participant, now=now())
    except Refused as reason:
        return _list(request, refusal=str(reason), refused=pk)
    return redirect("collectives:collectives-open", program_slug)


@require_POST
def collective_joining(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Let people join a collective by themselves, or no longer."""
    collective = get_object_or_404(visible_collectives(request.participant), pk=pk)
    require(can_close_joining(request.participant, collective))
    set_joining(collective, allowed=request.POST.get("allowed") == "yes", by=request.participant, now=now())
    return redirect("collectives:collective-seats", program_slug, pk)


def _list(request: ProgramRequest, *, refusal: str = "", refused: UUID | None = None) -> HttpResponse:
    context = {
        "rows": list_joinable(request.participant),
        "waits": list_waited_for(request.participant),
        "seat": seat_of(request.participant),
        "refusal": refusal,
        "refused": refused,
    }
    return page(request, "collectives/joining/list.html", "open", context, status=422 if refusal else 200)

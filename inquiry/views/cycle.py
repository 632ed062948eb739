"""Starting a collective's cycle."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collectives.permissions.collective import visible_collectives
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.forms.cycle import CycleForm, usual_cycle
from inquiry.operations.cycle import start_cycle
from inquiry.permissions.cycle import can_start_cycle


@require_http_methods(["GET", "POST"])
def cycle_new(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """A name and two dates; the collective's placemat comes with it."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_start_cycle(request.participant, collective))
    form = CycleForm(request.POST or None, initial=usual_cycle(localdate()))
    if request.method == "POST" and form.is_valid():
        try:
            start_cycle(collective, **form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("The cycle has begun, and the placemat is ready to be written on."))
            return redirect("inquiry:collective-placemat", program_slug, pk)
    context = {"collective": collective, "form": form}
    return page(request, "inquiry/cycle/new.html", "new", context, status=422 if form.errors else 200)

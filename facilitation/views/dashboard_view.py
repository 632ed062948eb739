"""Views with a name: saving, sharing, removing one, and getting it by mail."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from facilitation.forms.dashboard import ViewForm
from facilitation.operations.dashboard_view import choose_monthly, remove_view, save_view
from facilitation.permissions.dashboard import can_change_view, can_see_dashboard
from facilitation.queries.dashboard import read_filters
from facilitation.queries.dashboard_head import dashboard_head, say_filters
from facilitation.queries.dashboard_view import find_view, view_row
from ilc.errors import Refused
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def view_new(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Give a name to what the address asks for."""
    require(can_see_dashboard(request.participant))
    filters = read_filters(request.GET.dict())
    form = ViewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            save_view(None, **form.cleaned_data, filters=filters.said, by=request.participant, now=now())
        except Refused as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, _("Saved. It stands above the page."))
            return redirect(f"{reverse('facilitation:dashboard', args=[program_slug])}?{filters.address}")
    said = say_filters(filters.said, dashboard_head(request.participant))
    context = {"form": form, "said": said, "filters": filters}
    return page(request, "facilitation/dashboard/view_new.html", "view", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def view(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One of them: its name and who sees it, for whoever made it; the mail, for everybody who sees it."""
    me = request.participant
    found = get_object_or_404(find_view(me), pk=pk)
    may_change = can_change_view(me, found)
    kept = {"name": found.name, "shared": found.shared_at is not None}
    form = ViewForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST":
        require(may_change)
        if form.is_valid():
            try:
                save_view(found, **form.cleaned_data, filters=found.filters, by=me, now=now())
            except Refused as reason:
                form.add_error("name", str(reason))
            else:
                messages.success(request, _("Saved."))
                return redirect("facilitation:dashboard-view", program_slug, pk)
    said = say_filters(read_filters(found.filters).said, dashboard_head(me))
    context = {"view": view_row(found, me), "form": form, "may_change": may_change, "said": said}
    return page(request, "facilitation/dashboard/view.html", "view", context, status=422 if form.errors else 200)


@require_POST
def view_monthly(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Let it come by mail each month, or stop it."""
    found = get_object_or_404(find_view(request.participant), pk=pk)
    wanted = request.POST.get("monthly") == "on"
    choose_monthly(found, participant=request.participant, wanted=wanted, now=now())
    return redirect("facilitation:dashboard-view", program_slug, pk)


@require_http_methods(["GET", "POST"])
def view_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take it away, for everybody who uses it."""
    found = get_object_or_404(find_view(request.participant), pk=pk)
    require(can_change_view(request.participant, found))
    if request.method == "POST":
        remove_view(found, now=now())
        messages.success(request, _("Removed."))
        return redirect("facilitation:dashboard", program_slug)
    context = {"view": view_row(found, request.participant)}
    return page(request, "facilitation/dashboard/view_remove.html", "remove", context)

"""Collectives: their list, one of them, making, editing, closing, reopening."""

from collections.abc import Callable
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.forms.collective import CollectiveForm, NewCollectiveForm, ReasonForm
from collectives.models import Collective
from collectives.operations.collective import (
    close_collective,
    edit_collective,
    make_collective,
    reopen_collective,
    show_addresses,
)
from collectives.permissions.collective import can_lead_collective, can_manage_collective, visible_collectives
from collectives.permissions.program import is_staff
from collectives.queries.collective import (
    addresses_for,
    collective_row,
    find_collective,
    find_collectives,
    list_changes,
)
from collectives.queries.facilitator import list_facilitators
from collectives.queries.seat import list_seats, mix_in_words
from collectives.queries.theme import themes_to_choose
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require, searched_words

PER_PAGE = 25


@require_GET
def collectives(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """The collectives one sees: for leaders and facilitators their own, for staff those of their regions or all."""
    manages = can_manage_collective(request.participant)
    closed = request.GET.get("show") == "closed"
    words = searched_words(request)
    found = find_collectives(request.participant, words=words, closed=closed)
    listed = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [collective_row(collective, manages=manages) for collective in listed],
        "listed": listed,
        "words": words,
        "closed": closed,
        "can_manage": manages,
        "is_staff": is_staff(request.participant),
    }
    return page(request, "collectives/collective/list.html", "collectives", context)


@require_GET
def collective(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One collective at a glance: who, what about, what is next."""
    found = find_collective(request.participant, pk)
    if found is None:
        raise Http404
    manages = can_manage_collective(request.participant)
    addresses = addresses_for(request.participant, found)
    seats = list_seats(found, addresses=addresses)
    context = {
        "collective": found,
        "row": collective_row(found, manages=manages),
        "seats": seats,
        "lede": mix_in_words(seats),
        "facilitators": list_facilitators(found, addresses=addresses),
        "shows_addresses": found.addresses_shown_at is not None,
        "can_lead": can_lead_collective(request.participant, found),
        "changes": list_changes(found),
        "can_manage": manages,
    }
    return page(request, "collectives/collective/overview.html", "overview", context)


@require_http_methods(["GET", "POST"])
def collective_new(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Make a collective."""
    require(can_manage_collective(request.participant))
    first = {"theme": request.GET.get("theme"), "language": request.program.language}
    data = request.POST if request.method == "POST" else None
    form = NewCollectiveForm(data, themes=themes_to_choose(), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_collective(**form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:collective", program_slug, made.pk)
    context = {"form": form}
    return page(request, "collectives/collective/new.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def collective_edit(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Change a collective's name, theme and language."""
    found = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_manage_collective(request.participant))
    themes = themes_to_choose(found.theme)
    form = CollectiveForm(
        request.POST if request.method == "POST" else None, themes=themes, initial=CollectiveForm.now(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_collective(found, **form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:collective", program_slug, pk)
    context = {"form": form, "collective": found}
    return page(request, "collectives/collective/edit.html", "form", context, status=422 if form.errors else 200)


@require_POST
def collective_addresses(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Let the people of a collective see each other's e-mail, or no longer."""
    found = get_object_or_404(visible_collectives(request.participant), pk=pk)
    require(can_lead_collective(request.participant, found))
    show_addresses(found, shown=request.POST.get("shown") == "yes", by=request.participant, now=now())
    return redirect("collectives:collective", program_slug, pk)


@require_http_methods(["GET", "POST"])
def collective_close(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Close a collective, with a reason."""
    return _with_reason(request, program_slug, pk, close_collective, "collectives/collective/close.html")


@require_http_methods(["GET", "POST"])
def collective_reopen(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Reopen a closed collective, with a reason."""
    return _with_reason(request, program_slug, pk, reopen_collective, "collectives/collective/reopen.html")


def _with_reason(
    request: ProgramRequest, program_slug: str, pk: UUID, operation: Callable[..., None], template: str
) -> HttpResponse:
    found: Collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_manage_collective(request.participant))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operation(found, reason=form.cleaned_data["reason"], by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:collective", program_slug, pk)
    context = {"form": form, "collective": found}
    return page(request, template, "form", context, status=422 if form.errors else 200)

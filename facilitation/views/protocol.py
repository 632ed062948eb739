"""Protocols: the list, one of them, and those a program writes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.requests import ProgramRequest
from facilitation.forms.protocol import OwnProtocolForm, StepFormSet, steps_at_first, steps_of
from facilitation.models import OwnProtocol, Purpose
from facilitation.operations.protocol import (
    ProtocolChangedMeanwhile,
    bring_back_protocol,
    change_protocol,
    retire_protocol,
    take_protocol,
    write_protocol,
)
from facilitation.permissions.agenda import visible_agenda_items
from facilitation.permissions.library import (
    can_change_own_protocol,
    can_see_library,
    can_write_in_library,
    visible_own_protocols,
    visible_protocol_copies,
)
from facilitation.queries.library import OWN, Protocol, copied_protocol, find_protocol, steps_for
from facilitation.queries.session import when_of
from facilitation.queries.shelf import LENGTHS, Wanted, protocol_events, sessions_to_plan, wanted_protocols
from ilc.errors import Refused
from ilc.pages import named_number, page, require
from inquiry.models import Phase


@require_GET
def library(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Every protocol, or those one looks for: by phase, by purpose, by minutes."""
    require(can_see_library(request.participant))
    wanted = _wanted(request)
    context = {
        "protocols": wanted_protocols(wanted),
        "wanted": wanted,
        "phases": Phase.choices,
        "purposes": Purpose.choices,
        "lengths": LENGTHS,
        "writes": can_write_in_library(request.participant),
    }
    return page(request, "facilitation/protocol/protocols.html", "protocols", context)


@require_GET
def protocol(request: ProgramRequest, program_slug: str, protocol: str) -> HttpResponse:
    """One of ours: its steps, its roles, where it comes from."""
    require(can_see_library(request.participant))
    found = find_protocol(protocol)
    if found is None:
        raise Http404
    return _show(request, found)


@require_GET
def protocol_own(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One that was written in this program."""
    row = get_object_or_404(visible_own_protocols(request.participant).select_related("by"), pk=pk)
    found = find_protocol(f"{OWN}{row.pk}")
    if found is None:
        raise Http404
    return _show(request, found, row=row)


@require_GET
def protocol_copy(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One that another program wrote."""
    row = get_object_or_404(visible_protocol_copies(request.participant), pk=pk)
    return _show(request, copied_protocol(row))


@require_POST
def protocol_take(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Make it one of the program's own."""
    row = get_object_or_404(visible_protocol_copies(request.participant), pk=pk)
    require(can_write_in_library(request.participant))
    taken = take_protocol(row, by=request.participant, now=now())
    messages.success(
        request, _("It stands in your library now, and in every agenda’s list. Change what should differ.")
    )
    return redirect("facilitation:protocol-own", program_slug, taken.pk)


@require_http_methods(["GET", "POST"])
def protocol_new(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Write one."""
    require(can_write_in_library(request.participant))
    return _write(request, None)


@require_http_methods(["GET", "POST"])
def protocol_change(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Write it anew."""
    return _write(request, _find(request, pk))


@require_POST
def protocol_retire(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Offer it no more; its page offers to bring it back."""
    retire_protocol(_find(request, pk), by=request.participant, now=now())
    return redirect("facilitation:protocol-own", program_slug, pk)


@require_POST
def protocol_bring_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Offer it again."""
    bring_back_protocol(_find(request, pk), by=request.participant, now=now())
    return redirect("facilitation:protocol-own", program_slug, pk)


@require_GET
def agenda_item_protocol(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The protocol of an agenda item, for everybody who sees the session."""
    rows = visible_agenda_items(request.participant).select_related("session__collective")
    item = get_object_or_404(rows, pk=pk)
    found = find_protocol(item.protocol)
    if found is None:
        raise Http404
    context = {
        "session": item.session,
        "collective": item.session.collective,
        "when": when_of(item.session),
        "protocol": found,
        "steps": steps_for(found, item.minutes),
    }
    return page(request, "facilitation/protocol/item.html", "protocol", context)


def _find(request: ProgramRequest, pk: UUID) -> OwnProtocol:
    """A protocol this person may change. Raises Http404, PermissionDenied."""
    row = get_object_or_404(visible_own_protocols(request.participant), pk=pk)
    require(can_change_own_protocol(request.participant, row))
    return row


def _wanted(request: HttpRequest) -> Wanted:
    phase, purpose = named_number(request.GET.get("phase", "")), request.GET.get("purpose", "")
    minutes = named_number(request.GET.get("minutes", ""))
    return Wanted(
        phase if phase in Phase.values else None,
        purpose if purpose in Purpose.values else "",
        minutes if minutes in LENGTHS else None,
    )


def _show(request: ProgramRequest, found: Protocol, *, row: OwnProtocol | None = None) -> HttpResponse:
    context = {
        "protocol": found,
        "row": row,
        "events": protocol_events(row) if row else [],
        "sessions": [] if found.retired or found.copy else sessions_to_plan(request.participant, now=now()),
        "may_take": found.copy is not None and can_write_in_library(request.participant),
        "may_change": row is not None and can_change_own_protocol(request.participant, row),
    }
    return page(request, "facilitation/protocol/protocol.html", "protocol", context)


def _write(request: ProgramRequest, row: OwnProtocol | None) -> HttpResponse:
    given = request.POST if request.method == "POST" else None
    form = OwnProtocolForm(given, initial=OwnProtocolForm.values_of(row) if row else {})
    steps = StepFormSet(given, initial=steps_at_first(row), prefix="step")
    if given is not None and form.is_valid() and steps.is_valid():
        text, by = form.text(steps_of(steps)), request.participant
        try:
            if row is None:
                kept = write_protocol(text, by=by, now=now())
            else:
                kept = change_protocol(row, text, version=form.cleaned_data["version"] or 0, by=by, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
            if isinstance(reason, ProtocolChangedMeanwhile):  # a second press is a decision
                form.data = {**request.POST.dict(), **_lists(request), "version": row.version if row else ""}
        else:
            messages.success(request, _("The protocol is kept. It stands in the library, and in every agenda’s list."))
            return redirect("facilitation:protocol-own", request.program.slug, kept.pk)
    context: dict[str, Any] = {"form": form, "steps": steps, "row": row}
    status = 422 if form.errors or (given is not None and not steps.is_valid()) else 200
    return page(request, "facilitation/protocol/write.html", "write", context, status=status)


def _lists(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in ("phases", "roles")}

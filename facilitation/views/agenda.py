"""Planning a session's agenda."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from facilitation.forms.agenda import ChangeItemForm, ItemForm, ProtocolForm
from facilitation.models import AgendaItem, ItemKind, Session
from facilitation.operations.agenda import (
    Item,
    add_items,
    bring_back_item,
    change_item,
    draft_agenda,
    move_item,
    place_item,
    remove_item,
)
from facilitation.permissions.agenda import visible_agenda_items
from facilitation.permissions.session import can_run_session, listed_sessions
from facilitation.queries.agenda import find_agenda, item_to_bring_back, phase_of
from facilitation.queries.agenda_draft import draft_for
from facilitation.queries.library import find_protocol, list_protocols
from facilitation.queries.prompt import list_prompts
from facilitation.queries.session import when_of
from facilitation.views.pieces import back
from facilitation.views.self_reflection import shared_context
from ilc.errors import Refused
from ilc.pages import named_key, named_number, page, require


@require_http_methods(["GET", "POST"])
def session_agenda(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The agenda, to read; who runs the session plans it, item by item."""
    session = _find(request, pk)
    form = ItemForm(request.POST or None)
    if request.method == "POST":
        require(can_run_session(request.participant, session))
        if form.is_valid():
            try:
                add_items(session, [form.item()], by=request.participant, now=now())
            except Refused as reason:
                form.add_error(None, str(reason))
            else:
                return back(request, "agenda", pk)
    return _answer(request, session, form)


@require_POST
def agenda_draft(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Begin with a draft from the phase and from what the group brings along."""
    session = _find(request, pk)
    require(can_run_session(request.participant, session))
    items = [
        Item(one.title, one.minutes, protocol=one.protocol, kind=one.kind, why=one.why)
        for one in draft_for(session, request.participant)
    ]
    form = ItemForm()
    try:
        draft_agenda(session, items, by=request.participant, now=now())
    except Refused as reason:
        return _answer(request, session, form, refusal=str(reason))
    return back(request, "agenda", pk)


@require_POST
def agenda_protocol(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Add a protocol at the end, as one item with its steps inside."""
    session = _find(request, pk)
    require(can_run_session(request.participant, session))
    chosen = ProtocolForm(request.POST)
    protocol = find_protocol(chosen.cleaned_data["protocol"]) if chosen.is_valid() else None
    if protocol is None:
        return _answer(request, session, ItemForm(), refusal=str(chosen.errors["protocol"][0]))
    item = Item(protocol.name, protocol.minutes, protocol=protocol.key, kind=ItemKind.PROTOCOL)
    try:
        add_items(session, [item], by=request.participant, now=now())
    except Refused as reason:
        return _answer(request, session, ItemForm(), refusal=str(reason))
    return back(request, "agenda", pk)


@require_http_methods(["GET", "POST"])
def agenda_item(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Write an item anew."""
    row = _find_item(request, pk)
    require(can_run_session(request.participant, row.session))
    has_steps = row.kind == ItemKind.PROTOCOL
    form = ChangeItemForm(request.POST or None, initial=ChangeItemForm.values_of(row), protocol=has_steps)
    if request.method == "POST" and form.is_valid():
        item, was = form.item(like=row), form.was(like=row)
        try:
            change_item(row, item, was=was, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return back(request, "agenda", row.session_id)
    context = {"session": row.session, "collective": row.session.collective, "item": row, "form": form}
    context |= {"when": when_of(row.session)}
    return page(request, "facilitation/agenda/item.html", "item", context, status=422 if form.errors else 200)


@require_POST
def agenda_item_move(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One place up or down, or to a place."""
    row = _find_item(request, pk)
    require(can_run_session(request.participant, row.session))
    to = request.POST.get("to", "")
    if position := named_number(to):
        place_item(row, position=position, by=request.participant, now=now())
    else:
        move_item(row, up=to == "up", by=request.participant, now=now())
    return back(request, "agenda", row.session_id)


@require_POST
def agenda_item_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take an item away; the answer offers to bring it back."""
    row = _find_item(request, pk)
    require(can_run_session(request.participant, row.session))
    try:
        change = remove_item(row, by=request.participant, now=now())
    except Refused as reason:
        return _answer(request, row.session, ItemForm(), refusal=str(reason))
    return back(request, "agenda", row.session_id, **({"removed_item": str(change.pk)} if change else {}))


@require_POST
def agenda_bring_back(request: ProgramRequest, program_slug: str, pk: UUID, change_pk: UUID) -> HttpResponse:
    """Undo the taking away of an item."""
    session = _find(request, pk)
    require(can_run_session(request.participant, session))
    try:
        bring_back_item(session, change_pk, by=request.participant, now=now())
    except Refused as reason:
        return _answer(request, session, ItemForm(), refusal=str(reason))
    return back(request, "agenda", pk)


def _find(request: ProgramRequest, pk: UUID) -> Session:
    return get_object_or_404(listed_sessions(request.participant).select_related("collective"), pk=pk)


def _find_item(request: ProgramRequest, pk: UUID) -> AgendaItem:
    return get_object_or_404(visible_agenda_items(request.participant).select_related("session__collective"), pk=pk)


def _answer(request: ProgramRequest, session: Session, form: ItemForm, *, refusal: str = "") -> HttpResponse:
    phase = phase_of(session.collective)
    runs = can_run_session(request.participant, session)
    prompts = list_prompts(session, request.participant) if runs else []
    context: dict[str, Any] = {
        "session": session,
        "collective": session.collective,
        "when": when_of(session),
        "runs": runs,
        "agenda": find_agenda(session, now=now(), reader=request.participant, prompts=prompts),
        "phase": phase,
        "protocols": list_protocols(phase),
        "form": form,
        "refusal": refusal,
        "removed_item": item_to_bring_back(session, named_key(request.GET.get("removed_item", ""))),
        **shared_context(request, session, runs=runs),
    }
    status = 422 if form.errors or refusal else 200
    return page(request, "facilitation/agenda/agenda.html", "agenda", context, status=status)

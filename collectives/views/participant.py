"""Participants: their list, one of them, adding, editing, leaving and coming back."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.forms.participant import LeaveForm, ParticipantFilterForm, ParticipantForm
from collectives.operations.membership import bring_back_participant, remove_participant
from collectives.operations.participant import add_participant, edit_participant
from collectives.permissions.participant import (
    can_manage_participant,
    can_see_contact,
    can_see_participants,
    visible_participants,
)
from collectives.permissions.region import visible_districts, visible_regions, visible_schools
from collectives.queries.participant import (
    entry_of,
    find_participants,
    find_person,
    list_mail,
    list_parts,
    list_person_changes,
    participant_row,
)
from collectives.queries.role import list_grants
from collectives.queries.seat import place_name
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require

PER_PAGE = 50


@require_GET
def participants(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Everybody one may see, searched and narrowed."""
    require(can_see_participants(request.participant))
    form = ParticipantFilterForm(
        request.GET,
        regions=visible_regions(request.participant),
        districts=visible_districts(request.participant),
        schools=visible_schools(request.participant),
    )
    found = find_participants(request.participant, form.narrowed())
    listed = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [participant_row(person, reader=request.participant) for person in listed]
    context = {
        "form": form,
        "listed": listed,
        "rows": rows,
        "can_tick": any(row.can_be_invited for row in rows),
        "can_manage": can_manage_participant(request.participant),
    }
    return page(request, "collectives/participant/list.html", "participants", context)


@require_GET
def participant(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One person: who they are; for those who may see it also roles, mail and history."""
    person = find_person(request.participant, pk)
    if person is None:
        raise Http404
    contact = can_see_contact(request.participant, person)
    context = {
        "person": person,
        "at": place_name(person),
        "entry": entry_of(person),
        "parts": list_parts(request.participant, person),
        "contact": contact,
        "can_manage": can_manage_participant(request.participant),
    }
    if contact:
        context |= {
            "grants": list_grants(person),
            "mail": list_mail(person),
            "changes": list_person_changes(person),
        }
    return page(request, "collectives/participant/page.html", "person", context)


@require_http_methods(["GET", "POST"])
def participant_new(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Add one person by hand."""
    require(can_manage_participant(request.participant))
    form = _form(request, {"language": request.program.language, "school": request.GET.get("school")})
    if request.method == "POST" and form.is_valid():
        try:
            added = add_participant(form.particulars(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error("email", str(reason))
        else:
            return redirect("collectives:participant", program_slug, added.pk)
    context = {"form": form}
    return page(request, "collectives/participant/new.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def participant_edit(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Change what is written down about a person."""
    person = get_object_or_404(visible_participants(request.participant).select_related("school", "district"), pk=pk)
    require(can_manage_participant(request.participant))
    form = _form(request, ParticipantForm.now(person))
    if request.method == "POST" and form.is_valid():
        try:
            edit_participant(person, form.particulars(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error("email", str(reason))
        else:
            return redirect("collectives:participant", program_slug, pk)
    context = {"form": form, "person": person}
    return page(request, "collectives/participant/edit.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def participant_leave(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """End a person's part in the program, with a reason."""
    person = get_object_or_404(visible_participants(request.participant), pk=pk)
    require(can_manage_participant(request.participant))
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_participant(person, reason=form.cleaned_data["reason"], by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:participant", program_slug, pk)
    context = {"form": form, "person": person}
    return page(request, "collectives/participant/leave.html", "form", context, status=422 if form.errors else 200)


@require_POST
def participant_return(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Bring somebody back who left: at once, because it can be undone by leaving again."""
    person = get_object_or_404(visible_participants(request.participant), pk=pk)
    require(can_manage_participant(request.participant))
    bring_back_participant(person, by=request.participant, now=now())
    return redirect("collectives:participant", program_slug, pk)


def _form(request: ProgramRequest, first: dict[str, object]) -> ParticipantForm:
    return ParticipantForm(
        request.POST if request.method == "POST" else None,
        initial=first,
        schools=visible_schools(request.participant),
        districts=visible_districts(request.participant),
    )

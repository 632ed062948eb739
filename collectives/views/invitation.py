"""Answering an invitation to a collective: signed in, on behalf of somebody, or by the door in a message."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collectives.forms.invitation import AnswerForm
from collectives.models import Door, Invitation, InvitationState, Participant
from collectives.operations.invitation_answer import (
    Answered,
    accept_invitation,
    ask_for_other,
    change_mind,
    decline_invitation,
)
from collectives.permissions.invitation import can_answer_invitation, can_send_invitation, visible_invitations
from collectives.queries.invitation import answer_sheet, find_invitation, themes_to_wish, waiting_number
from collectives.queries.invitation_overview import list_answers
from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from collectives.tasks.waiting import ring_free_seats
from collectives.views.door import does_not_open
from ilc.errors import Refused
from ilc.pages import page, require
from ilc.tenancy.scope import bound_program_id, program_scope


@require_http_methods(["GET", "POST"])
def invitation(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One invitation: its own page for whom it is for, and for an admin who answers for them."""
    asked = get_object_or_404(visible_invitations(request.participant), pk=pk)
    found = find_invitation(asked.pk) or asked
    require(can_answer_invitation(request.participant, found))
    form, answered = _answer(request, found, by=request.participant, at=timezone.now())
    if answered:
        return redirect("collectives:invitation", program_slug, answered.invitation.pk)
    context = {
        "answer": answer_sheet(found, at=timezone.now()),
        "form": form,
        "own": found.participant_id == request.participant.pk,
        "history": list_answers(found) if can_send_invitation(request.participant) else [],
    }
    return page(request, "collectives/invitation/answer.html", "answer", context, status=422 if form.errors else 200)


def answer_by_door(request: HttpRequest, door: Door) -> HttpResponse:
    """The same page by a link, without an account. GET changes nothing."""
    with program_scope(door.program_id):
        found = find_invitation(UUID(door.object_key))
        if found is None or found.participant.left_at:
            return does_not_open(request)
        person = found.participant
        zone = person.user.time_zone if person.user else door.program.time_zone
        with timezone.override(ZoneInfo(zone)):
            form, answered = _answer(request, found, by=person, at=timezone.now())
            if answered:
                return HttpResponse(status=303, headers={"Location": request.path})
            context = {
                "answer": answer_sheet(found, at=timezone.now()),
                "form": form,
                "own": True,
                "program": door.program,
                "other": request.user.is_authenticated and request.user != person.user,
            }
            return render(request, "collectives/invitation/by_door.html", context, status=422 if form.errors else 200)


def _answer(
    request: HttpRequest, found: Invitation, *, by: Participant, at: datetime
) -> tuple[AnswerForm, Answered | None]:
    form = AnswerForm(request.POST if request.method == "POST" else None, themes=themes_to_wish(found))
    if request.method != "POST" or not form.is_valid():
        return form, None
    try:
        answered = _do(form, found, by=by, at=at)
    except Refused as reason:
        form.add_error(None, str(reason))
        return form, None
    messages.success(request, _said(answered))
    ring_notices(bound_program_id(), answered.notices)
    ring_free_seats(bound_program_id(), found.collective_id)
    return form, answered


def _do(form: AnswerForm, found: Invitation, *, by: Participant, at: datetime) -> Answered:
    match form.cleaned_data["answer"]:
        case AnswerForm.YES:
            return accept_invitation(found, by=by, now=at)
        case AnswerForm.NO:
            return decline_invitation(found, reason=form.cleaned_data["reason"], by=by, now=at)
        case AnswerForm.OTHER:
            wish, theme = form.cleaned_data["wish"], form.cleaned_data["theme"]
            return ask_for_other(found, wish=wish, theme=theme, by=by, now=at)
        case _:
            return change_mind(found, by=by, now=at)


def _said(answered: Answered) -> str:
    if answered.waiting:
        words = _("All seats are taken now. You wait for one: number %(number)d on the list.")
        return words % {"number": waiting_number(answered.waiting)}
    match answered.invitation.state:
        case InvitationState.ACCEPTED:
            return _("Thank you: the seat is yours.")
        case InvitationState.ASKED_OTHER:
            return _("Noted. The seat stays yours until another is found.")
        case _:
            return _("Noted. The seat is free for somebody else.")

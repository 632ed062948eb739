"""Invitations as those who run the program see them: who answered what, reminding, taking back, finding another."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collectives.forms.invitation import ElsewhereForm, WithdrawForm
from collectives.models import Invitation
from collectives.operations.invitation import remind_invitation, withdraw_invitation
from collectives.operations.invitation_answer import invite_elsewhere
from collectives.permissions.collective import visible_collectives
from collectives.permissions.formation import visible_formations
from collectives.permissions.invitation import can_see_invitations, can_send_invitation, visible_invitations
from collectives.queries.invitation_overview import list_remindable, overview
from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from collectives.tasks.waiting import ring_free_seats
from ilc.errors import Refused
from ilc.pages import named_key, page, require


@require_safe
def invitations(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """How the invitations stand, by collective, and what is next."""
    require(can_see_invitations(request.participant))
    key = named_key(request.GET.get("formation", ""))
    formation = visible_formations(request.participant).filter(pk=key).first() if key else None
    found = overview(request.participant, formation=formation, now=now())
    context = {
        "overview": found,
        "formation": formation,
        "only_formation": formation or (found.formations[0] if len(found.formations) == 1 else None),
        "can_send": can_send_invitation(request.participant),
    }
    return page(request, "collectives/invitation/overview.html", "invitations", context)


@require_POST
def invitations_remind(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Remind everybody who has not answered and got no message within a day."""
    require(can_send_invitation(request.participant))
    at = now()
    notices = [remind_invitation(one, now=at) for one in list_remindable(request.participant, now=at)]
    ring_notices(request.program.pk, notices)
    words = ngettext("%(count)d reminder is on its way.", "%(count)d reminders are on their way.", len(notices))
    messages.success(request, words % {"count": len(notices)})
    return redirect("collectives:invitations", program_slug)


@require_POST
def invitation_remind(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Remind one person."""
    invitation = _invitation(request, pk)
    require(can_send_invitation(request.participant))
    try:
        notice = remind_invitation(invitation, now=now())
    except Refused as reason:
        messages.warning(request, str(reason))
    else:
        ring_notices(request.program.pk, [notice])
        messages.success(request, _("A reminder to %(person)s is on its way.") % {"person": invitation.participant})
    return redirect("collectives:invitations", program_slug)


@require_http_methods(["GET", "POST"])
def invitation_withdraw(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take an invitation back, with a reason that the person reads."""
    invitation = _invitation(request, pk)
    require(can_send_invitation(request.participant))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            notice = withdraw_invitation(invitation, **form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            ring_notices(request.program.pk, [notice])
            ring_free_seats(request.program.pk, invitation.collective_id)
            return redirect("collectives:invitations", program_slug)
    context = {"invitation": invitation, "form": form}
    return page(request, "collectives/invitation/withdraw.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def invitation_elsewhere(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Invite somebody who asked for another collective to that other one."""
    invitation = _invitation(request, pk)
    require(can_send_invitation(request.participant))
    others = visible_collectives(request.participant).filter(closed_at=None).exclude(pk=invitation.collective_id)
    form = ElsewhereForm(
        request.POST if request.method == "POST" else None, collectives=others.order_by("theme__name", "name")
    )
    if request.method == "POST" and form.is_valid():
        try:
            answered = invite_elsewhere(invitation, **form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            ring_notices(request.program.pk, answered.notices)
            ring_free_seats(request.program.pk, invitation.collective_id)
            words = _("%(person)s is invited to %(collective)s. The seat in %(former)s is free.")
            said = {
                "person": invitation.participant,
                "collective": form.cleaned_data["to"],
                "former": invitation.collective,
            }
            messages.success(request, words % said)
            return redirect("collectives:invitations", program_slug)
    context = {"invitation": invitation, "form": form}
    return page(request, "collectives/invitation/elsewhere.html", "form", context, status=422 if form.errors else 200)


def _invitation(request: ProgramRequest, pk: UUID) -> Invitation:
    rows = visible_invitations(request.participant).select_related("collective__theme", "participant", "wished_theme")
    return get_object_or_404(rows, pk=pk)

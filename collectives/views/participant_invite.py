"""Inviting participants: one, a selection, or everyone not invited yet."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.participant import InviteForm
from collectives.models import Participant
from collectives.operations.membership import invite_participant
from collectives.permissions.participant import can_manage_participant, visible_participants
from collectives.queries.participant import people_to_invite
from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from ilc.errors import Refused
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def participants_invite(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Say how many mails go out to whom, then write them."""
    require(can_manage_participant(request.participant))
    asked = request.POST if request.method == "POST" else request.GET
    form = InviteForm(asked, people=people_to_invite(request.participant))
    people = form.chosen() if form.is_valid() else []
    if request.method == "POST" and people:
        written = sum(_invite(request, person) for person in people)
        if written:
            messages.success(request, _mails_on_their_way(written))
        if form.cleaned_data["everyone"] and (waiting := people_to_invite(request.participant).count()):
            messages.info(request, _still_to_be_invited(waiting))
        return redirect(reverse("collectives:participants", args=[program_slug], query={"entry": "invited"}))
    context = {"form": form, "people": people, "everyone": form.is_valid() and form.cleaned_data["everyone"]}
    status = 200 if form.is_valid() or request.method == "GET" else 422
    return page(request, "collectives/participant/invite.html", "invite", context, status=status)


@require_POST
def participant_invite(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Invite one person, or invite them again."""
    person = get_object_or_404(visible_participants(request.participant), pk=pk)
    require(can_manage_participant(request.participant))
    if _invite(request, person):
        words = _("An invitation to %(person)s is on its way to %(email)s.")
        messages.success(request, words % {"person": person, "email": person.email})
    return redirect("collectives:participant", program_slug, pk)


def _invite(request: ProgramRequest, person: Participant) -> bool:
    """Whether a mail was written; when not, the page says why."""
    try:
        invitation = invite_participant(person, by=request.participant, now=now())
    except Refused as reason:
        messages.warning(request, str(reason))
        return False
    if invitation.notice is None:
        words = _("No new mail to %(person)s: they have come in, or were invited in the last two days.")
        messages.info(request, words % {"person": person})
        return False
    ring_notices(request.program.pk, [invitation.notice])
    return True


def _mails_on_their_way(count: int) -> str:
    words = ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", count)
    return words % {"count": count}


def _still_to_be_invited(count: int) -> str:
    words = ngettext(
        "%(count)d person is still to be invited. Invite everyone not invited yet once more.",
        "%(count)d people are still to be invited. Invite everyone not invited yet once more.",
        count,
    )
    return words % {"count": count}

"""Sending the summary of a session to its members."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from facilitation.operations.session_summary import send_summary
from facilitation.views.session_run import led_session, run_answer
from ilc.errors import Refused


@require_POST
def session_send_summary(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Send it now, before it goes out by itself; pressing twice sends it once."""
    visit, run = led_session(request, pk)
    try:
        notices = send_summary(run, by=request.participant, now=now())
    except Refused as reason:
        return run_answer(request, visit, refusal=str(reason))
    ring_notices(request.program.pk, notices)
    if notices:
        messages.success(request, _("The summary is on its way to your members."))
    return redirect("facilitation:session-run", program_slug, pk)

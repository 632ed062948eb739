"""Answering for a session by the link in a mail, without an account."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now

from collectives.models import Door
from collectives.operations.door import open_door
from collectives.views.door import does_not_open, language_behind_door
from facilitation.forms.session_coming import AnswerByLinkForm
from facilitation.models import Coming
from facilitation.operations.attendance import answer_invitation
from facilitation.queries.session_coming import coming_sheet
from ilc.errors import Refused
from ilc.tenancy.scope import program_scope

TEMPLATE = "facilitation/session_coming/by_door.html"

log = logging.getLogger(__name__)


def coming_by_door(request: HttpRequest, door: Door) -> HttpResponse:
    """As whom one answers and for what, with one press to answer. GET changes nothing, whatever the address asks."""
    with program_scope(door.program_id):
        sheet = coming_sheet(door.object_key, zone=door.program.time_zone, now=now())
        if sheet is None:
            return does_not_open(request)
        other = request.user.is_authenticated and request.user != sheet.participant.user
        if other:
            log.info("Somebody else's link was opened to answer for session %s.", sheet.session.pk)
        with translation.override(language_behind_door(request, sheet.participant.reads)):
            form = AnswerByLinkForm(request.POST if request.method == "POST" else None)
            if request.method == "POST" and form.is_valid():
                if not open_door(door, now=now()):
                    return render(request, "429.html", status=429)
                coming = form.cleaned_data["coming"]
                try:
                    answer_invitation(sheet.session, coming=coming, by=sheet.participant, now=now())
                except Refused as reason:
                    form.add_error(None, str(reason))
                else:
                    return HttpResponse(status=303, headers={"Location": f"{request.path}?said={coming}"})
            context = {
                "sheet": sheet,
                "form": form,
                "program": door.program,
                "said": _known(request.GET.get("said", ""), sheet.ways),
                "wished": _known(request.GET.get("coming", ""), sheet.ways),
                "page_url": reverse("facilitation:session", args=[door.program.slug, sheet.session.pk]),
                "other": other,
            }
            return render(request, TEMPLATE, context, status=422 if form.errors else 200)


def _known(word: str, ways: list[str]) -> str:
    return word if word in ways and word in Coming.values else ""

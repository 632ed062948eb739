"""Asking by mail, reminding, until when, no longer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.formation import AnswersByForm, AskForm
from collectives.models import Ballot, Formation, Offer, Participant
from collectives.operations.formation_asking import (
    ask_formation,
    close_asking,
    remind_formation,
    reopen_asking,
    set_answers_by,
)
from collectives.permissions.region import visible_districts
from collectives.queries.ballot import chosen_to_ask, count_to_remind
from collectives.queries.formation import open_themes
from collectives.requests import ProgramRequest
from collectives.views.formation import find_to_manage, overview, ring
from ilc.errors import Refused
from ilc.pages import page
from ilc.zones import local_time


@require_http_methods(["GET", "POST"])
def formation_ask(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Choose who is asked, see how many mails go out, then ask."""
    found = find_to_manage(request, pk)
    districts = visible_districts(request.participant)
    sent = request.POST if request.method == "POST" else request.GET
    asked = sent if "whom" in sent else None
    form = AskForm(asked, districts=districts, initial={"whom": "everyone", "facilitators": True})
    leaders, facilitators = _chosen(found, form)
    if request.method == "POST" and form.is_valid():
        try:
            many = ask_formation(found, leaders=leaders, facilitators=facilitators, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            ring(request, found)
            words = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", many)
            messages.success(request, words % {"count": many})
            return redirect("collectives:formation", program_slug, pk)
    context = {
        "formation": found,
        "form": form,
        "leaders": leaders.count(),
        "facilitators": facilitators.count(),
        "both": leaders.filter(pk__in=facilitators.values("pk")).count(),
        "themes": list(open_themes(found)),
    }
    status = 422 if form.errors or (request.method == "POST" and asked is None) else 200
    return page(request, "collectives/formation/ask.html", "ask", context, status=status)


@require_http_methods(["GET", "POST"])
def formation_remind(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say how many mails go out, then remind."""
    found = find_to_manage(request, pk)
    if request.method == "GET":
        context = {"formation": found, "late": count_to_remind(found, at=now())}
        return page(request, "collectives/formation/remind.html", "remind", context)
    try:
        many = remind_formation(found, by=request.participant, now=now())
    except Refused as reason:
        return overview(request, found, refusal=str(reason), status=422)
    ring(request, found)
    words = ngettext("%(count)d reminder is on its way.", "%(count)d reminders are on their way.", many)
    messages.success(request, words % {"count": many})
    return redirect("collectives:formation", program_slug, pk)


@require_http_methods(["GET", "POST"])
def formation_answer_by(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Give people longer."""
    found = find_to_manage(request, pk)
    by = found.answers_by
    first = {"answers_by": local_time(by, found.zone).date() if by else None}
    form = AnswersByForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            set_answers_by(found, form.moment(found.zone), by=request.participant, now=now())
        except Refused as reason:
            form.add_error("answers_by", str(reason))
        else:
            return redirect("collectives:formation", program_slug, pk)
    context = {"formation": found, "form": form}
    return page(request, "collectives/formation/answer_by.html", "form", context, status=422 if form.errors else 200)


@require_POST
def formation_close(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Close asking; the page that follows offers to undo it."""
    found = find_to_manage(request, pk)
    try:
        close_asking(found, by=request.participant, now=now())
    except Refused as reason:
        return overview(request, found, refusal=str(reason), status=422)
    return redirect(reverse("collectives:formation", args=[program_slug, pk], query={"closed": "yes"}))


@require_POST
def formation_reopen(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Let people answer again."""
    found = find_to_manage(request, pk)
    try:
        reopen_asking(found, by=request.participant, now=now())
    except Refused as reason:
        return overview(request, found, refusal=str(reason), status=422)
    return redirect("collectives:formation", program_slug, pk)


def _chosen(found: Formation, form: AskForm) -> tuple[QuerySet[Participant], QuerySet[Participant]]:
    """The leaders and the facilitators that the form means; everybody while it says nothing."""
    given: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {"facilitators": True}
    districts, seatless = given.get("districts"), given.get("whom") == AskForm.Whom.SEATLESS
    leaders = chosen_to_ask(found, Ballot, districts=districts, seatless=seatless)
    facilitators = chosen_to_ask(found, Offer, districts=districts, seatless=False)
    return leaders, facilitators if given.get("facilitators") else facilitators.none()

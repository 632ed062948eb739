"""Running a gathering: opening, reminding, closing, and the wall of a room."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from collectives.forms.gathering import ClosesForm
from collectives.models import Gathering, GatheringState
from collectives.operations.gathering_close import close_gathering, close_later
from collectives.operations.gathering_open import count_letters, not_ready, open_gathering, remind, to_remind, too_few
from collectives.permissions.gathering import FEWEST, can_ask_everyone, can_run_gathering, shows_results
from collectives.queries.gathering import numbers_of, qr_code
from collectives.queries.gathering_results import results_of
from collectives.queries.gathering_words import CODES, words_in
from collectives.queries.response import ask_questions
from collectives.requests import ProgramRequest
from collectives.tasks.gathering import write_gathering_letters
from collectives.views.gathering import find_gathering, find_to_run, words_of
from ilc.errors import Refused
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def gathering_open(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say how many mails go out and what is settled for good, then open."""
    found = find_to_run(request, pk)
    if found.state != GatheringState.DRAFT:
        return redirect("collectives:gathering", program_slug, pk)
    require(found.asks != "everyone" or can_ask_everyone(request.participant))
    problem = next(not_ready(found, now=now()), "") or too_few(found)
    if request.method == "POST":
        try:
            opened = open_gathering(found, by=request.participant, now=now())
        except Refused as reason:
            problem = str(reason)
        else:
            if opened.asks == "code":
                return redirect("collectives:gathering-wall", program_slug, pk)
            _ring_for_letters(request, f"{opened.pk}:asked")
            messages.success(request, _("It is open. The mails go out in the background; you can leave this page."))
            return redirect("collectives:gathering", program_slug, pk)
    context = {
        **words_of(request, found),
        "problem": problem,
        "letters": count_letters(found),
        "fewest": FEWEST,
        "zone": request.program.time_zone,
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "collectives/gathering/open.html", "form", context, status=status)


@require_http_methods(["GET", "POST"])
def gathering_close(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say what closing does, then close."""
    found = find_to_run(request, pk)
    if request.method == "POST":
        try:
            close_gathering(found, by=request.participant, now=now())
        except Refused as reason:
            messages.info(request, str(reason))
        return redirect("collectives:gathering", program_slug, pk)
    if found.state != GatheringState.OPEN:
        return redirect("collectives:gathering", program_slug, pk)
    context = {**words_of(request, found), "numbers": numbers_of(found), "fewest": FEWEST}
    return page(request, "collectives/gathering/close.html", "form", context)


@require_http_methods(["GET", "POST"])
def gathering_closes(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Let an open gathering close at another time."""
    found = find_to_run(request, pk)
    if found.state != GatheringState.OPEN:
        return redirect("collectives:gathering", program_slug, pk)
    form = ClosesForm(request.POST if request.method == "POST" else None, initial={"closes_at": found.closes_at})
    if request.method == "POST" and form.is_valid():
        try:
            close_later(found, at=form.cleaned_data["closes_at"], by=request.participant, now=now())
        except Refused as reason:
            form.add_error("closes_at", str(reason))
        else:
            return redirect("collectives:gathering", program_slug, pk)
    context = {**words_of(request, found), "form": form, "zone": request.program.time_zone}
    return page(request, "collectives/gathering/closes.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def gathering_remind(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say to how many a reminder goes, then write it."""
    found = find_to_run(request, pk)
    if request.method == "POST":
        at = now()
        try:
            count = remind(found, by=request.participant, now=at)
        except Refused as reason:
            messages.info(request, str(reason))
        else:
            _ring_for_letters(request, f"{found.pk}:{at:%Y%m%d%H%M}")
            words = ngettext("%(count)d reminder is on its way.", "%(count)d reminders are on their way.", count)
            messages.success(request, words % {"count": count})
        return redirect("collectives:gathering", program_slug, pk)
    context = {**words_of(request, found), "waiting": to_remind(found, now=now())}
    return page(request, "collectives/gathering/remind.html", "form", context)


@require_GET
def gathering_wall(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """For the screen in the room: how to answer, and how many have; once closed, what was said."""
    found = find_gathering(request, pk)
    if found.state == GatheringState.DRAFT:
        return redirect("collectives:gathering", program_slug, pk)
    closed = found.state == GatheringState.CLOSED
    if closed and "HX-Request" in request.headers:
        return HttpResponseClientRefresh()
    address = settings.BASE_URL + _answer_path(request, found)
    otherwise = request.program.language
    shown = closed and shows_results(found)
    context = {
        **words_of(request, found),
        "questions": ask_questions(found, get_language() or "en", otherwise=otherwise)[:4],
        "others": _other_titles(found),
        "numbers": numbers_of(found),
        "address": settings.BASE_URL.partition("://")[2] + (reverse("room") if found.code else ""),
        "qr": None if closed else qr_code(address),
        "runs": can_run_gathering(request.participant, found),
        "shows": shown,
        "results": results_of(request.participant, found, get_language() or "en", otherwise=otherwise) if shown else [],
        "fewest": FEWEST,
    }
    return page(request, "collectives/gathering/wall.html", "count", context)


def _answer_path(request: ProgramRequest, found: Gathering) -> str:
    if found.code:
        return reverse("room-gathering", args=[found.code])
    return reverse("collectives:gathering-answer", args=[request.program.slug, found.pk])


def _other_titles(found: Gathering) -> list[object]:
    """The title in the other languages in which somebody has written it, for a room of several."""
    here = get_language() or CODES[0]
    return [words_in(found.title, code, otherwise=code) for code in CODES if code != here and found.title.get(code)]


def _ring_for_letters(request: ProgramRequest, key: str) -> None:
    write_gathering_letters.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
        program_id=request.program.pk, key=key
    )

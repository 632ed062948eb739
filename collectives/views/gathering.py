"""Gatherings: their list, one of them, writing, copying and throwing a draft away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.forms.gathering import GatheringForm, KindForm, QuestionKindForm
from collectives.forms.response import answer_form
from collectives.models import Gathering, GatheringKind, GatheringState
from collectives.models.user import LANGUAGES
from collectives.operations.gathering import (
    copy_gathering,
    discard_gathering,
    edit_gathering,
    make_gathering,
)
from collectives.operations.gathering_open import not_ready
from collectives.operations.gathering_question import MOST_QUESTIONS
from collectives.permissions.gathering import (
    FEWEST,
    answerable_gatherings,
    can_ask_everyone,
    can_make_gathering,
    can_run_gathering,
    can_see_gatherings,
    shows_results,
    visible_gatherings,
)
from collectives.queries.gathering import list_gatherings, numbers_of
from collectives.queries.gathering_words import words_in
from collectives.queries.response import ask_questions, count_asked
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require

KIND_WORDS = {
    GatheringKind.SURVEY: _("Some days to answer, by mail: what leaders want to work on."),
    GatheringKind.EXIT_TICKET: _("Three short questions at the end of a session, by a code in the room."),
    GatheringKind.LIVE_POLL: _("Words and dots in the room, looked at together right away."),
    GatheringKind.REFLECTION: _("Questions that guide longer writing, with names."),
}


@require_GET
def gatherings(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Every gathering one may open."""
    require(can_see_gatherings(request.participant))
    rows = list_gatherings(request.participant, get_language() or "en", otherwise=request.program.language)
    context = {
        "open": [row for row in rows if row.state == GatheringState.OPEN],
        "drafts": [row for row in rows if row.state == GatheringState.DRAFT],
        "closed": [row for row in rows if row.state == GatheringState.CLOSED],
        "can_make": can_make_gathering(request.participant),
        "zone": request.program.time_zone,
    }
    return page(request, "collectives/gathering/list.html", "gatherings", context)


@require_http_methods(["GET", "POST"])
def gathering_new(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Begin one: its kind brings questions along."""
    require(can_make_gathering(request.participant))
    form = KindForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = make_gathering(GatheringKind(form.cleaned_data["kind"]), by=request.participant, now=now())
        return redirect("collectives:gathering", program_slug, made.pk)
    kinds = [(kind.value, kind.label, KIND_WORDS[kind]) for kind in GatheringKind]
    context = {"form": form, "kinds": kinds}
    return page(request, "collectives/gathering/new.html", "form", context, status=422 if form.errors else 200)


@require_GET
def gathering(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One gathering: what it asks, whom, how far it is, and what comes next."""
    found = find_gathering(request, pk)
    return show_gathering(request, found)


def show_gathering(
    request: ProgramRequest, found: Gathering, *, form: QuestionKindForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a gathering. Eight SQL queries at most."""
    draft = found.state == GatheringState.DRAFT
    questions = ask_questions(found, get_language() or "en", otherwise=request.program.language)
    context = {
        **words_of(request, found),
        "questions": questions,
        "numbers": numbers_of(found),
        "runs": can_run_gathering(request.participant, found),
        "problems": list(not_ready(found, now=now())) if draft else [],
        "form": form or QuestionKindForm(),
        "room_for_more": len(questions) < MOST_QUESTIONS,
        "over": found.state == GatheringState.OPEN and not found.takes_answers(now()),
        "shows": shows_results(found),
        "mine": not draft and answerable_gatherings(request.participant).filter(pk=found.pk).exists(),
        "fewest": FEWEST,
        "zone": request.program.time_zone,
    }
    return page(request, "collectives/gathering/page.html", "gathering", context, status=status)


@require_http_methods(["GET", "POST"])
def gathering_edit(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """A draft's words side by side, names or none, whom it asks, until when."""
    found = find_to_run(request, pk)
    if found.state != GatheringState.DRAFT:
        return redirect("collectives:gathering", program_slug, pk)
    form = GatheringForm(
        request.POST if request.method == "POST" else None,
        gathering=found,
        first=request.program.language,
        everyone=can_ask_everyone(request.participant),
    )
    if request.method == "POST" and form.is_valid():
        try:
            edited = edit_gathering(found, form.settings(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error("closes_at", str(reason))
        else:
            if edited.asks == "chosen" and not count_asked(edited):
                return redirect("collectives:gathering-people", program_slug, pk)
            return redirect("collectives:gathering", program_slug, pk)
    context = {**words_of(request, found), "form": form, "zone": request.program.time_zone}
    return page(request, "collectives/gathering/edit.html", "form", context, status=422 if form.errors else 200)


@require_POST
def gathering_copy(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Ask again: the same questions as a new draft."""
    found = find_gathering(request, pk)
    require(can_make_gathering(request.participant))
    copy = copy_gathering(found, by=request.participant, now=now())
    messages.success(request, str(_("This is a new draft with the same questions. Nobody is asked yet.")))
    return redirect("collectives:gathering", program_slug, copy.pk)


@require_http_methods(["GET", "POST"])
def gathering_discard(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Throw a draft away, after asking."""
    found = find_to_run(request, pk)
    if request.method == "POST":
        try:
            discard_gathering(found, by=request.participant, now=now())
        except Refused as reason:
            messages.warning(request, str(reason))
            return redirect("collectives:gathering", program_slug, pk)
        return redirect("collectives:gatherings", program_slug)
    if found.state != GatheringState.DRAFT:
        return redirect("collectives:gathering", program_slug, pk)
    return page(request, "collectives/gathering/discard.html", "form", words_of(request, found))


@require_GET
def gathering_preview(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """As a person on a phone will see it. Nothing can be sent from there."""
    found = find_gathering(request, pk)
    language = request.GET.get("lang", "")
    spoken = language if language in dict(LANGUAGES) else get_language() or "en"
    questions = ask_questions(found, spoken, otherwise=request.program.language)
    context: dict[str, Any] = {
        "gathering": found,
        "title": words_in(found.title, spoken, otherwise=request.program.language),
        "intro": words_in(found.intro, spoken, otherwise=request.program.language),
        "person": None if found.code else request.participant,
        "form": answer_form(questions),
        "lang": spoken,
        "languages": LANGUAGES,
        "fewest": FEWEST,
        "preview": reverse("collectives:gathering", args=[program_slug, pk]),
    }
    return page(request, "collectives/response/page.html", "answer", context)


def find_gathering(request: ProgramRequest, pk: UUID) -> Gathering:
    """The gathering, when one may open it; 404 otherwise."""
    return get_object_or_404(visible_gatherings(request.participant).select_related("made_by"), pk=pk)


def find_to_run(request: ProgramRequest, pk: UUID) -> Gathering:
    """The gathering, when one runs it; 404 for a stranger to it, 403 for who only looks."""
    found = find_gathering(request, pk)
    require(can_run_gathering(request.participant, found))
    return found


def words_of(request: ProgramRequest, found: Gathering) -> dict[str, Any]:
    """What every page of a gathering is headed by."""
    language, otherwise = get_language() or "en", request.program.language
    return {
        "gathering": found,
        "title": words_in(found.title, language, otherwise=otherwise),
        "intro": words_in(found.intro, language, otherwise=otherwise),
    }

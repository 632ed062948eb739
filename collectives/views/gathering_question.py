"""The questions of a draft: adding, wording, moving, removing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.gathering import MoveForm, QuestionKindForm
from collectives.forms.gathering_question import QuestionForm
from collectives.models import Gathering, GatheringQuestion, GatheringState, QuestionKind
from collectives.operations.gathering_question import add_question, edit_question, move_question, remove_question
from collectives.requests import ProgramRequest
from collectives.views.gathering import find_to_run, show_gathering, words_of
from ilc.errors import Refused
from ilc.pages import page


@require_POST
def gathering_questions(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Add a question of some kind, and go on to word it."""
    found = find_to_run(request, pk)
    form = QuestionKindForm(request.POST)
    if form.is_valid():
        try:
            added = add_question(found, QuestionKind(form.cleaned_data["kind"]), by=request.participant, now=now())
        except Refused as reason:
            form.add_error("kind", str(reason))
        else:
            return redirect("collectives:gathering-question", program_slug, pk, added.pk)
    return show_gathering(request, found, form=form, status=422)


@require_http_methods(["GET", "POST"])
def gathering_question(request: ProgramRequest, program_slug: str, pk: UUID, question: UUID) -> HttpResponse:
    """Word one question, in every language beside the others."""
    found = find_to_run(request, pk)
    asked = _find(found, question)
    if found.state != GatheringState.DRAFT:
        return redirect("collectives:gathering", program_slug, pk)
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, question=asked, first=request.program.language)
    if request.method == "POST" and form.is_valid():
        try:
            edit_question(asked, form.said(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(_at(program_slug, found, asked))
    context = {**words_of(request, found), "question": asked, "form": form}
    return page(request, "collectives/gathering/question.html", "form", context, status=422 if form.errors else 200)


@require_POST
def gathering_question_move(request: ProgramRequest, program_slug: str, pk: UUID, question: UUID) -> HttpResponse:
    """Up or down by one."""
    found = find_to_run(request, pk)
    asked = _find(found, question)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return show_gathering(request, found, status=422)
    try:
        move_question(asked, form.cleaned_data["direction"], by=request.participant, now=now())
    except Refused as reason:
        messages.warning(request, str(reason))
    return redirect(_at(program_slug, found, asked))


@require_POST
def gathering_question_remove(request: ProgramRequest, program_slug: str, pk: UUID, question: UUID) -> HttpResponse:
    """Take a question out of a draft."""
    found = find_to_run(request, pk)
    try:
        remove_question(_find(found, question), by=request.participant, now=now())
    except Refused as reason:
        messages.warning(request, str(reason))
    return redirect("collectives:gathering", program_slug, pk)


def _find(gathering: Gathering, pk: UUID) -> GatheringQuestion:
    return get_object_or_404(gathering.questions.select_related("gathering"), pk=pk)


def _at(program_slug: str, gathering: Gathering, question: GatheringQuestion) -> str:
    return f"{reverse('collectives:gathering', args=[program_slug, gathering.pk])}#question-{question.pk}"

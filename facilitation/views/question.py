"""All questions of the guide, with one's own and those of the program."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from facilitation.forms.question import QuestionForm
from facilitation.models import Question, QuestionJob
from facilitation.operations.question import bring_back_question, mark_favourite, remove_question, write_question
from facilitation.permissions.library import can_curate_library, can_see_library, can_write_in_library
from facilitation.permissions.question import can_change_question, visible_questions
from facilitation.queries.guide import ICONS, asked_before
from facilitation.queries.question import (
    favourite_keys,
    find_question,
    list_questions,
    of_jobs,
    question_to_bring_back,
)
from ilc.pages import named_key, page, require


@require_http_methods(["GET", "POST"])
def library_questions(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Every question, by its job; facilitators and admins write their own."""
    require(can_see_library(request.participant))
    curates = can_curate_library(request.participant)
    form = QuestionForm(request.POST or None, curates=curates)
    if request.method == "POST":
        require(can_write_in_library(request.participant))
        if form.is_valid():
            question = write_question(by=request.participant, now=now(), **form.values())
            return redirect(_address(request, job=question.job))
    job = request.GET.get("job", "") or str(form["job"].value() or "")
    chosen = QuestionJob(job) if job in QuestionJob.values else QuestionJob.ANCHOR
    questions, favourites = of_jobs(list_questions(request.participant)), favourite_keys(request.participant)
    only = request.GET.get("only") == "favourites"
    before = asked_before(request.participant)
    rows = [(one, one.key in favourites, before.get(one.key)) for one in questions[chosen]]
    context: dict[str, Any] = {
        "tabs": [(one, one.label, ICONS[one], len(found)) for one, found in questions.items()],
        "job": chosen,
        "only": only,
        "rows": [row for row in rows if row[1]] if only else rows,
        "form": form,
        "writes": can_write_in_library(request.participant),
        "removed": question_to_bring_back(request.participant, named_key(request.GET.get("removed", ""))),
    }
    return page(
        request, "facilitation/question/questions.html", "questions", context, status=422 if form.errors else 200
    )


@require_POST
def library_favourite(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Mark a question, or take the mark off."""
    require(can_see_library(request.participant))
    question = find_question(request.POST.get("key", ""), request.participant)
    if question is None:
        raise Http404
    mark_favourite(request.participant, key=question.key, favourite=request.POST.get("favourite") == "yes")
    return redirect(_address(request, job=question.job, only=request.POST.get("only", "")))


@require_POST
def question_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take an own question away; the answer offers to bring it back."""
    question = _find(request, pk)
    remove_question(question, now=now())
    return redirect(_address(request, job=question.job, removed=str(pk)))


@require_POST
def question_bring_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo the taking away."""
    question = _find(request, pk)
    bring_back_question(question)
    return redirect(_address(request, job=question.job))


def _find(request: ProgramRequest, pk: UUID) -> Question:
    question = get_object_or_404(visible_questions(request.participant), pk=pk)
    require(can_change_question(request.participant, question))
    return question


def _address(request: ProgramRequest, **query: str) -> str:
    given = {name: value for name, value in query.items() if value}
    return reverse("facilitation:library-questions", args=[request.program.slug], query=given)

"""The question guide beside a session: ask, mark a favourite, say what came of it. For who runs the session alone."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from collectives.requests import ProgramRequest
from facilitation.forms.question import OutcomeForm
from facilitation.models import QuestionAsked, Session
from facilitation.operations.question import (
    Asking,
    ask_question,
    keep_outcome,
    mark_favourite,
    take_back_outcome,
    take_back_question,
)
from facilitation.operations.session_news import tell_session
from facilitation.permissions.decision import visible_decisions
from facilitation.permissions.question import visible_question_outcomes, visible_questions_asked
from facilitation.permissions.session import can_run_session, listed_sessions
from facilitation.queries.agenda import phase_of
from facilitation.queries.guide import guide_of, outcome_choices
from facilitation.queries.question import BankQuestion, find_question
from facilitation.queries.session import when_of
from facilitation.views.pieces import back
from ilc.errors import Refused
from ilc.pages import named_key, page, require
from inquiry.queries.adjustment import readable_adjustments


@require_GET
def session_questions(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The guide: three tabs, what fits the screen first, what was asked today."""
    return _answer(request, _find(request, pk))


@require_POST
def question_ask(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Remember that a question was put to the group."""
    session = _find(request, pk)
    question = _named(request)
    asking = Asking(question.key, question.job, question.text)
    ask_question(session, asking, by=request.participant, now=now())
    return _back(request, session)


@require_POST
def question_favourite(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Mark a question, or take the mark off, from within a session."""
    session = _find(request, pk)
    favourite = request.POST.get("favourite") == "yes"
    mark_favourite(request.participant, key=_named(request).key, favourite=favourite)
    return _back(request, session)


@require_POST
def question_take_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """It was not asked after all."""
    asked = _find_asked(request, pk)
    take_back_question(asked, now=now())
    return _back(request, asked.session)


@require_POST
def question_outcome(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say what came of a question."""
    asked = _find_asked(request, pk)
    choices = outcome_choices(asked.session, request.participant)
    form = OutcomeForm(request.POST, asked=pk, decisions=choices.decisions, adjustments=choices.adjustments)
    if form.is_valid():
        given = form.cleaned_data
        decision, adjustment = named_key(given.get("decision", "")), named_key(given.get("adjustment", ""))
        rows = visible_decisions(request.participant).select_related("session")
        try:
            keep_outcome(
                asked,
                text=given["text"],
                decision=get_object_or_404(rows, pk=decision) if decision else None,
                adjustment=get_object_or_404(readable_adjustments(request.participant), pk=adjustment)
                if adjustment
                else None,
                by=request.participant,
                now=now(),
            )
        except Refused as reason:
            form.add_error("text", str(reason))
        else:
            return _back(request, asked.session)
    return _answer(request, asked.session, form=form, open_asked=pk)


@require_POST
def question_outcome_take_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """That did not come of it."""
    rows = visible_question_outcomes(request.participant).select_related("asked__session__collective")
    outcome = get_object_or_404(rows, pk=pk)
    take_back_outcome(outcome, now=now())
    return _back(request, outcome.asked.session)


def _find(request: ProgramRequest, pk: UUID) -> Session:
    """A session that this person runs. Raises Http404, PermissionDenied."""
    session = get_object_or_404(listed_sessions(request.participant).select_related("collective"), pk=pk)
    require(can_run_session(request.participant, session))
    return session


def _find_asked(request: ProgramRequest, pk: UUID) -> QuestionAsked:
    rows = visible_questions_asked(request.participant).select_related("session__collective")
    return get_object_or_404(rows, pk=pk, taken_back_at=None)


def _named(request: ProgramRequest) -> BankQuestion:
    question = find_question(request.POST.get("key", ""), request.participant)
    if question is None:
        raise Http404
    return question


def _place(request: ProgramRequest) -> dict[str, str]:
    """Which tab is open, and what an address says is on the screen."""
    given = request.POST if request.method == "POST" else request.GET
    return {name: value for name in ("job", "show") if (value := given.get(name, ""))}


def _back(request: ProgramRequest, session: Session) -> HttpResponse:
    tell_session(session.pk, "questions")
    return back(request, "questions", session.pk, **_place(request))


def _answer(
    request: ProgramRequest, session: Session, *, form: OutcomeForm | None = None, open_asked: UUID | None = None
) -> HttpResponse:
    place = _place(request)
    phase = phase_of(session.collective)
    guide = guide_of(session, request.participant, phase=phase, job=place.get("job", ""), show=place.get("show", ""))
    choices = outcome_choices(session, request.participant) if guide.asked else None
    forms = {
        row.pk: OutcomeForm(asked=row.pk, decisions=choices.decisions, adjustments=choices.adjustments)
        for row in guide.asked
        if choices
    }
    if form and open_asked:
        forms[open_asked] = form
    context: dict[str, Any] = {
        "session": session,
        "collective": session.collective,
        "when": when_of(session),
        "guide": guide,
        "asked": [(row, forms[row.pk], row.pk == open_asked) for row in guide.asked],
        "here": urlencode({"job": guide.job} | ({"show": guide.show} if guide.show else {})),
    }
    status = 422 if form else 200
    return page(request, "facilitation/question/guide.html", "questions", context, status=status)

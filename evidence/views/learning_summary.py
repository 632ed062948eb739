"""What a collective learned: written, put to its members, published."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.forms.learning_summary import AnswerForm, SummaryForm, summary_initial
from evidence.models import LearningState, LearningSummary
from evidence.operations.data_point import PersonalData
from evidence.operations.learning_summary import (
    NobodyAsks,
    SummaryMeanwhile,
    answer_summary,
    ask_members,
    publish_summary,
    take_back_summary,
    write_summary,
)
from evidence.permissions.learning_summary import can_answer_summary, can_publish_summary, can_write_summary
from evidence.queries.learning_summary import (
    QUESTIONS,
    consents_of,
    freeze,
    learning_sheet,
    read_snapshot,
    summary_changes,
    summary_of,
)
from ilc.errors import Refused
from ilc.forms import sent_upon
from ilc.pages import page, require
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Placemat
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context

WRITTEN = {LearningState.DRAFT, LearningState.WITHDRAWN}


@require_http_methods(["GET", "POST"])
def learning(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The draft with its form, for its own people; else what is published. Where somebody else wrote, both show."""
    placemat = _find(request, pk)
    summary, theirs, form = summary_of(placemat), None, None
    if request.method == "POST":
        require(can_write_summary(request.participant, placemat))
        form = SummaryForm(request.POST)
        if form.is_valid():
            version = form.cleaned_data["version"] or 0
            try:
                write_summary(placemat, words=form.words(), version=version, by=request.participant, now=now())
            except SummaryMeanwhile as reason:
                theirs = reason.theirs
                form = _upon(request, theirs.version)
                form.add_error(None, str(reason))
            except PersonalData as reason:
                form.add_error(reason.field, str(reason))
            except Refused as reason:
                form.add_error(None, str(reason))
            else:
                messages.success(request, _("Your draft is kept."))
                return redirect("evidence:learning", program_slug, pk)
    return _answer(request, placemat, summary, form=form, theirs=theirs)


@require_POST
def learning_ask(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Put the draft to the members."""
    placemat, summary = _written(request, pk)
    require(can_write_summary(request.participant, placemat))
    ensure_fresh(placemat)
    try:
        ask_members(summary, by=request.participant, now=now())
    except Refused as reason:
        return _answer(request, placemat, summary, refused=str(reason))
    return redirect("evidence:learning", program_slug, pk)


@require_POST
def learning_answer(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """A member says yes, or not like this."""
    placemat, summary = _written(request, pk)
    require(can_answer_summary(request.participant, placemat))
    answer = AnswerForm(request.POST)
    if answer.is_valid():
        agrees, why = answer.cleaned_data["agrees"] == "yes", answer.cleaned_data["why"]
        try:
            answer_summary(summary, agrees=agrees, why=why, by=request.participant, now=now())
        except NobodyAsks as reason:
            return _answer(request, placemat, summary, refused=str(reason))
        except Refused as reason:
            answer.add_error("why", str(reason))
        else:
            return redirect("evidence:learning", program_slug, pk)
    return _answer(request, placemat, summary, answer=answer)


@require_POST
def learning_take_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Make it a draft again, to change it."""
    placemat, summary = _written(request, pk)
    require(can_write_summary(request.participant, placemat))
    take_back_summary(summary, by=request.participant, now=now())
    return redirect("evidence:learning", program_slug, pk)


@require_POST
def learning_publish(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Show it to everybody, once the members agree."""
    placemat, summary = _written(request, pk)
    require(can_publish_summary(request.participant, placemat))
    try:
        publish_summary(summary, by=request.participant, now=now())
    except Refused as reason:
        return _answer(request, placemat, summary, refused=str(reason))
    messages.success(request, _("It is in the library: everybody in the program can read it."))
    return redirect("evidence:learning-summary", program_slug, summary.pk)


def _find(request: ProgramRequest, pk: UUID) -> Placemat:
    """A collective's placemat: a leader's own is for that leader."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    if placemat.leader_id:
        raise Http404
    return placemat


def _written(request: ProgramRequest, pk: UUID) -> tuple[Placemat, LearningSummary]:
    placemat = _find(request, pk)
    require(can_write_summary(request.participant, placemat))
    summary = summary_of(placemat)
    if summary is None:
        raise Http404
    summary.placemat = placemat
    return placemat, summary


def _upon(request: ProgramRequest, version: int) -> SummaryForm:
    """What was sent, to be saved upon this version."""
    form = SummaryForm(sent_upon(request.POST, version))
    form.is_valid()
    return form


def _answer(
    request: ProgramRequest,
    placemat: Placemat,
    summary: LearningSummary | None,
    *,
    form: SummaryForm | None = None,
    answer: AnswerForm | None = None,
    theirs: LearningSummary | None = None,
    refused: str = "",
) -> HttpResponse:
    own = can_write_summary(request.participant, placemat)
    published = summary is not None and summary.state == LearningState.PUBLISHED
    context: dict[str, Any] = head_context(request, placemat) | {"own": own, "summary": summary, "refused": refused}
    if summary is not None:
        summary.placemat = placemat
    if own and summary is not None:
        context |= {
            "consents": consents_of(summary, request.participant),
            "changes": summary_changes(summary),
            "answers": can_answer_summary(request.participant, placemat),
            "publishes": can_publish_summary(request.participant, placemat),
        }
    if own or published:
        context["sheet"] = _sheet(request, placemat, summary)
    context |= {
        "writing": own and (summary is None or summary.state in WRITTEN or form is not None),
        "form": form or SummaryForm(initial=summary_initial(summary, placemat.cycle.collective.language)),
        "answer_form": answer or AnswerForm(),
        "theirs": theirs,
        "their_words": [text for name in QUESTIONS if (text := getattr(theirs, name))] if theirs else [],
    }
    refuses = bool(refused or (form and form.errors) or (answer and answer.errors))
    status = 422 if refuses else 200
    return page(request, "evidence/learning_summary/learning.html", "learning", context, status=status)


def _sheet(request: ProgramRequest, placemat: Placemat, summary: LearningSummary | None) -> Any:
    """What others see or would see: as it was frozen, while the members are asked and since; else as it stands."""
    if summary is None:
        return None
    if summary.state in {LearningState.ASKED, LearningState.PUBLISHED}:
        return learning_sheet(summary, read_snapshot(summary))
    frozen = freeze(placemat, by=request.participant, language=summary.language, today=localdate())
    return learning_sheet(summary, frozen)

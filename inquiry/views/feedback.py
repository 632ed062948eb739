"""Feedback rounds: asked for, seen part by part, moved from step to step, closed."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.coediting.news import tell
from inquiry.coediting.writing import ensure_fresh
from inquiry.forms.feedback import FeedbackForm, FeedbackStepForm, SummaryForm
from inquiry.models import FeedbackRound
from inquiry.operations.feedback import ask_feedback, close_feedback, move_feedback, write_feedback_notices
from inquiry.permissions.feedback import askable_collectives, can_ask_feedback, can_lead_feedback, once_asked
from inquiry.permissions.placemat import can_write_placemat
from inquiry.queries.comment import comment_reader, comments_beside, list_comments
from inquiry.queries.comment_part import placemat_parts
from inquiry.queries.feedback import asked_words, feedback_steps, readable_feedback, step_here, tuned_parts
from inquiry.queries.indicator import evidence_rows
from inquiry.queries.placemat import placemat_content, readable_placemats
from inquiry.queries.placemat_page import placemat_boxes
from inquiry.views.comment import just_done

USUAL_DAYS = timedelta(days=14)


@require_http_methods(["GET", "POST"])
def feedback_new(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Ask: one question, whom, how, until when. Those asked are written to."""
    mat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_ask_feedback(request.participant, mat))
    usual = {"until": localdate() + USUAL_DAYS, "how": "comments"}
    form = FeedbackForm(request.POST or None, collectives=askable_collectives(mat), initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_feedback(mat, by=request.participant, now=now(), **form.asked(zone=request.program.time_zone))
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            _write_to_those_asked(request, asked, "feedback_asked")
            return redirect("inquiry:feedback", program_slug, asked.pk)
    context = {"placemat": mat, "collective": mat.cycle.collective, "form": form}
    return page(request, "inquiry/feedback/new.html", "new", context, status=422 if form.errors else 200)


@require_GET
def feedback(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The question, the steps, and what was said about each part; once closed, what came of it.

    Those who were asked are told when it is over, and nothing else then.
    """
    asked = readable_feedback(request.participant).filter(pk=pk).first()
    if asked is None:
        get_object_or_404(once_asked(request.participant), pk=pk)
        return page(request, "inquiry/feedback/over.html", "over", {})
    mat = asked.placemat
    writes = can_write_placemat(request.participant, mat)
    reader = comment_reader(request.participant, mat, writes=writes)
    parts = placemat_parts(placemat_content(mat))
    rows = list_comments(mat, parts, reader, feedback_round=asked)
    steps = feedback_steps(asked)
    context = {
        "feedback": asked,
        "placemat": mat,
        "collective": mat.cycle.collective,
        "reader": reader,
        "is_asked": reader.asked == asked,
        "leads": writes and asked.closed_at is None,
        "over": asked.closed_at is None and asked.until <= now(),
        "steps": steps,
        "here": step_here(steps),
        "whom": asked_words(asked),
        "tuned": tuned_parts(parts, rows, whole=reader.asked == asked),
        "waits": sum(row.open for row in rows),
        "done": just_done(request, mat, reader),
        "to": "round",
    }
    return page(request, "inquiry/feedback/feedback.html", "feedback", context)


@require_GET
def feedback_draft(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The placemat as it stands, to be read and commented on by those asked; nothing else of it."""
    asked = readable_feedback(request.participant).filter(pk=pk).first()
    if asked is None:
        get_object_or_404(once_asked(request.participant), pk=pk)
        return redirect("inquiry:feedback", program_slug, pk)
    mat = asked.placemat
    reader = comment_reader(request.participant, mat, writes=False)
    if reader.asked != asked:
        return redirect("inquiry:placemat", program_slug, mat.pk)
    ensure_fresh(mat)
    content = placemat_content(mat)
    context = {
        "feedback": asked,
        "placemat": mat,
        "collective": mat.cycle.collective,
        "reader": reader,
        "writes": False,
        "boxes": placemat_boxes(content),
        "evidence": evidence_rows(content.indicators, content.if_actions),
        "indicator_count": len(content.indicators),
        "shown_by": {
            clause: [one for one in content.indicators if one.clause == clause] for clause in ("then", "so_that")
        },
        "comments": comments_beside(mat, placemat_parts(content), reader),
    }
    return page(request, "inquiry/feedback/draft.html", "draft", context)


@require_POST
def feedback_step(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """On to the next step, or back."""
    asked = _led(request, pk)
    form = FeedbackStepForm(request.POST)
    if not form.is_valid():
        raise Http404
    move_feedback(asked, by=request.participant, now=now(), **form.cleaned_data)
    tell(asked.placemat, "comments")
    return redirect("inquiry:feedback", program_slug, pk)


@require_http_methods(["GET", "POST"])
def feedback_close(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """End it with a summary, which goes to those who were asked."""
    asked = _led(request, pk)
    form = SummaryForm(request.POST or None, needed=asked.tuning)
    if asked.closed_at is not None:
        return redirect("inquiry:feedback", program_slug, pk)
    if request.method == "POST" and form.is_valid():
        try:
            closed = close_feedback(asked, by=request.participant, now=now(), **form.cleaned_data)
        except Refused as reason:
            form.add_error("summary", str(reason))
        else:
            closed.placemat = asked.placemat
            tell(asked.placemat, "comments")
            if closed.summary:
                _write_to_those_asked(request, closed, "feedback_closed")
            messages.success(request, _("The round is closed. What you take from it stays here."))
            return redirect("inquiry:feedback", program_slug, pk)
    context = {"feedback": asked, "placemat": asked.placemat, "collective": asked.placemat.cycle.collective}
    status = 422 if form.errors else 200
    return page(request, "inquiry/feedback/close.html", "close", context | {"form": form}, status=status)


def _led(request: ProgramRequest, pk: UUID) -> FeedbackRound:
    asked = get_object_or_404(readable_feedback(request.participant), pk=pk)
    require(can_lead_feedback(request.participant, asked.placemat))
    return asked


def _write_to_those_asked(request: ProgramRequest, asked: FeedbackRound, kind: str) -> None:
    notices = write_feedback_notices(asked, kind=kind, by=request.participant, now=now())
    ring_notices(request.program.pk, notices)
    if kind == "feedback_asked":
        words = ngettext(
            "%(count)d person is asked, and is told by mail.",
            "%(count)d people are asked, and are told by mail.",
            len(notices),
        )
        messages.success(request, words % {"count": len(notices)})

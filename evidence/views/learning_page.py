"""The page of a learning summary: as everybody reads it once it is published, and as its own people see it before."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from collectives.requests import ProgramRequest
from evidence.forms.learning_summary import WithdrawForm
from evidence.models import LearningState, LearningSummary
from evidence.operations.learning_summary import withdraw_summary
from evidence.permissions.learning_start import startable_placemats
from evidence.permissions.learning_summary import can_withdraw_summary, can_write_summary, visible_summaries
from evidence.queries.learning_start import began_from
from evidence.queries.learning_summary import learning_sheet, read_snapshot
from ilc.errors import Refused
from ilc.pages import page, require


@require_GET
def learning_summary(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One summary. What is not published yet is on its placemat's page."""
    summary = _find(request, pk)
    if summary.state != LearningState.PUBLISHED:
        return redirect("evidence:learning", program_slug, summary.placemat_id)
    return _answer(request, summary, WithdrawForm())


@require_POST
def learning_withdraw(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take it out of the library, for a reason."""
    summary = _find(request, pk)
    require(can_withdraw_summary(request.participant, summary.placemat))
    if summary.state != LearningState.PUBLISHED:
        return redirect("evidence:learning", program_slug, summary.placemat_id)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            withdraw_summary(summary, why=form.cleaned_data["why"], by=request.participant, now=now())
        except Refused as reason:
            form.add_error("why", str(reason))
        else:
            messages.success(request, _("It is withdrawn: nobody finds it in the library any more."))
            return redirect("evidence:learning", program_slug, summary.placemat_id)
    return _answer(request, summary, form)


def _find(request: ProgramRequest, pk: UUID) -> LearningSummary:
    rows = visible_summaries(request.participant).select_related("placemat__cycle__collective__theme")
    return get_object_or_404(rows, pk=pk)


def _answer(request: ProgramRequest, summary: LearningSummary, form: WithdrawForm) -> HttpResponse:
    context = {
        "summary": summary,
        "sheet": learning_sheet(summary, read_snapshot(summary)),
        "own": can_write_summary(request.participant, summary.placemat),
        "withdraws": can_withdraw_summary(request.participant, summary.placemat),
        "form": form,
        "starts": startable_placemats(request.participant).exists(),
        "began": began_from(summary.pk),
    }
    status = 422 if form.errors else 200
    return page(request, "evidence/learning_summary/summary.html", "summary", context, status=status)

"""Whether figures are about things: what that means, who confirmed it, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.forms.confirmation import ConfirmForm, TakeBackForm
from evidence.operations.confirmation import confirm_things, take_back_confirmation
from evidence.permissions.confirmation import can_confirm_things
from evidence.queries.clause import clause_of
from evidence.queries.confirmation import read_confirmation
from evidence.queries.measure import measure_of
from evidence.queries.protection import standing_rule
from evidence.views.indicator import find_indicator
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.models import Indicator
from inquiry.views.history import head_context


@require_http_methods(["GET", "POST"])
def confirmation(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What it means that figures are about things; whoever may confirms it."""
    indicator = find_indicator(request, pk)
    may = can_confirm_things(request.participant, indicator.placemat)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(may)
        if form.is_valid():
            try:
                confirm_things(indicator, by=request.participant, now=now())
            except Refused as reason:
                form.add_error(None, str(reason))
            else:
                messages.success(request, _("It is confirmed. What is shared follows within a few minutes."))
                return redirect("evidence:confirmation", program_slug, pk)
    return _answer(request, indicator, may=may, form=form, back=TakeBackForm())


@require_POST
def confirmation_take_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Protect its small figures again: with a reason once something was shown."""
    indicator = find_indicator(request, pk)
    require(can_confirm_things(request.participant, indicator.placemat))
    back = TakeBackForm(request.POST)
    if back.is_valid():
        try:
            take_back_confirmation(indicator, why=back.cleaned_data["why"], by=request.participant, now=now())
        except Refused as reason:
            back.add_error(None, str(reason))
        else:
            messages.success(request, _("It is taken back. What is shared is protected again within a few minutes."))
            return redirect("evidence:confirmation", program_slug, pk)
    return _answer(request, indicator, may=True, form=ConfirmForm(), back=back)


def _answer(
    request: ProgramRequest, indicator: Indicator, *, may: bool, form: ConfirmForm, back: TakeBackForm
) -> HttpResponse:
    measure = measure_of(indicator)
    context = head_context(request, indicator.placemat) | {
        "tab": "" if indicator.placemat.leader_id else "evidence",
        "indicator": indicator,
        "clause": clause_of(indicator),
        "measure": measure,
        "sheet": read_confirmation(indicator, measure),
        "rule": standing_rule(),
        "may": may,
        "form": form,
        "back": back,
    }
    status = 422 if form.errors or back.errors else 200
    return page(request, "evidence/confirmation/confirmation.html", "confirmation", context, status=status)

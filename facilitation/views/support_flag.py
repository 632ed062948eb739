"""Where a hand would be welcome, what was given, and settling a reason."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collectives.models import Collective
from collectives.permissions.collective import oversees, visible_collectives
from collectives.requests import ProgramRequest
from facilitation.forms.help import HelpForm
from facilitation.forms.support_flag import LowerForm, RaiseForm
from facilitation.operations.help import give_help
from facilitation.operations.support_flag import lower_flag, raise_flag
from facilitation.permissions.support_flag import can_see_support, visible_flags
from facilitation.queries.help import facilitators_now, help_log
from facilitation.queries.support_flag import collectives_with_flags, flag_row, flags_of, hand_rows, settled_lately
from ilc.errors import Refused
from ilc.pages import page, require

PER_PAGE = 20


@require_GET
def support(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Who would welcome a hand, by the collective's name."""
    require(can_see_support(request.participant))
    listed = Paginator(collectives_with_flags(request.participant), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": hand_rows(listed),
        "listed": listed,
        "settled": settled_lately(request.participant, now=now()),
    }
    return page(request, "facilitation/support_flag/list.html", "support", context)


@require_http_methods(["GET", "POST"])
def collective_support(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One collective: the reasons, what could help, the log; what was given is written down here."""
    collective = _find(request, pk)
    flags, settled = flags_of(collective)
    form = HelpForm(
        request.POST if request.method == "POST" else None,
        people=facilitators_now(collective),
        flags=flags,
        initial={"given_on": localdate(), "flag": flags[0].pk if flags else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            give_help(collective, form.given(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("It stands in the log."))
            return redirect("facilitation:collective-support", program_slug, pk)
    context = {
        "collective": collective,
        "flags": flags,
        "settled": settled,
        "log": help_log(collective, request.participant),
        "form": form,
    }
    status = 422 if form.errors else 200
    return page(request, "facilitation/support_flag/collective.html", "support", context, status=status)


@require_http_methods(["GET", "POST"])
def flag_raise(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say by hand that a hand would be welcome."""
    collective = _find(request, pk)
    form = RaiseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        raise_flag(collective, **form.cleaned_data, by=request.participant, now=now())
        messages.success(request, _("Noted. Colleagues who look after this collective see it, too."))
        return redirect("facilitation:collective-support", program_slug, pk)
    context = {"collective": collective, "form": form}
    return page(request, "facilitation/support_flag/raise.html", "raise", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def flag_lower(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Settle a reason, with what became of it."""
    flag = get_object_or_404(visible_flags(request.participant).select_related("collective__theme"), pk=pk)
    form = LowerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            lower_flag(flag, why=form.cleaned_data["why"], by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Settled. It is raised again only when something new happens."))
            return redirect("facilitation:collective-support", program_slug, flag.collective_id)
    context = {"collective": flag.collective, "flag": flag_row(flag), "form": form}
    return page(request, "facilitation/support_flag/lower.html", "lower", context, status=422 if form.errors else 200)


def _find(request: ProgramRequest, pk: UUID) -> Collective:
    """A collective that one oversees. Raises Http404, or PermissionDenied for others who see it."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(oversees(request.participant, collective))
    return collective

"""The way into a program: choosing one, and the second factor it may ask for."""

from typing import cast

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from collectives.models import User
from collectives.queries.membership import list_program_entries
from collectives.views.account import safe_next
from ilc.pages import page


@login_required
@require_GET
def program_chooser(request: HttpRequest) -> HttpResponse:
    """Straight into the only program, whatever one rehearses; a list of several; whom to ask when there is none."""
    entries = list_program_entries(cast("User", request.user))
    real = [entry for entry in entries if not entry.rehearsal]
    if len(real) == 1 and "all" not in request.GET:
        return redirect("facilitation:home", real[0].slug)
    return page(request, "collectives/membership/programs.html", "programs", {"entries": entries})


@login_required
@require_GET
def two_factor_needed(request: HttpRequest) -> HttpResponse:
    """Why a program asks its staff for a second factor, and how to add one; then back to where one was going."""
    back = safe_next(request)
    if is_mfa_enabled(request.user):
        return redirect(back or "program-chooser")
    context = {"next": back or ""}
    return page(request, "collectives/membership/two_factor_needed.html", "two-factor-needed", context)

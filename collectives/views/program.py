"""What is still to do until the program is ready, and the program's settings."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collectives.forms.program import ProgramForm
from collectives.operations.program import change_program
from collectives.permissions.program import can_manage_program, can_see_setup
from collectives.queries.program import place_rows, readiness, setup_steps
from collectives.queries.program_count import count_rows
from collectives.queries.program_forming import forming_rows, read_forming
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require


@require_GET
def setup(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """What stands and what is open, each open thing a question with its next step."""
    require(can_see_setup(request.participant))
    manages = can_manage_program(request.participant)
    counted = count_rows(**place_rows(request.participant), **forming_rows())
    found = setup_steps(readiness(request.participant, request.program, counted), read_forming(counted))
    steps = [step for step in found if manages or not step.for_admin]
    context = {
        "steps": steps,
        "next_step": next((step for step in steps if step.open), None) if manages else None,
        "can_manage": manages,
    }
    return page(request, "collectives/program/setup.html", "setup", context)


@require_http_methods(["GET", "POST"])
def program_settings(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Name, language, time zone, paper, second factor."""
    require(can_manage_program(request.participant))
    form = ProgramForm(request.POST if request.method == "POST" else None, initial=ProgramForm.now(request.program))
    if request.method == "POST" and form.is_valid():
        try:
            change_program(request.program, **form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error("two_factor_for_staff", str(reason))
        else:
            messages.success(request, _("The settings are kept."))
            return redirect("collectives:program-settings", program_slug)
    context = {"form": form, "has_second_factor": is_mfa_enabled(request.user)}
    return page(request, "collectives/program/settings.html", "form", context, status=422 if form.errors else 200)

"""What a program shows to others and reads of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collectives.requests import ProgramRequest
from evidence.permissions.library_copy import can_share_library
from facilitation.forms.library_sharing import SharingForm
from facilitation.operations.protocol_copy import agree_across
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def library_sharing(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Show, and see."""
    require(can_share_library(request.participant))
    program = request.program
    given = {"shown": program.library_shown, "seen": program.library_seen}
    form = SharingForm(request.POST if request.method == "POST" else None, initial=given)
    if request.method == "POST" and form.is_valid():
        agree_across(program, **form.cleaned_data, by=request.participant, now=now())
        messages.success(request, _("It is kept. What is shown and seen follows within a minute."))
        return redirect("facilitation:library-sharing", program_slug)
    return page(request, "facilitation/library/sharing.html", "sharing", {"form": form})

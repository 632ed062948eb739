"""What other programs published: read here, and agreed to by who manages the program."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collectives.requests import ProgramRequest
from evidence.engine.learning_summary import read_frozen
from evidence.forms.library_copy import SharingForm
from evidence.operations.library_copy import share_library
from evidence.permissions.learning_start import startable_placemats
from evidence.permissions.library_copy import can_share_library, visible_copies
from evidence.queries.learning_summary import learning_sheet
from ilc.pages import page, require


@require_GET
def library_copy(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One copy, as its members agreed to show it."""
    copy = get_object_or_404(visible_copies(request.participant), pk=pk)
    context = {
        "copy": copy,
        "sheet": learning_sheet(copy, read_frozen(copy.snapshot)),
        "starts": startable_placemats(request.participant).exists(),
    }
    return page(request, "evidence/library_copy/copy.html", "copy", context)


@require_http_methods(["GET", "POST"])
def library_sharing(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Show, and see."""
    require(can_share_library(request.participant))
    program = request.program
    given = {"shown": program.library_shown, "seen": program.library_seen}
    form = SharingForm(request.POST if request.method == "POST" else None, initial=given)
    if request.method == "POST" and form.is_valid():
        share_library(program, **form.cleaned_data, by=request.participant, now=now())
        messages.success(request, _("It is kept. What is shown and seen follows within a minute."))
        return redirect("evidence:library-sharing", program_slug)
    return page(request, "evidence/library_copy/sharing.html", "sharing", {"form": form})

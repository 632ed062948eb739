"""One attachment: what it says, who sees it, taking it away."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.forms.attachment import CaptionForm
from evidence.forms.data_point import mark_personal
from evidence.models import Attachment
from evidence.operations.attachment import (
    describe_attachment,
    remove_attachment,
    restore_attachment,
    show_attachment,
)
from evidence.operations.data_point import PersonalData
from evidence.permissions.attachment import can_change_attachment, can_show_attachment
from evidence.queries.attachment import Place, readable_attachments
from evidence.views.attachment import place_url
from ilc.errors import Refused
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def attachment(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say anew what it shows."""
    found = _changeable(request, pk)
    form = CaptionForm(request.POST if request.method == "POST" else None, initial={"caption": found.caption})
    if request.method == "POST" and form.is_valid():
        try:
            describe_attachment(found, caption=form.cleaned_data["caption"], by=request.participant)
        except PersonalData as refused:
            mark_personal(form, refused)
        else:
            return redirect(_back(program_slug, found))
    context = _context(program_slug, found) | {"form": form}
    return page(request, "evidence/attachment/caption.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def attachment_show(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Show it to everybody who sees the indicator; asks to look once more."""
    found = _changeable(request, pk)
    require(can_show_attachment(request.participant, found))
    if request.method == "POST":
        show_attachment(found, shown=True, now=now())
        return redirect(_back(program_slug, found))
    return page(request, "evidence/attachment/show.html", "ask", _context(program_slug, found))


@require_POST
def attachment_keep(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Keep it to the district from now on."""
    found = _changeable(request, pk)
    show_attachment(found, shown=False, now=now())
    return redirect(_back(program_slug, found))


@require_POST
def attachment_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take it away, with a way back."""
    found = _changeable(request, pk)
    remove_attachment(found, by=request.participant, now=now())
    return redirect(f"{_back(program_slug, found)}?removed={pk}")


@require_POST
def attachment_restore(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Bring it back."""
    found = _changeable(request, pk)
    try:
        restore_attachment(found, now=now())
    except Refused as reason:
        context = _context(program_slug, found) | {"reason": str(reason)}
        return page(request, "evidence/attachment/gone.html", "gone", context, status=422)
    return redirect(_back(program_slug, found))


def _changeable(request: ProgramRequest, pk: UUID) -> Attachment:
    found = get_object_or_404(readable_attachments(request.participant), pk=pk)
    require(can_change_attachment(request.participant, found))
    return found


def _back(slug: str, found: Attachment) -> str:
    return place_url(slug, Place(found.indicator, found.data_point))


def _context(slug: str, found: Attachment) -> dict[str, object]:
    placemat = found.indicator.placemat
    return {
        "attachment": found,
        "indicator": found.indicator,
        "placemat": placemat,
        "collective": placemat.cycle.collective,
        "back_url": _back(slug, found),
    }

"""The files themselves: only through here, only to who may see them, never for a browser to open as a page."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from evidence.models import Attachment
from evidence.permissions.attachment import visible_attachments

PREVIEW_TYPE = "image/jpeg"


@require_GET
def attachment_file(request: ProgramRequest, program_slug: str, pk: UUID) -> FileResponse:
    """A checked file, to keep on the device."""
    found = _checked(request, pk)
    return _answer(found.file, found.content_type, found.name)


@require_GET
def attachment_preview(request: ProgramRequest, program_slug: str, pk: UUID) -> FileResponse:
    """A small picture of a checked one, for the list."""
    found = _checked(request, pk)
    return _answer(found.preview, PREVIEW_TYPE, f"{found.name.rpartition('.')[0]}.jpg")


def _checked(request: ProgramRequest, pk: UUID) -> Attachment:
    ready = visible_attachments(request.participant).filter(state=Attachment.State.CHECKED, removed_at=None)
    return get_object_or_404(ready, pk=pk)


def _answer(key: str, content_type: str, name: str) -> FileResponse:
    """The stored bytes as they are. Raises Http404 where there are none."""
    if not key or not default_storage.exists(key):
        raise Http404
    response = FileResponse(default_storage.open(key), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Content-Encoding"] = "identity"  # it is packed already: packing it again costs a second and its length
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response

"""The file of an export, whole or from where a download broke off (RFC 9110, range requests)."""

import re
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from collectives.models import RenderingState
from collectives.requests import ProgramRequest
from facilitation.operations.export import may_export
from facilitation.queries.export import own_exports, read_subject
from ilc.tables.typed import XLSX

ONE_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
TYPES: Final = {
    "xlsx": XLSX,
    "zip": "application/zip",
}


class FilePart:
    """Some bytes of an open file, to be read once."""

    def __init__(self, file: Any, start: int, length: int) -> None:
        file.seek(start)
        self._file, self._left = file, length

    def read(self, most: int) -> bytes:
        """The next bytes; none at the end of the part."""
        data: bytes = self._file.read(min(most, self._left))
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Close the file."""
        self._file.close()


@require_safe
def export_file(request: ProgramRequest, program_slug: str, rendering_pk: UUID) -> HttpResponse | FileResponse:
    """A file that one asked for oneself, while it is kept and while it is still theirs to take along."""
    ready = own_exports(request.participant).filter(state=RenderingState.DONE).exclude(file="")
    rendering = get_object_or_404(ready, pk=rendering_pk)
    subject = read_subject(rendering.subject)
    if not may_export(request.participant, subject) or not default_storage.exists(rendering.file):
        raise Http404
    size = default_storage.size(rendering.file)
    tag = f'"{rendering.digest}"'
    wanted = _wanted(request, size, tag)
    if wanted is None:
        answer = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        answer["Content-Range"] = f"bytes */{size}"
        return answer
    start, end = wanted
    file = default_storage.open(rendering.file)
    response = FileResponse(FilePart(file, start, end - start), content_type=TYPES[subject.extension])
    if (start, end) != (0, size):
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response["Content-Length"] = str(end - start)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    name = content_disposition_header(True, f"{rendering.title}.{subject.extension}")
    response["Content-Disposition"] = name or "attachment"
    response["Content-Encoding"] = "identity"  # packed anew, a part would be none
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _wanted(request: ProgramRequest, size: int, tag: str) -> tuple[int, int] | None:
    """From which byte to before which; all of it where no range is asked for that we know. None: there is none such."""
    found = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if found is None or found.groups() == ("", "") or request.headers.get("If-Range", tag) != tag:
        return 0, size
    first, last = found.groups()
    if not first:  # the last so many bytes
        return (max(0, size - int(last)), size) if int(last) else None
    start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < end else None

"""A sheet as a PDF: asked for, and begun by a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from collectives.engine.paper import Paper
from collectives.models import Participant, Program, Rendering
from collectives.operations.rendering import ask_rendering, begin_rendering, replace_rendering
from ilc.due import Lease, finish


@dataclass(frozen=True)
class PdfJob[S]:
    """All that a worker needs to make the PDF of a sheet outside the program's scope.

    `digest` is the same for two that would look the same, `subject` for those of one thing through time.
    """

    kind: str
    subject: str
    title: str
    sheet: S
    language: str
    paper: Paper
    digest: str


def ask_pdf[S](job: PdfJob[S], *, by: Participant, now: datetime, page: str = "") -> Rendering:
    """The one there is, or one that is due. Two queries. `page`: where it was asked for, when that is known."""
    return ask_rendering(
        kind=job.kind,
        subject=job.subject,
        digest=job.digest,
        title=job.title,
        language=job.language,
        page=page,
        by=by,
        now=now,
    )


def begin_pdf[S](
    lease: Lease, *, read: Callable[[Program, Rendering], PdfJob[S]], now: datetime
) -> PdfJob[S] | Rendering | None:
    """What to make. None when nobody waits for it any more; the rendering to make instead when the words have changed.

    A PDF is stored under the digest of what it shows, so it is never made from words newer than its digest.
    """
    rendering = begin_rendering(lease.key)
    if rendering is None:
        finish(lease, now=now)
        return None
    with translation.override(rendering.language):  # a leader's position is printed, and is in words already
        job = read(Program.objects.get(pk=lease.program_id), rendering)
    if job.digest == rendering.digest:
        return job
    replace_rendering(lease, now=now)
    return ask_pdf(job, by=rendering.asked_by, now=now, page=rendering.page)


def paper_of(program: Program) -> Paper:
    """The paper of the program's printers."""
    return "a4" if program.paper == "a4" else "letter"

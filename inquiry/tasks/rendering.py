"""Making one document: lay out, store, say so. Whatever goes wrong is logged and tried again."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from collectives.models import Program, Rendering
from collectives.operations.rendering import (
    MOST_ATTEMPTS,
    finish_rendering,
    give_up_rendering,
    note_step,
    retry_rendering,
)
from ilc.due import Lease, claim
from ilc.files import keep_file
from ilc.pdf import PdfUnavailable
from ilc.tenancy.scope import program_scope
from inquiry.engine.frames import Paper
from inquiry.operations.pdf import PdfJob, begin_pdf
from inquiry.queries.placemat_pdf import Pdf

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
STEPS = ("measure", "fit", "write")


class WorkersEnded(RuntimeError):
    """So many workers ended while they made this document that it must be the document."""


class Render[S](Protocol):
    """Makes a sheet's PDF, and says at each step what is being done."""

    def __call__(self, sheet: S, /, *, language: str, paper: Paper, on_progress: Callable[[str], None]) -> Pdf: ...


def make_rendering[S](
    program_id: int, kind: str, key: str, *, read: Callable[[Program, Rendering], PdfJob[S]], render: Render[S]
) -> str | None:
    """Make one document, if it is due and nobody else is making it. The key of the one to make instead, if any."""
    lease = claim(program_id, kind, key, now=timezone.now(), lease=LEASE)
    if lease is None:
        return None
    with program_scope(program_id):
        job = begin_pdf(lease, read=read, now=timezone.now())
    if isinstance(job, Rendering):
        return str(job.pk)
    if job:
        with translation.override(job.language):
            _make(lease, job, render)
    return None


def _make[S](lease: Lease, job: PdfJob[S], render: Render[S]) -> None:
    """Make the bytes and store them. People read a kind reason when that cannot be."""
    file = f"p{lease.program_id}/renderings/{job.digest}.pdf"
    steps = iter(STEPS)

    def tell(_words: str) -> None:
        if step := next(steps, None):
            with program_scope(lease.program_id):
                note_step(lease.key, step)

    try:
        _check_attempts(lease)
        pdf = render(job.sheet, language=job.language, paper=job.paper, on_progress=tell)
        keep_file(file, pdf.data)
    except PdfUnavailable as reason:
        with program_scope(lease.program_id):
            give_up_rendering(lease, trouble=str(reason), now=timezone.now())
    except Exception:
        log.exception("A PDF could not be made (attempt %d).", lease.attempt)
        with program_scope(lease.program_id):
            trouble = _("Something came between while the pages were being set. All that you have written is safe.")
            retry_rendering(lease, trouble=trouble, now=timezone.now())
    else:
        with program_scope(lease.program_id):
            finish_rendering(lease, file=file, pages=pdf.pages, size=len(pdf.data), now=timezone.now())


def _check_attempts(lease: Lease) -> None:
    if lease.attempt > MOST_ATTEMPTS:
        raise WorkersEnded

"""Making placemats' PDFs. Safe to run twice, or at once in two workers: the due row decides who works."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from collectives.models import Rendering
from collectives.operations.rendering import (
    MOST_ATTEMPTS,
    finish_rendering,
    give_up_rendering,
    note_step,
    retry_rendering,
)
from ilc.due import Lease, claim, waiting
from ilc.files import keep_file
from ilc.pdf import PdfUnavailable
from ilc.tenancy.scope import program_scope
from inquiry.operations.placemat_pdf import KIND, PlacematJob, begin_placemat_pdf
from inquiry.queries.placemat_pdf import render_placemat

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
BELL_SECONDS = 60  # bells nobody hears do not pile up: the next sweep rings again
STEPS = ("measure", "fit", "write")


@shared_task(acks_late=True)
def render_placemat_pdf(*, program_id: int, rendering_pk: str) -> None:
    """Make one PDF, if it is due and nobody else is making it."""
    lease = claim(program_id, KIND, rendering_pk, now=timezone.now(), lease=LEASE)
    if lease is None:
        return
    with program_scope(program_id):
        job = begin_placemat_pdf(lease, now=timezone.now())
    if isinstance(job, Rendering):
        render_placemat_pdf.delay(program_id=program_id, rendering_pk=str(job.pk))
    elif job:
        with translation.override(job.language):
            _make(lease, job)


@shared_task
def sweep_placemat_renderings() -> None:
    """Ring for every PDF that is due and that nobody makes: its bell was lost, or its worker."""
    for program_id, key in waiting(KIND, now=timezone.now()):
        render_placemat_pdf.apply_async(kwargs={"program_id": program_id, "rendering_pk": key}, expires=BELL_SECONDS)


def _make(lease: Lease, job: PlacematJob) -> None:
    """Lay out, store, say so. Whatever goes wrong is logged and tried again; people read a kind reason."""
    steps = iter(STEPS)

    def tell(_words: str) -> None:
        if step := next(steps, None):
            with program_scope(lease.program_id):
                note_step(lease.key, step)

    try:
        _check_attempts(lease)
        pdf = render_placemat(job.sheet, language=job.language, paper=job.paper, on_progress=tell)
        keep_file(job.file, pdf.data)
    except PdfUnavailable as reason:
        with program_scope(lease.program_id):
            give_up_rendering(lease, trouble=str(reason), now=timezone.now())
    except Exception:
        log.exception("A placemat's PDF could not be made (attempt %d).", lease.attempt)
        with program_scope(lease.program_id):
            trouble = _("Something came between while the pages were being set. The words on your placemat are safe.")
            retry_rendering(lease, trouble=trouble, now=timezone.now())
    else:
        with program_scope(lease.program_id):
            finish_rendering(lease, file=job.file, pages=pdf.pages, size=len(pdf.data), now=timezone.now())


def _check_attempts(lease: Lease) -> None:
    if lease.attempt > MOST_ATTEMPTS:
        raise WorkersEnded


class WorkersEnded(RuntimeError):
    """So many workers ended while they made this document that it must be the document."""

"""Making blank placemats' PDFs. Safe to run twice, or at once in two workers: the due row decides who works."""

from collections.abc import Callable
from functools import partial

from celery import shared_task
from django.utils import timezone, translation

from collectives.models import Rendering
from ilc.due import claim
from ilc.tenancy.scope import program_scope
from inquiry.operations.blank_pdf import KIND, BlankJob, begin_blank_pdf
from inquiry.queries.blank_pdf import render_blank
from inquiry.queries.placemat_pdf import Pdf
from inquiry.tasks.rendering import LEASE, make_rendering


@shared_task(acks_late=True)
def render_blank_pdf(*, program_id: int, rendering_pk: str) -> None:
    """Make one PDF, if it is due and nobody else is making it."""
    lease = claim(program_id, KIND, rendering_pk, now=timezone.now(), lease=LEASE)
    if lease is None:
        return
    with program_scope(program_id):
        job = begin_blank_pdf(lease, now=timezone.now())
    if isinstance(job, Rendering):
        render_blank_pdf.delay(program_id=program_id, rendering_pk=str(job.pk))
    elif job:
        with translation.override(job.language):
            make_rendering(lease, file=job.file, render=partial(_render, job))


def _render(job: BlankJob, tell: Callable[[str], None]) -> Pdf:
    return render_blank(job.sheet, language=job.language, paper=job.paper, on_progress=tell)

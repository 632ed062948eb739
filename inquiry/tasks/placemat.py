"""Making placemats' PDFs. Safe to run twice, or at once in two workers: the due row decides who works."""

from collections.abc import Callable
from functools import partial

from celery import shared_task
from django.utils import timezone, translation

from collectives.models import Rendering
from ilc.due import claim, waiting
from ilc.tenancy.scope import program_scope
from inquiry.operations.blank_pdf import KIND as BLANK
from inquiry.operations.placemat_pdf import KIND, PlacematJob, begin_placemat_pdf
from inquiry.queries.placemat_pdf import Pdf, render_placemat
from inquiry.tasks.blank import render_blank_pdf
from inquiry.tasks.rendering import LEASE, make_rendering

BELL_SECONDS = 60  # bells nobody hears do not pile up: the next sweep rings again


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
            make_rendering(lease, file=job.file, render=partial(_render, job))


@shared_task
def sweep_placemat_renderings() -> None:
    """Ring for every PDF that is due and that nobody makes: its bell was lost, or its worker. Blank ones too."""
    for kind, task in ((KIND, render_placemat_pdf), (BLANK, render_blank_pdf)):
        for program_id, key in waiting(kind, now=timezone.now()):
            task.apply_async(kwargs={"program_id": program_id, "rendering_pk": key}, expires=BELL_SECONDS)


def _render(job: PlacematJob, tell: Callable[[str], None]) -> Pdf:
    return render_placemat(job.sheet, language=job.language, paper=job.paper, on_progress=tell)

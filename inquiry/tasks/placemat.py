"""Making placemats' PDFs. Safe to run twice, or at once in two workers: the due row decides who works."""

from celery import shared_task

from collectives.tasks.rendering import make_rendering, ring_again
from inquiry.operations.blank_pdf import KIND as BLANK
from inquiry.operations.placemat_pdf import KIND, read_placemat_job
from inquiry.queries.placemat_pdf import render_placemat
from inquiry.tasks.blank import render_blank_pdf


@shared_task(acks_late=True)
def render_placemat_pdf(*, program_id: int, rendering_pk: str) -> None:
    """Make one PDF, if it is due and nobody else is making it."""
    again = make_rendering(program_id, KIND, rendering_pk, read=read_placemat_job, render=render_placemat)
    if again:
        render_placemat_pdf.delay(program_id=program_id, rendering_pk=again)


@shared_task
def sweep_placemat_renderings() -> None:
    """Ring for every PDF that is due and that nobody makes: its bell was lost, or its worker. Blank ones too."""
    for kind, task in ((KIND, render_placemat_pdf), (BLANK, render_blank_pdf)):
        ring_again(kind, task)

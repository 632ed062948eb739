"""Making PDFs of judgements. Safe to run twice, or at once in two workers: the due row decides who works."""

from celery import shared_task

from collectives.tasks.rendering import make_rendering, ring_again
from evidence.operations.judgement_pdf import KIND, read_judgement_job
from evidence.queries.judgement_pdf import render_judgement


@shared_task(acks_late=True)
def render_judgement_pdf(*, program_id: int, rendering_pk: str) -> None:
    """Make one PDF, if it is due and nobody else is making it."""
    again = make_rendering(program_id, KIND, rendering_pk, read=read_judgement_job, render=render_judgement)
    if again:
        render_judgement_pdf.delay(program_id=program_id, rendering_pk=again)


@shared_task
def sweep_judgement_pdfs() -> None:
    """Ring for every judgement that is due and that nobody makes: its bell was lost, or its worker."""
    ring_again(KIND, render_judgement_pdf)

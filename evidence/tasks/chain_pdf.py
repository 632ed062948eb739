"""Making PDFs of evidence chains. Safe to run twice, or at once in two workers: the due row decides who works."""

from celery import shared_task

from collectives.tasks.rendering import make_rendering, ring_again
from evidence.operations.chain_pdf import KIND, read_chain_job
from evidence.queries.chain_pdf import render_chain


@shared_task(acks_late=True)
def render_chain_pdf(*, program_id: int, rendering_pk: str) -> None:
    """Make one PDF, if it is due and nobody else is making it."""
    again = make_rendering(program_id, KIND, rendering_pk, read=read_chain_job, render=render_chain)
    if again:
        render_chain_pdf.delay(program_id=program_id, rendering_pk=again)


@shared_task
def sweep_chain_pdfs() -> None:
    """Ring for every chain that is due and that nobody makes: its bell was lost, or its worker."""
    ring_again(KIND, render_chain_pdf)

"""Making PDFs of certificates. Safe to run twice, or at once in two workers: the due row decides who works."""

from celery import shared_task

from collectives.tasks.rendering import make_rendering, ring_again
from facilitation.operations.certificate_pdf import KIND, read_certificate_job
from facilitation.queries.certificate_pdf import render_certificate


@shared_task(acks_late=True)
def render_certificate_pdf(*, program_id: int, rendering_pk: str) -> None:
    """Make one PDF, if it is due and nobody else is making it."""
    again = make_rendering(program_id, KIND, rendering_pk, read=read_certificate_job, render=render_certificate)
    if again:
        render_certificate_pdf.delay(program_id=program_id, rendering_pk=again)


@shared_task
def sweep_certificates() -> None:
    """Ring for every certificate that is due and that nobody makes: its bell was lost, or its worker."""
    ring_again(KIND, render_certificate_pdf)

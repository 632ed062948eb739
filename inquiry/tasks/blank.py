"""Making blank placemats' PDFs. Safe to run twice, or at once in two workers: the due row decides who works."""

from celery import shared_task

from collectives.tasks.rendering import make_rendering
from inquiry.operations.blank_pdf import KIND, read_blank_job
from inquiry.queries.blank_pdf import render_blank


@shared_task(acks_late=True)
def render_blank_pdf(*, program_id: int, rendering_pk: str) -> None:
    """Make one PDF, if it is due and nobody else is making it."""
    again = make_rendering(program_id, KIND, rendering_pk, read=read_blank_job, render=render_blank)
    if again:
        render_blank_pdf.delay(program_id=program_id, rendering_pk=again)

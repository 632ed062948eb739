"""Making PDFs of reports. Safe to run twice, or at once in two workers: the due row decides who works."""

from celery import shared_task

from collectives.tasks.rendering import make_rendering, ring_again
from evidence.queries.report_pdf import render_report
from facilitation.operations.report import KIND, read_report_job


@shared_task(acks_late=True)
def render_report_pdf(*, program_id: int, rendering_pk: str) -> None:
    """Make one PDF, if it is due and nobody else is making it."""
    again = make_rendering(program_id, KIND, rendering_pk, read=read_report_job, render=render_report)
    if again:
        render_report_pdf.delay(program_id=program_id, rendering_pk=again)


@shared_task
def sweep_reports() -> None:
    """Ring for every report that is due and that nobody makes: its bell was lost, or its worker."""
    ring_again(KIND, render_report_pdf)

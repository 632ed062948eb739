"""Making session packs. Safe to run twice, or at once in two workers: the due row decides who works."""

from celery import shared_task

from collectives.tasks.rendering import make_rendering, ring_again
from facilitation.operations.session_pack import KIND, read_session_pack_job
from facilitation.queries.session_pack_pdf import render_pack


@shared_task(acks_late=True)
def render_session_pack(*, program_id: int, rendering_pk: str) -> None:
    """Make one PDF, if it is due and nobody else is making it."""
    again = make_rendering(program_id, KIND, rendering_pk, read=read_session_pack_job, render=render_pack)
    if again:
        render_session_pack.delay(program_id=program_id, rendering_pk=again)


@shared_task
def sweep_session_packs() -> None:
    """Ring for every pack that is due and that nobody makes: its bell was lost, or its worker."""
    ring_again(KIND, render_session_pack)

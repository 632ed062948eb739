"""Making session packs. Safe to run twice, or at once in two workers: the due row decides who works."""

from celery import shared_task
from django.utils import timezone

from collectives.tasks.rendering import BELL_SECONDS, make_rendering
from facilitation.operations.session_pack import KIND, read_session_pack_job
from facilitation.queries.session_pack_pdf import render_pack
from ilc.due import waiting


@shared_task(acks_late=True)
def render_session_pack(*, program_id: int, rendering_pk: str) -> None:
    """Make one PDF, if it is due and nobody else is making it."""
    again = make_rendering(program_id, KIND, rendering_pk, read=read_session_pack_job, render=render_pack)
    if again:
        render_session_pack.delay(program_id=program_id, rendering_pk=again)


@shared_task
def sweep_session_packs() -> None:
    """Ring for every pack that is due and that nobody makes: its bell was lost, or its worker."""
    for program_id, key in waiting(KIND, now=timezone.now()):
        render_session_pack.apply_async(kwargs={"program_id": program_id, "rendering_pk": key}, expires=BELL_SECONDS)

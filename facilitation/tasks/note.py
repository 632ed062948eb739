"""Rows for notes that no server has open: they are found, printed and mailed even if a server died over them."""

from celery import shared_task

from collectives.models import Program
from facilitation.coediting.note import NOTES
from ilc.tenancy.scope import program_scope
from inquiry.coediting.keeping import documents_behind, keep_documents
from inquiry.tasks.document import BELL_SECONDS


@shared_task(acks_late=True)
def keep_program_notes(*, program_id: int) -> None:
    """Bring a program's notes up to date with their documents, and fold long logs. Safe to run twice, or at once."""
    keep_documents(NOTES, program_id)


@shared_task
def sweep_notes() -> None:
    """Ring for every program that has notes whose row is behind, or whose log is long."""
    for program_id in Program.objects.values_list("pk", flat=True):
        with program_scope(program_id):
            behind = documents_behind(NOTES).exists()
        if behind:
            keep_program_notes.apply_async(kwargs={"program_id": program_id}, expires=BELL_SECONDS)

"""Rows for documents that no server has open: words are found, printed and compared even if a server died over them."""

from celery import shared_task

from collectives.models import Program
from ilc.tenancy.scope import program_scope
from inquiry.coediting.keeping import documents_behind, keep_documents
from inquiry.coediting.writing import PLACEMAT

BELL_SECONDS = 60  # bells nobody hears do not pile up: the next sweep rings again


@shared_task(acks_late=True)
def keep_program_documents(*, program_id: int) -> None:
    """Bring a program's rows up to date with its documents, and fold long logs. Safe to run twice, or at once."""
    keep_documents(PLACEMAT, program_id)


@shared_task
def sweep_documents() -> None:
    """Ring for every program that has a document whose rows are behind, or whose log is long."""
    for program_id in Program.objects.values_list("pk", flat=True):
        with program_scope(program_id):
            behind = documents_behind(PLACEMAT).exists()
        if behind:
            keep_program_documents.apply_async(kwargs={"program_id": program_id}, expires=BELL_SECONDS)

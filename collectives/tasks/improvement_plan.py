"""Reading improvement plans in the background. The truth is in `due`."""

from datetime import timedelta
from typing import BinaryIO, Final, cast
from uuid import UUID

from celery import shared_task
from django.core.files.storage import default_storage
from django.utils.timezone import now

from collectives.operations.improvement_plan import (
    READ,
    FoundPassage,
    PlanWork,
    begin_plan,
    note_passages,
    refuse_plan,
)
from ilc.documents.paragraphs import Document, place_in_words
from ilc.documents.reading import read_document, read_pasted
from ilc.documents.refusals import DocumentRefused
from ilc.due import claim, finish, waiting
from ilc.tenancy.scope import program_scope

_HOLD: Final = timedelta(seconds=180)  # reading a large document takes up to 120 s
_UNKNOWN: Final = "und"


@shared_task(acks_late=True)
def read_plan(*, program_id: int, plan_pk: str) -> None:
    """Find the passages of a plan that state a focus, between two scopes. Run again, it finds nothing to do."""
    from collectives.engine.passages import propose_passages  # noqa: PLC0415 - takes a second to load

    lease = claim(program_id, READ, plan_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        work = begin_plan(UUID(plan_pk))
        if work is None:
            finish(lease, now=now())
            return
    try:
        document = _read(work)
        proposed = propose_passages(document.paragraphs)
    except DocumentRefused as refusal:
        with program_scope(program_id):
            if finish(lease, now=now()):
                refuse_plan(work, code=refusal.code, values=refusal.values)
        return
    found = [
        FoundPassage(one.text, place_in_words(one.paragraph), one.why, "" if one.lang == _UNKNOWN else one.lang)
        for one in proposed
    ]
    with program_scope(program_id):
        if finish(lease, now=now()):
            note_passages(work, found, silent_pages=document.silent_pages)


@shared_task
def sweep_plans() -> None:
    """Ring again for plans that wait to be read and that nobody reads."""
    for program_id, plan_pk in waiting(READ, now=now()):
        read_plan.delay(program_id=program_id, plan_pk=plan_pk)


def _read(work: PlanWork) -> Document:
    if not work.file:
        return read_pasted(work.pasted)
    with default_storage.open(work.file) as file:
        return read_document(cast(BinaryIO, file))

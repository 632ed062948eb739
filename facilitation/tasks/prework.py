"""What is asked before sessions goes out when its time has come."""

import logging
from datetime import timedelta
from typing import Final
from uuid import UUID

from celery import shared_task
from django.utils.timezone import now

from collectives.tasks.notice import ring_notices
from facilitation.operations.prework import send_due_prework
from facilitation.queries.prework import PREWORK
from ilc.due import claim, finish, waiting
from ilc.errors import Refused
from ilc.tenancy.scope import program_scope

_HOLD: Final = timedelta(seconds=60)

log = logging.getLogger(__name__)


@shared_task
def sweep_prework() -> None:
    """Ring for everything whose time has come. The rows in `due` are the truth: a bell too many does no harm."""
    for program_id, key in waiting(PREWORK, now=now()):
        send_prework_by_itself.delay(program_id=program_id, prompt_pk=key)


@shared_task(acks_late=True)
def send_prework_by_itself(*, program_id: int, prompt_pk: str) -> None:
    """Open one prompt and write its letters. Run twice, or at once in two workers, it writes them once."""
    lease = claim(program_id, PREWORK, prompt_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        try:
            ring_notices(program_id, send_due_prework(UUID(prompt_pk), now=now()))
        except Refused as reason:
            log.info("Prompt %s was not sent: %s", prompt_pk, reason)
        finish(lease, now=now())  # after the session is held: whoever moves it holds it, then plans anew

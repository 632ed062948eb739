"""Writing the mails of a formation a batch at a time, and reminding two days before answers are due."""

from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils.timezone import now

from collectives.models import Formation
from collectives.operations.formation_asking import remind_formation
from collectives.operations.formation_mail import MAIL, REMINDER, write_some_mails
from collectives.tasks.notice import ring_notices
from ilc.due import claim, extend, finish, waiting
from ilc.errors import Refused
from ilc.tenancy.scope import program_scope

_HOLD: Final = timedelta(seconds=60)
_BATCH: Final = 50  # messages in one transaction


@shared_task
def write_formation_mails(*, program_id: int, formation_pk: str) -> None:
    """Write every mail that a formation still has to write, and ring for each. Run again, it writes none twice."""
    lease = claim(program_id, MAIL, formation_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    while True:
        with program_scope(program_id):
            if not extend(lease, until=now() + _HOLD):
                return
            notices = write_some_mails(Formation.objects.get(pk=formation_pk), limit=_BATCH, now=now())
            ring_notices(program_id, notices)
            if not notices:
                finish(lease, now=now())
                return


@shared_task
def remind_by_itself(*, program_id: int, formation_pk: str) -> None:
    """Remind those who have not answered. Run again, it does nothing: the work is done."""
    lease = claim(program_id, REMINDER, formation_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        try:
            remind_formation(Formation.objects.get(pk=formation_pk), by=None, now=now())
        except Refused:
            pass  # everybody has answered, or somebody reminded them today
        else:
            write_formation_mails.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
                program_id=program_id, formation_pk=formation_pk
            )
        finish(lease, now=now())


@shared_task
def sweep_formation_mails() -> None:
    """Ring again for mails to write and reminders that are due and that nobody works on."""
    for task, kind in ((write_formation_mails, MAIL), (remind_by_itself, REMINDER)):
        for program_id, formation_pk in waiting(kind, now=now()):
            task.delay(program_id=program_id, formation_pk=formation_pk)

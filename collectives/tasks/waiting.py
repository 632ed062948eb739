"""Seats that became free go to who waits; who has not answered is reminded. The truth is in `due`."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.utils.timezone import now

from collectives.models import Invitation
from collectives.operations.collective import SEAT_FREED
from collectives.operations.invitation import REMINDER, RemindedToday, remind_invitation
from collectives.operations.latecomers import WORK_OUT, begin_work, store_work, work_out
from collectives.operations.waiting import promote_waiting
from collectives.tasks.notice import ring_notices
from ilc.due import claim, finish, release, waiting
from ilc.errors import Refused
from ilc.tenancy.scope import program_scope

HOLD = timedelta(minutes=2)
ONE_DAY = timedelta(days=1)


@shared_task(acks_late=True)
def fill_free_seats(*, program_id: int, collective_pk: str) -> None:
    """Hold the free seats of a collective for who waits. Run twice, or at once, it does it once."""
    lease = claim(program_id, SEAT_FREED, collective_pk, now=now(), lease=HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        notices = promote_waiting(UUID(collective_pk), now=now())  # holds the collective first, as whoever frees a seat
        finish(lease, now=now())
        ring_notices(program_id, notices)


@shared_task(acks_late=True)
def remind_of_invitation(*, program_id: int, invitation_pk: str) -> None:
    """Remind somebody who has not answered for a week, unless a reminder went out within a day: then a day later."""
    lease = claim(program_id, REMINDER, invitation_pk, now=now(), lease=HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        invitation = Invitation.objects.select_related("collective").filter(pk=invitation_pk).first()
        try:
            notices = [remind_invitation(invitation, now=now())] if invitation else []
        except RemindedToday:
            release(lease, due_at=now() + ONE_DAY)
            return
        except Refused:  # answered, taken back or ended: nothing to remind of
            notices = []
        if finish(lease, now=now()):
            ring_notices(program_id, notices)


@shared_task(acks_late=True)
def seat_latecomers(*, program_id: int, reseating_pk: str) -> None:
    """Work out seats for who came late, between two transactions. Run again, it works out the same."""
    lease = claim(program_id, WORK_OUT, reseating_pk, now=now(), lease=HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        work = begin_work(UUID(reseating_pk))
    moves, left_out = work_out(work) if work else ([], [])
    with program_scope(program_id):
        if finish(lease, now=now()) and work:
            store_work(work.reseating_pk, moves, left_out)


@shared_task
def sweep_free_seats() -> None:
    """Ring for collectives in which a seat became free, invitations to remind of, and people who came late."""
    for program_id, key in waiting(SEAT_FREED, now=now()):
        fill_free_seats.delay(program_id=program_id, collective_pk=key)
    for program_id, key in waiting(REMINDER, now=now()):
        remind_of_invitation.delay(program_id=program_id, invitation_pk=key)
    for program_id, key in waiting(WORK_OUT, now=now()):
        seat_latecomers.delay(program_id=program_id, reseating_pk=key)


def ring_free_seats(program_id: int, *collective_pks: UUID) -> None:
    """Ask for the filling of free seats after the commit."""
    for pk in collective_pks:
        fill_free_seats.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
            program_id=program_id, collective_pk=str(pk)
        )


def ring_latecomers(program_id: int, reseating_pk: UUID) -> None:
    """Ask for the working out of seats after the commit."""
    seat_latecomers.delay_on_commit(  # type: ignore[attr-defined]  # as above
        program_id=program_id, reseating_pk=str(reseating_pk)
    )

"""Giving seats, ending them, moving them. The database keeps the cap of ten."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import (
    MAX_SEATS,
    Collective,
    Participant,
    ProposedCollective,
    Seat,
    WaitingPlace,
    WaitingState,
)
from collectives.operations.collective import lock_collective, note_free_seat
from collectives.operations.participant import lock_participant
from ilc.errors import Refused


class AlreadySeated(Refused):
    """The participant has a seat in this collective."""


class CollectiveFull(Refused):
    """All seats are taken."""


class CollectiveClosed(Refused):
    """Nobody gets a seat in a closed collective."""


class ParticipantLeft(Refused):
    """Somebody who left the program gets no seat."""


class SeatEnded(Refused):
    """The seat ended before."""


class SameCollective(Refused):
    """A seat moves to another collective."""


@transaction.atomic
def seat_participant(collective: Collective, *, participant: Participant, by: Participant, now: datetime) -> Seat:
    """Give a participant the lowest free seat. Whoever waited for it waits no longer.

    Raises AlreadySeated, CollectiveFull at MAX_SEATS, CollectiveClosed, or ParticipantLeft.
    """
    return _seat(lock_collective(collective), participant, by, now)


@transaction.atomic
def seat_participants(
    collective: Collective, *, participants: Iterable[Participant], by: Participant | None, now: datetime
) -> list[Seat]:
    """Give each of them a seat, or nobody. `by` None: nobody pressed anything. Raises as seat_participant."""
    collective = lock_collective(collective)
    people = list(participants)
    free = MAX_SEATS - collective.seats.filter(left_at=None).count()
    if len(people) > free > 0:
        words = ngettext(
            "You chose %(chosen)d people; %(collective)s has %(free)d free seat. Nobody was seated yet.",
            "You chose %(chosen)d people; %(collective)s has %(free)d free seats. Nobody was seated yet.",
            free,
        )
        raise CollectiveFull(words % {"chosen": len(people), "collective": collective, "free": free})
    return [_seat(collective, participant, by, now) for participant in people]


@transaction.atomic
def end_seat(seat: Seat, *, reason: str, by: Participant, now: datetime) -> Seat:
    """End a seat; it stays in the history, with the reason. The next on the waiting list is asked. Raises SeatEnded."""
    lock_collective(seat.collective)
    return _end(seat, reason, by, now)


@transaction.atomic
def restore_seat(seat: Seat, *, by: Participant, now: datetime) -> Seat:
    """Give the seat back that ended: the same number when it is free, as a new seat. Raises as seat_participant."""
    collective = lock_collective(seat.collective)
    return _seat(collective, seat.participant, by, now, number=seat.number)


@transaction.atomic
def move_seat(seat: Seat, *, to: Collective, reason: str, by: Participant, now: datetime) -> Seat:
    """End a seat and give one in another collective, both or neither.

    Raises SameCollective, SeatEnded, or as seat_participant.
    """
    if to.pk == seat.collective_id:
        raise SameCollective(
            _("%(person)s sits in %(collective)s already.") % {"person": seat.participant, "collective": to}
        )
    locked = {one.pk: lock_collective(one) for one in sorted((seat.collective, to), key=lambda one: one.pk)}
    _end(seat, reason, by, now)
    return _seat(locked[to.pk], seat.participant, by, now)


def _seat(
    collective: Collective, participant: Participant, by: Participant | None, now: datetime, number: int | None = None
) -> Seat:
    participant = lock_participant(participant)
    if collective.closed_at:
        raise CollectiveClosed(_("%(collective)s is closed. Reopen it first.") % {"collective": collective})
    if participant.left_at:
        raise ParticipantLeft(_("%(person)s left the program. Bring them back first.") % {"person": participant})
    seats = collective.seats.filter(left_at=None)
    if seats.filter(participant=participant).exists():
        raise AlreadySeated(
            _("%(person)s already has a seat in %(collective)s.") % {"person": participant, "collective": collective}
        )
    taken = set(seats.values_list("number", flat=True))
    free = [one for one in range(1, MAX_SEATS + 1) if one not in taken]
    if not free:
        raise CollectiveFull(
            _("%(collective)s has all %(seats)d seats taken.") % {"collective": collective, "seats": MAX_SEATS}
        )
    number = number if number in free else free[0]
    seat = Seat.objects.create(
        collective=collective, participant=participant, number=number, seated_by=by, seated_at=now
    )
    _wait_no_longer(seat, now)
    return seat


def _wait_no_longer(seat: Seat, now: datetime) -> None:
    formations = ProposedCollective.objects.filter(collective=seat.collective).values("proposal__formation")
    waited = Q(collective=seat.collective) | Q(collective=None, formation__in=formations)
    WaitingPlace.objects.filter(waited, participant=seat.participant, state=WaitingState.WAITING).update(
        state=WaitingState.PROMOTED, seat=seat, settled_by=seat.seated_by, settled_at=now
    )


def _end(seat: Seat, reason: str, by: Participant, now: datetime) -> Seat:
    ended = Seat.objects.filter(pk=seat.pk, left_at=None).update(left_at=now, left_by=by, left_reason=reason)
    if not ended:
        raise SeatEnded(_("%(person)s left this seat before.") % {"person": seat.participant})
    note_free_seat(seat.collective_id, now=now)
    seat.left_at, seat.left_by, seat.left_reason = now, by, reason
    return seat

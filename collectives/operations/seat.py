"""Giving seats, ending them, moving them. The database keeps the cap of ten."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import (
    MAX_SEATS,
    Collective,
    Participant,
    ProposedCollective,
    Role,
    RoleGrant,
    Seat,
    WaitingPlace,
    WaitingState,
)
from collectives.operations.collective import lock_collective, lock_collectives, note_calendars, note_free_seat
from collectives.operations.participant import lock_participants
from ilc.errors import Refused


class AlreadySeated(Refused):
    """The participant has a seat in this collective."""


class CollectiveFull(Refused):
    """All seats are taken."""


class CollectiveClosed(Refused):
    """Nobody gets a seat in a closed collective."""


class ParticipantLeft(Refused):
    """Somebody who left the program gets no seat."""


class NotAFacilitator(Refused):
    """In a collective of facilitators sit facilitators."""


class SeatEnded(Refused):
    """The seat ended before."""


class SameCollective(Refused):
    """A seat moves to another collective."""


@transaction.atomic
def seat_participant(collective: Collective, *, participant: Participant, by: Participant, now: datetime) -> Seat:
    """Give a participant the lowest free seat. Whoever waited for it waits no longer.

    Raises AlreadySeated, CollectiveFull at MAX_SEATS, CollectiveClosed, ParticipantLeft, or NotAFacilitator.
    """
    return seat_groups([(collective, [participant])], by=by, now=now)[0]


@transaction.atomic
def seat_participants(
    collective: Collective, *, participants: Iterable[Participant], by: Participant | None, now: datetime
) -> list[Seat]:
    """Give each of them a seat, or nobody. `by` None: nobody pressed anything. Raises as seat_participant."""
    return seat_groups([(collective, participants)], by=by, now=now)


@transaction.atomic
def seat_groups(
    groups: Iterable[tuple[Collective, Iterable[Participant]]], *, by: Participant | None, now: datetime
) -> list[Seat]:
    """Give everybody a seat in the collective they stand beside, or nobody. Raises as seat_participant.

    As many SQL statements for ten collectives of ten as for one person.
    """
    wanted = [(collective, list(people)) for collective, people in groups]
    collectives = lock_collectives(collective for collective, _people in wanted)
    return _seat(list(zip(collectives, (people for _collective, people in wanted), strict=True)), by, now)


@transaction.atomic
def end_seat(seat: Seat, *, reason: str, by: Participant, now: datetime) -> Seat:
    """End a seat; it stays in the history, with the reason. The next on the waiting list is asked. Raises SeatEnded."""
    lock_collective(seat.collective)
    return _end(seat, reason, by, now)


@transaction.atomic
def restore_seat(seat: Seat, *, by: Participant, now: datetime) -> Seat:
    """Give the seat back that ended: the same number when it is free, as a new seat. Raises as seat_participant."""
    collective = lock_collective(seat.collective)
    return _seat([(collective, [seat.participant])], by, now, number=seat.number)[0]


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
    return _seat([(locked[to.pk], [seat.participant])], by, now)[0]


def _seat(
    groups: Sequence[tuple[Collective, Sequence[Participant]]],
    by: Participant | None,
    now: datetime,
    number: int | None = None,
) -> list[Seat]:
    held = {one.pk: one for one in lock_participants(person for _collective, people in groups for person in people)}
    taken: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    rows = Seat.objects.filter(collective__in=[collective for collective, _people in groups], left_at=None)
    for collective_pk, person_pk, one in rows.values_list("collective", "participant", "number"):
        taken[collective_pk][person_pk] = one
    seats = []
    for collective, people in groups:
        sitting = taken[collective.pk]
        free = [one for one in range(1, MAX_SEATS + 1) if one not in sitting.values()]
        _check(collective, [held[person.pk] for person in people], seated=set(sitting), free=len(free))
        numbers = [number] if number in free else free
        seats += [
            Seat(collective=collective, participant=held[person.pk], number=one, seated_by=by, seated_at=now)
            for person, one in zip(people, numbers, strict=False)
        ]
    Seat.objects.bulk_create(seats)
    note_calendars({seat.collective_id for seat in seats}, now=now)
    _wait_no_longer(seats, by, now)
    return seats


def _check(collective: Collective, people: Sequence[Participant], *, seated: set[UUID], free: int) -> None:
    said = {"collective": collective, "seats": MAX_SEATS, "chosen": len(people), "free": free}
    if people and collective.closed_at:
        raise CollectiveClosed(_("%(collective)s is closed. Reopen it first.") % said)
    others = _not_facilitators(people) if collective.for_facilitators else set()
    for number, person in enumerate(people):
        said["person"] = person
        if person.pk in others:
            raise NotAFacilitator(
                _("%(person)s does not hold the role of facilitator, and %(collective)s is for facilitators.") % said
            )
        if person.left_at:
            raise ParticipantLeft(_("%(person)s left the program. Bring them back first.") % said)
        if person.pk in seated or person in people[:number]:
            raise AlreadySeated(_("%(person)s already has a seat in %(collective)s.") % said)
    if people and not free:
        raise CollectiveFull(_("%(collective)s has all %(seats)d seats taken.") % said)
    if len(people) > free:
        words = ngettext(
            "You chose %(chosen)d people; %(collective)s has %(free)d free seat. Nobody was seated yet.",
            "You chose %(chosen)d people; %(collective)s has %(free)d free seats. Nobody was seated yet.",
            free,
        )
        raise CollectiveFull(words % said)


def _not_facilitators(people: Sequence[Participant]) -> set[UUID]:
    """Those who do not hold the role. One SQL query."""
    grants = RoleGrant.objects.filter(participant__in=people, role=Role.FACILITATOR, taken_at=None)
    return {person.pk for person in people} - set(grants.values_list("participant", flat=True))


def _wait_no_longer(seats: Sequence[Seat], by: Participant | None, now: datetime) -> None:
    formed = ProposedCollective.objects.filter(collective__in=[seat.collective_id for seat in seats])
    formations = set(formed.values_list("collective", "proposal__formation"))
    waited = Q(collective__in=[pk for pk, _formation in formations] + [seat.collective_id for seat in seats])
    waited |= Q(collective=None, formation__in=[formation for _pk, formation in formations])
    rows = WaitingPlace.objects.filter(
        waited, participant__in=[seat.participant_id for seat in seats], state=WaitingState.WAITING
    )
    places = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))
    for seat in seats:
        for place in places:
            mine = place.collective_id in {None, seat.collective_id} and place.participant_id == seat.participant_id
            if mine and (place.collective_id or (seat.collective_id, place.formation_id) in formations):
                settled = {"seat": seat, "settled_by": by, "settled_at": now}
                WaitingPlace.objects.filter(pk=place.pk).update(state=WaitingState.PROMOTED, **settled)


def _end(seat: Seat, reason: str, by: Participant, now: datetime) -> Seat:
    ended = Seat.objects.filter(pk=seat.pk, left_at=None).update(left_at=now, left_by=by, left_reason=reason)
    if not ended:
        raise SeatEnded(_("%(person)s left this seat before.") % {"person": seat.participant})
    note_free_seat(seat.collective_id, now=now)
    note_calendars([seat.collective_id], now=now)
    seat.left_at, seat.left_by, seat.left_reason = now, by, reason
    return seat

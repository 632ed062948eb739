"""Waiting lists: getting on and off, and who gets a seat that becomes free."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from collectives.models import Collective, Formation, Notice, Participant, Seat, WaitingPlace, WaitingState
from collectives.operations.collective import lock_collective
from collectives.operations.invitation import Sent, invite_to_collective
from collectives.operations.participant import lock_participant
from collectives.queries.formation_seats import formation_of, formation_seats, seats_in
from collectives.queries.waiting import blocks_of, queue
from ilc.errors import Refused


class AlreadyWaits(Refused):
    """They are on this list."""


class SitsThere(Refused):
    """Who has a seat does not wait for one."""


class NotOpenToWait(Refused):
    """Nobody waits for a closed collective, nor after leaving the program."""


class WaitsNoLonger(Refused):
    """The place on the list was settled before."""


@transaction.atomic
def wait_for_seat(
    participant: Participant,
    *,
    collective: Collective | None,
    formation: Formation | None,
    by: Participant,
    now: datetime,
) -> WaitingPlace:
    """Put somebody at the end of the waiting list of a collective, or of all collectives of a formation.

    Raises AlreadyWaits, SitsThere, or NotOpenToWait.
    """
    if collective:
        collective = lock_collective(collective)
    participant = lock_participant(participant)
    if participant.left_at or (collective and collective.closed_at):
        raise NotOpenToWait(_("Nobody waits for a closed collective, or after leaving the program."))
    person = {"person": participant}
    if collective and Seat.objects.filter(collective=collective, participant=participant, left_at=None).exists():
        raise SitsThere(_("%(person)s has a seat there already.") % person)
    place = WaitingPlace(collective=collective, formation=formation, participant=participant, since=now, put_by=by)
    try:
        with transaction.atomic():
            place.save(force_insert=True)
    except IntegrityError as error:
        if "waiting_place_once" not in str(error):
            raise
        raise AlreadyWaits(_("%(person)s is on this list already.") % person) from error
    return place


@transaction.atomic
def leave_waiting_list(place: WaitingPlace, *, by: Participant, now: datetime) -> None:
    """Take somebody off the list. Raises WaitsNoLonger."""
    left = WaitingPlace.objects.filter(pk=place.pk, state=WaitingState.WAITING).update(
        state=WaitingState.LEFT, settled_by=by, settled_at=now
    )
    if not left:
        raise WaitsNoLonger(_("%(person)s waits no longer.") % {"person": place.participant})


@transaction.atomic
def seat_waiting(place: WaitingPlace, *, collective: Collective, by: Participant, now: datetime) -> Sent:
    """Hold a seat for somebody who waits, out of turn or against what stands in the way, and write to them.

    Raises WaitsNoLonger, or as seat_participants.
    """
    collective = lock_collective(collective)
    held = WaitingPlace.objects.select_for_update(no_key=True).filter(pk=place.pk, state=WaitingState.WAITING).first()
    if held is None:
        raise WaitsNoLonger(_("%(person)s waits no longer.") % {"person": place.participant})
    [sent] = invite_to_collective(
        collective, participants=[held.participant], formation=formation_of(collective), by=by, now=now, promoted=True
    )
    settled = {"state": WaitingState.PROMOTED, "seat": sent.invitation.seat, "settled_by": by, "settled_at": now}
    WaitingPlace.objects.filter(pk=held.pk).update(**settled)
    return sent


@transaction.atomic
def promote_waiting(collective_pk: UUID, *, now: datetime) -> list[Notice]:
    """Hold each free seat of a collective for the first who waits and fits, and write to them. Twice is once.

    Nobody gets two seats though two collectives ask for the same person at once: every place on the list is held.
    """
    collective = Collective.objects.filter(pk=collective_pk).first()
    if collective is None:
        return []
    collective = lock_collective(collective)
    formation = formation_of(collective)
    notices: list[Notice] = []
    _hold_list(collective, formation)
    while collective.closed_at is None and _free(collective, formation):
        seats = formation_seats(formation) if formation else None
        first = next((one for one in queue(collective, formation) if not blocks_of(one, collective, seats)), None)
        if first is None:
            break
        [sent] = invite_to_collective(
            collective, participants=[first.participant], formation=formation, by=None, now=now, promoted=True
        )
        settled = {"state": WaitingState.PROMOTED, "seat": sent.invitation.seat, "settled_at": now}
        WaitingPlace.objects.filter(pk=first.pk).update(**settled)
        notices.append(sent.notice)
    return notices


def _hold_list(collective: Collective, formation: Formation | None) -> None:
    waited = Q(collective=collective)
    if formation:
        waited |= Q(collective=None, formation=formation)
    places = WaitingPlace.objects.select_for_update(no_key=True).filter(waited, state=WaitingState.WAITING)
    list(places.order_by("pk").values_list("pk", flat=True))


def _free(collective: Collective, formation: Formation | None) -> int:
    return seats_in(formation) - Seat.objects.filter(collective=collective, left_at=None).count()

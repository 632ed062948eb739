"""Joining an open collective by oneself, where the formation lets leaders do so."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.engine.formation.check import ViolationCode
from collectives.models import (
    Collective,
    Invitation,
    InvitationState,
    Participant,
    Seat,
    WaitingPlace,
)
from collectives.operations.collective import lock_collective
from collectives.operations.invitation import note_answer
from collectives.operations.participant import lock_participant
from collectives.operations.seat import CollectiveFull, seat_participants
from collectives.operations.waiting import wait_for_seat
from collectives.queries.formation_seats import formation_of, formation_seats, seats_left
from collectives.queries.joining import joinable_collectives
from collectives.queries.waiting import blocks_of
from ilc.errors import Refused


class NotOpenToJoin(Refused):
    """The collective is not one that this person may join by themselves."""


class SitsElsewhere(Refused):
    """Who has a seat does not join another collective by themselves."""


@transaction.atomic
def join_collective(collective: Collective, *, participant: Participant, now: datetime) -> Seat:
    """Take a free seat for oneself. One may leave again as after an invitation.

    Raises SitsElsewhere, CollectiveFull, or NotOpenToJoin, whose words never tell of whom somebody is kept apart.
    """
    collective = _check(collective, participant)
    if not seats_left(collective):
        raise CollectiveFull(_("The last seat was just taken. You may wait for one."))
    _check_rules(collective, participant)
    [seat] = seat_participants(collective, participants=[participant], by=participant, now=now)
    joined = Invitation.objects.create(
        collective=collective,
        participant=participant,
        formation=formation_of(collective),
        seat=seat,
        state=InvitationState.ACCEPTED,
        sent_by=participant,
        sent_at=now,
        answered_at=now,
    )
    note_answer(joined, words="", by=participant, now=now)
    return seat


@transaction.atomic
def wait_to_join(collective: Collective, *, participant: Participant, now: datetime) -> WaitingPlace:
    """Wait for a seat in a full collective that one could join. Raises as join_collective, or AlreadyWaits."""
    collective = _check(collective, participant)
    if seats_left(collective):
        raise NotOpenToJoin(_("A seat is free: you may join right away."))
    _check_rules(collective, participant)
    return wait_for_seat(
        participant, collective=collective, formation=formation_of(collective), by=participant, now=now
    )


def _check(collective: Collective, participant: Participant) -> Collective:
    collective = lock_collective(collective)
    participant = lock_participant(participant)  # who presses join in two windows gets one seat
    if Seat.objects.filter(participant=participant, left_at=None, collective__closed_at=None).exists():
        raise SitsElsewhere(_("You have a seat already. Leave it first, or ask the people who run the program."))
    if not joinable_collectives(participant).filter(pk=collective.pk).exists():
        raise NotOpenToJoin(_("This collective is not open for joining now. Ask the people who run the program."))
    return collective


def _check_rules(collective: Collective, participant: Participant) -> None:
    formation = formation_of(collective)
    if formation is None:
        return
    seats = formation_seats(formation)
    asks = WaitingPlace(collective=collective, participant=participant, put_by=participant)
    found = {one.code: one for one in blocks_of(asks, collective, seats)}
    if seats.person(participant) is None:
        found.pop(ViolationCode.LANGUAGE_NOT_SHARED, None)  # they said nothing of languages, and see which one this is
    if ViolationCode.APART in found:  # nobody learns from a refusal with whom they are not to sit
        raise NotOpenToJoin(_("This collective is not open to you. Ask the people who run the program; they can help."))
    if ViolationCode.LANGUAGE_NOT_SHARED in found:
        raise NotOpenToJoin(
            _("It meets in %(language)s, which is not among the languages you gave.")
            % {"language": collective.get_language_display()}
        )
    if ViolationCode.DISTRICT_CAP in found:
        raise NotOpenToJoin(_("As many people of your district sit there as there may be, so that districts mix."))

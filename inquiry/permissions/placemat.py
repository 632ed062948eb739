"""Who reads a placemat, and who writes on it."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from collectives.models import Participant
from collectives.permissions.collective import (
    belongs,
    people_of,
    visible_collectives,
)
from inquiry.models import Placemat


def visible_placemats(participant: Participant) -> QuerySet[Placemat]:
    """The placemats of the collectives one sees, one's own, and those that leaders show to the collective one is in.

    A leader's own placemat is private until shown, and even then it is for the people of the collective: being an
    admin or a coordinator opens none.
    """
    collectives = visible_collectives(participant).values("pk")
    of_collective = Q(leader=None, cycle__collective__in=collectives)
    shown = Q(leader__isnull=False, shown_at__isnull=False) & belongs(participant, "cycle__collective")
    return Placemat.objects.filter(of_collective | Q(leader=participant) | shown)


def placemat_writers(placemat: Placemat) -> set[UUID]:
    """Who writes on it. The collective's: its members and facilitators. A leader's own: that leader, while seated.

    They all see it, too. One query at most.
    """
    collective = placemat.cycle.collective
    if is_closed(placemat):
        return set()
    if placemat.leader_id is None:
        return people_of(collective)
    seats = collective.seats.filter(participant=placemat.leader_id, left_at=None)
    return set(seats.values_list("participant_id", flat=True))


def can_write_placemat(participant: Participant, placemat: Placemat) -> bool:
    """Whether the participant is one of those. One query at most."""
    return participant.pk in placemat_writers(placemat)


def is_closed(placemat: Placemat) -> bool:
    """Whether its cycle or its collective is over. No SQL."""
    return placemat.cycle.closed_at is not None or placemat.cycle.collective.closed_at is not None


def since_it_is_shown(participant: Participant, at: str) -> Q:
    """That a row of a visible placemat is none of another leader's drafts: its time `at` is one of the showing."""
    own = Q(placemat__leader=None) | Q(placemat__leader=participant)
    return own | Q(**{f"{at}__gte": F("placemat__shown_at")})


def history_begins(participant: Participant, placemat: Placemat) -> datetime | None:
    """From when on the participant may read what became of it; None for all of it. No SQL.

    Of a leader's own, others read what was written once it was shown: drafts from before stay that leader's.
    """
    own = placemat.leader_id is None or placemat.leader_id == participant.pk
    return None if own else placemat.shown_at


def can_show_placemat(participant: Participant, placemat: Placemat) -> bool:
    """Show it to the collective, or keep it to oneself again: only the leader whose own it is. No SQL."""
    return placemat.leader_id == participant.pk

"""Who gives and ends seats."""

from django.db.models import QuerySet

from collectives.models import Collective, Participant, Seat
from collectives.permissions.program import is_admin


def visible_seats(collective: Collective) -> QuerySet[Seat]:
    """The seats of a collective that one sees, those that ended too: who sees it sees who sits there."""
    return collective.seats.all()


def can_seat_participant(participant: Participant) -> bool:
    """Give a seat, end it, move it to another collective."""
    return is_admin(participant)

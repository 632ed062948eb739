"""Who names facilitators."""

from django.db.models import QuerySet

from collectives.models import Collective, Facilitator, Participant
from collectives.permissions.program import is_admin


def visible_facilitators(collective: Collective) -> QuerySet[Facilitator]:
    """The facilitators of a collective that one sees, former ones too."""
    return collective.facilitators.all()


def can_name_facilitator(participant: Participant) -> bool:
    """Name facilitators of a collective and release them."""
    return is_admin(participant)

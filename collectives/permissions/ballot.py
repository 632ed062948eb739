"""Who sees what a member wants and what a facilitator can guide, and who answers."""

from django.db.models import Q, QuerySet

from collectives.models import Ballot, Offer, Participant
from collectives.permissions.program import is_admin, regions_coordinated_by


def visible_ballots(participant: Participant) -> QuerySet[Ballot]:
    """One's own; for an admin all; for a coordinator those of people of their regions."""
    ballots = Ballot.objects.all()
    return ballots if is_admin(participant) else ballots.filter(_seen_by(participant))


def visible_offers(participant: Participant) -> QuerySet[Offer]:
    """As visible_ballots."""
    offers = Offer.objects.all()
    return offers if is_admin(participant) else offers.filter(_seen_by(participant))


def can_answer(participant: Participant, answer: Ballot | Offer) -> bool:
    """Answer for oneself; an admin also writes down what somebody told them."""
    return answer.participant_id == participant.pk or is_admin(participant)


def _seen_by(participant: Participant) -> Q:
    regions = regions_coordinated_by(participant)
    theirs = Q(participant__school__district__region__in=regions) | Q(participant__district__region__in=regions)
    own = Q(participant=participant)
    return own | theirs if regions else own

"""Who sees the proposals of a formation, and who decides on them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from collectives.models import Participant, Proposal, ProposalState, ProposedSeat
from collectives.permissions.program import is_admin, regions_coordinated_by


def visible_proposals(participant: Participant) -> QuerySet[Proposal]:
    """For an admin all; for a coordinator those that can be looked at and that seat somebody of their regions."""
    if is_admin(participant):
        return Proposal.objects.all()
    regions = regions_coordinated_by(participant)
    here = Q(participant__school__district__region__in=regions) | Q(participant__district__region__in=regions)
    seats = ProposedSeat.objects.filter(here, proposal=OuterRef("pk"))
    shown = [ProposalState.READY, ProposalState.ACCEPTING, ProposalState.ACCEPTED]
    return Proposal.objects.filter(Exists(seats), state__in=shown) if regions else Proposal.objects.none()


def can_form(participant: Participant) -> bool:
    """Run a formation, change a proposal, discard it, accept it."""
    return is_admin(participant)


def can_see_rules(participant: Participant) -> bool:
    """Who is kept apart from whom, and why: it tells who evaluates whom."""
    return is_admin(participant)

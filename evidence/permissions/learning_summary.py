"""Who reads a learning summary, who writes it, who says yes, who withdraws it."""

from django.db.models import Q, QuerySet

from collectives.models import Participant
from collectives.permissions.collective import belongs, is_facilitator, is_member, is_one_of_its_people
from collectives.permissions.program import is_admin
from evidence.models import LearningState, LearningSummary
from inquiry.models import Placemat


def visible_summaries(participant: Participant) -> QuerySet[LearningSummary]:
    """What is published, and whatever one's own collectives are writing. Program staff read no drafts of others."""
    own = belongs(participant, "placemat__cycle__collective")
    return LearningSummary.objects.filter(Q(state=LearningState.PUBLISHED) | own)


def can_write_summary(participant: Participant, placemat: Placemat) -> bool:
    """Write it, put it to the members: the people of the collective, also once the cycle is closed. One query."""
    return placemat.leader_id is None and is_one_of_its_people(participant, placemat.cycle.collective)


def can_answer_summary(participant: Participant, placemat: Placemat) -> bool:
    """Say yes, or not like this: whoever has a seat now. One query."""
    return is_member(participant, placemat.cycle.collective)


def can_publish_summary(participant: Participant, placemat: Placemat) -> bool:
    """Publish it once the members agree: a facilitator of the collective. One query."""
    return is_facilitator(participant, placemat.cycle.collective)


def can_withdraw_summary(participant: Participant, placemat: Placemat) -> bool:
    """Withdraw what is published, for everybody: any of the collective's people, and admins. One query at most."""
    return is_admin(participant) or is_one_of_its_people(participant, placemat.cycle.collective)

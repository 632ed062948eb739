"""Who sees an invitation to a collective, who answers it, who sends and takes back."""

from django.db.models import QuerySet

from collectives.models import Collective, Invitation, Participant, Reseating, WaitingPlace
from collectives.permissions.collective import visible_collectives
from collectives.permissions.program import is_admin, is_staff


def visible_invitations(participant: Participant) -> QuerySet[Invitation]:
    """One's own; for an admin all; for a coordinator those to collectives they see."""
    if is_admin(participant):
        return Invitation.objects.all()
    own = Invitation.objects.filter(participant=participant)
    if not is_staff(participant):
        return own
    return own | Invitation.objects.filter(collective__in=visible_collectives(participant).values("pk"))


def can_answer_invitation(participant: Participant, invitation: Invitation) -> bool:
    """Say yes, no, or another: whom it is for, and an admin for them."""
    return invitation.participant_id == participant.pk or is_admin(participant)


def can_send_invitation(participant: Participant) -> bool:
    """Invite, remind, take an invitation back, find another collective for who asked."""
    return is_admin(participant)


def can_see_invitations(participant: Participant) -> bool:
    """The page of who said yes and who has not answered, and the waiting lists: program staff."""
    return is_staff(participant)


def visible_waiting(participant: Participant) -> QuerySet[WaitingPlace]:
    """One's own places on waiting lists; for an admin all."""
    return WaitingPlace.objects.all() if is_admin(participant) else WaitingPlace.objects.filter(participant=participant)


def can_manage_waiting(participant: Participant) -> bool:
    """Put somebody on a waiting list, seat them now, propose seats for who came late, repair a collective."""
    return is_admin(participant)


def can_leave_waiting(participant: Participant, place: WaitingPlace) -> bool:
    """Take a place off the list: whose it is, and an admin."""
    return place.participant_id == participant.pk or is_admin(participant)


def visible_reseatings(participant: Participant) -> QuerySet[Reseating]:
    """What was moved in one go, for those who run the program."""
    return Reseating.objects.all() if is_admin(participant) else Reseating.objects.none()


def can_close_joining(participant: Participant, collective: Collective) -> bool:
    """Say whether people may join a collective by themselves."""
    return is_admin(participant)

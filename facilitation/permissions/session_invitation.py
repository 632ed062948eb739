"""Who is asked to a session by mail."""

from django.db.models import Exists, OuterRef, QuerySet

from collectives.models import Collective, Facilitator, Invitation, InvitationState, Participant, Seat


def invited_participants(collective: Collective) -> QuerySet[Participant]:
    """Who sits in a collective or guides it and has an account; not who still thinks about the seat held for them."""
    here = {"collective": collective, "participant": OuterRef("pk")}
    thinking = Invitation.objects.filter(**here, state=InvitationState.SENT)
    seats = Seat.objects.filter(**here, left_at=None)
    guides = Facilitator.objects.filter(**here, left_at=None)
    belongs = Exists(guides) | (Exists(seats) & ~Exists(thinking))
    return Participant.objects.filter(belongs, user__isnull=False, left_at=None)

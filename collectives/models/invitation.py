"""Invitations to a collective, and the waiting list."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models.collective import Collective, Seat
from collectives.models.formation import Formation
from collectives.models.participant import Participant
from collectives.models.theme import Theme
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class InvitationState(models.TextChoices):
    SENT = "sent", _("invited")
    ACCEPTED = "accepted", _("said yes")
    DECLINED = "declined", _("said no")
    ASKED_OTHER = "other", _("asked for another collective")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Invitation(Addressed):
    """That a participant is invited to a collective. The seat is held for them meanwhile; a no ends it."""

    collective = OwnedForeignKey(Collective, related_name="invitations")
    participant = OwnedForeignKey(Participant, related_name="invitations")
    formation = OwnedForeignKey(Formation, null=True, related_name="invitations")
    seat = OwnedForeignKey(Seat, null=True, related_name="invitations")
    state = models.CharField(max_length=9, choices=InvitationState, default=InvitationState.SENT)
    wish = models.TextField(_("what would suit you better"), blank=True, max_length=1000)
    wished_theme = OwnedForeignKey(Theme, null=True, blank=True, related_name="+")
    sent_by = OwnedForeignKey(Participant, null=True, related_name="+")
    sent_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    settled_by = OwnedForeignKey(Participant, null=True, related_name="+")  # who withdrew it or dealt with the wish
    settled_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "invitation"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "collective", "participant"],
                condition=Q(state="sent"),
                name="invitation_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant} to {self.collective}"


class InvitationAnswer(Addressed):
    """One answer to an invitation, or that it was withdrawn: what was said, by whom, when. Later ones follow it."""

    invitation = OwnedForeignKey(Invitation, related_name="answers")
    state = models.CharField(max_length=9, choices=InvitationState)
    words = models.TextField(blank=True, max_length=1000)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "invitation_answer"

    def __str__(self) -> str:
        return f"{self.invitation}: {self.state}"


class WaitingState(models.TextChoices):
    WAITING = "waiting", _("waiting for a seat")
    PROMOTED = "promoted", _("got a seat")
    LEFT = "left", _("no longer waiting")


class WaitingPlace(Addressed):
    """That somebody waits for a seat: in one collective, or in any of a formation's. First come, first asked."""

    formation = OwnedForeignKey(Formation, null=True, related_name="waiting")
    collective = OwnedForeignKey(Collective, null=True, related_name="waiting")
    participant = OwnedForeignKey(Participant, related_name="waiting")
    state = models.CharField(max_length=8, choices=WaitingState, default=WaitingState.WAITING)
    since = models.DateTimeField()
    put_by = OwnedForeignKey(Participant, null=True, related_name="+")
    settled_by = OwnedForeignKey(Participant, null=True, related_name="+")  # nobody when a free seat came by itself
    settled_at = models.DateTimeField(null=True)
    seat = OwnedForeignKey(Seat, null=True, related_name="+")

    class Meta(Addressed.Meta):
        db_table = "waiting_place"
        constraints = [
            models.CheckConstraint(
                condition=Q(formation__isnull=False) | Q(collective__isnull=False), name="waiting_place_for_something"
            ),
            models.UniqueConstraint(
                fields=["program", "formation", "collective", "participant"],
                condition=Q(state="waiting"),
                nulls_distinct=False,
                name="waiting_place_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} waits"

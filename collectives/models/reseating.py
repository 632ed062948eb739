"""Seats given, ended and moved in one go: for people who came late, or when a leader left."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models.collective import Collective
from collectives.models.formation import Formation
from collectives.models.participant import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class ReseatingState(models.TextChoices):
    WORKING = "working", _("being worked out")
    PROPOSED = "proposed", _("proposed")
    DONE = "done", _("done")
    UNDONE = "undone", _("taken back")
    DISCARDED = "discarded", _("discarded")


class Reseating(Addressed):
    """What moves, as it was proposed, and what came of it.

    `moves`: pairs of participant, from and to, by their ids; from or to may be empty. `seats`: what was done, the ids
    of the seat that ended and of the one given, either may be empty. `left_out`: latecomers for whom nothing was found.
    """

    class Why(models.TextChoices):
        LATE = "late", _("people who came late")
        LEFT = "left", _("a leader left")

    formation = OwnedForeignKey(Formation, null=True, related_name="reseatings")
    collective = OwnedForeignKey(Collective, null=True, related_name="reseatings")  # the one that a leader left
    why = models.CharField(max_length=4, choices=Why)
    kind = models.CharField(max_length=20, blank=True)  # which repair, a code of the engine
    state = models.CharField(max_length=9, choices=ReseatingState, default=ReseatingState.PROPOSED)
    moves = models.JSONField(default=list)
    seats = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    proposed_by = OwnedForeignKey(Participant, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = OwnedForeignKey(Participant, null=True, related_name="+")  # did it, or discarded it
    settled_at = models.DateTimeField(null=True)
    undone_by = OwnedForeignKey(Participant, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "reseating"

    def __str__(self) -> str:
        return f"{self.why} {self.proposed_at:%Y-%m-%d}"

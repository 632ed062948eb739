"""A proposal: collectives as a formation run, or a person, would seat them. Nothing is sent until it is accepted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models.collective import Collective
from collectives.models.formation import Formation
from collectives.models.participant import Participant
from collectives.models.theme import Theme
from collectives.models.user import LANGUAGES
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("waiting its turn")
    WORKING = "working", _("being formed")
    READY = "ready", _("ready to look at")
    STOPPED = "stopped", _("stopped")
    FAILED = "failed", _("could not be formed")
    DISCARDED = "discarded", _("discarded")
    ACCEPTING = "accepting", _("being accepted")
    ACCEPTED = "accepted", _("accepted")


class Proposal(Addressed):
    """One run, or one made by hand (`by_hand`). Scores and bounds are tenths of a point.

    `asked` holds what the run was asked: seed, iterations, weights, sizes. `based_on` is the proposal whose pins and
    seats it keeps where it can. `moved` counts the people who sit elsewhere than there.
    """

    formation = OwnedForeignKey(Formation, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=ProposalState, default=ProposalState.WAITING)
    by_hand = models.BooleanField(default=False)
    asked = models.JSONField(default=dict)
    based_on = OwnedForeignKey("self", null=True, related_name="+")
    moved = models.PositiveIntegerField(null=True)
    score = models.IntegerField(null=True)
    bound = models.IntegerField(null=True)
    bound_kind = models.CharField(max_length=10, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of the answers and rules it was made from
    trouble = models.JSONField(default=list)
    asked_by = OwnedForeignKey(Participant, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    settled_by = OwnedForeignKey(Participant, null=True, related_name="+")  # discarded, stopped or accepted
    settled_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "proposal"
        constraints = [
            models.UniqueConstraint(fields=["program", "formation", "number"], name="proposal_number_once"),
            models.UniqueConstraint(
                fields=["program", "formation"], condition=Q(state="accepted"), name="proposal_accepted_once"
            ),
            models.UniqueConstraint(
                fields=["program", "formation"],
                condition=Q(state__in=["waiting", "working"]),
                name="proposal_one_run_at_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.formation}, proposal {self.number}"


class ProposedCollective(Addressed):
    """One collective of a proposal. `half_hour` is when it begins, counted in the week of the formation's zone."""

    proposal = OwnedForeignKey(Proposal, on_delete=models.CASCADE, related_name="collectives")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=120)
    theme = OwnedForeignKey(Theme, related_name="+")
    language = models.CharField(max_length=5, choices=LANGUAGES)
    half_hour = models.PositiveSmallIntegerField()
    facilitator = OwnedForeignKey(Participant, related_name="+")
    collective = OwnedForeignKey(Collective, null=True, related_name="+")  # what came of it

    class Meta(Addressed.Meta):
        db_table = "proposed_collective"
        constraints = [
            models.UniqueConstraint(fields=["program", "proposal", "number"], name="proposed_collective_number_once")
        ]

    def __str__(self) -> str:
        return self.name


class ProposedSeat(ProgramOwned):
    """Where a proposal seats a person, or that it does not, and then why (a code of the engine)."""

    proposal = OwnedForeignKey(Proposal, on_delete=models.CASCADE, related_name="seats")
    participant = OwnedForeignKey(Participant, related_name="+")
    collective = OwnedForeignKey(ProposedCollective, null=True, related_name="seats")
    pinned = models.BooleanField(default=False)
    reason = models.CharField(max_length=60, blank=True)

    class Meta(ProgramOwned.Meta):
        db_table = "proposed_seat"
        constraints = [
            models.UniqueConstraint(fields=["program", "proposal", "participant"], name="proposed_seat_once"),
            models.CheckConstraint(
                condition=Q(pinned=False) | Q(collective__isnull=False), name="proposed_seat_pinned_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return str(self.participant)


class ProposalMove(Addressed):
    """One thing a person changed in a proposal, and what was before, for the undo."""

    class What(models.TextChoices):
        MOVED = "moved", _("moved a person")
        PINNED = "pinned", _("pinned a person")
        UNPINNED = "unpinned", _("unpinned a person")
        EDITED = "edited", _("changed a collective")
        OPENED = "opened", _("opened a collective")
        CLOSED = "closed", _("closed a collective")

    proposal = OwnedForeignKey(Proposal, on_delete=models.CASCADE, related_name="history")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=10, choices=What)
    words = models.CharField(max_length=250, blank=True)
    was = models.JSONField(default=dict)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    undone_by = OwnedForeignKey(Participant, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "proposal_move"
        constraints = [
            models.UniqueConstraint(fields=["program", "proposal", "number"], name="proposal_move_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.what}"

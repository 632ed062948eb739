"""A next step that one person takes on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective, Participant
from facilitation.models.session import Session
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class Commitment(Addressed):
    """What, who, by which day; open until it is done or let go. `session`: where it was made, if it was in one."""

    collective = OwnedForeignKey(Collective, related_name="commitments")
    session = OwnedForeignKey(Session, null=True, related_name="commitments")
    text = models.TextField(_("commitment"), max_length=2000)
    who = OwnedForeignKey(Participant, related_name="commitments")
    due_on = models.DateField(_("by when"))
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = OwnedForeignKey(Participant, null=True, related_name="+")
    let_go_at = models.DateTimeField(null=True)
    let_go_by = OwnedForeignKey(Participant, null=True, related_name="+")
    reason = models.CharField(_("why"), max_length=500, blank=True)

    class Meta(Addressed.Meta):
        db_table = "commitment"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(let_go_at=None), name="commitment_is_not_done_and_let_go"
            )
        ]
        indexes = [models.Index(fields=["program", "due_on"], name="commitment_by_day")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def open(self) -> bool:
        """Whether it is neither done nor let go."""
        return self.done_at is None and self.let_go_at is None


class CommitmentChange(Addressed):
    """What a commitment was until `by` changed it at `at`."""

    commitment = OwnedForeignKey(Commitment, on_delete=models.CASCADE, related_name="changes")
    text = models.TextField()
    who = OwnedForeignKey(Participant, related_name="+")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "commitment_change"

    def __str__(self) -> str:
        return f"{self.commitment}: {self.text[:60]}"

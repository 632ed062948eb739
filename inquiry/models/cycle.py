"""A cycle of inquiry and its six phases."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective, Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class Phase(models.IntegerChoices):
    """The six phases, in order. Collectives move at their own rate, and may move back."""

    GATHERING = 1, _("Gathering leaders and identifying themes")
    FORMING = 2, _("Forming collectives")
    DESIGNING = 3, _("Designing the inquiry")
    ACTING = 4, _("Implementing and analysing leading data")
    REVIEWING = 5, _("Reviewing lagging data")
    SHARING = 6, _("Sharing knowledge, renewing the cycle")


class Cycle(Addressed):
    """One cycle of one collective, usually a school year."""

    collective = OwnedForeignKey(Collective, related_name="cycles")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=60)
    phase = models.PositiveSmallIntegerField(choices=Phase, default=Phase.DESIGNING)
    starts_on = models.DateField()
    ends_on = models.DateField()
    started_by = OwnedForeignKey(Participant, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "cycle"
        constraints = [
            models.UniqueConstraint(fields=["program", "collective", "number"], name="cycle_number_once"),
            models.UniqueConstraint(
                fields=["program", "collective"], condition=Q(closed_at=None), name="cycle_one_open_per_collective"
            ),
            models.CheckConstraint(condition=Q(phase__range=(1, 6)), name="cycle_phase_in_range"),
            models.CheckConstraint(condition=Q(ends_on__gt=models.F("starts_on")), name="cycle_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class PhaseMove(Addressed):
    """That a collective moved on or back, when, and why."""

    cycle = OwnedForeignKey(Cycle, related_name="moves")
    from_phase = models.PositiveSmallIntegerField(choices=Phase)
    to_phase = models.PositiveSmallIntegerField(choices=Phase)
    reason = models.CharField(_("why"), max_length=500)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "phase_move"
        constraints = [
            models.CheckConstraint(condition=~Q(from_phase=models.F("to_phase")), name="phase_move_goes_somewhere")
        ]

    def __str__(self) -> str:
        return f"{self.from_phase} to {self.to_phase}"

"""The pulse: how a collective sees itself as a phase begins, asked without names."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from collectives.models import Gathering
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models import Cycle, Phase


class Pulse(Addressed):
    """That a collective is asked in a phase, once; the answers are those of an anonymous gathering.

    `keys` name the gathering's questions in their order, as content/pulse.toml does: by them phases are compared.
    """

    cycle = OwnedForeignKey(Cycle, related_name="pulses")
    phase = models.PositiveSmallIntegerField(choices=Phase)
    gathering = OwnedForeignKey(Gathering, related_name="pulses")
    keys = ArrayField(models.CharField(max_length=40))

    class Meta(Addressed.Meta):
        db_table = "pulse"
        constraints = [
            models.UniqueConstraint(fields=["program", "cycle", "phase"], name="pulse_once_in_a_phase"),
            models.UniqueConstraint(fields=["program", "gathering"], name="pulse_of_its_own_gathering"),
        ]

    def __str__(self) -> str:
        return f"Pulse of {self.cycle}, phase {self.phase}"

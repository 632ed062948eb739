"""A certificate of participation: that somebody took part, how often and how long, and nothing of what was said."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective, Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class TookPart(models.TextChoices):
    """As what."""

    LEADER = "leader", _("leader")
    FACILITATOR = "facilitator", _("facilitator")


class Certificate(Addressed):
    """What was certified on one day, word for word, so that later changes do not change it.

    `code` is what a reader types to check it; the door behind it opens until the certificate is taken back.
    `collective_name` is empty where its holder did not want it named. `until` is empty while they still take part.
    """

    participant = OwnedForeignKey(Participant, related_name="certificates")
    collective = OwnedForeignKey(Collective, related_name="+")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=20, blank=True)
    took_part_as = models.CharField(max_length=11, choices=TookPart)
    collective_name = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    sessions = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "certificate"
        constraints = [
            models.CheckConstraint(condition=Q(sessions__gt=0), name="certificate_of_something"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="certificate_until_after_since"
            ),
        ]
        indexes = [models.Index(fields=["program", "participant", "issued_at"], name="certificate_of_participant")]

    def __str__(self) -> str:
        return f"{self.name}, {self.since}"

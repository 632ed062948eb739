"""Moments of a placemat that people gave a name: "as agreed on 14 October"."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models.placemat import Placemat

MAX_MOMENT_NAME = 80


class Moment(Addressed):
    """What stood on the placemat `at` that time has a name. A new name is a new row; the former one is taken away."""

    placemat = OwnedForeignKey(Placemat, on_delete=models.CASCADE, related_name="moments")
    name = models.CharField(_("name"), max_length=MAX_MOMENT_NAME)
    at = models.DateTimeField()
    by = OwnedForeignKey(Participant, related_name="+")
    made_at = models.DateTimeField()
    removed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "moment"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "placemat", "name"], condition=Q(removed_at=None), name="moment_name_once"
            ),
            models.CheckConstraint(condition=Q(at__lte=models.F("made_at")), name="moment_is_no_prophecy"),
        ]

    def __str__(self) -> str:
        return self.name

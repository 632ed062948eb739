"""What a session plans to do, item by item."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from facilitation.models.session import Session
from ilc.tenancy.owned import Addressed, OwnedForeignKey

MAX_ITEMS = 20


class AgendaItem(Addressed):
    """One item with its minutes. `protocol` is the stable key of a protocol in the content files, or empty."""

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("what"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    protocol = models.CharField(max_length=60, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    made_by = OwnedForeignKey(Participant, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "agenda_item"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "session", "position"],
                name="agenda_item_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=models.Q(minutes__range=(1, 240)), name="agenda_item_minutes_in_range"),
        ]

    def __str__(self) -> str:
        return self.title

"""What a session plans to do, item by item."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from facilitation.models.session import Session
from ilc.tenancy.owned import Addressed, OwnedForeignKey

MAX_ITEMS = 20
MAX_ITEM_MINUTES = 240


class ItemKind(models.TextChoices):
    """What the group does in an item, and so what the screens show first."""

    FREE = "free", _("talk")
    PROTOCOL = "protocol", _("protocol")
    PROMPT = "prompt", _("prompt")
    EVIDENCE = "evidence", _("evidence")
    PLACEMAT = "placemat", _("placemat")
    COMMITMENTS = "commitments", _("commitments")


class AgendaItem(Addressed):
    """One item with its minutes. `protocol` is the key of a protocol, or empty.

    A protocol's steps are those of the library, fitted to the item's minutes. `why` says what the item was drafted
    from, as queries/agenda_why.py puts it into words: [{"because": "phase", "phase": 4}]; empty when a person added it.
    """

    session = OwnedForeignKey(Session, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=ItemKind, default=ItemKind.FREE)
    title = models.CharField(_("what"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    protocol = models.CharField(max_length=60, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    why = models.JSONField(default=list, blank=True)
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
            models.CheckConstraint(
                condition=models.Q(minutes__range=(1, MAX_ITEM_MINUTES)), name="agenda_item_minutes_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.title

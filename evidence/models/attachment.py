"""Attachments: what people bring beside figures, such as photos of work, minutes, a link."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import District, Participant
from evidence.models.data_point import DataPoint
from ilc.tenancy.owned import Addressed, OwnedForeignKey
from inquiry.models import Indicator

MAX_CAPTION = 300
MAX_ADDRESS = 500


class Attachment(Addressed):
    """A file or a link of one district, beside an indicator or one of its data points. Taken away, not deleted.

    People of the district see it; everybody else who sees the indicator does from `shared_at` on, when whoever brought
    it said that no child can be recognised. `file` and `preview` are keys in the storage: of what came while it is
    waiting, of what was made of it once it is checked, of nothing when it was refused or its file erased.
    """

    class Kind(models.TextChoices):
        FILE = "file", _("a file")
        LINK = "link", _("a link")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be checked")
        CHECKED = "checked", _("checked")
        REFUSED = "refused", _("not kept")

    indicator = OwnedForeignKey(Indicator, related_name="attachments")
    data_point = OwnedForeignKey(DataPoint, null=True, related_name="attachments")
    district = OwnedForeignKey(District, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind)
    state = models.CharField(max_length=7, choices=State)
    caption = models.CharField(max_length=MAX_CAPTION)
    lang = models.CharField(max_length=5)
    address = models.URLField(max_length=MAX_ADDRESS, blank=True)
    name = models.CharField(max_length=120, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(null=True)  # pixels, of a picture
    height = models.PositiveIntegerField(null=True)
    left_out = ArrayField(models.CharField(max_length=10), default=list)
    trouble = models.JSONField(default=dict)  # why it was refused: code and values
    file = models.CharField(max_length=120, blank=True)
    preview = models.CharField(max_length=120, blank=True)
    brought_by = OwnedForeignKey(Participant, related_name="+")
    brought_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    removed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "attachment"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="link", state="checked", file="", address__startswith="https://")
                | Q(kind="file", address=""),
                name="attachment_of_its_kind",
            ),
            models.CheckConstraint(condition=~Q(caption=""), name="attachment_has_a_caption"),
            models.CheckConstraint(
                condition=~Q(kind="file", state="checked") | (~Q(sha256="") & Q(size__gt=0)),
                name="attachment_checked_is_known",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="attachment_removed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["program", "indicator", "brought_at"], name="attachment_of_indicator"),
            models.Index(
                fields=["program", "data_point"], condition=Q(data_point__isnull=False), name="attachment_of_point"
            ),
        ]

    def __str__(self) -> str:
        return self.caption

"""What a program puts on the shelf of a theme: a protocol, or something to read elsewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant, Theme
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class ThemeResource(Addressed):
    """One thing on a theme's shelf: a protocol by its key, or a title with an address. Never deleted."""

    theme = OwnedForeignKey(Theme, on_delete=models.CASCADE, related_name="resources")
    position = models.PositiveSmallIntegerField()
    protocol = models.CharField(max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    note = models.CharField(_("why it is here"), max_length=500, blank=True)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "theme_resource"
        constraints = [
            models.CheckConstraint(
                condition=(Q(protocol="") & ~Q(title="") & ~Q(url="")) | (~Q(protocol="") & Q(title="", url="")),
                name="theme_resource_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.protocol

"""What collectives form around."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from collectives.models.participant import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class Theme(Addressed):
    """A challenge that several leaders share. About ten run at once in a program."""

    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what it is about"), blank=True, max_length=2000)
    made_by = OwnedForeignKey(Participant, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    set_aside_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "theme"
        constraints = [models.UniqueConstraint("program", Lower("name"), name="theme_name_once")]

    def __str__(self) -> str:
        return self.name

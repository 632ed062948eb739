"""What kinds of help a facilitator may welcome, and what was given."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective, Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class HelpKind(models.TextChoices):
    """Kinds of help, none better than another."""

    COLLEAGUE = "colleague", _("a facilitator colleague sits in")
    PLANNING = "planning", _("planning a session together")
    VISIT = "visit", _("a visit")
    PROTOCOL = "protocol", _("a protocol that suits")
    TIME = "time", _("time set free")


class Help(Addressed):
    """One entry in a collective's log of help: what was given or offered, by whom, when, and what comes next.

    `flag`: the support flag it answers, if any. `addressed_to`: the facilitator who reads it, too; without one it is
    for program staff alone. An entry is not changed; another one goes on from it.
    """

    collective = OwnedForeignKey(Collective, related_name="help")
    flag = OwnedForeignKey("facilitation.SupportFlag", null=True, related_name="help")
    kind = models.CharField(max_length=10, choices=HelpKind)
    text = models.TextField(max_length=2000)
    given_on = models.DateField()
    next_step = models.CharField(max_length=300, blank=True)
    addressed_to = OwnedForeignKey(Participant, null=True, related_name="help")
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "help"
        indexes = [models.Index(fields=["program", "collective", "at"], name="help_by_time")]

    def __str__(self) -> str:
        return self.text[:60]

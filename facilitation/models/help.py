"""What kinds of help a facilitator may welcome."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HelpKind(models.TextChoices):
    """Kinds of help, none better than another."""

    COLLEAGUE = "colleague", _("a facilitator colleague sits in")
    PLANNING = "planning", _("planning a session together")
    VISIT = "visit", _("a visit")
    PROTOCOL = "protocol", _("a protocol that suits")
    TIME = "time", _("time set free")

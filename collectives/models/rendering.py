"""A stored PDF or export, and the making of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models.participant import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class RenderingState(models.TextChoices):
    WAITING = "waiting", _("waiting its turn")
    WORKING = "working", _("being made")
    DONE = "done", _("ready")
    STOPPED = "stopped", _("stopped")
    FAILED = "failed", _("could not be made")


class Rendering(Addressed):
    """One document as it was at one moment: `digest` stands for everything that could change how it looks.

    `subject` names what it shows (`placemat:<id>`); the app that knows the subject decides who sees it.
    `pages` are those that are set so far while it is being made, `rows` those of an export that are read.
    `page` is the address of the page on which it was asked for, `seen_at` when whoever asked saw there that it is over.
    """

    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=250)
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=8, choices=RenderingState, default=RenderingState.WAITING)
    step = models.CharField(max_length=40, blank=True)
    file = models.CharField(max_length=250, blank=True)
    pages = models.PositiveSmallIntegerField(null=True)
    rows = models.PositiveIntegerField(null=True)
    size = models.PositiveBigIntegerField(null=True)
    trouble = models.TextField(blank=True)
    asked_by = OwnedForeignKey(Participant, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    page = models.CharField(max_length=250, blank=True, default="", db_default="")
    seen_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "rendering"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "kind", "subject", "digest"],
                condition=~Q(state__in=["stopped", "failed"]),
                name="rendering_once",
            )
        ]
        indexes = [models.Index(fields=["program", "subject", "asked_at"], name="rendering_by_subject")]

    def __str__(self) -> str:
        return self.title

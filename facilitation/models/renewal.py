"""A cycle is closed together: what the group keeps, drops and sharpens, who stays, and the cycle that follows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant, Seat
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models import MAX_TEXT, Cycle

MAX_WHY = 500


class RenewalChoice(models.TextChoices):
    """What becomes of one part of the placemat in the next cycle."""

    KEEP = "keep", _("keep")
    DROP = "drop", _("drop")
    SHARPEN = "sharpen", _("sharpen")


class Staying(models.TextChoices):
    """Where a member goes from here."""

    STAYS = "stays", _("stays")
    LEAVES = "leaves", _("leaves")
    MOVES = "moves", _("moves to another collective")


class Renewal(Addressed):
    """One closing of a cycle: a draft over weeks until somebody presses, then what happened.

    `why` is in the group's words. `next_cycle` is None where none was to follow. One that was taken back (`undone_at`)
    stays with what was chosen then; the cycle gets a new draft.
    """

    cycle = OwnedForeignKey(Cycle, related_name="renewals")
    begun_by = OwnedForeignKey(Participant, related_name="+")
    begun_at = models.DateTimeField()
    closed_by = OwnedForeignKey(Participant, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    why = models.CharField(_("what the group says"), max_length=MAX_WHY, blank=True)
    next_cycle = OwnedForeignKey(Cycle, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_by = OwnedForeignKey(Participant, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "renewal"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "cycle"], condition=Q(undone_at=None), name="renewal_once_per_cycle"
            ),
            models.UniqueConstraint(fields=["program", "next_cycle"], name="renewal_begins_a_cycle_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, next_cycle=None, undone_at=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="renewal_closed_whole",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="renewal_undone_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Renewal of {self.cycle}"


class RenewalPart(ProgramOwned):
    """What the group says of one part: a text of the placemat by its name, `if:<id>` or `indicator:<id>`.

    `words` are the new ones of what is sharpened. `was` are the words that were carried on, and `became` the part of
    the next cycle's placemat that began with them: where it comes from. Both are empty in a draft.
    """

    renewal = OwnedForeignKey(Renewal, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(max_length=50)
    choice = models.CharField(max_length=7, choices=RenewalChoice, blank=True)
    words = models.TextField(max_length=MAX_TEXT, blank=True)
    why = models.CharField(max_length=MAX_WHY, blank=True)
    was = models.TextField(blank=True)
    became = models.CharField(max_length=50, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = OwnedForeignKey(Participant, related_name="+")
    changed_at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "renewal_part"
        constraints = [
            models.UniqueConstraint(fields=["program", "renewal", "part"], name="renewal_part_once"),
            models.CheckConstraint(
                condition=~Q(choice="sharpen") | ~Q(words=""), name="renewal_part_sharpened_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.choice}"


class RenewalSeat(ProgramOwned):
    """What a member says for themselves, or a facilitator notes for them. `seat`: theirs, once the closing ended it."""

    renewal = OwnedForeignKey(Renewal, on_delete=models.CASCADE, related_name="seats")
    participant = OwnedForeignKey(Participant, related_name="+")
    staying = models.CharField(max_length=6, choices=Staying)
    seat = OwnedForeignKey(Seat, null=True, related_name="+")
    said_by = OwnedForeignKey(Participant, related_name="+")
    said_at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "renewal_seat"
        constraints = [
            models.UniqueConstraint(fields=["program", "renewal", "participant"], name="renewal_seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.staying}"

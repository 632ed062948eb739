"""A collective, its seats, its facilitators."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from collectives.models.participant import Participant
from collectives.models.theme import Theme
from collectives.models.user import LANGUAGES
from ilc.tenancy.owned import Addressed, OwnedForeignKey

MAX_SEATS = 10


class Collective(Addressed):
    """At most ten leaders who work on one shared problem of practice."""

    name = models.CharField(_("name"), max_length=120)
    theme = OwnedForeignKey(Theme, related_name="collectives")
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES, default="en")
    for_facilitators = models.BooleanField(default=False, db_default=False)  # their own: only they get a seat
    made_by = OwnedForeignKey(Participant, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    joining_closed_at = models.DateTimeField(null=True)  # since then nobody joins by themselves
    addresses_shown_at = models.DateTimeField(null=True)  # since then its people see each other's e-mail

    class Meta(Addressed.Meta):
        db_table = "collective"
        constraints = [models.UniqueConstraint("program", Lower("name"), name="collective_name_once")]

    def __str__(self) -> str:
        return self.name


class Seat(Addressed):
    """A participant's place in a collective. Numbered, so that the database keeps the cap of ten."""

    collective = OwnedForeignKey(Collective, related_name="seats")
    participant = OwnedForeignKey(Participant, related_name="seats")
    number = models.PositiveSmallIntegerField()
    seated_by = OwnedForeignKey(Participant, null=True, related_name="+")
    seated_at = models.DateTimeField()
    left_by = OwnedForeignKey(Participant, null=True, related_name="+")
    left_at = models.DateTimeField(null=True)
    left_reason = models.CharField(max_length=500, blank=True)

    class Meta(Addressed.Meta):
        db_table = "seat"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "collective", "number"], condition=Q(left_at=None), name="seat_number_once"
            ),
            models.UniqueConstraint(
                fields=["program", "collective", "participant"], condition=Q(left_at=None), name="seat_participant_once"
            ),
            models.CheckConstraint(condition=Q(number__range=(1, MAX_SEATS)), name="seat_number_within_cap"),
        ]

    def __str__(self) -> str:
        return f"{self.collective}, seat {self.number}"


class Facilitator(Addressed):
    """That a participant guides a collective."""

    collective = OwnedForeignKey(Collective, related_name="facilitators")
    participant = OwnedForeignKey(Participant, related_name="facilitates")
    named_by = OwnedForeignKey(Participant, null=True, related_name="+")
    named_at = models.DateTimeField()
    left_by = OwnedForeignKey(Participant, null=True, related_name="+")
    left_at = models.DateTimeField(null=True)
    left_reason = models.CharField(max_length=500, blank=True)

    class Meta(Addressed.Meta):
        db_table = "facilitator"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "collective", "participant"], condition=Q(left_at=None), name="facilitator_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant} facilitates {self.collective}"


class CollectiveChange(Addressed):
    """That a collective was edited, closed or reopened, for joining too: what it was before, by whom, when, why."""

    class What(models.TextChoices):
        EDITED = "edited", _("edited")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("reopened")
        NO_JOINING = "no_joining", _("closed for joining")
        JOINING = "joining", _("opened for joining")
        ADDRESSES = "addresses", _("e-mails shown to its people")
        NO_ADDRESSES = "no_address", _("e-mails no longer shown")

    collective = OwnedForeignKey(Collective, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    was = models.JSONField(default=dict)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "collective_change"

    def __str__(self) -> str:
        return f"{self.collective}: {self.what}"

"""A person in a program. Everyone has such a row, staff too."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from collectives.models.region import District, School
from collectives.models.user import LANGUAGES
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class Position(models.TextChoices):
    """A job, as distinct from a role, which is a right."""

    TEACHER_LEADER = "teacher_leader", _("teacher leader")
    COACH = "coach", _("instructional coach")
    MIDDLE_LEADER = "middle_leader", _("middle leader")
    ASSISTANT_PRINCIPAL = "assistant_principal", _("assistant principal")
    PRINCIPAL = "principal", _("principal")
    CENTRAL_OFFICE = "central_office", _("central-office leader")
    SUPERINTENDENT = "superintendent", _("superintendent")
    PSYCHOLOGIST = "psychologist", _("school psychologist")


NOWHERE = "@address.invalid"  # no mail goes there (RFC 2606)


def no_address(pk: UUID) -> str:
    """What stands for the e-mail of somebody who came along without one."""
    return f"{pk}{NOWHERE}"


class Participant(Addressed):
    """Who somebody is here: name, position, school or district. `user` is empty until they are invited."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="participants")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), max_length=254)
    position = models.CharField(_("position"), max_length=20, choices=Position, blank=True)
    school = OwnedForeignKey(School, null=True, blank=True, related_name="participants")
    district = OwnedForeignKey(District, null=True, blank=True, related_name="participants")
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES, default="en")
    added_at = models.DateTimeField(auto_now_add=True)
    invited_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "participant"
        constraints = [
            models.UniqueConstraint("program", Lower("email"), name="participant_email_once"),
            models.UniqueConstraint(
                fields=["program", "user"], condition=Q(user__isnull=False), name="participant_user_once"
            ),
        ]
        indexes = [models.Index(fields=["program", "name"], name="participant_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_address(self) -> bool:
        """Whether mail could reach them."""
        return not self.email.endswith(NOWHERE)

    @property
    def reads(self) -> str:
        """The language they read: that of their account, else the one that was written down."""
        return self.user.language if self.user else self.language

    @property
    def initials(self) -> str:
        """First letters of the first and the last word of the name."""
        words = [word for word in self.name.split() if word[0].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class ParticipantChange(Addressed):
    """That a participant was edited, left the program or came back: what was there before, by whom, when, why."""

    class What(models.TextChoices):
        EDITED = "edited", _("edited")
        LEFT = "left", _("left the program")
        RETURNED = "returned", _("came back")

    participant = OwnedForeignKey(Participant, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    was = models.JSONField(default=dict)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "participant_change"

    def __str__(self) -> str:
        return f"{self.participant}: {self.what}"

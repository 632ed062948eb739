"""The program (the tenant), who may enter it, and what rights they have there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models.user import LANGUAGES
from ilc.tenancy.owned import Addressed, OwnedForeignKey


class Paper(models.TextChoices):
    LETTER = "letter", _("Letter")
    A4 = "a4", _("A4")


class Program(models.Model):
    """A district, a regional network, a state or a province that runs collectives.

    With `rehearsal_of` it is a rehearsal instead: made up, one person's own, no mail leaves it, and it counts nowhere.
    From `thrown_away_at` on it opens to nobody, and its rows are on their way out. `library_shown`: other programs that
    want to may read what is published here; `library_seen`: this one reads what others show.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    paper = models.CharField(_("paper"), max_length=6, choices=Paper, default=Paper.LETTER)
    two_factor_for_staff = models.BooleanField(_("staff sign in with a second factor"), default=False)
    library_shown = models.BooleanField(default=False, db_default=False)
    library_seen = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    rehearsal_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="rehearsals")
    thrown_away_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "program"
        constraints = [
            models.UniqueConstraint(
                fields=["rehearsal_of"],
                condition=Q(rehearsal_of__isnull=False, thrown_away_at=None),
                name="program_one_rehearsal_each",
            ),
            models.CheckConstraint(
                condition=Q(thrown_away_at=None) | Q(rehearsal_of__isnull=False), name="program_only_rehearsals_end"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_rehearsal(self) -> bool:
        """Whether all of it is made up, for one person to practise with."""
        return self.rehearsal_of_id is not None


class Membership(models.Model):
    """That a user may enter a program. It stands outside the program's scope because it opens it."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    created_at = models.DateTimeField(auto_now_add=True)
    entered_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "membership"
        constraints = [models.UniqueConstraint(fields=["program", "user"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} in {self.program}"


class Role(models.TextChoices):
    LEADER = "leader", _("leader")
    FACILITATOR = "facilitator", _("facilitator")
    COORDINATOR = "coordinator", _("regional coordinator")
    ADMIN = "admin", _("program admin")


class RoleGrant(Addressed):
    """A right that a participant holds here; a coordinator's is for one region. It ends, it is not deleted."""

    participant = OwnedForeignKey("collectives.Participant", related_name="grants")
    role = models.CharField(max_length=12, choices=Role)
    region = OwnedForeignKey("collectives.Region", null=True, related_name="grants")
    given_by = OwnedForeignKey("collectives.Participant", null=True, related_name="+")
    given_at = models.DateTimeField()
    taken_by = OwnedForeignKey("collectives.Participant", null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "role_grant"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "participant", "role", "region"],
                condition=Q(taken_at=None),
                nulls_distinct=False,
                name="role_grant_once",
            ),
            models.CheckConstraint(
                condition=Q(role="coordinator", region__isnull=False) | (~Q(role="coordinator") & Q(region=None)),
                name="role_grant_coordinator_has_region",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.role}"


class ProgramChange(Addressed):
    """That a setting, a place or a theme was changed or removed, a notice sent again, a ballot or an offer answered.

    What it was before, by whom, when. `what` is "settings", "region", "district", "school", "theme", "notice",
    "formation", "ballot" or "offer"; `about` is its id.
    """

    what = models.CharField(max_length=10)
    about = models.UUIDField(null=True)
    was = models.JSONField()
    by = OwnedForeignKey("collectives.Participant", related_name="+")
    at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "program_change"

    def __str__(self) -> str:
        return f"{self.what} {self.about or ''}".strip()

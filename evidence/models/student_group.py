"""Groups of students by which figures are split."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ilc.tenancy.owned import Addressed


class StudentGroup(Addressed):
    """A group such as "Grade 3" of the kind "Grade". Groups of one kind have no students in common.

    The groups of a kind together are all students, or some of them. Taken away, not deleted.
    """

    kind = models.CharField(_("kind"), max_length=60)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField()
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "student_group"
        constraints = [
            models.UniqueConstraint(
                "program",
                Lower("kind"),
                Lower("name"),
                condition=Q(removed_at=None),
                name="student_group_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

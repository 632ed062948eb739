"""Citations: where an analysis or a judgement points to what was brought."""

from django.db import models
from django.db.models import Q

from collectives.models import District, School
from evidence.models.analysis import Analysis
from evidence.models.judgement import JudgementPart
from evidence.models.student_group import StudentGroup
from ilc.tenancy.owned import OwnedForeignKey, ProgramOwned
from inquiry.models import Indicator


class Citation(ProgramOwned):
    """A reference and no figure: what a reader sees of it is decided when they read, by what they may see.

    Without a district it points to all places together. `against`: it speaks against a clause rather than for it.
    """

    analysis = OwnedForeignKey(Analysis, null=True, on_delete=models.CASCADE, related_name="citations")
    judgement_part = OwnedForeignKey(JudgementPart, null=True, on_delete=models.CASCADE, related_name="citations")
    against = models.BooleanField(default=False)
    indicator = OwnedForeignKey(Indicator, related_name="citations")
    on = models.DateField()
    district = OwnedForeignKey(District, null=True, related_name="+")
    school = OwnedForeignKey(School, null=True, related_name="+")
    group = OwnedForeignKey(StudentGroup, null=True, related_name="+")

    class Meta(ProgramOwned.Meta):
        db_table = "citation"
        constraints = [
            models.CheckConstraint(
                condition=Q(analysis__isnull=False, judgement_part=None, against=False)
                | Q(analysis=None, judgement_part__isnull=False),
                name="citation_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(school=None) | Q(district__isnull=False), name="citation_school_with_its_district"
            ),
            models.UniqueConstraint(
                fields=[
                    "program",
                    "analysis",
                    "judgement_part",
                    "against",
                    "indicator",
                    "on",
                    "district",
                    "school",
                    "group",
                ],
                nulls_distinct=False,
                name="citation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.on}"

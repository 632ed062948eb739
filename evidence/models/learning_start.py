"""That a placemat began from what another group had learned."""

from django.db import models
from django.db.models import Q

from collectives.models import Participant
from evidence.models.learning_summary import LearningSummary
from evidence.models.library_copy import LibraryCopy
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models import Placemat


class LearningStart(Addressed):
    """One press with which words of a published summary went into a placemat; `seen` names what was agreed to.

    `copy`: where it came from another program; neither is named once that was withdrawn there. It may be taken back,
    and stays then with who did that.
    """

    summary = OwnedForeignKey(LearningSummary, null=True, related_name="starts")
    copy = OwnedForeignKey(LibraryCopy, null=True, on_delete=models.SET_NULL, related_name="starts")
    placemat = OwnedForeignKey(Placemat, related_name="learning_starts")
    seen = models.CharField(max_length=16)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    undone_by = OwnedForeignKey(Participant, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "learning_start"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "placemat", "seen"], condition=Q(undone_at=None), name="learning_start_once"
            ),
            models.CheckConstraint(condition=Q(summary=None) | Q(copy=None), name="learning_start_from_one"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="learning_start_undone_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placemat} from {self.summary or self.copy}"


class LearningStartPart(ProgramOwned):
    """One part that went along: `part` of the summary, the `words` as they were carried over, what they `became`.

    `became` names a part of the placemat: a text, `if:<id>` or `indicator:<id>`. `lines` are what the other group's
    evidence plan said of an indicator, for this one to take or leave: "how_often" and "source" each.
    """

    start = OwnedForeignKey(LearningStart, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(max_length=20)
    words = models.TextField()
    became = models.CharField(max_length=50)
    lines = models.JSONField(default=list, blank=True)

    class Meta(ProgramOwned.Meta):
        db_table = "learning_start_part"
        constraints = [
            models.UniqueConstraint(fields=["program", "start", "part"], name="learning_start_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.became}"

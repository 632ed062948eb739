"""Codes: what words that were brought have in common, which words carry which, and each step of saying so."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from collectives.models import District, Participant
from evidence.models.data_point import DataPoint
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models import Indicator

MAX_CODES = 30
MAX_CODE_NAME = 120


class Code(Addressed):
    """A theme of an indicator's words. Everybody who sees the indicator reads its name, so it quotes nobody.

    One that was taken away (`gone_at`) shows nowhere; the words that carry it keep it, for when it comes back. One that
    was merged does not come back by itself: `merged_into` carries its words.
    """

    indicator = OwnedForeignKey(Indicator, related_name="codes")
    name = models.CharField(_("name"), max_length=MAX_CODE_NAME)
    number = models.PositiveSmallIntegerField()
    made_by = OwnedForeignKey(Participant, related_name="+")
    made_at = models.DateTimeField()
    gone_by = OwnedForeignKey(Participant, null=True, related_name="+")
    gone_at = models.DateTimeField(null=True)
    merged_into = OwnedForeignKey("self", null=True, related_name="+")

    class Meta(Addressed.Meta):
        db_table = "code"
        constraints = [
            models.UniqueConstraint(fields=["program", "indicator", "number"], name="code_number_once"),
            models.UniqueConstraint(
                "program", "indicator", Lower("name"), condition=Q(gone_at=None), name="code_name_once"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(gone_at__isnull=False), name="code_merged_is_gone"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Coding(ProgramOwned):
    """That the words of a data point carry a code. Only people of its district know of it."""

    data_point = OwnedForeignKey(DataPoint, related_name="codings")
    code = OwnedForeignKey(Code, related_name="codings")
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "coding"
        constraints = [models.UniqueConstraint(fields=["program", "data_point", "code"], name="coding_once")]

    def __str__(self) -> str:
        return f"{self.code_id} on {self.data_point_id}"


class CodingMove(Addressed):
    """One thing a person did to codes, and what was before, for the undo.

    With a district it is about that district's words, and for its people alone; without one it is about the codes
    themselves. `was` is what a step takes back: `code`, `name`, and rows of codings `[data point, code, by, at]` that
    were `added` or `taken`. Nothing shows it.
    """

    class What(models.TextChoices):
        CODED = "coded", _("gave words a code")
        UNCODED = "uncoded", _("took a code off words")
        MADE = "made", _("made a code")
        RENAMED = "renamed", _("renamed a code")
        MERGED = "merged", _("merged codes")
        REMOVED = "removed", _("took a code away")
        RESTORED = "restored", _("brought a code back")

    indicator = OwnedForeignKey(Indicator, related_name="+")
    district = OwnedForeignKey(District, null=True, related_name="+")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=8, choices=What)
    words = models.CharField(max_length=250, blank=True)
    was = models.JSONField(default=dict)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()
    undone_by = OwnedForeignKey(Participant, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "coding_move"
        constraints = [
            models.UniqueConstraint(fields=["program", "indicator", "number"], name="coding_move_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.what}"


class CodingProposal(ProgramOwned):
    """Which of a district's words without a code the product would put together. Its names come out of those words, so
    it stays in the district; a person makes a code of it, or leaves it.

    `groups` is [{"key": 1, "name": …, "lang": …, "points": [ids]}].
    """

    indicator = OwnedForeignKey(Indicator, related_name="+")
    district = OwnedForeignKey(District, related_name="+")
    groups = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "coding_proposal"
        constraints = [
            models.UniqueConstraint(fields=["program", "indicator", "district"], name="coding_proposal_once")
        ]

    def __str__(self) -> str:
        return f"{len(self.groups)} of {self.indicator_id}"

"""What people say about a placemat, beside the part of it they speak of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned
from inquiry.models.feedback import FeedbackRound
from inquiry.models.placemat import Placemat

MAX_COMMENT = 2_000
MAX_QUOTED = 300
WHOLE = "placemat"  # the part of a comment that speaks of all of it


class CommentKind(models.TextChoices):
    PLAIN = "plain", _("a thought")
    QUESTION = "question", _("a question")
    WARM = "warm", _("warm: what is strong here")
    COOL = "cool", _("cool: what could be stronger")


class Outcome(models.TextChoices):
    """What became of a comment."""

    SETTLED = "settled", _("resolved")
    TAKEN_UP = "taken_up", _("we took this up")
    NOT_NOW = "not_now", _("not now")


class Comment(Addressed):
    """One comment, or one answer to a comment. Taken away, not deleted.

    `part` is a PlacematField, `if:<id>`, `indicator:<id>` or `placemat`. `quoted` is the beginning of what stood there
    at that time, so that the comment makes sense after the words changed.
    """

    placemat = OwnedForeignKey(Placemat, on_delete=models.CASCADE, related_name="comments")
    feedback_round = OwnedForeignKey(FeedbackRound, null=True, related_name="comments")
    part = models.CharField(max_length=50)
    kind = models.CharField(max_length=8, choices=CommentKind, default=CommentKind.PLAIN)
    in_reply_to = OwnedForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(_("comment"), max_length=MAX_COMMENT)
    lang = models.CharField(max_length=5)
    quoted = models.CharField(max_length=MAX_QUOTED, blank=True)
    by = OwnedForeignKey(Participant, related_name="comments")
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = OwnedForeignKey(Participant, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressed.Meta):
        db_table = "comment"
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None, outcome="")
                | (Q(resolved_at__isnull=False, resolved_by__isnull=False) & ~Q(outcome="")),
                name="comment_resolved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(in_reply_to=None) | Q(kind="plain", resolved_at=None), name="comment_answer_is_plain"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class CommentChange(ProgramOwned):
    """What happened to a comment after it was written: `was` is the text before, or the former outcome."""

    class What(models.TextChoices):
        WRITTEN = "written", _("written anew")
        RESOLVED = "resolved", _("resolved")
        OPENED = "opened", _("opened again")
        REMOVED = "removed", _("taken away")
        RESTORED = "restored", _("brought back")

    comment = OwnedForeignKey(Comment, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=8, choices=What)
    was = models.TextField(blank=True)
    by = OwnedForeignKey(Participant, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "comment_change"

    def __str__(self) -> str:
        return f"{self.what} at {self.at}"

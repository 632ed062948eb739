"""Who reads comments, who writes them, who says that one is settled."""

from django.db.models import Q, QuerySet

from collectives.models import Participant
from inquiry.models import Comment, FeedbackRound, Placemat
from inquiry.permissions.feedback import asked_feedback, at_work_on


def visible_comments(participant: Participant) -> QuerySet[Comment]:
    """On placemats one belongs to, all; where one is only asked for feedback, those of that round.

    Program staff see the collective's placemat and not what is said about it, unless they are asked: a draft that is
    talked over is no report, and comments are not for those who might judge it.
    """
    mine = Comment.objects.filter(at_work_on(participant, "placemat__")).values("pk")
    asked = asked_feedback(participant).order_by().values("pk")
    return Comment.objects.filter(Q(pk__in=mine) | Q(feedback_round__in=asked))


def belongs_to_placemat(participant: Participant, placemat: Placemat) -> bool:
    """Whether one is at work on it, or reads it as one of its collective: all its comments are theirs. One query."""
    rows = Placemat.objects.filter(pk=placemat.pk)
    return rows.filter(at_work_on(participant)).exists()


def can_read_comments(*, belongs: bool, asked: FeedbackRound | None) -> bool:
    """Those at work on the placemat, and those asked about it. Program staff as such: no. No SQL."""
    return belongs or asked is not None


def can_comment_placemat(placemat: Placemat, *, belongs: bool, asked: FeedbackRound | None) -> bool:
    """Those who read its comments, while its cycle is open. Program staff only when they are asked. No SQL.

    `belongs`: as belongs_to_placemat says. `asked`: the round in which the person is asked. On a leader's private
    placemat nobody but the leader belongs.
    """
    at_work = placemat.cycle.closed_at is None and placemat.cycle.collective.closed_at is None
    return at_work and can_read_comments(belongs=belongs, asked=asked)


def can_resolve_comment(participant: Participant, comment: Comment, *, writes: bool) -> bool:
    """Those who write the placemat, and whoever wrote the comment. Answers are not resolved. No SQL."""
    return comment.in_reply_to_id is None and (writes or comment.by_id == participant.pk)


def can_change_comment(participant: Participant, comment: Comment) -> bool:
    """Write it anew, take it away, bring it back: whoever wrote it, nobody else. No SQL."""
    return comment.by_id == participant.pk

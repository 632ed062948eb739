"""A comment is written, answered, written anew, resolved, opened again, taken away, brought back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from ilc.errors import Refused
from inquiry.engine.writing import clean
from inquiry.models import MAX_COMMENT, Comment, CommentChange, CommentKind, FeedbackRound, Placemat
from inquiry.queries.comment_part import Part

What = CommentChange.What


class CommentWithoutWords(Refused):
    """Nothing was written."""


class CommentTooLong(Refused):
    """More than MAX_COMMENT characters."""


class OnlyListening(Refused):
    """The presenters of a tuning round answer when it is their turn to reflect."""


class CommentChangedMeanwhile(Refused):
    """It is not there any more as this person saw it."""


def add_comment(
    placemat: Placemat,
    *,
    part: Part,
    text: str,
    kind: str = CommentKind.PLAIN,
    feedback_round: FeedbackRound | None = None,
    by: Participant,
    now: datetime,
) -> Comment:
    """One more, beside a part. `feedback_round`: the round in which the writer is asked.

    Raises CommentWithoutWords, CommentTooLong.
    """
    return Comment.objects.create(
        placemat=placemat,
        feedback_round=feedback_round,
        part=part.part,
        kind=kind,
        text=_worded(text),
        lang=by.reads,
        quoted=part.passage,
        by=by,
        at=now,
    )


@transaction.atomic
def answer_comment(comment: Comment, *, text: str, presents: bool, by: Participant, now: datetime) -> Comment:
    """One answer more. An answer to an answer goes to the comment above it: there is one level.

    `presents`: by is one of those whose placemat it is. Raises CommentWithoutWords, CommentTooLong, OnlyListening.
    """
    first = comment.in_reply_to or comment
    words = _worded(text)
    held = _hold(first)
    _mind_the_step(held, presents=presents)
    return Comment.objects.create(
        placemat_id=held.placemat_id,
        feedback_round=held.feedback_round,
        part=held.part,
        in_reply_to=held,
        text=words,
        lang=by.reads,
        by=by,
        at=now,
    )


@transaction.atomic
def change_comment(comment: Comment, *, text: str, was: str, by: Participant, now: datetime) -> Comment:
    """Write it anew; what stood there is kept. Raises CommentChangedMeanwhile when that is not `was`, and as above."""
    words = _worded(text)
    held = _hold(comment)
    if held.removed_at is not None or _plain(held.text) != _plain(was):
        raise CommentChangedMeanwhile(
            _("This comment was changed or taken away while you were writing. Your words are still in the field.")
        )
    if words != held.text:
        _keep(held, What.WRITTEN, was=held.text, by=by, now=now)
        held.text, held.changed_at = words, now
        held.save(update_fields=["text", "changed_at"])
    return held


@transaction.atomic
def resolve_comment(comment: Comment, *, outcome: str, presents: bool, by: Participant, now: datetime) -> None:
    """Say what became of it. Raises OnlyListening."""
    held = _hold(comment)
    _mind_the_step(held, presents=presents)
    if held.outcome == outcome or held.removed_at is not None:
        return
    _keep(held, What.RESOLVED, was=held.outcome, by=by, now=now)
    held.outcome, held.resolved_by, held.resolved_at = outcome, by, now
    held.save(update_fields=["outcome", "resolved_by", "resolved_at"])


@transaction.atomic
def open_comment(comment: Comment, *, by: Participant, now: datetime) -> None:
    """Open it again. That it was resolved stays in its history."""
    held = _hold(comment)
    if held.outcome:
        _keep(held, What.OPENED, was=held.outcome, by=by, now=now)
        held.outcome, held.resolved_by, held.resolved_at = "", None, None
        held.save(update_fields=["outcome", "resolved_by", "resolved_at"])


@transaction.atomic
def remove_comment(comment: Comment, *, by: Participant, now: datetime) -> None:
    """Take it away; its answers stay. It can be brought back."""
    held = _hold(comment)
    if held.removed_at is None:
        _keep(held, What.REMOVED, was=held.text, by=by, now=now)
        held.removed_at = now
        held.save(update_fields=["removed_at"])


@transaction.atomic
def restore_comment(comment: Comment, *, by: Participant, now: datetime) -> None:
    """Bring it back."""
    held = _hold(comment)
    if held.removed_at is not None:
        _keep(held, What.RESTORED, was=held.text, by=by, now=now)
        held.removed_at = None
        held.save(update_fields=["removed_at"])


def _hold(comment: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",)).select_related("feedback_round")
    return rows.get(pk=comment.pk)  # two people may press at once


def _mind_the_step(comment: Comment, *, presents: bool) -> None:
    if presents and comment.feedback_round and comment.feedback_round.only_listen:
        raise OnlyListening(
            _("While you only listen, nothing is answered yet. Your turn comes with the next step: then you reflect.")
        )


def _worded(text: str) -> str:
    words = clean(text).text.strip()
    if not words:
        raise CommentWithoutWords(_("Write a word or two first."))
    if len(words) > MAX_COMMENT:
        most = _("This comment has %(length)s characters, and %(most)s fit here. All of it is still in the field.")
        raise CommentTooLong(most % {"length": f"{len(words):,}", "most": f"{MAX_COMMENT:,}"})
    return words


def _plain(text: str) -> str:
    return clean(text).text.strip()


def _keep(comment: Comment, what: str, *, was: str, by: Participant, now: datetime) -> None:
    CommentChange.objects.create(comment=comment, what=what, was=was, by=by, at=now)

"""The comments of a placemat as its pages show them: beside one part, all of them, and the newest that is open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise

from collectives.models import Participant
from inquiry.models import Comment, CommentKind, FeedbackRound, Outcome, Placemat
from inquiry.permissions.comment import (
    belongs_to_placemat,
    can_change_comment,
    can_comment_placemat,
    can_read_comments,
    can_resolve_comment,
    visible_comments,
)
from inquiry.permissions.feedback import asked_feedback, open_placemats
from inquiry.queries.comment_part import Part


@dataclass(frozen=True)
class Reader:
    """How somebody stands to the comments of a placemat.

    `going_on` is the feedback round that is not closed; `asked` the same when this person is asked in it and may still
    answer. `comments`: may write some.
    """

    participant: Participant
    belongs: bool
    writes: bool
    comments: bool
    going_on: FeedbackRound | None = None
    asked: FeedbackRound | None = None

    @property
    def reads(self) -> bool:
        """Whether comments are for this person at all."""
        return can_read_comments(belongs=self.belongs, asked=self.asked)

    @property
    def by_asking(self) -> bool:
        """Whether this person reads the placemat only because of being asked."""
        return self.asked is not None and not self.belongs

    @property
    def presents(self) -> bool:
        """Whether this person's words are what the round is about."""
        return self.writes and self.asked is None

    @property
    def listens(self) -> bool:
        """Whether this person only listens now."""
        return self.presents and self.going_on is not None and self.going_on.only_listen


@dataclass(frozen=True)
class CommentRow:
    """One comment with its answers. `quoted` only where the words have changed since; `outcome` empty while open."""

    pk: UUID
    part: str
    kind: str
    text: str
    lang: str
    by: str
    initials: str
    mine: bool
    at: datetime
    changed: bool
    removed: bool
    quoted: str
    outcome: str
    outcome_label: str | Promise
    resolved_by: str
    resolved_at: datetime | None
    round_pk: UUID | None
    may_answer: bool
    may_change: bool
    may_resolve: bool
    answers: tuple["CommentRow", ...] = ()

    @property
    def key(self) -> str:
        """Its part as an id in HTML."""
        return self.part.replace(":", "-")

    @property
    def open(self) -> bool:
        """Whether it still waits for somebody."""
        return not self.outcome and not self.removed

    @property
    def shown(self) -> bool:
        """Whether there is anything to show: a comment that was taken away stands only where somebody answered it."""
        return not self.removed or bool(self.answers)


@dataclass(frozen=True)
class Beside:
    """The comments of one part, in the order in which they were written."""

    part: Part
    comments: tuple[CommentRow, ...] = ()

    @property
    def open(self) -> tuple[CommentRow, ...]:
        """Those that nobody has resolved."""
        return tuple(one for one in self.comments if one.open)

    @property
    def resolved(self) -> tuple[CommentRow, ...]:
        """The others."""
        return tuple(one for one in self.comments if not one.open)

    @property
    def newest(self) -> CommentRow | None:
        """The last one that is open."""
        return self.open[-1] if self.open else None

    @property
    def older(self) -> int:
        """How many more are open."""
        return max(len(self.open) - 1, 0)


def placemats_to_read(participant: Participant) -> QuerySet[Placemat]:
    """Those the participant sees or is asked about, each with its cycle, collective, theme and leader."""
    return open_placemats(participant).select_related("cycle__collective__theme", "leader__school")


def comment_reader(participant: Participant, placemat: Placemat, *, writes: bool) -> Reader:
    """How the participant stands to the placemat's comments. One SQL query for who writes it, else two."""
    asks_me = asked_feedback(participant).order_by().filter(pk=OuterRef("pk"))
    rounds = FeedbackRound.objects.filter(placemat=placemat, closed_at=None).annotate(asks_me=Exists(asks_me))
    going_on = rounds.first()
    asked = going_on if going_on and going_on.asks_me else None
    belongs = writes or belongs_to_placemat(participant, placemat)
    return Reader(
        participant,
        belongs=belongs,
        writes=writes,
        comments=can_comment_placemat(placemat, belongs=belongs, asked=asked),
        going_on=going_on if belongs or asked else None,
        asked=asked,
    )


def comments_beside(placemat: Placemat, parts: Mapping[str, Part], reader: Reader) -> dict[str, Beside]:
    """For every part its comments, as this reader may see them. One SQL query, none for who may see none."""
    if not reader.reads:
        return {}
    rows = list_comments(placemat, parts, reader)
    of_part: dict[str, list[CommentRow]] = {name: [] for name in parts}
    for row in rows:
        of_part[row.part].append(row)
    return {name: Beside(parts[name], tuple(found)) for name, found in of_part.items()}


def list_comments(
    placemat: Placemat, parts: Mapping[str, Part], reader: Reader, *, feedback_round: FeedbackRound | None = None
) -> list[CommentRow]:
    """Comments that have something to show, oldest first; those of one round, if it is named. One SQL query."""
    found = visible_comments(reader.participant).filter(placemat=placemat, part__in=parts)
    if feedback_round:
        found = found.filter(feedback_round=feedback_round)
    found = found.select_related("by", "resolved_by", "feedback_round").order_by("at", "pk")
    all_of_them = list(found)
    answers: dict[UUID, list[CommentRow]] = {}
    for one in all_of_them:
        if one.in_reply_to_id and one.removed_at is None:
            answers.setdefault(one.in_reply_to_id, []).append(_row(one, parts, reader))
    threads = [one for one in all_of_them if one.in_reply_to_id is None]
    rows = [replace(_row(one, parts, reader), answers=tuple(answers.get(one.pk, ()))) for one in threads]
    return [row for row in rows if row.shown]


def find_row(rows: Iterable[CommentRow], pk: UUID | None) -> CommentRow | None:
    """One of these comments or of their answers. No SQL."""
    flat: Sequence[CommentRow] = [one for row in rows for one in (row, *row.answers)]
    return next((one for one in flat if one.pk == pk), None)


def _row(one: Comment, parts: Mapping[str, Part], reader: Reader) -> CommentRow:
    held = reader.listens and one.feedback_round is not None
    is_there = one.removed_at is None
    resolvable = can_resolve_comment(reader.participant, one, writes=reader.writes) and reader.comments
    return CommentRow(
        pk=one.pk,
        part=one.part,
        kind=CommentKind(one.kind).value,
        text=one.text,
        lang=one.lang,
        by=one.by.name,
        initials=one.by.initials,
        mine=one.by_id == reader.participant.pk,
        at=one.at,
        changed=one.changed_at is not None,
        removed=not is_there,
        quoted="" if one.quoted == parts[one.part].passage else one.quoted,
        outcome=one.outcome,
        outcome_label=Outcome(one.outcome).label if one.outcome else "",
        resolved_by=one.resolved_by.name if one.resolved_by else "",
        resolved_at=one.resolved_at,
        round_pk=one.feedback_round_id,
        may_answer=is_there and reader.comments and not held and one.in_reply_to_id is None and not one.outcome,
        may_change=is_there and reader.comments and can_change_comment(reader.participant, one) and not one.outcome,
        may_resolve=is_there and resolvable and not held,
    )

"""Feedback rounds: whom they ask, what waits for a person's feedback, and a round's comments part by part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collectives.models import Facilitator, Participant, Seat
from inquiry.models import WHOLE, Comment, FeedbackRound, FeedbackStep, Placemat
from inquiry.permissions.feedback import asked_feedback, visible_feedback
from inquiry.queries.comment import CommentRow
from inquiry.queries.comment_part import Part


@dataclass(frozen=True)
class Tuned:
    """What was said in a round about one part."""

    part: Part
    comments: tuple[CommentRow, ...]

    @property
    def warm(self) -> list[CommentRow]:
        """What is strong."""
        return [one for one in self.comments if one.kind == "warm"]

    @property
    def cool(self) -> list[CommentRow]:
        """What could be stronger."""
        return [one for one in self.comments if one.kind == "cool"]

    @property
    def others(self) -> list[CommentRow]:
        """Questions and thoughts."""
        return [one for one in self.comments if one.kind not in {"warm", "cool"}]


def asked_people(feedback_round: FeedbackRound, *, but: Participant) -> QuerySet[Participant]:
    """Everybody with an account whom a round asks, by name. One SQL query."""
    own = feedback_round.placemat.cycle.collective_id
    asked = Q(pk=None)
    if feedback_round.asks_members:
        asked |= _sits(own)
    if feedback_round.asks_facilitators:
        asked |= _guides(own)
    if feedback_round.collective_id:
        asked |= _sits(feedback_round.collective_id) | _guides(feedback_round.collective_id)
    people = Participant.objects.filter(asked, user__isnull=False, left_at=None)
    return people.exclude(pk__in=[but.pk, feedback_round.placemat.leader_id]).select_related("user").order_by("name")


def readable_feedback(participant: Participant) -> QuerySet[FeedbackRound]:
    """Those the participant may see, with all that their page names."""
    return visible_feedback(participant).select_related(
        "placemat__cycle__collective__theme", "placemat__leader", "collective", "asked_by", "closed_by"
    )


def list_feedback(placemat: Placemat) -> list[FeedbackRound]:
    """All rounds of a placemat, the last first. One SQL query."""
    rows = placemat.feedback_rounds.select_related("asked_by", "closed_by", "collective")
    return list(rows.order_by("-asked_at"))


def waiting_feedback(participant: Participant) -> QuerySet[FeedbackRound]:
    """Rounds in which the participant is asked and has said nothing yet, while there is still time. One SQL query."""
    said = Comment.objects.filter(feedback_round=OuterRef("pk"), by=participant, removed_at=None)
    rounds = asked_feedback(participant).exclude(Exists(said)).exclude(step=FeedbackStep.REFLECT)
    return rounds.select_related("placemat__cycle__collective", "placemat__leader")


def feedback_to_close(participant: Participant, *, now: datetime) -> QuerySet[FeedbackRound]:
    """Rounds that this participant asked for, whose day has passed. One SQL query."""
    rows = FeedbackRound.objects.filter(asked_by=participant, closed_at=None, until__lte=now)
    at_work = rows.filter(placemat__cycle__closed_at=None, placemat__cycle__collective__closed_at=None)
    return at_work.select_related("placemat__cycle__collective", "placemat__leader").order_by("until")


def tuned_parts(parts: Mapping[str, Part], rows: Iterable[CommentRow], *, whole: bool) -> Sequence[Tuned]:
    """A round's comments by part, in reading order. `whole`: the whole placemat too, if nobody spoke of it yet."""
    of_part: dict[str, list[CommentRow]] = {}
    for row in rows:
        of_part.setdefault(row.part, []).append(row)
    return [
        Tuned(part, tuple(of_part.get(name, ())))
        for name, part in parts.items()
        if name in of_part or (whole and name == WHOLE)
    ]


def asked_words(feedback_round: FeedbackRound) -> list[str]:
    """Whom a round asks, in words. No SQL for a round that was read with its collectives."""
    own = {"collective": feedback_round.placemat.cycle.collective.name}
    words = []
    if feedback_round.asks_members:
        words.append(gettext("the members of %(collective)s") % own)
    if feedback_round.asks_facilitators:
        words.append(gettext("the facilitators of %(collective)s") % own)
    if feedback_round.collective:
        words.append(gettext("the collective %(collective)s") % {"collective": feedback_round.collective.name})
    return words


@dataclass(frozen=True)
class TuningStep:
    """One of the four steps. `state` is done, now or later."""

    key: str
    title: str | Promise
    text: str | Promise
    state: str


STEPS: Sequence[tuple[str, str | Promise, str | Promise]] = (
    ("", _("Present"), _("Those whose placemat it is say what they wrote and what they most want to hear.")),
    ("clarify", _("Clarify"), _("Those asked read, and ask only what they need to know to understand it.")),
    (
        "listen",
        _("Warm and cool feedback"),
        _("Warm: what is strong here. Cool: what could be stronger. The presenters only listen."),
    ),
    ("reflect", _("Reflect"), _("The presenters answer, and say what they take up and what not now.")),
)


def step_here(steps: Sequence[TuningStep]) -> tuple[int, TuningStep] | None:
    """The step at which a round is now, with its number from 1; None without steps, or when it is closed. No SQL."""
    return next(((number, step) for number, step in enumerate(steps, start=1) if step.state == "now"), None)


def feedback_steps(feedback_round: FeedbackRound) -> list[TuningStep]:
    """The four steps of a tuning round, and where it is. None for a round without steps. No SQL."""
    if not feedback_round.tuning:
        return []
    here = [key for key, _title, _text in STEPS].index(feedback_round.step)
    if feedback_round.closed_at is not None:
        here = len(STEPS)
    return [
        TuningStep(key, title, text, "done" if at < here else "now" if at == here else "later")
        for at, (key, title, text) in enumerate(STEPS)
    ]


def _sits(collective: UUID) -> Q:
    return Q(Exists(Seat.objects.filter(collective=collective, participant=OuterRef("pk"), left_at=None)))


def _guides(collective: UUID) -> Q:
    return Q(Exists(Facilitator.objects.filter(collective=collective, participant=OuterRef("pk"), left_at=None)))

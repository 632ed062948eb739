"""Writing questions, marking favourites, asking in a session and keeping what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import (
    Decision,
    FavouriteQuestion,
    Question,
    QuestionAsked,
    QuestionOutcome,
    Session,
)
from ilc.errors import Refused
from inquiry.models import Adjustment


class NothingSaid(Refused):
    """An outcome says nothing."""


class OutcomeOfOthers(Refused):
    """The decision or the adjustment belongs to another collective."""


@dataclass(frozen=True)
class Asking:
    """A question as it is put to a group: its key, its job, the words."""

    key: str
    job: str
    words: str


def write_question(
    *,
    job: str,
    text: str,
    phases: Sequence[int],
    fits: Sequence[str],
    for_program: bool,
    by: Participant,
    now: datetime,
) -> Question:
    """A question of one's own, or of the program's."""
    return Question.objects.create(
        job=job,
        text=text,
        language=by.reads,
        phases=sorted(phases),
        fits=list(fits),
        for_program=for_program,
        by=by,
        at=now,
    )


def remove_question(question: Question, *, now: datetime) -> None:
    """Take it away; it can be brought back. What was asked keeps its words."""
    Question.objects.filter(pk=question.pk, removed_at=None).update(removed_at=now)


def bring_back_question(question: Question) -> None:
    """Undo the taking away. A second time changes nothing."""
    Question.objects.filter(pk=question.pk).update(removed_at=None)


def mark_favourite(participant: Participant, *, key: str, favourite: bool) -> None:
    """Mark a question, or take the mark off. A second time changes nothing."""
    if favourite:
        row = FavouriteQuestion(participant=participant, key=key)
        FavouriteQuestion.objects.bulk_create([row], ignore_conflicts=True)
    else:
        FavouriteQuestion.objects.filter(participant=participant, key=key).delete()


@transaction.atomic
def ask_question(session: Session, asking: Asking, *, by: Participant, now: datetime) -> QuestionAsked:
    """Remember that it was put to the group. Asked already in this session, that one comes back."""
    Session.objects.select_for_update().get(pk=session.pk)  # two who guide may press at once
    there = QuestionAsked.objects.filter(session=session, key=asking.key, taken_back_at=None).first()
    return there or QuestionAsked.objects.create(
        session=session, key=asking.key, job=asking.job, words=asking.words, by=by, at=now
    )


def take_back_question(asked: QuestionAsked, *, now: datetime) -> None:
    """It was pressed by mistake. A second time changes nothing; asking again is always possible."""
    QuestionAsked.objects.filter(pk=asked.pk, taken_back_at=None).update(taken_back_at=now)


@transaction.atomic
def keep_outcome(
    asked: QuestionAsked,
    *,
    text: str = "",
    decision: Decision | None = None,
    adjustment: Adjustment | None = None,
    by: Participant,
    now: datetime,
) -> QuestionOutcome:
    """Say what came of a question. The same again changes nothing. Raises NothingSaid, OutcomeOfOthers."""
    collective = asked.session.collective_id
    if not (text or decision or adjustment):
        raise NothingSaid(_("What came of it? A few words, a decision or an adjustment is plenty."))
    if decision and decision.session.collective_id != collective:
        raise OutcomeOfOthers(_("That decision belongs to another collective."))
    if adjustment and adjustment.placemat.cycle.collective_id != collective:
        raise OutcomeOfOthers(_("That adjustment belongs to the theory of another collective."))
    QuestionAsked.objects.select_for_update().get(pk=asked.pk)
    values = {"text": text, "decision": decision, "adjustment": adjustment}
    there = QuestionOutcome.objects.filter(asked=asked, taken_back_at=None, **values).first()
    return there or QuestionOutcome.objects.create(asked=asked, by=by, at=now, **values)


def take_back_outcome(outcome: QuestionOutcome, *, now: datetime) -> None:
    """It did not come of that question. A second time changes nothing."""
    QuestionOutcome.objects.filter(pk=outcome.pk, taken_back_at=None).update(taken_back_at=now)

"""Writing the questions of a draft: adding, rewording, moving, removing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from collectives.models import Gathering, GatheringQuestion, Participant, QuestionKind
from collectives.operations.gathering import lock_draft
from ilc.errors import Refused

MOST_QUESTIONS: Final = 20
MOST_OPTIONS: Final = 12
BEGIN_WITH: Final[dict[str, dict[str, Any]]] = {
    QuestionKind.SCALE: {"lowest": 1, "highest": 5},
    QuestionKind.CHOICE: {"many": False},
    QuestionKind.RANKING: {"most": 3},
    QuestionKind.DOTS: {"dots": 5},
}


class TooManyQuestions(Refused):
    """A gathering holds MOST_QUESTIONS."""


@dataclass(frozen=True)
class QuestionWords:
    """What a question says and allows. Words by language; options in their order, new ones without a key."""

    words: Mapping[str, str]
    guide: Mapping[str, str]
    options: Sequence[tuple[str, Mapping[str, str]]]
    settings: Mapping[str, Any]
    required: bool


@transaction.atomic
def add_question(gathering: Gathering, kind: QuestionKind, *, by: Participant, now: datetime) -> GatheringQuestion:
    """One more question at the end, to be worded. Raises NotBeingWritten, TooManyQuestions."""
    held = lock_draft(gathering)
    last = held.questions.aggregate(last=Max("number"))["last"] or 0
    if held.questions.count() >= MOST_QUESTIONS:
        raise TooManyQuestions(
            _("A gathering holds %(most)d questions. Few people answer that many: which could go?")
            % {"most": MOST_QUESTIONS}
        )
    return GatheringQuestion.objects.create(
        gathering=held, number=last + 1, kind=kind, settings=BEGIN_WITH.get(kind, {})
    )


@transaction.atomic
def edit_question(question: GatheringQuestion, said: QuestionWords, *, by: Participant, now: datetime) -> None:
    """Reword a question. Options keep their keys; new ones get the next free letter. Raises NotBeingWritten."""
    held = lock_draft(question.gathering).questions.get(pk=question.pk)
    taken = {key for key, _words in said.options}
    free = (letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in taken)
    held.options = [{"key": key or next(free), "words": dict(words)} for key, words in said.options]
    held.words, held.guide = dict(said.words), dict(said.guide)
    held.settings, held.required = dict(said.settings), said.required
    held.save()


@transaction.atomic
def move_question(
    question: GatheringQuestion, direction: Literal["up", "down"], *, by: Participant, now: datetime
) -> None:
    """Change places with the one before or after; at the edge nothing happens. Raises NotBeingWritten."""
    questions = lock_draft(question.gathering).questions
    held = questions.get(pk=question.pk)
    if direction == "up":
        other = questions.filter(number__lt=held.number).order_by("-number").first()
    else:
        other = questions.filter(number__gt=held.number).order_by("number").first()
    if other is None:
        return
    held.number, other.number = other.number, held.number
    held.save(update_fields=["number"])
    other.save(update_fields=["number"])


@transaction.atomic
def remove_question(question: GatheringQuestion, *, by: Participant, now: datetime) -> None:
    """Take a question out of a draft; those after it move up. Raises NotBeingWritten."""
    questions = lock_draft(question.gathering).questions
    held = questions.get(pk=question.pk)
    number = held.number
    held.delete()
    questions.filter(number__gt=number).update(number=F("number") - 1)

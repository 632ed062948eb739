"""What somebody is asked, in their language, and what they have answered so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from collectives.engine.answer_key import answer_key
from collectives.models import Asked, Gathering, GatheringQuestion, GatheringState, Participant, Response
from collectives.queries.gathering_words import Words, words_in
from ilc.tenancy.scope import bound_program_id

MOST_KEPT: Final = 64  # open gatherings that a process remembers


@dataclass(frozen=True)
class Answerer:
    """Who answers: the participant that is asked, unless it is whoever has the code; and, anonymously, a secret.

    The secret stands in their link or their browser and nowhere else.
    """

    participant: Participant | None
    secret: str


@dataclass(frozen=True)
class Option:
    key: str
    words: Words


@dataclass(frozen=True)
class AskedQuestion:
    """A question as a person reads it. `scale` are the steps of one; `places` those of a ranking."""

    pk: UUID
    number: int
    kind: str
    words: Words
    guide: Words
    options: tuple[Option, ...]
    required: bool
    many: bool
    dots: int
    scale: tuple[int, ...]
    low: Words
    high: Words
    places: tuple[int, ...]


@dataclass(frozen=True)
class OwnAnswer:
    """What somebody has answered to a question."""

    text: str
    value: Any
    quotable: bool


@dataclass(frozen=True)
class Opened:
    """A gathering with its questions, which stay as they are from its opening on."""

    gathering: Gathering
    questions: tuple[GatheringQuestion, ...]


_opened: dict[tuple[int, UUID], Opened] = {}


def find_opened(pk: UUID, *, fresh: bool) -> Opened | None:
    """A gathering with its questions; None when there is no such. Two SQL queries, none when it need not be fresh.

    Not fresh, an open gathering is taken as this process read it first: its questions cannot have changed since, but
    it may have been closed, which giving answers finds out.
    """
    found = None if fresh else recall_opened(bound_program_id(), pk)
    if found is None:
        found = _read(pk)
        if found is not None and found.gathering.state == GatheringState.OPEN:
            if len(_opened) >= MOST_KEPT:
                _opened.clear()
            _opened[bound_program_id(), pk] = found
    return found


def recall_opened(program_id: int, pk: UUID) -> Opened | None:
    """An open gathering as this process read it last, if it did. No SQL, in no scope."""
    return _opened.get((program_id, pk))


def _read(pk: UUID) -> Opened | None:
    gathering = Gathering.objects.select_related("made_by", "collective").filter(pk=pk).first()
    if gathering is None:
        return None
    return Opened(gathering, tuple(GatheringQuestion.objects.filter(gathering=gathering).order_by("number")))


def ask_questions(gathering: Gathering, language: str, *, otherwise: str) -> list[AskedQuestion]:
    """The questions in their order, each text in the language, or borrowed. One SQL query."""
    questions = GatheringQuestion.objects.filter(gathering=gathering).order_by("number")
    return [question_in(one, language, otherwise=otherwise) for one in questions]


def question_in(question: GatheringQuestion, language: str, *, otherwise: str) -> AskedQuestion:
    """One question in a language. No SQL."""
    settings: Mapping[str, Any] = question.settings
    options = tuple(
        Option(one["key"], words_in(one["words"], language, otherwise=otherwise)) for one in question.options
    )
    return AskedQuestion(
        pk=question.pk,
        number=question.number,
        kind=question.kind,
        words=words_in(question.words, language, otherwise=otherwise),
        guide=words_in(question.guide, language, otherwise=otherwise),
        options=options,
        required=question.required,
        many=bool(settings.get("many")),
        dots=int(settings.get("dots", 0)),
        scale=tuple(range(int(settings.get("lowest", 1)), int(settings.get("highest", 0)) + 1)),
        low=words_in(settings.get("low", {}), language, otherwise=otherwise),
        high=words_in(settings.get("high", {}), language, otherwise=otherwise),
        places=tuple(range(1, min(int(settings.get("most", 0)), len(options)) + 1)),
    )


def own_answers(gathering: Gathering, questions: Iterable[AskedQuestion], answerer: Answerer) -> dict[UUID, OwnAnswer]:
    """What this person has answered so far, by question. One SQL query."""
    rows = Response.objects.filter(gathering=gathering)
    if gathering.anonymous:
        rows = rows.filter(key__in=[answer_key(answerer.secret, one.pk) for one in questions])
    else:
        rows = rows.filter(participant=answerer.participant)
    return {row.question_id: OwnAnswer(row.text, row.value, row.quotable) for row in rows}


def has_answered(gathering: Gathering, participant: Participant) -> bool:
    """Whether somebody who is asked has answered: by whatever link or device. One SQL query."""
    return Asked.objects.filter(gathering=gathering, participant=participant, answered=True).exists()


def count_asked(gathering: Gathering) -> int:
    """How many people are asked by name. One SQL query."""
    return Asked.objects.filter(gathering=gathering, participant__isnull=False).count()

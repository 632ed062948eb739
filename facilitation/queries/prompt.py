"""Prompts as the faces of a session show them: the question, how many have answered, and what, once it is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from collectives.models import Asked, GatheringQuestion, GatheringState, Participant, Response
from collectives.permissions.gathering import FEWEST
from collectives.queries.gathering_results import QuestionResults, results_in
from collectives.queries.gathering_words import words_in
from collectives.queries.response import question_in
from facilitation.models import Prompt, PromptUse, Session, SessionRun
from facilitation.permissions.prompt import readable_answers, shows_answers
from facilitation.queries.answer_group import IN_WORDS, AnswersTogether, shown_groups


@dataclass(frozen=True)
class PromptRow:
    """A prompt and how far it is. `answered` and `asked` count people; `mine`: the reader is one of them.

    `item`: the agenda item that offers it. `goes_out_at`: when it goes out by itself, if it was looked up.
    """

    pk: UUID
    use: str
    title: str
    anonymous: bool
    state: str
    answered: int
    asked: int
    shown: bool
    mine: bool
    item: UUID | None
    goes_out_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it takes answers."""
        return self.state == GatheringState.OPEN

    @property
    def draft(self) -> bool:
        """Whether it was put to nobody yet."""
        return self.state == GatheringState.DRAFT

    @property
    def waits(self) -> bool:
        """Whether it is to be asked before the session and has not gone out."""
        return self.draft and self.use == PromptUse.BEFORE

    @property
    def readable(self) -> bool:
        """Whether who runs the session may look at the answers, as far as there are any to be seen."""
        return not self.draft and (self.shown or self.use != PromptUse.LIVE)

    @property
    def beforehand(self) -> bool:
        """Whether it went out before the session."""
        return not self.draft and self.use == PromptUse.BEFORE

    @property
    def protected(self) -> bool:
        """Whether it is closed with fewer answers than are ever shown."""
        return self.anonymous and self.state == GatheringState.CLOSED and self.answered < FEWEST


@dataclass(frozen=True)
class PromptAnswers:
    """What was answered, as far as the reader may see it; words in their groups, everything else as bars."""

    results: Sequence[QuestionResults]
    groups: Sequence[AnswersTogether]


def with_numbers(prompts: QuerySet[Prompt], participant: Participant) -> QuerySet[Prompt]:
    """Prompts in the order they were made, each knowing how many are asked and have answered, and whether one has."""
    asked = Asked.objects.filter(gathering=OuterRef("gathering")).order_by().values("gathering")
    people = asked.annotate(people=Count("participant")).values("people")
    answered = asked.annotate(people=Count("pk", filter=Q(answered=True))).values("people")
    mine = Asked.objects.filter(gathering=OuterRef("gathering"), participant=participant, answered=True)
    rows = prompts.annotate(
        people_asked=Coalesce(Subquery(people), 0),
        people_answered=Coalesce(Subquery(answered), 0),
        i_answered=Exists(mine),
    )
    return rows.select_related("gathering").order_by("made_at", "pk")


def count_answers(prompt: Prompt, participant: Participant) -> PromptRow:
    """One prompt with its numbers. One SQL query."""
    rows = list(Asked.objects.filter(gathering=prompt.gathering_id).values_list("participant", "answered"))
    asked = sum(person is not None for person, _answered in rows)
    answered = sum(answered for _person, answered in rows)
    return _row(prompt, asked, answered, mine=(participant.pk, True) in rows)


def shown_key(run: SessionRun) -> UUID | None:
    """The prompt that the screens show, if they show one. No SQL."""
    return UUID(run.shows["pk"]) if run.shows.get("kind") == "prompt" else None


def prompts_of(session: Session, participant: Participant) -> list[Prompt]:
    """A session's prompts in the order they were made, with_numbers(), for somebody who may run it. One SQL query."""
    return list(with_numbers(Prompt.objects.filter(session=session), participant))


def list_prompts(session: Session, participant: Participant) -> list[PromptRow]:
    """The same as rows. One SQL query."""
    return [prompt_row(prompt) for prompt in prompts_of(session, participant)]


def prompt_row(prompt: Any, *, goes_out_at: datetime | None = None) -> PromptRow:
    """One prompt of with_numbers(). No SQL."""
    row = _row(prompt, prompt.people_asked, prompt.people_answered, mine=prompt.i_answered)
    return replace(row, goes_out_at=goes_out_at)


def _row(prompt: Prompt, asked: int, answered: int, *, mine: bool) -> PromptRow:
    gathering = prompt.gathering
    return PromptRow(
        pk=prompt.pk,
        use=prompt.use,
        title=str(words_in(gathering.title, get_language() or "", otherwise="")),
        anonymous=gathering.anonymous,
        state=gathering.state,
        answered=answered,
        asked=asked,
        shown=prompt.shown_at is not None,
        mine=mine,
        item=prompt.item_id,
    )


def answers_of(
    prompt: Prompt, questions: Iterable[GatheringQuestion], language: str, *, otherwise: str, runs: bool
) -> PromptAnswers:
    """What was answered to a prompt's questions, as far as it may be read. Two SQL queries, none before it is shown."""
    given: dict[UUID, list[Response]] = {}
    for row in given_answers(prompt, runs=runs):
        given.setdefault(row.question_id, []).append(row)
    asked = [question_in(one, language, otherwise=otherwise) for one in questions]
    results = [results_in(one, given.get(one.pk, [])) for one in asked]
    groups = shown_groups(prompt, given.get(asked[0].pk, [])) if len(asked) == 1 and asked[0].kind in IN_WORDS else []
    return PromptAnswers(results, groups)


def given_answers(prompt: Prompt, *, runs: bool) -> list[Response]:
    """The answers that may be read, anonymous ones in a random order. One SQL query, none before they are shown."""
    if not shows_answers(prompt, runs=runs):
        return []
    order = ["id"] if prompt.gathering.anonymous else ["participant__name", "participant"]
    return list(readable_answers(prompt, runs=runs).select_related("participant").order_by(*order))


def prepared_prompts(session: Session) -> list[UUID]:
    """What is asked before a session. One SQL query."""
    return list(Prompt.objects.filter(session=session, use=PromptUse.BEFORE).values_list("pk", flat=True))


def questions_of(prompt: Prompt) -> list[GatheringQuestion]:
    """What a prompt asks. One SQL query."""
    return list(GatheringQuestion.objects.filter(gathering=prompt.gathering_id).order_by("number"))

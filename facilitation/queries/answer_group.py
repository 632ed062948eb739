"""The answers to a prompt in their groups, as screens show them and as whoever runs the session puts them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from collectives.models import GatheringQuestion, QuestionKind, Response
from facilitation.models import MAX_GROUPS, AnswerGroup, GroupedAnswer, Prompt
from facilitation.permissions.prompt import readable_answers
from ilc.due import is_done

GROUP: Final = "answer_groups"  # the kind of work in `due`; its key is the prompt
FEWEST_TO_GROUP: Final = 4  # fewer are read sooner than grouped
IN_WORDS: Final = {QuestionKind.OPEN_TEXT, QuestionKind.ONE_WORD}


@dataclass(frozen=True)
class PlacedAnswer:
    """One answer in words. `who` is empty where the prompt is anonymous."""

    pk: UUID
    text: str
    language: str
    who: str


@dataclass(frozen=True)
class AnswersTogether:
    """Answers that stand in one group; without `pk` they stand alone. `language`: of the name, as far as it is known.

    `proposed`: nobody has decided anything yet, the product put them together.
    """

    pk: UUID | None
    name: str
    texts: Sequence[PlacedAnswer]
    language: str = ""
    proposed: bool = False


@dataclass(frozen=True)
class Grouping:
    """The groups, those still empty too, and the answers that stand alone.

    `decided`: a person has grouped something. `looked`: whether the product has, None when nobody asked it to.
    """

    groups: Sequence[AnswersTogether]
    alone: AnswersTogether
    decided: bool
    looked: bool | None

    @property
    def working(self) -> bool:
        """Whether the product is about to propose groups."""
        return self.looked is False

    @property
    def unlike(self) -> bool:
        """Whether the product has looked, and no two answers were alike enough."""
        return self.looked is True and not self.groups and not self.decided

    @property
    def full(self) -> bool:
        """Whether no further group fits."""
        return len(self.groups) >= MAX_GROUPS

    @property
    def proposed(self) -> bool:
        """Whether the groups stand as the product proposed them."""
        return bool(self.groups) and not self.decided

    @property
    def proposable(self) -> bool:
        """Whether the product would group them when asked: enough answers, and nobody has grouped any."""
        count = len(self.alone.texts) + sum(len(group.texts) for group in self.groups)
        return count >= FEWEST_TO_GROUP and not self.decided


def answers_to_group(prompt: Prompt) -> QuerySet[Response]:
    """The answers that whoever runs the session may read and group: to a prompt that asks one thing, in words."""
    asked = GatheringQuestion.objects.filter(gathering=prompt.gathering_id)
    rows = readable_answers(prompt, runs=True).filter(question__kind__in=IN_WORDS)
    return rows.exclude(gathering__in=asked.filter(number__gt=1).values("gathering"))


def groupable(questions: Sequence[GatheringQuestion]) -> bool:
    """Whether the answers to a prompt's questions can be grouped: it asks one thing, in words. No SQL."""
    return len(questions) == 1 and questions[0].kind in IN_WORDS


def dissolved_group(prompt: Prompt, pk: UUID | None) -> AnswerGroup | None:
    """A group that was dissolved, to be brought back. One SQL query, none when none is named."""
    groups = AnswerGroup.objects.filter(prompt=prompt).exclude(dissolved_at=None)
    return groups.filter(pk=pk).first() if pk else None


def standing_groups(prompt: Prompt) -> QuerySet[AnswerGroup]:
    """A prompt's groups in their order, without those that were dissolved."""
    return AnswerGroup.objects.filter(prompt=prompt, dissolved_at=None).order_by("number")


def grouping_of(prompt: Prompt, answers: Sequence[Response]) -> Grouping:
    """These answers in the groups of their prompt. Three SQL queries."""
    every = list(AnswerGroup.objects.filter(prompt=prompt).order_by("number"))
    standing = [group for group in every if group.dissolved_at is None]
    groups, alone = _together(standing, _places(prompt), answers)
    decided = any(group.made_by_id for group in every)
    return Grouping(groups, alone, decided, looked=is_done(GROUP, str(prompt.pk)))


def shown_groups(prompt: Prompt, answers: Sequence[Response]) -> list[AnswersTogether]:
    """The same as screens show them: no empty group, and last those that stand alone; none where nothing is grouped.

    One SQL query, none for no answers.
    """
    places = _places(prompt) if answers else {}
    standing = sorted(set(places.values()), key=lambda group: group.number)
    groups, alone = _together(standing, places, answers)
    return [*groups, alone] if groups and alone.texts else groups


def _places(prompt: Prompt) -> dict[UUID, AnswerGroup]:
    rows = GroupedAnswer.objects.filter(group__prompt=prompt, group__dissolved_at=None).select_related("group")
    return {row.response_id: row.group for row in rows}


def _together(
    standing: Sequence[AnswerGroup], places: Mapping[UUID, AnswerGroup], answers: Sequence[Response]
) -> tuple[list[AnswersTogether], AnswersTogether]:
    groups = []
    for group in standing:
        texts = [_placed(one) for one in answers if places.get(one.pk) == group]
        spoken = {text.language for text in texts}
        groups.append(
            AnswersTogether(
                group.pk,
                group.name or _("Group %(number)d") % {"number": group.number},
                texts,
                language=spoken.pop() if group.name and group.made_by_id is None and len(spoken) == 1 else "",
                proposed=group.made_by_id is None,
            )
        )
    alone = [_placed(one) for one in answers if one.pk not in places]
    return groups, AnswersTogether(None, _("Alone"), alone)


def _placed(row: Response) -> PlacedAnswer:
    return PlacedAnswer(row.pk, row.text, row.language, row.participant.name if row.participant else "")

"""Who was asked and who has answered: counted, and one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from collectives.models import Ballot, District, Formation, Offer, Participant, ProgramChange
from collectives.permissions.ballot import visible_ballots, visible_offers
from collectives.queries.ballot import people_to_ask
from collectives.queries.seat import place_name


class Answered(TextChoices):
    """How far somebody's answer has come."""

    WAITING = "waiting", _("not answered yet")
    ANSWERED = "answered", _("answered")
    NOT_THIS_TIME = "not-this-time", _("not this time")


@dataclass(frozen=True)
class AskedCount:
    """How many members, or facilitators, were asked and what came of it. `joined`: with the role, not asked yet."""

    asked: int
    answered: int
    not_this_time: int
    joined: int

    @property
    def waiting(self) -> int:
        """Those who have not answered."""
        return self.asked - self.answered - self.not_this_time


@dataclass(frozen=True)
class AnswerRow:
    """One person who was asked. `writer`: the admin who wrote the answer down, if one did."""

    pk: UUID
    name: str
    initials: str
    position: str
    at: str
    state: str
    state_words: str
    answered_at: datetime | None
    writer: str


@dataclass(frozen=True)
class AnswerFilter:
    """What the list is narrowed to. Empty fields narrow nothing."""

    words: str = ""
    district: District | None = None
    state: str = ""


def count_asked(formation: Formation, model: type[Ballot] | type[Offer]) -> AskedCount:
    """Of the members, or of the facilitators, who have not left. Two SQL queries."""
    there = Q(answered_at__isnull=False)
    counts = model.objects.filter(formation=formation, participant__left_at=None).aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=there & Q(takes_part=True)),
        not_this_time=Count("pk", filter=there & Q(takes_part=False)),
    )
    return AskedCount(**counts, joined=people_to_ask(formation, model).count())


def find_answers(
    participant: Participant, formation: Formation, model: type[Ballot] | type[Offer], narrowed: AnswerFilter
) -> QuerySet[Any]:
    """Those one may see of the people who were asked, by name, who has not answered first. One SQL query."""
    rows: Any = visible_ballots(participant) if model is Ballot else visible_offers(participant)
    rows = rows.filter(formation=formation, participant__left_at=None)
    for word in narrowed.words.split():
        rows = rows.filter(participant__name__icontains=word)
    if narrowed.district:
        here = Q(participant__school__district=narrowed.district) | Q(participant__district=narrowed.district)
        rows = rows.filter(here)
    if narrowed.state:
        rows = rows.filter(_state_is(narrowed.state))
    found: QuerySet[Any] = rows.select_related("participant__school__district", "participant__district")
    return found.order_by("participant__name", "pk")


def answer_rows(answers: list[Any]) -> list[AnswerRow]:
    """Some of `find_answers` as the list shows them. One SQL query."""
    writers = _writers({answer.pk: answer.participant_id for answer in answers})
    return [_row(answer, writers.get(answer.pk, "")) for answer in answers]


def _row(answer: Ballot | Offer, writer: str) -> AnswerRow:
    person = answer.participant
    state = Answered.WAITING
    if answer.answered_at:
        state = Answered.ANSWERED if answer.takes_part else Answered.NOT_THIS_TIME
    return AnswerRow(
        answer.pk,
        person.name,
        person.initials,
        person.get_position_display(),
        place_name(person),
        state,
        str(state.label),
        answer.answered_at,
        writer,
    )


def _writers(people: Mapping[UUID, UUID]) -> dict[UUID, str]:
    """Who wrote each of these answers down last, where it was not the person."""
    changes = ProgramChange.objects.filter(about__in=people).select_related("by").order_by("at")
    last = {change.about: change.by for change in changes}
    return {about: by.name for about, by in last.items() if about and by.pk != people[about]}


def _state_is(state: str) -> Q:
    if state == Answered.WAITING:
        return Q(answered_at=None)
    return Q(answered_at__isnull=False, takes_part=state != Answered.NOT_THIS_TIME)

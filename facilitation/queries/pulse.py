"""The pulse of a collective: what was chosen in each phase, beside its own former phases and no other's."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Collective, Gathering, GatheringQuestion, Participant, QuestionKind, Seat
from collectives.permissions.gathering import FEWEST, shown_responses, shows_results
from collectives.queries.gathering import waiting_asked
from collectives.queries.gathering_words import words_in
from facilitation.engine.pulse import Spread, spread_of
from facilitation.models import Pulse
from facilitation.queries.pulse_words import change_words, meaning, step_words
from ilc.content import in_language, read_content
from inquiry.models import Cycle, Phase

STEPS = 5


@dataclass(frozen=True)
class PulseRow:
    """One time a collective was asked. `asked`: how many people. `state`: "open", "few" (nothing is shown), "shown"."""

    pk: UUID
    gathering: UUID
    phase: int
    phase_name: str
    cycle: str
    opened_at: datetime | None
    closes_at: datetime | None
    asked: int
    answers: int
    state: str


@dataclass(frozen=True)
class Said:
    """What one pulse tells of one question, with its meaning in words."""

    pulse: PulseRow
    spread: Spread
    words: str
    change: str


@dataclass(frozen=True)
class QuestionSaid:
    """One question with what each pulse told, the newest first. `language`: of its words."""

    key: str
    words: str
    language: str
    said: Sequence[Said]


@dataclass(frozen=True)
class PulseSheet:
    """Everything on the page. `parts`: the questions under what they are about; `texts` of the newest that is shown."""

    rows: Sequence[PulseRow]
    steps: Sequence[str]
    parts: Sequence[tuple[str, Sequence[QuestionSaid]]]
    asks: str
    texts: Sequence[tuple[str, str]]

    @property
    def open(self) -> PulseRow | None:
        """The one that takes answers, if there is one."""
        return next((row for row in self.rows if row.state == "open"), None)

    @property
    def newest(self) -> PulseRow | None:
        """The newest that shows something."""
        return next((row for row in self.rows if row.state == "shown"), None)


def pulse_sheet(collective: Collective, *, language: str, otherwise: str, words: bool) -> PulseSheet:
    """What a collective said in every phase of every cycle; texts only with `words`. Four SQL queries at most."""
    found = list(_pulses(Pulse.objects.filter(cycle__collective=collective)))
    rows = {one.gathering_id: _row(one) for one in found}
    shown = [one for one in found if rows[one.gathering_id].state == "shown"]
    content = read_content("facilitation", "pulse")
    questions = GatheringQuestion.objects.filter(gathering__in=[one.gathering_id for one in shown])
    asked = {(one.gathering_id, one.number): one for one in questions}
    counts = count_steps(shown_responses().filter(gathering__in=[one.gathering_id for one in shown]))
    by_key = _by_key(shown, rows, asked, counts, language=language, otherwise=otherwise)
    newest = next(iter(shown), None)
    ask, texts = _texts(newest, asked, language=language, otherwise=otherwise) if newest and words else ("", ())
    return PulseSheet(
        rows=[rows[one.gathering_id] for one in found],
        steps=step_words(),
        parts=[
            (in_language(content["about"][about]), [by_key[one["key"]] for one in inside if one["key"] in by_key])
            for about, inside in parts_of(content)
        ]
        if by_key
        else [],
        asks=ask,
        texts=texts,
    )


def count_steps(rows: QuerySet[Any, Any]) -> dict[tuple[UUID, int], tuple[int, ...]]:
    """How often each step was chosen, by gathering and number of the question. One SQL query."""
    scales = rows.filter(question__kind=QuestionKind.SCALE).order_by().values("gathering", "question__number", "value")
    found: dict[tuple[UUID, int], list[int]] = defaultdict(lambda: [0] * STEPS)
    for row in scales.annotate(times=Count("pk")):
        found[row["gathering"], row["question__number"]][row["value"] - 1] += row["times"]
    return {key: tuple(counts) for key, counts in found.items()}


def pulse_now(cycle: Cycle) -> Pulse | None:
    """The pulse of the phase a cycle is in, if the group was asked. One SQL query."""
    return Pulse.objects.filter(cycle=cycle, phase=cycle.phase).select_related("gathering").first()


def pulse_problem(cycle: Cycle | None) -> str:
    """Why the group cannot be asked now, in words; "" when it can. Two SQL queries at most."""
    if cycle is None or cycle.closed_at is not None:
        return _("The cycle has not begun. The pulse belongs to a phase of it.")
    if pulse_now(cycle) is not None:
        return _("In this phase the group was asked already. With the next phase you can ask again.")
    seated = count_seated(cycle.collective_id)
    if seated < FEWEST:
        words = ngettext(
            "Answers without names are shown from %(fewest)d on, and %(count)d person has a seat here.",
            "Answers without names are shown from %(fewest)d on, and %(count)d people have a seat here.",
            seated,
        )
        return words % {"fewest": FEWEST, "count": seated}
    return ""


def count_seated(collective_pk: UUID) -> int:
    """How many would be asked now. One SQL query."""
    return Seat.objects.filter(collective=collective_pk, left_at=None, participant__left_at=None).count()


def waiting_pulse(collective: Collective, participant: Participant, *, now: datetime) -> Gathering | None:
    """The pulse of this collective that waits for this person's answer. One SQL query."""
    pulses = Pulse.objects.filter(cycle__collective=collective)
    asked = waiting_asked(participant, now=now).filter(gathering__in=pulses.values("gathering")).first()
    return asked.gathering if asked else None


def _pulses(pulses: QuerySet[Pulse]) -> QuerySet[Pulse, Any]:
    people = Count("gathering__asked", filter=Q(gathering__asked__participant__isnull=False))
    return pulses.select_related("cycle", "gathering").annotate(people=people).order_by("-gathering__opened_at", "-pk")


def _row(pulse: Any) -> PulseRow:
    gathering = pulse.gathering
    state = "open" if gathering.shuffled_at is None else "shown" if shows_results(gathering) else "few"
    return PulseRow(
        pk=pulse.pk,
        gathering=gathering.pk,
        phase=pulse.phase,
        phase_name=str(Phase(pulse.phase).label),
        cycle=pulse.cycle.name,
        opened_at=gathering.opened_at,
        closes_at=gathering.closes_at,
        asked=pulse.people,
        answers=gathering.answers if state == "shown" else 0,
        state=state,
    )


def _by_key(
    pulses: Sequence[Any],
    rows: Mapping[UUID, PulseRow],
    asked: Mapping[tuple[UUID, int], GatheringQuestion],
    counts: Mapping[tuple[UUID, int], tuple[int, ...]],
    *,
    language: str,
    otherwise: str,
) -> dict[str, QuestionSaid]:
    """Every question that somebody answered, by its key; its words as they read when it was asked last."""
    spreads: dict[str, list[tuple[PulseRow, Spread]]] = defaultdict(list)
    named: dict[str, GatheringQuestion] = {}
    for pulse in pulses:
        for number, key in enumerate(pulse.keys, 1):
            if found := counts.get((pulse.gathering_id, number)):
                spreads[key].append((rows[pulse.gathering_id], spread_of(found, asked=rows[pulse.gathering_id].asked)))
                named.setdefault(key, asked[pulse.gathering_id, number])
    said = {}
    for key, told in spreads.items():
        words = words_in(named[key].words, language, otherwise=otherwise)
        said[key] = QuestionSaid(key, words.text, words.language, _said(told))
    return said


def _said(told: Sequence[tuple[PulseRow, Spread]]) -> list[Said]:
    before = [spread for _row, spread in told[1:]]
    return [
        Said(row, spread, meaning(spread), change_words(spread, before[place]) if place < len(before) else "")
        for place, (row, spread) in enumerate(told)
    ]


def parts_of(content: Mapping[str, Any]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The questions along a scale, under what they are about. No SQL."""
    scales = [one for one in content["questions"] if "about" in one]
    return [(about, [one for one in scales if one["about"] == about]) for about in content["about"]]


def _texts(
    pulse: Any, asked: Mapping[tuple[UUID, int], GatheringQuestion], *, language: str, otherwise: str
) -> tuple[str, list[tuple[str, str]]]:
    """What was asked in words, and the answers with their language, in random order. One SQL query."""
    rows = shown_responses().filter(gathering=pulse.gathering_id, question__kind=QuestionKind.OPEN_TEXT)
    found = list(rows.order_by("id"))
    if not found:
        return "", []
    question = next(one for one in asked.values() if one.pk == found[0].question_id)
    return str(words_in(question.words, language, otherwise=otherwise)), [(row.text, row.language) for row in found]

"""What a collective learned, as its people write it and as others read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from collectives.models import Participant, Position, Region, Seat
from evidence.engine.learning_summary import (
    Frozen,
    FrozenAdjustment,
    FrozenClause,
    FrozenIndicator,
    FrozenPlan,
    read_frozen,
    shut_figures,
)
from evidence.engine.levels import reach_brought
from evidence.models import (
    Answer,
    LearningChange,
    LearningConsent,
    LearningState,
    LearningSummary,
    LibraryCopy,
    Measure,
    Sure,
)
from evidence.queries.chain import ChainRow, read_chain
from evidence.queries.clause import ClauseLine
from evidence.queries.judgement import settled_said, standing_settlement
from evidence.queries.learning_plan import frozen_plans, plan_words
from evidence.queries.shared_whole import shared_wholes
from evidence.queries.types import days_brought
from ilc.templatetags.ilc import DATA_TYPES
from inquiry.engine.guide.levels import TYPES
from inquiry.models import Placemat, PlacematField
from inquiry.queries.adjustment import adjustment_row
from inquiry.queries.guide import draft_of
from inquiry.queries.placemat import Content, placemat_content

type Words = str | Promise

QUESTIONS: Mapping[str, Words] = {
    "tried": gettext_lazy("What we tried"),
    "learned": gettext_lazy("What we learned"),
    "helped": gettext_lazy("What helped"),
    "hindered": gettext_lazy("What got in the way"),
    "for_others": gettext_lazy("What others can use"),
}


@dataclass(frozen=True)
class LearningSheet:
    """What others see: preview and page are made of it. `words`: each question with its answer, none empty."""

    pk: UUID
    title: str
    language: str
    words: Sequence[tuple[Words, str]]
    frozen: Frozen
    published_at: datetime | None

    @property
    def positions(self) -> list[str]:
        """Jobs of the members, in words."""
        return position_words(self.frozen.positions)

    @property
    def types(self) -> list[str]:
        """Types of data that were brought, in words."""
        return [str(DATA_TYPES[name]) for name in self.frozen.types]

    @property
    def answer_words(self) -> str:
        """How well the theory held."""
        return answer_words(self.frozen.answer, self.frozen.sure)

    @property
    def clauses(self) -> list[tuple[FrozenClause, ClauseLine, str, list[tuple[FrozenIndicator, list[str]]]]]:
        """Each clause with its name, what was judged of it, and its indicators with how each is counted and brought."""
        return [
            (
                one,
                frozen_line(one),
                answer_words(one.answer, one.sure),
                [(row, plan_words(row.plan)) for row in one.indicators],
            )
            for one in self.frozen.clauses
        ]


@dataclass(frozen=True)
class ConsentRow:
    """A member and what they said: True, False, or None while they have not."""

    name: str
    agrees: bool | None
    why: str


@dataclass(frozen=True)
class Consents:
    """What the members said. `ready`: nobody said no, and at least half said yes."""

    rows: Sequence[ConsentRow]
    mine: bool | None

    @property
    def yes(self) -> int:
        """How many agree."""
        return sum(one.agrees is True for one in self.rows)

    @property
    def no(self) -> list[ConsentRow]:
        """Who does not, and why."""
        return [one for one in self.rows if one.agrees is False]

    @property
    def needed(self) -> int:
        """How many have to agree: half of them."""
        return (len(self.rows) + 1) // 2

    @property
    def ready(self) -> bool:
        """Whether it may be published."""
        return bool(self.rows) and not self.no and self.yes >= self.needed


def summary_of(placemat: Placemat) -> LearningSummary | None:
    """The summary of a placemat, if anybody has begun one. One SQL query."""
    return LearningSummary.objects.filter(placemat=placemat).select_related("changed_by").first()


def freeze(placemat: Placemat, *, by: Participant, language: str, today: date) -> Frozen:
    """What others would see beside the words, as it stands now; software's words in `language`. Some 24 SQL queries."""
    content = placemat_content(placemat)
    settled = standing_settlement(placemat)
    judged = {one.part: one for one in settled_said(settled).parts} if settled else {}
    theory = judged.get("theory")
    cycle, draft = placemat.cycle, draft_of(content)
    days, plans = days_brought(placemat), frozen_plans(content.indicators)
    with translation.override(language):
        chain = read_chain(placemat, by, own=False, today=today, everybody=True)
        rows = {one.clause.part: (one.clause, one.rows) for one in (*chain.leading, *chain.lagging)}
        details = {one.pk: (one.direction, one.how_often, plans[one.pk]) for one in content.indicators}
        clauses = tuple(
            FrozenClause(
                key=line.key,
                number=line.number,
                words=line.words,
                answer=judged[part].answer if part in judged else "",
                sure=judged[part].sure if part in judged else "",
                indicators=tuple(_indicator(row, *details[row.pk]) for row in found),
            )
            for part, (line, found) in rows.items()
            if not line.gone and line.words.strip()
        )
        adjustments = tuple(
            FrozenAdjustment(one.adjustment.on.isoformat(), one.summary, one.adjustment.why)
            for one in map(adjustment_row, placemat.adjustments.filter(removed_at=None).order_by("on", "at"))
        )
    brought = {name for one in draft.indicators if days.get(one.part) for name in one.types}
    return Frozen(
        collective=cycle.collective.name,
        theme=cycle.collective.theme.name,
        cycle=cycle.name,
        phase=int(cycle.phase),
        level=reach_brought(draft.indicators, days).level,
        types=tuple(name for name in TYPES if name in brought),
        positions=_positions(content),
        regions=_regions(content),
        problem=content.text(PlacematField.PROBLEM_OF_PRACTICE),
        priority=content.text(PlacematField.PRIORITY),
        answer=theory.answer if theory else "",
        sure=theory.sure if theory else "",
        clauses=clauses,
        adjustments=adjustments,
        words_language=cycle.collective.language,
    )


def learning_sheet(summary: LearningSummary | LibraryCopy, frozen: Frozen) -> LearningSheet:
    """A summary as others see it. No SQL."""
    words = [(question, getattr(summary, name)) for name, question in QUESTIONS.items()]
    return LearningSheet(
        pk=summary.pk,
        title=summary.title,
        language=summary.language,
        words=[(question, text) for question, text in words if text],
        frozen=frozen,
        published_at=summary.published_at,
    )


def read_snapshot(summary: LearningSummary) -> Frozen:
    """What was frozen, without figures that have come to be protected since. Two SQL queries."""
    frozen = read_frozen(summary.snapshot)
    told = {UUID(one.pk): one for one in frozen.indicators if one.day}
    measures = {one.indicator_id: one for one in Measure.objects.filter(indicator__in=told)}
    tables = shared_wholes(measures)
    shut = {one.pk for pk, one in told.items() if not _still_told(tables.get(pk), one.day)}
    return shut_figures(frozen, shut)


def consents_of(summary: LearningSummary, participant: Participant) -> Consents:
    """What the members of today said to the words of this round. Two SQL queries."""
    said = {one.participant_id: one for one in LearningConsent.objects.filter(summary=summary, round=summary.round)}
    seats = Seat.objects.filter(collective=summary.placemat.cycle.collective, left_at=None)
    rows, mine = [], None
    for seat in seats.select_related("participant").order_by("participant__name", "pk"):
        answer = said.get(seat.participant_id)
        if answer and seat.participant_id == participant.pk:
            mine = answer.agrees
        rows.append(ConsentRow(seat.participant.name, answer.agrees if answer else None, answer.why if answer else ""))
    return Consents(rows, mine)


def summaries_asked(participant: Participant) -> list[LearningSummary]:
    """Those of one's collectives to which one was asked to say yes or no, and has not. One SQL query."""
    said = LearningConsent.objects.filter(summary=OuterRef("pk"), round=OuterRef("round"), participant=participant)
    seat = Seat.objects.filter(
        collective=OuterRef("placemat__cycle__collective"), participant=participant, left_at=None
    )
    rows = LearningSummary.objects.filter(~Exists(said), Exists(seat), state=LearningState.ASKED)
    return list(rows.select_related("placemat__cycle__collective").order_by("changed_at"))


def summary_changes(summary: LearningSummary) -> list[LearningChange]:
    """What happened to it, the newest first. One SQL query."""
    return list(LearningChange.objects.filter(summary=summary).select_related("by").order_by("-at", "-pk")[:60])


def frozen_line(one: FrozenClause) -> ClauseLine:
    """A frozen clause with the name that people call it by."""
    part = {"if": "if:", "then": PlacematField.THEN.value, "so": PlacematField.SO_THAT.value}[one.key]
    return ClauseLine(part, one.number, one.words)


def answer_words(answer: str, sure: str) -> str:
    """An answer of a judgement, and how sure the group was."""
    words = [str(kind(value).label) for kind, value in ((Answer, answer), (Sure, sure)) if value]
    return ", ".join(words)


def position_words(positions: Sequence[str]) -> list[str]:
    """Positions in the reader's language."""
    return [str(Position(one).label) for one in positions if one in Position.values]


def _indicator(row: ChainRow, direction: str, how_often: str, plan: FrozenPlan) -> FrozenIndicator:
    return FrozenIndicator(
        pk=str(row.pk),
        text=row.text,
        types=tuple(row.types),
        direction=direction,
        how_often=how_often,
        latest=row.latest,
        on=row.latest_on.isoformat() if row.latest_on else "",
        hoped=row.hoped if row.latest else "",
        said=row.said,
        codes=row.codes,
        shut=row.shut,
        plan=plan,
    )


def _still_told(table: object, day: date | None) -> bool:
    figure = getattr(table, "whole", {}).get(day)
    return figure is not None and figure.value is not None


def _seated(content: Content) -> dict[str, object]:
    return {"seats__collective": content.placemat.cycle.collective_id, "seats__left_at": None}


def _positions(content: Content) -> tuple[str, ...]:
    rows = Participant.objects.filter(**_seated(content)).exclude(position="")
    found = set(rows.order_by().values_list("position", flat=True))
    return tuple(one for one in Position.values if one in found)


def _regions(content: Content) -> tuple[str, ...]:
    members = Participant.objects.filter(**_seated(content)).select_related("school__district", "district")
    districts = [one.school.district if one.school else one.district for one in members]
    regions = {one.region_id for one in districts if one}
    return tuple(Region.objects.filter(pk__in=regions).order_by("name").values_list("name", flat=True))

"""The page of an indicator's evidence: its chart, what the line says, the numbers behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When, Window
from django.db.models.functions import DenseRank

from collectives.models import Participant
from evidence.models import DataPoint, HowOften, Measure, MeasureKind, PlanLine
from evidence.permissions.data_point import own_district, visible_indicators
from evidence.queries.coding import CodeSummary, code_summary
from evidence.queries.confirmation import confirmed, waits_for_confirmation
from evidence.queries.evidence_plan import DueRow, asked_of, due_row, with_brought
from evidence.queries.figure import MOST_DAYS, Figure, FigureRow, FigureTable, shared_table
from evidence.queries.indicator_chart import Charts, draw_charts
from evidence.queries.line_words import LineWords, line_words
from evidence.queries.measure import measure_beside, with_measure
from evidence.queries.own_figure import Correction, WordsBrought, corrections, own_points, own_table, words_brought
from evidence.queries.prediction import to_be_predicted
from evidence.queries.shared import named_figures, newest_releases
from ilc.charts import Mark
from inquiry.models import IfAction, Indicator, Placemat
from inquiry.permissions.adjustment import visible_adjustments

TABLE_DAYS = 8  # columns of the table, the latest
MOST_WORDS = 12  # pieces of words, the latest; all of them stand on the page of their codes


@dataclass(frozen=True)
class TableRow:
    """A row of the table behind the chart; a cell is None where nothing was brought."""

    row: FigureRow
    cells: Sequence[Figure | None]


@dataclass(frozen=True)
class Bringer:
    """Who brings it as often as each other: their names, and how often."""

    name: str
    how_often: str


@dataclass(frozen=True)
class Bringing:
    """Who brings an indicator, and what of it the reader is asked to bring now."""

    bringers: Sequence[Bringer]
    asked: DueRow | None


@dataclass(frozen=True)
class IndicatorSheet:
    """All of the page. `own`: the full figures of the reader's district; else the shared view.

    `unconfirmed`: said to be about things, and nobody confirmed it. `days`, `rows` and `total` are the table. `older`
    and `newer` are the days up to which the pages before and after this one go.
    """

    indicator: Indicator
    measure: Measure | None
    number: int | None
    unconfirmed: bool
    own: bool
    may_own: bool
    table: FigureTable
    charts: Charts | None
    line: LineWords | None
    days: Sequence[date]
    rows: Sequence[TableRow]
    groups: Sequence[TableRow]
    total: Sequence[Figure | None]
    corrections: Sequence[Correction]
    words: Sequence[WordsBrought]
    more_words: int
    codes: CodeSummary | None
    adjustments: Sequence[Mark]
    sessions: Sequence[Mark]
    older: date | None
    newest: bool

    @property
    def clause(self) -> str:
        """The key of its clause's colour and tag."""
        return {"if": "if", "then": "then"}.get(self.indicator.clause, "so")

    @property
    def flags(self) -> bool:
        """Whether an adjustment falls between the days that are drawn."""
        return self._within(self.adjustments)

    @property
    def meets(self) -> bool:
        """Whether a session falls between the days that are drawn."""
        return self._within(self.sessions)

    def _within(self, marks: Sequence[Mark]) -> bool:
        days = self.table.days
        return any(days[0] <= one.on <= days[-1] for one in marks) if days else False


def readable_indicators(participant: Participant) -> QuerySet[Indicator]:
    """Indicators one sees, with what the heads of their pages name."""
    return visible_indicators(participant).select_related(
        "placemat__cycle__collective__theme", "placemat__leader", "if_action"
    )


def indicators_to_read(participant: Participant) -> QuerySet[Indicator, Any]:
    """The same with all that stands for one row, for `read_indicator`: its measure, by which number people call its
    if-action, whether the reader is asked to predict it first (`predicts`), whether it is `confirmed` to be of things.
    """
    here = OuterRef("if_action__position")
    upto = Q(position__lt=here) | Q(position=here, pk__lte=OuterRef("if_action"))
    standing = IfAction.objects.filter(upto, placemat=OuterRef("placemat"), removed_at=None)
    many = standing.order_by().values("placemat").annotate(many=Count("pk")).values("many")
    stands = When(if_action__isnull=False, if_action__removed_at=None, then=Subquery(many))
    return with_measure(readable_indicators(participant)).annotate(
        number=Case(stands, default=None, output_field=IntegerField()),
        predicts=to_be_predicted(participant),
        confirmed=confirmed(),
    )


def read_indicator(
    indicator: Any,
    participant: Participant,
    *,
    own: bool,
    until: date | None = None,
    sessions: Sequence[Mark] = (),
) -> IndicatorSheet:
    """The sheet of an indicator that was found through `indicators_to_read`. Three SQL queries, six for words.

    Full figures come only to people of the district (`own`, which is without effect for who has none); whatever else is
    asked for is the shared view. `until` asks for the days up to one.
    """
    district = own_district(participant)
    own = own and district is not None
    measure = measure_beside(indicator)
    points: list[DataPoint] = []
    table = FigureTable()
    in_words = measure is not None and measure.kind == MeasureKind.WORDS
    if measure is not None and own and in_words:
        points, table = _own_words(measure, participant)
    elif measure is not None and own:
        points, table = _own(measure, participant, until)
    elif measure is not None:
        table = _shared(measure, participant, until)
    codes = code_summary(indicator.pk, participant, own=own) if in_words else None
    words = line_words(table, direction=indicator.direction, target=indicator.target) if measure else None
    adjustments = _adjustments(indicator.placemat, participant)
    marks = sorted([*sessions, *adjustments], key=lambda one: one.on)
    days = table.days[-TABLE_DAYS:]
    return IndicatorSheet(
        indicator=indicator,
        measure=measure,
        number=indicator.number,
        unconfirmed=measure is not None and waits_for_confirmation(measure, confirmed=indicator.confirmed),
        own=own,
        may_own=district is not None,
        table=table,
        charts=draw_charts(table, measure, indicator, words, marks=marks) if measure and words else None,
        line=words,
        days=days,
        rows=[TableRow(row, [row.by_day.get(day) for day in days]) for row in table.places],
        groups=[TableRow(row, [row.by_day.get(day) for day in days]) for row in table.groups],
        total=[table.whole.get(day) for day in days],
        corrections=corrections(points, measure) if measure and points else [],
        words=words_brought(points),
        more_words=max(codes.words - len(points), 0) if codes else 0,
        codes=codes,
        adjustments=adjustments,
        sessions=sessions,
        older=days[0] - timedelta(days=1) if days and (table.earlier or len(table.days) > TABLE_DAYS) else None,
        newest=until is None,
    )


def read_bringing(indicator: Indicator, participant: Participant, *, today: date) -> Bringing:
    """What the evidence plan says of an indicator. One SQL query."""
    lines = _lines(indicator)
    return Bringing(_bringers(lines), _asked(lines, participant, today))


def _own(measure: Measure, participant: Participant, until: date | None) -> tuple[list[DataPoint], FigureTable]:
    """One SQL query."""
    rows = own_points(participant, measure)
    if until is not None:
        rows = rows.filter(on__lte=until)
    newest_first = Window(DenseRank(), order_by=F("on").desc())
    points: list[DataPoint] = list(rows.annotate(day_back=newest_first).filter(day_back__lte=MOST_DAYS + 1))
    days = sorted({one.on for one in points})
    earlier = len(days) > MOST_DAYS
    if earlier:
        points = [one for one in points if one.on > days[0]]
    table = own_table(measure, points, mine=participant.school_id)
    table.earlier = earlier
    return points, table


def _own_words(measure: Measure, participant: Participant) -> tuple[list[DataPoint], FigureTable]:
    """The latest words, in the order of their days. One SQL query."""
    latest = own_points(participant, measure).order_by("-on", "-pk")[:MOST_WORDS]
    points = list(latest)[::-1]
    return points, own_table(measure, points, mine=participant.school_id)


def _shared(measure: Measure, participant: Participant, until: date | None) -> FigureTable:
    """Two SQL queries."""
    rows = newest_releases([measure.indicator_id])
    if until is not None:
        rows = rows.filter(on__lte=until)
    latest = list(rows[: MOST_DAYS + 1])
    table = shared_table(measure.kind, named_figures(latest[:MOST_DAYS]), mine=participant.school_id)
    table.earlier = len(latest) > MOST_DAYS
    return table


def _lines(indicator: Indicator) -> list[Any]:
    lines = with_brought(PlanLine.objects.filter(indicator=indicator, ended_at=None))
    return list(
        lines.select_related("indicator__placemat__cycle__collective", "participant__user").order_by(
            "participant__name", "made_at"
        )
    )


def _bringers(lines: Sequence[Any]) -> list[Bringer]:
    names: dict[str, list[str]] = {}
    for line in lines:
        some = names.setdefault(line.how_often, [])
        if line.participant.name not in some:
            some.append(line.participant.name)
    return [Bringer(", ".join(some), str(HowOften(often).label)) for often, some in names.items()]


def _asked(lines: Sequence[Any], participant: Participant, today: date) -> DueRow | None:
    """What of it the reader is asked to bring now. No SQL."""
    for line in lines:
        due = asked_of(line, today=today) if line.participant_id == participant.pk else None
        if due is not None:
            return due_row(line, due=due, today=today)
    return None


def _adjustments(placemat: Placemat, participant: Participant) -> list[Mark]:
    """When the theory was adjusted, and what. One SQL query."""
    rows = visible_adjustments(participant).filter(placemat=placemat, removed_at=None).order_by("on", "at")
    return [Mark(one.on, "adjustment", one.why) for one in rows]

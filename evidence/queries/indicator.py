"""The page of an indicator's evidence: its chart, what the line says, the numbers behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from collectives.models import Participant
from evidence.models import DataPoint, HowOften, Measure, PlanLine, Release
from evidence.permissions.data_point import own_district
from evidence.queries.evidence_plan import DueRow, asked_of, due_row, with_brought
from evidence.queries.figure import MOST_DAYS, Figure, FigureRow, FigureTable, shared_table
from evidence.queries.indicator_chart import Charts, draw_charts
from evidence.queries.line_words import LineWords, line_words
from evidence.queries.own_figure import Correction, WordsBrought, corrections, own_points, own_table, words_brought
from evidence.queries.shared import shared_figures
from ilc.charts import Mark
from inquiry.models import IfAction, Indicator, Placemat
from inquiry.permissions.adjustment import visible_adjustments

TABLE_DAYS = 8  # columns of the table, the latest


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
class IndicatorSheet:
    """All of the page. `own`: the full figures of the reader's district; else the shared view.

    `days`, `rows` and `total` are the table. `older` and `newer` are the days up to which the pages before and after
    this one go.
    """

    indicator: Indicator
    measure: Measure | None
    number: int | None
    own: bool
    may_own: bool
    bringers: Sequence[Bringer]
    asked: DueRow | None
    table: FigureTable
    charts: Charts | None
    line: LineWords | None
    days: Sequence[date]
    rows: Sequence[TableRow]
    groups: Sequence[TableRow]
    total: Sequence[Figure | None]
    corrections: Sequence[Correction]
    words: Sequence[WordsBrought]
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


def read_indicator(
    indicator: Indicator,
    participant: Participant,
    *,
    own: bool,
    today: date,
    until: date | None = None,
    sessions: Sequence[Mark] = (),
) -> IndicatorSheet:
    """The sheet of an indicator that was found through `visible_indicators`. At most twelve SQL queries.

    Full figures come only to people of the district (`own`, which is without effect for who has none); whatever else is
    asked for is the shared view. `until` asks for the days up to one.
    """
    district = own_district(participant)
    own = own and district is not None
    measure = Measure.objects.filter(indicator=indicator).first()
    points: list[DataPoint] = []
    table = FigureTable()
    if measure is not None and own:
        points, table = _own(measure, participant, until)
    elif measure is not None:
        table = _shared(measure, indicator, participant, until)
    lines = _lines(indicator)
    words = line_words(table, direction=indicator.direction, target=indicator.target) if measure else None
    adjustments = _adjustments(indicator.placemat, participant)
    marks = sorted([*sessions, *adjustments], key=lambda one: one.on)
    days = table.days[-TABLE_DAYS:]
    return IndicatorSheet(
        indicator=indicator,
        measure=measure,
        number=_number(indicator),
        own=own,
        may_own=district is not None,
        bringers=_bringers(lines),
        asked=_asked(lines, participant, today),
        table=table,
        charts=draw_charts(table, measure, indicator, words, marks=marks) if measure and words else None,
        line=words,
        days=days,
        rows=[TableRow(row, [row.by_day.get(day) for day in days]) for row in table.places],
        groups=[TableRow(row, [row.by_day.get(day) for day in days]) for row in table.groups],
        total=[table.whole.get(day) for day in days],
        corrections=corrections(points, measure) if measure and points else [],
        words=words_brought(points),
        adjustments=adjustments,
        sessions=sessions,
        older=days[0] - timedelta(days=1) if days and (table.earlier or len(table.days) > TABLE_DAYS) else None,
        newest=until is None,
    )


def _own(measure: Measure, participant: Participant, until: date | None) -> tuple[list[DataPoint], FigureTable]:
    """Two SQL queries."""
    rows = own_points(participant, measure)
    days, earlier = _latest(rows, until)
    points = list(rows.filter(on__range=(days[0], days[-1]))) if days else []
    table = own_table(measure, points, mine=participant.school_id)
    table.earlier = earlier
    return points, table


def _shared(measure: Measure, indicator: Indicator, participant: Participant, until: date | None) -> FigureTable:
    """Six SQL queries."""
    days, earlier = _latest(Release.objects.filter(indicator=indicator), until)
    figures = shared_figures(indicator, since=days[0], until=days[-1]) if days else []
    table = shared_table(measure.kind, figures, mine=participant.school_id)
    table.earlier = earlier
    return table


def _latest(rows: Any, until: date | None) -> tuple[list[date], bool]:
    """The latest days of these rows up to one, and whether there are more before them. One SQL query."""
    if until is not None:
        rows = rows.filter(on__lte=until)
    days = list(rows.order_by("-on").values_list("on", flat=True).distinct()[: MOST_DAYS + 1])
    return days[:MOST_DAYS][::-1], len(days) > MOST_DAYS


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


def _number(indicator: Indicator) -> int | None:
    """By which number people call its if-action. One SQL query at most."""
    if indicator.if_action_id is None:
        return None
    standing = IfAction.objects.filter(placemat=indicator.placemat_id, removed_at=None).order_by("position", "pk")
    keys: list[UUID] = list(standing.values_list("pk", flat=True))
    return keys.index(indicator.if_action_id) + 1 if indicator.if_action_id in keys else None


def _adjustments(placemat: Placemat, participant: Participant) -> list[Mark]:
    """When the theory was adjusted, and what. One SQL query."""
    rows = visible_adjustments(participant).filter(placemat=placemat, removed_at=None).order_by("on", "at")
    return [Mark(one.on, "adjustment", one.why) for one in rows]

"""The evidence chain: each clause of the theory with what would show it, and what it has shown so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.models import DataPoint, Measure, MeasureKind, PredictionLook, PredictionRound
from evidence.permissions.data_point import own_district, visible_data_points
from evidence.queries.clause import ClauseLine, theory_clauses
from evidence.queries.coding import code_names, own_codes, shared_codes
from evidence.queries.evidence_plan import PlannedIndicator, evidence_plan
from evidence.queries.figure import FigureTable, number_words
from evidence.queries.indicator_chart import axis_of, points_of
from evidence.queries.line_words import line_words
from evidence.queries.own_figure import own_table
from evidence.queries.shared_whole import shared_wholes
from ilc.charts import Small, draw_spark
from ilc.templatetags.ilc import DATA_TYPES
from inquiry.models import Indicator, Placemat
from inquiry.permissions.placemat import can_write_placemat

COLOURS = {"if": "#1f4f8f", "then": "#0b665a", "so": "#7d2f62"}  # of clauses on paper; those of tokens.css
SPARK_DAYS = 24  # that a line beside words shows, the latest


@dataclass(frozen=True)
class ChainRow:
    """An indicator. `latest` is its latest figure in words, `hoped` where it began and where it shall go, `said` what
    its line says. `drawing` is None where there is no line. `shut`: all of it is protected. `waits`: why newer figures
    are not in it. `covered`: predict first. `in_words`: it is told in words; `codes` are what those have in common.
    """

    pk: UUID
    text: str
    types: Sequence[str]
    how_often: str
    next: date | None
    latest: str = ""
    latest_on: date | None = None
    hoped: str = ""
    said: str = ""
    summary: str = ""
    drawing: SafeString | None = None
    shut: bool = False
    waits: str = ""
    covered: bool = False
    in_words: bool = False
    codes: str = ""

    @property
    def type_names(self) -> str:
        """Its types of data in words, where there are no signs."""
        return ", ".join(str(DATA_TYPES[name]) for name in self.types)


@dataclass(frozen=True)
class ChainClause:
    """A clause with its indicators; `question` is put where it has none."""

    clause: ClauseLine
    rows: Sequence[ChainRow]
    question: str


@dataclass(frozen=True)
class ChainSheet:
    """All of it. `own`: the full figures of the reader's district; else the shared view."""

    leading: Sequence[ChainClause]
    lagging: Sequence[ChainClause]
    own: bool
    may_own: bool
    open: int

    @property
    def parts(self) -> Sequence[tuple[str, str, Sequence[ChainClause]]]:
        """The two halves, each with its name and what is said beside it."""
        return (
            (_("If we: leading indicators"), _("are the agreed actions happening?"), self.leading),
            (_("Then, so that: lagging indicators"), _("did it make a difference?"), self.lagging),
        )


def read_chain(
    placemat: Placemat,
    participant: Participant,
    *,
    own: bool,
    today: date,
    everybody: bool = False,
    style: str = "",
) -> ChainSheet:
    """The chain of a placemat one sees. Ten SQL queries, however many indicators there are; three more where some are
    told in words.

    With `own` come full figures of the reader's district, without it the shared view alone. For `everybody` it is
    the same whoever reads it, as paper is; `style` is put into drawings that know no style sheet.
    """
    district = own_district(participant)
    own = own and district is not None
    clauses = theory_clauses(placemat)
    planned = evidence_plan(placemat, participant, clauses, today=today)
    indicators = {one.pk: one for one in placemat.indicators.filter(removed_at=None)}
    measures = {one.indicator_id: one for one in Measure.objects.filter(indicator__in=indicators)}
    tables = _own_tables(measures, participant) if own else shared_wholes(measures)
    covered = _covered(list(indicators), None if everybody else participant, placemat)
    codes = _codes(measures, district if own else None)
    found = [
        ChainClause(
            row.clause,
            [
                _row(
                    one,
                    indicators[one.pk],
                    measures.get(one.pk),
                    tables,
                    codes=codes,
                    covered=one.pk in covered,
                    style=style.replace("CLAUSE", COLOURS[row.clause.key]),
                )
                for one in row.indicators
            ],
            "" if row.indicators else _question(row.clause),
        )
        for row in planned
    ]
    return ChainSheet(
        leading=[one for one in found if one.clause.key == "if"],
        lagging=[one for one in found if one.clause.key != "if"],
        own=own,
        may_own=district is not None and not everybody,
        open=sum(not one.rows for one in found),
    )


def _own_tables(measures: Mapping[UUID, Measure], participant: Participant) -> dict[UUID, FigureTable]:
    """One SQL query."""
    rows = visible_data_points(participant).filter(indicator__in=measures, removed_at=None)
    points: dict[UUID, list[DataPoint]] = {}
    for one in rows.select_related("school", "district", "group").order_by("on", "pk"):
        points.setdefault(one.indicator_id, []).append(one)
    return {pk: own_table(measures[pk], found) for pk, found in points.items()}


def _covered(indicators: Sequence[UUID], participant: Participant | None, placemat: Placemat) -> set[UUID]:
    """Those of which the reader, or anybody, is asked to predict first. Three SQL queries at most."""
    asked = PredictionRound.objects.filter(indicator__in=indicators, revealed_at=None)
    rounds = dict(asked.values_list("pk", "indicator"))
    if participant is None:
        return set(rounds.values())
    if not rounds or not can_write_placemat(participant, placemat):
        return set()
    looked = set(PredictionLook.objects.filter(round__in=rounds, by=participant).values_list("round", flat=True))
    return {indicator for pk, indicator in rounds.items() if pk not in looked}


def _codes(measures: Mapping[UUID, Measure], district: UUID | None) -> dict[UUID, str]:
    """What the words of each have in common, in a line; of one district with how many. Three SQL queries at most."""
    told = [pk for pk, one in measures.items() if one.kind == MeasureKind.WORDS]
    if not told:
        return {}
    found = shared_codes(told) if district is None else own_codes(told, district)
    return {pk: code_names(one) for pk, one in found.items()}


def _row(
    planned: PlannedIndicator,
    indicator: Indicator,
    measure: Measure | None,
    tables: Mapping[UUID, FigureTable],
    *,
    codes: Mapping[UUID, str],
    covered: bool,
    style: str,
) -> ChainRow:
    days = [line.asked or line.next for line in planned.lines]
    row = ChainRow(
        pk=planned.pk,
        text=planned.text,
        types=tuple(indicator.data_types),
        how_often=", ".join(dict.fromkeys(str(line.how_often) for line in planned.lines)),
        next=min((day for day in days if day is not None), default=None),
        covered=covered,
    )
    table = tables.get(planned.pk)
    if measure is not None and measure.kind == MeasureKind.WORDS and not covered:
        return replace(row, in_words=True, codes=codes.get(planned.pk, ""))
    if measure is None or table is None or covered:
        return row
    words = line_words(table, direction=indicator.direction, target=indicator.target)
    known = [day for day in table.days if day in table.whole and table.whole[day].value is not None]
    shown = points_of(table.whole, table.days)[-SPARK_DAYS:]
    return replace(
        row,
        latest=table.whole[known[-1]].says if known else "",
        latest_on=known[-1] if known else None,
        hoped=_hoped(measure),
        said=words.headline if known else "",
        summary=words.summary,
        drawing=drawn_line(
            measure,
            table,
            key=f"spark-{planned.pk}",
            title=f"{planned.text} {words.summary}" if style else planned.text,
            summary=words.summary,
            style=style,
        )
        if known and shown
        else None,
        waits=table.waits,
        shut=not known and any(one.protected for one in table.whole.values()),
    )


def drawn_line(
    measure: Measure, table: FigureTable, *, key: str, title: str, summary: str, style: str
) -> SafeString | None:
    """The latest days of a line, to stand beside words; None without a point. `style` as in `draw_spark`. No SQL."""
    points = points_of(table.whole, table.days)[-SPARK_DAYS:]
    if not points:
        return None
    small = Small(
        title=title,
        summary=summary,
        points=points,
        axis=axis_of(measure, FigureTable(whole=table.whole)),
        days=(points[0].on, points[-1].on),
        target=measure.target,
    )
    return draw_spark(small, key=key, style=style)


def _hoped(measure: Measure) -> str:
    """Where it began and where it shall go."""
    parts = []
    if measure.baseline is not None:
        parts.append(_("from %(value)s") % {"value": number_words(measure.baseline)})
    if measure.target is not None:
        parts.append(_("target %(value)s") % {"value": number_words(measure.target)})
    return ", ".join(parts)


def _question(clause: ClauseLine) -> str:
    if clause.key == "if":
        return _("What would you notice first, in a month, if this really happened?")
    if clause.key == "then":
        return _("What would adults do differently that somebody could see at the end of the cycle?")
    return _("What would tell you, at the end of the cycle, that students have gained?")

"""The run charts of a report: each with its sentence and its table, always in the shared view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from evidence.models import Measure, MeasureKind
from evidence.queries.chain import COLOURS, ChainSheet
from evidence.queries.figure import Figure, FigureTable, number_words
from evidence.queries.indicator_chart import axis_of, run_chart, unit_words
from evidence.queries.line_words import line_words
from evidence.queries.shared_whole import shared_wholes
from ilc.charts import Mark, draw_run_chart
from inquiry.models import Indicator

CHART_DAYS = 24  # the latest; a chart and its table show the same
A_ROW = 8


@dataclass(frozen=True)
class ReportChart:
    """An indicator's line. `rows` is its table, in rows of at most eight days; a day is a name and a figure."""

    pk: UUID
    key: str
    clause: str
    text: str
    unit: str
    hoped: str
    says: str
    more: str
    protects: bool
    waits: str
    drawing: SafeString
    rows: Sequence[Sequence[tuple[str, str]]]


def report_charts(
    chain: ChainSheet, *, style: str, marks: Sequence[Mark], only: UUID | None = None
) -> list[ReportChart]:
    """A chart of every indicator of a chain that has a line, in the order of the theory. Three SQL queries.

    Those that people are asked to predict first have none.
    """
    rows = [(clause, row) for _n, _a, part in chain.parts for clause in part for row in clause.rows if not row.covered]
    wanted = {row.pk for _clause, row in rows if only is None or row.pk == only}
    indicators = Indicator.objects.in_bulk(wanted)
    measures = {one.indicator_id: one for one in Measure.objects.filter(indicator__in=wanted)}
    tables = shared_wholes({pk: one for pk, one in measures.items() if one.kind != MeasureKind.WORDS})
    found = []
    for clause, row in rows:
        table = _latest(tables.get(row.pk))
        if table is not None:
            coloured = style.replace("CLAUSE", COLOURS[clause.clause.key])
            found.append(
                _chart(
                    indicators[row.pk],
                    measures[row.pk],
                    table,
                    key=clause.clause.key,
                    clause=clause.clause.name,
                    style=coloured,
                    marks=marks,
                )
            )
    return found


def _latest(table: FigureTable | None) -> FigureTable | None:
    """Its latest days; None where none of them has a place on a line."""
    if table is None:
        return None
    days = [day for day in table.days if day in table.whole and _on_line(table.whole[day])][-CHART_DAYS:]
    return replace(table, days=days, whole={day: table.whole[day] for day in days}) if days else None


def _on_line(figure: Figure) -> bool:
    return figure.value is not None or figure.protected


def _chart(
    indicator: Indicator,
    measure: Measure,
    table: FigureTable,
    *,
    key: str,
    clause: str,
    style: str,
    marks: Sequence[Mark],
) -> ReportChart:
    words = line_words(table, direction=indicator.direction, target=indicator.target)
    chart = run_chart(table, measure, indicator, words, axis=axis_of(measure, FigureTable(whole=table.whole)))
    within = [one for one in marks if table.days[0] <= one.on <= table.days[-1]]
    drawn = replace(chart, marks=within, title=f"{indicator.text}. {words.summary}" if style else indicator.text)
    return ReportChart(
        pk=indicator.pk,
        key=key,
        clause=clause,
        text=indicator.text,
        unit=unit_words(measure, indicator),
        hoped=_hoped(measure),
        says=words.headline,
        more=words.text,
        protects=any(one.protected for one in table.whole.values()),
        waits=_("Some figures came and wait until they can be shown.") if table.waiting else "",
        drawing=draw_run_chart(drawn, key=f"chart-{indicator.pk}", style=style),
        rows=_rows(table.days, table.whole),
    )


def _rows(days: Sequence[date], whole: Mapping[date, Figure]) -> list[list[tuple[str, str]]]:
    name = pgettext("a day beside a bar, format", "j M Y")
    told = [(date_format(day, name), whole[day].says) for day in days]
    return [told[at : at + A_ROW] for at in range(0, len(told), A_ROW)]


def _hoped(measure: Measure) -> str:
    parts = []
    if measure.baseline is not None:
        parts.append(_("It began at %(value)s.") % {"value": number_words(measure.baseline)})
    if measure.target is not None:
        parts.append(_("The target is %(value)s.") % {"value": number_words(measure.target)})
    return " ".join(parts)

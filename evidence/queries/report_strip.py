"""The evidence of many placemats in short: each indicator's latest shared figure, its line, and what the line says."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from evidence.models import Measure, MeasureKind, PredictionRound
from evidence.queries.chain import COLOURS, drawn_line
from evidence.queries.clause import ClauseLine
from evidence.queries.figure import FigureTable, number_words
from evidence.queries.line_words import line_words
from evidence.queries.shared_whole import shared_wholes
from inquiry.models import Indicator


@dataclass(frozen=True)
class StripRow:
    """One indicator in short. `shut`: all of its figures are protected."""

    key: str
    clause: str
    text: str
    latest: str = ""
    hoped: str = ""
    said: str = ""
    shut: bool = False
    drawing: SafeString | None = None

    @property
    def beside(self) -> str:
        """What was hoped for and what the line says, in one run of words: each run costs a report some time."""
        return " · ".join(one for one in (self.hoped, self.said) if one)


def evidence_strips(
    clauses: Mapping[UUID, Mapping[str, ClauseLine]], *, style: str, drawn: bool
) -> dict[UUID, list[StripRow]]:
    """By placemat: its indicators in the order of the theory. Four SQL queries, however many placemats there are.

    An indicator that people are still asked to predict shows nothing. `drawn`: with lines; `style` as in `draw_spark`.
    """
    rows = Indicator.objects.filter(placemat__in=clauses, removed_at=None).order_by("kind", "position")
    by_part: dict[tuple[UUID, str], list[Indicator]] = defaultdict(list)
    for one in rows:
        by_part[one.placemat_id, f"if:{one.if_action_id}" if one.if_action_id else one.clause].append(one)
    known = {one.pk for found in by_part.values() for one in found}
    asked = set(
        PredictionRound.objects.filter(indicator__in=known, revealed_at=None).values_list("indicator", flat=True)
    )
    measures = {one.indicator_id: one for one in Measure.objects.filter(indicator__in=known - asked)}
    tables = shared_wholes({pk: one for pk, one in measures.items() if one.kind != MeasureKind.WORDS})
    return {
        placemat: [
            _row(one, line, measures.get(one.pk), tables.get(one.pk), style=style, drawn=drawn)
            for part, line in lines.items()
            for one in by_part.get((placemat, part), ())
        ]
        for placemat, lines in clauses.items()
    }


def _row(
    one: Indicator, line: ClauseLine, measure: Measure | None, table: FigureTable | None, *, style: str, drawn: bool
) -> StripRow:
    if measure is None or table is None:
        return StripRow(line.key, line.name, one.text)
    words = line_words(table, direction=one.direction, target=one.target)
    told = [table.whole[day] for day in table.days if day in table.whole and table.whole[day].value is not None]
    return StripRow(
        key=line.key,
        clause=line.name,
        text=one.text,
        latest=told[-1].says if told else "",
        hoped=_("target %(value)s") % {"value": number_words(measure.target)} if measure.target is not None else "",
        said=words.headline if told else "",
        shut=not told and any(figure.protected for figure in table.whole.values()),
        drawing=drawn_line(
            measure,
            table,
            key=f"strip-{one.pk}",
            title=f"{one.text}. {words.summary}" if style else one.text,
            summary=words.summary,
            style=style.replace("CLAUSE", COLOURS[line.key]),
        )
        if drawn and told
        else None,
    )

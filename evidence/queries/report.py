"""The cycle report and the two-page story of a collective: one frozen sheet for page, browser print and PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from collectives.models import Participant, Program
from evidence.engine import report as parts
from evidence.models import Analysis, Citation, Report, ReportKind
from evidence.permissions.report import visible_reports
from evidence.queries.analysis import AnalysisRow, analysis_row
from evidence.queries.chain import ChainSheet, read_chain
from evidence.queries.citation import reference_of, with_places
from evidence.queries.citation_figure import cited_figures
from evidence.queries.clause import ClauseLine, theory_clauses
from evidence.queries.judgement import JudgementSheet, judgement_sheet, settled_said, standing_settlement
from evidence.queries.report_chart import ReportChart, report_charts
from evidence.queries.report_part import Words, named_sections
from evidence.queries.report_people import ReportPerson, cycle_people
from ilc.charts import Mark
from ilc.zones import date_words
from inquiry.models import Placemat, PlacematField
from inquiry.queries.adjustment import adjustment_row
from inquiry.queries.placemat import placemat_content

WITH_ALL = ("placemat__cycle__collective__theme", "placemat__leader", "region", "indicator", "made_by", "changed_by")
REFLECTION = (PlacematField.WENT_WELL, PlacematField.WENT_LESS_WELL, PlacematField.WILL_ADJUST)
MAY_BE_EMPTY = {"foreword", "others", "saw", "did", "came", "analyses", "reflection", "chart"}
BEFORE = (PlacematField.PROBLEM_OF_PRACTICE, PlacematField.PRIORITY, PlacematField.SYSTEM_GOAL)


@dataclass(frozen=True)
class ReportMoment:
    """Something on the time line of a cycle: an adjustment, or that the group moved to another phase."""

    on: date
    day: str
    what: str
    why: str
    adjusted: bool


@dataclass(frozen=True)
class ReportSessions:
    """The sessions of a cycle as a calendar: a drawing, its sentence, and its table of days, and how many came."""

    drawing: SafeString | None
    says: str
    rows: Sequence[tuple[str, str]]
    marks: Sequence[Mark] = ()


@dataclass(frozen=True)
class ReportSheet:
    """Everything that is printed, in words. What is not among `parts` is empty."""

    kind: str
    language: str
    words_language: str
    own_language: str
    program: str
    collective: str
    theme: str
    cycle: str
    days: str
    title: str
    parts: Sequence[str]
    foreword: str = ""
    others: str = ""
    saw: str = ""
    did: str = ""
    came: str = ""
    people: Sequence[ReportPerson] = ()
    before: Sequence[tuple[Words, str]] = ()
    clauses: Sequence[ClauseLine] = ()
    moments: Sequence[ReportMoment] = ()
    chain: ChainSheet | None = None
    charts: Sequence[ReportChart] = ()
    analyses: Sequence[AnalysisRow] = ()
    judgement: JudgementSheet | None = None
    judged_on: str = ""
    sessions: ReportSessions | None = None
    reflection: Sequence[tuple[Words, str]] = ()

    @property
    def sections(self) -> Sequence[tuple[str, Words, str]]:
        """The parts in their order: key, name, and the template that shows it. Where nothing is to be told: none."""
        return named_sections(key for key in self.parts if key not in MAY_BE_EMPTY or getattr(self, key))

    @property
    def kind_name(self) -> str:
        """Which kind of report it is, in the language that is spoken now."""
        return str(ReportKind(self.kind).label)

    @property
    def chart(self) -> ReportChart | None:
        """The one chart of a story."""
        return self.charts[0] if self.charts else None

    @property
    def long(self) -> int:
        """About how many pages there will be, where that is more than most people would read: never."""
        return 0

    @property
    def protects(self) -> bool:
        """Whether any of its charts protects a figure."""
        return any(one.protects for one in self.charts)


def readable_reports(participant: Participant) -> QuerySet[Report]:
    """Those one sees, with what their pages name."""
    return visible_reports(participant).select_related(*WITH_ALL)


def placemat_reports(placemat: Placemat, participant: Participant) -> list[Report]:
    """Those about a cycle that stand, the newest first. One SQL query."""
    rows = readable_reports(participant).filter(placemat=placemat, removed_at=None)
    return list(rows.order_by("-made_at", "-pk"))


def knowledge_reports(participant: Participant) -> list[Report]:
    """Those about a region or the program that stand, the newest first. One SQL query."""
    rows = readable_reports(participant).filter(placemat=None, removed_at=None)
    return list(rows.order_by("-made_at", "-pk"))


def read_report(
    report: Report, placemat: Placemat, *, program: Program, sessions: ReportSessions, style: str = "", today: date
) -> ReportSheet:
    """The sheet of a report on a cycle, read `WITH_ALL`, in the active language: the same whoever reads it.

    `style` is put into drawings, which on paper know no style sheet. At most thirty SQL queries.
    """
    cycle, shown = placemat.cycle, set(report.parts)
    content = placemat_content(placemat)
    wants = bool(shown & {parts.CHAIN, parts.CHARTS, parts.CHART})
    chain = _chain(placemat, report.made_by, today=today, style=style) if wants else None
    moments = _moments(placemat) if shown & {parts.ADJUSTMENTS, parts.CHARTS} else []
    marks = [*sessions.marks, *(Mark(one.on, "adjustment", one.why) for one in moments if one.adjusted)]
    sheet = ReportSheet(
        kind=report.kind,
        language=report.language,
        words_language=cycle.collective.language,
        own_language=report.words_language,
        program=program.name,
        collective=cycle.collective.name,
        theme=cycle.collective.theme.name,
        cycle=cycle.name,
        days=pgettext("days, inside a sentence", "%(first)s to %(last)s")
        % {"first": date_words(cycle.starts_on), "last": date_words(cycle.ends_on)},
        title=report.title,
        parts=tuple(report.parts),
        **{name: getattr(report, name) for name in ("foreword", "others", "saw", "did", "came") if name in shown},
        people=cycle_people(cycle) if parts.PEOPLE in shown else (),
        before=[(field.label, text) for field in BEFORE if (text := content.text(field).strip())],
        clauses=[one for one in theory_clauses(placemat).values() if not one.gone] if parts.THEORY in shown else (),
        moments=moments if parts.ADJUSTMENTS in shown else (),
        chain=chain if parts.CHAIN in shown else None,
        charts=_charts(report, chain, style, marks) if chain else (),
        analyses=_analyses(report, placemat) if parts.ANALYSES in shown else (),
        sessions=sessions if parts.SESSIONS in shown else None,
        reflection=[(field.label, text) for field in REFLECTION if (text := content.text(field).strip())]
        if parts.REFLECTION in shown
        else (),
    )
    return _judged(sheet, placemat, program) if parts.JUDGEMENT in shown else sheet


def chosen_analyses(placemat: Placemat) -> QuerySet[Analysis]:
    """The analyses that a report on this placemat may hold, in the order of their days: those that stand."""
    cites = Prefetch("citations", with_places(Citation.objects.all()))
    rows = Analysis.objects.filter(placemat=placemat, removed_at=None).select_related("by", "decided_by", "adjustment")
    return rows.prefetch_related(cites).order_by("at", "pk")


def _chain(placemat: Placemat, reader: Participant, *, today: date, style: str) -> ChainSheet:
    """The chain as everybody may have it; what is due next is no matter of a report."""
    chain = read_chain(placemat, reader, own=False, today=today, everybody=True, style=style)
    halves = [
        [replace(clause, rows=[replace(row, next=None) for row in clause.rows]) for clause in half]
        for half in (chain.leading, chain.lagging)
    ]
    return replace(chain, leading=halves[0], lagging=halves[1])


def _charts(report: Report, chain: ChainSheet, style: str, marks: Sequence[Mark]) -> Sequence[ReportChart]:
    if report.kind == ReportKind.STORY:
        if parts.CHART not in report.parts or report.indicator is None:
            return ()
        return report_charts(chain, style=style, marks=(), only=report.indicator.pk)
    return report_charts(chain, style=style, marks=marks) if parts.CHARTS in report.parts else ()


def _moments(placemat: Placemat) -> list[ReportMoment]:
    """Two SQL queries."""
    rows = placemat.adjustments.filter(removed_at=None).order_by("on", "at")
    found = [
        ReportMoment(row.on, date_words(row.on), capfirst(adjustment_row(row).summary), row.why, adjusted=True)
        for row in rows
    ]
    for move in placemat.cycle.moves.order_by("at"):
        told = {"number": move.to_phase, "name": move.get_to_phase_display()}
        words = _("Phase %(number)s: %(name)s") % told
        on = localdate(move.at)
        found.append(ReportMoment(on, date_words(on), words, move.reason, adjusted=False))
    return sorted(found, key=lambda one: one.on)


def _analyses(report: Report, placemat: Placemat) -> list[AnalysisRow]:
    """About eight SQL queries."""
    left_out: set[UUID] = set(report.left_out)
    rows = [one for one in chosen_analyses(placemat) if one.pk not in left_out]
    clauses = theory_clauses(placemat)
    references = [reference_of(cite) for one in rows for cite in one.citations.all()]
    figures = cited_figures(references, None)
    return [analysis_row(one, clauses, figures) for one in rows]


def _judged(sheet: ReportSheet, placemat: Placemat, program: Program) -> ReportSheet:
    """With the judgement that stands; where none is settled the part says so. At most ten SQL queries."""
    settled = standing_settlement(placemat)
    if settled is None:
        return sheet
    said = judgement_sheet(settled_said(settled), placemat, program=program, reader=None, on=settled.on)
    told = {"day": date_words(settled.on), "name": settled.by.name}
    return replace(sheet, judgement=said, judged_on=_("Settled on %(day)s, written down by %(name)s.") % told)

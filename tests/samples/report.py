"""Reports as plain data, for proofs and benchmarks: as long as real ones, without a database."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import translation

from evidence.engine.report import parts_of
from evidence.models import THEORY
from evidence.queries.analysis import AnalysisRow
from evidence.queries.chain import COLOURS, ChainClause, ChainRow, ChainSheet
from evidence.queries.clause import ClauseLine
from evidence.queries.judgement import ASKED, JudgedRow, JudgementSheet
from evidence.queries.report import ReportMoment, ReportSessions, ReportSheet
from evidence.queries.report_chart import ReportChart
from evidence.queries.report_knowledge import CollectivePart, KnowledgeSheet, ThemePart
from evidence.queries.report_learned import ReportLearned
from evidence.queries.report_pdf import report_style
from evidence.queries.report_people import ReportPerson
from evidence.queries.report_strip import StripRow
from ilc.charts import Axis, ChartWords, Mark, Point, RunChart, Small, Vessel, draw_run_chart, draw_spark, draw_vessels

LONG = (
    "Where two teachers had planned a lesson together, students explained what they had read; where one of them had "
    "been handed the plan, they answered in a word. We cannot tell yet which of the two came first. "
)
BEGAN = date(2026, 9, 7)
CLAUSES = [
    *(ClauseLine(f"if:{number}", number, LONG[:150]) for number in (1, 2, 3, 4)),
    ClauseLine("then", None, LONG),
    ClauseLine("so_that", None, LONG),
]


def cycle_report(language: str, *, charts: int = 9) -> ReportSheet:
    """Fourteen pages or so, with nine charts."""
    with translation.override(language):
        return _sheet("cycle", language, [chart_of(number) for number in range(charts)])


def story(language: str) -> ReportSheet:
    """Two pages with one chart."""
    with translation.override(language):
        return _sheet("story", language, [chart_of(0)])


def knowledge_report(language: str, *, collectives: int = 8) -> KnowledgeSheet:
    """About a page for each collective."""
    with translation.override(language):
        parts = [_collective(number) for number in range(collectives)]
    themes = [ThemePart(f"t-{number}", f"Theme {number}", parts[number::7]) for number in range(min(7, collectives))]
    named = [(one.anchor, one.name) for one in parts]
    index = [("Districts", [(f"District {number}", named[number::5]) for number in range(min(5, collectives))])]
    return KnowledgeSheet(
        language, language, "Tidewater Network", "Tidewater Network", "What we learned",
        parts_of("knowledge"), LONG * 6, themes, index,
    )  # fmt: skip


def chart_of(number: int) -> ReportChart:
    """A run chart of 16 days, two of them protected, with sessions and an adjustment."""
    clause = CLAUSES[number % len(CLAUSES)]
    days = [BEGAN + timedelta(days=14 * place) for place in range(16)]
    values = [None if place in {4, 5} else 40.0 + (place * 7 + number * 5) % 31 for place in range(16)]
    chart = RunChart(
        title=f"Students who explain what they read, {number}. {LONG}",
        summary=LONG,
        points=[Point(day, value, label=f"{value} %") for day, value in zip(days, values, strict=True)],
        axis=Axis(0, 100, (0, 25, 50, 75, 100)),
        say=lambda value: f"{value:g}",
        words=ChartWords("Protected", "Target 60", "Baseline 38", "Median 52"),
        marks=[Mark(BEGAN + timedelta(days=30), "session"), Mark(BEGAN + timedelta(days=90), "adjustment", LONG)],
        target=60,
        baseline=38,
        median=52,
    )
    told = [
        (day.strftime("%d %b %Y"), "protected" if value is None else f"{value:.0f} % of 84")
        for day, value in zip(days, values, strict=True)
    ]
    return ReportChart(
        pk=UUID(int=number),
        key=clause.key,
        clause=clause.name,
        text=f"Students who explain what they read, {number}",
        unit="share, %",
        hoped="It began at 38. The target is 60.",
        says="5 points in a row rise.",
        more=LONG,
        protects=True,
        waits="",
        drawing=draw_run_chart(
            chart, key=f"chart-{number}", style=report_style().replace("CLAUSE", COLOURS[clause.key])
        ),
        rows=[told[:8], told[8:]],
    )


def _sheet(kind: str, language: str, charts: list[ReportChart]) -> ReportSheet:
    own = dict.fromkeys(("foreword", "others", "saw", "did", "came"), LONG * (4 if kind == "cycle" else 1))
    vessels = [Vessel(f"{month}/15", f"{6 + month % 3} of 9", held=month != 4, share=0.8) for month in range(1, 11)]
    return ReportSheet(
        kind=kind,
        language=language,
        words_language="en",
        own_language="en",
        program="Tidewater Network",
        collective="Reading with meaning",
        theme="Reading comprehension",
        cycle="2026–27",
        days="1 September 2026 to 30 June 2027",
        title="A year of reading with meaning",
        parts=parts_of(kind),
        **own,
        people=[
            ReportPerson(f"Tłı̨chǫ Okafor {number}", "Principal", "Pictou Road School, Tidewater", guides=number == 0)
            for number in range(8)
        ]
        + [ReportPerson("Zoë Lindqvist", "Coach", "Inland", guides=False, until="4 December 2026")],
        before=[("Problem of practice", LONG * 2), ("Priority", LONG)],
        clauses=CLAUSES,
        moments=[
            ReportMoment(BEGAN, f"{number} October 2026", "If-action 2 was changed", LONG, adjusted=number % 2 == 0)
            for number in range(1, 4)
        ],
        chain=_chain(),
        charts=charts,
        analyses=[_analysis(number) for number in range(2)],
        judgement=_judgement(),
        judged_on="Settled on 10 June 2027, written down by Renée Thériault.",
        sessions=ReportSessions(
            draw_vessels(vessels, title="The sessions", summary=LONG, key="met", style=report_style()),
            "10 sessions were planned, 9 took place.",
            [(f"15.{month}.", "7 of 9 came") for month in range(1, 11)],
        ),
        reflection=[("What went well", LONG), ("What did not", LONG)],
    )  # fmt: skip


def _chain() -> ChainSheet:
    found = [
        ChainClause(line, [_chain_row(number * 2 + place, line) for place in range(1)], "")
        for number, line in enumerate(CLAUSES)
    ]
    return ChainSheet(found[:4], found[4:], own=False, may_own=False, open=0)


def _chain_row(number: int, line: ClauseLine) -> ChainRow:
    return ChainRow(
        UUID(int=number), f"Students who explain, {number}", ("learning",), "every month", None, "62 % of 84", BEGAN,
        "from 38, target 60", "5 points in a row rise.", LONG, _spark(f"chain-{number}", line), shut=number == 3,
    )  # fmt: skip


def _spark(key: str, line: ClauseLine) -> str:
    points = [Point(BEGAN + timedelta(days=14 * place), 40.0 + place * 2) for place in range(10)]
    small = Small(LONG, LONG, points, Axis(0, 100, (0, 50, 100)), (points[0].on, points[-1].on), target=60)
    return draw_spark(small, key=key, style=report_style().replace("CLAUSE", COLOURS[line.key]))


def _analysis(number: int) -> AnalysisRow:
    return AnalysisRow(
        UUID(int=number), LONG, LONG, LONG, LONG, "en", CLAUSES[number : number + 1], (), "adapt", "adapted", "adapt",
        LONG, "Renée", None, None, "Amara Okafor", "AO", BEGAN, changed=False, removed=False,
    )  # fmt: skip


def _judgement() -> JudgementSheet:
    rows = [_judged(line.part, line.key, line.number, line.name, line.words) for line in CLAUSES]
    theory = _judged(THEORY, THEORY, None, "The whole theory", "")
    return JudgementSheet("Tidewater Network", "Reading", "Reading", "2026–27", "", "en", BEGAN, rows, theory)


def _judged(part: str, clause: str, number: int | None, name: str, words: str) -> JudgedRow:
    return JudgedRow(
        part, part.replace(":", "-"), clause, number, name, words, ASKED[clause], "partly", "partly", LONG, LONG[:90],
        "fairly sure", "", LONG if clause == THEORY else "", LONG if clause == THEORY else "", "en", (), (),
    )  # fmt: skip


def _collective(number: int) -> CollectivePart:
    strips = [
        StripRow(
            line.key, line.name, f"Students who explain, {number}", "62 % of 84", "target 60", "5 points rise.",
            drawing=_spark(f"strip-{number}-{place}", line) if place % 2 else None,
        )
        for place, line in enumerate(CLAUSES)
    ]  # fmt: skip
    return CollectivePart(
        f"c-{number}", f"Collective {number}", f"Theme {number % 7}", "en", "2026–27", 8, [f"District {number % 5}"],
        ["principal", "coach"], LONG, CLAUSES, strips, [(line.name, ASKED[line.key], "partly") for line in CLAUSES],
        LONG, LONG, "en", ReportLearned("Plan it together", "2026–27", "en", [("What others can use", LONG * 2)]),
    )  # fmt: skip

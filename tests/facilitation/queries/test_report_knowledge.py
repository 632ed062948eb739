"""The knowledge report: every collective in short, in the shared view, however many there are."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.utils.timezone import now

from collectives.models import Program, Region
from evidence.models import THEORY, Report, ReportKind
from evidence.operations.judgement import settle_judgement
from evidence.operations.learning_summary import answer_summary, publish_summary, withdraw_summary
from evidence.operations.release import release_days
from evidence.operations.report import begin_report
from evidence.queries.clause import theory_clauses
from evidence.queries.report import WITH_ALL
from evidence.queries.report_knowledge import KnowledgeSheet, read_knowledge
from evidence.queries.report_pdf import render_report, report_digest, report_style
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_school, seat
from tests.make_analysis import make_judged
from tests.make_evidence import make_measure
from tests.make_history import act, day
from tests.make_learning import make_asked, make_published
from tests.reading import pdf_text
from tests.verapdf import validate


@pytest.fixture
def shared(program: Program) -> Shared:
    """One collective with figures of a large school and of a small one, and a settled judgement."""
    shared = Shared(program)
    with program_scope(program.pk):
        make_measure(shared.indicator, by=shared.member, target=60)
        shared.bring(numerator=20, denominator=60)
        shared.bring(far=True, numerator=25, denominator=50)
        release_days(shared.indicator.pk, [ON], now=now())
        make_judged(shared.placemat, THEORY, by=shared.member, answer="partly", successes="Where pairs planned")
        clauses = theory_clauses(shared.placemat)
        settle_judgement(shared.placemat, clauses=clauses, on=ON, by=shared.member, now=now())
    return shared


def more(shared: Shared, number: int) -> None:
    """Another collective, of another region."""
    school = make_school(f"School {number}", district=f"District {number}", region="Far region")
    collective = make_collective(f"Collective {number}", theme=f"Theme {number % 2}")
    seat(collective, make_participant(f"Leader {number}", school=school))
    act(make_placemat(make_cycle(collective)), f"try {number}", by=shared.member, at=day(1))


def read(shared: Shared, region: Region | None = None) -> KnowledgeSheet:
    with program_scope(shared.program.pk):
        report = begin_report(
            ReportKind.KNOWLEDGE,
            region=region,
            title="What we learned",
            program=shared.program,
            by=shared.admin,
            now=now(),
        )
        row = Report.objects.select_related(*WITH_ALL).get(pk=report.pk)
        return read_knowledge(row, program=shared.program, style=report_style())


def test_every_collective_stands_under_its_theme_by_name(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        for number in (3, 2, 1):
            more(shared, number)

    sheet = read(shared)

    named = [(theme.name, [one.name for one in theme.collectives]) for theme in sheet.themes]
    assert (sheet.many, sheet.leaders) == (4, 5)
    assert [one for one in named if one[0].startswith("Theme")] == [
        ("Theme 0", ["Collective 2"]),
        ("Theme 1", ["Collective 1", "Collective 3"]),
    ]


def test_every_figure_is_what_sql_counts(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        for number in (1, 2):
            more(shared, number)

    sheet = read(shared)

    with program_scope(shared.program.pk), connection.cursor() as cursor:
        cursor.execute(
            "select round(100.0 * sum(numerator) / sum(denominator))::int, sum(denominator)::int"
            " from data_point where indicator_id = %s",
            [shared.indicator.pk],
        )
        latest = "{} % of {}".format(*cursor.fetchone())
        cursor.execute(
            "select collective.name, count(*) from collective join seat on collective_id = collective.id"
            " where left_at is null and not for_facilitators group by 1 order by 1"
        )
        seats = cursor.fetchall()
    told = [one for theme in sheet.themes for one in theme.collectives]
    strips = [" ".join(row.latest.split()) for one in told for row in one.strips if row.latest]
    assert strips == [latest]
    assert sorted((one.name, one.leaders) for one in told) == seats
    assert (sheet.many, sheet.leaders) == (len(seats), sum(many for _name, many in seats))
    assert "20 of 60" not in repr(sheet)


def test_of_a_region_it_tells_of_that_region_alone(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        more(shared, 1)
        far = Region.objects.get(name="Far region")

    sheet = read(shared, far)

    assert [one.name for theme in sheet.themes for one in theme.collectives] == ["Collective 1"]
    assert "Where pairs planned" not in repr(sheet)


def test_what_others_can_use_is_what_was_published_until_it_is_withdrawn(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        draft = begin_report(
            ReportKind.CYCLE, placemat=shared.placemat, title="A", program=shared.program, by=shared.member, now=now()
        )
        Report.objects.filter(pk=draft.pk).update(others="Words of a draft")
        summary = make_asked(shared.placemat, by=shared.member, for_others="Plan it together")
    asked = read(shared)
    with program_scope(shared.program.pk):
        for member in (shared.member, shared.colleague):
            answer_summary(summary, agrees=True, why="", by=member, now=now())
        publish_summary(summary, by=shared.member, now=now())
    told = read(shared)
    with program_scope(shared.program.pk):
        withdraw_summary(summary, why="We think otherwise", by=shared.member, now=now())
    after = read(shared)

    found = [sheet.themes[0].collectives[0].learned for sheet in (asked, told, after)]
    printed = render_to_string("evidence/report/_paper.html", {"sheet": told})
    assert found[::2] == [None, None]
    assert found[1]
    assert [str(text) for _question, text in found[1].words] == ["Talk came first.", "Plan it together"]
    assert [words in printed for words in ("Plan it together", "Words of a draft")] == [True, False]
    assert report_digest(told, paper="a4") != report_digest(after, paper="a4") == report_digest(asked, paper="a4")


def test_without_the_pages_of_collectives_nothing_leads_to_them(shared: Shared) -> None:
    paged = read(shared)

    printed = [render_to_string("evidence/report/_paper.html", {"sheet": one}) for one in (paged, unpaged(paged))]

    assert ["Reading with meaning" in text for text in printed] == [True, True]
    assert ['href="#c-' in text for text in printed] == [True, False]


def unpaged(sheet: KnowledgeSheet) -> KnowledgeSheet:
    return replace(sheet, parts=[part for part in sheet.parts if part != "collectives"])


def test_one_of_hundreds_of_pages_says_so_before(shared: Shared) -> None:
    sheet = read(shared)
    [theme] = sheet.themes
    many = replace(sheet, themes=[replace(theme, collectives=[*theme.collectives] * 500)])

    assert [one.long for one in (sheet, many, unpaged(many))] == [0, 800, 0]


def test_many_cost_as_many_queries_as_one(shared: Shared, django_assert_num_queries: Callable[..., object]) -> None:
    with django_assert_num_queries(16):  # with those of the scope, and of making the report
        read(shared)
    with program_scope(shared.program.pk):
        for number in range(5):
            more(shared, number)
    with django_assert_num_queries(16):
        assert read(shared).many == 6


def test_it_keeps_pdf_ua_and_names_each_on_its_page(shared: Shared, tmp_path: Path) -> None:
    with program_scope(shared.program.pk):
        more(shared, 1)
        make_published(shared.placemat, by=shared.member, for_others="Plan it together")

    pdf = render_report(read(shared), language="en", paper="letter")

    file = tmp_path / "knowledge.pdf"
    file.write_bytes(pdf.data)
    verdict = validate(file)
    text = " ".join(pdf_text(pdf.data).split())
    assert (verdict.passed, verdict.broken, pdf.warnings, pdf.missing_glyphs) == (True, {}, (), ())
    assert [
        words
        for words in ("Reading with meaning", "Partly.", "Plan it together", "Collective 1", "District 1")
        if words not in text
    ] == []

"""A report on a cycle: what stands in it, whose figures, and its pages on paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import translation
from django.utils.timezone import now

from collectives.models import Participant, Program
from evidence.models import THEORY, Report, ReportKind
from evidence.operations.attachment import remove_attachment
from evidence.operations.judgement import settle_judgement
from evidence.operations.release import release_days
from evidence.operations.report import begin_report
from evidence.queries.clause import theory_clauses
from evidence.queries.report import WITH_ALL, ReportSheet
from evidence.queries.report_letters import letters_without_shape
from evidence.queries.report_pdf import render_report, report_digest, report_style
from facilitation.models import Attendance, Came
from facilitation.queries.report import read_any_report
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make import make_session
from tests.make_analysis import make_analysis, make_judged, point_to
from tests.make_evidence import make_attachment, make_measure
from tests.reading import pdf_text, tags
from tests.verapdf import validate

DAYS = [ON + timedelta(days=14 * number) for number in range(10)]
LATER = datetime(2027, 6, 1, tzinfo=UTC)

FIGURES = """
    select round(100.0 * sum(numerator) / sum(denominator))::int, sum(denominator)::int
    from data_point where indicator_id = %s group by "on" order by "on"
"""
SESSIONS = """
    select (select count(*) from attendance where session_id = session.id and came in ('room', 'online')),
        (select count(*) from seat where seat.collective_id = session.collective_id)
    from session where collective_id = %s order by date
"""

type Read = Callable[..., ReportSheet]


@pytest.fixture
def shared(program: Program) -> Shared:
    """Two districts, their theory, and what they brought."""
    return Shared(program)


@pytest.fixture
def report(shared: Shared) -> Report:
    """A report on a cycle with ten days of figures, one day of a small group alone, an analysis, a judgement."""
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member, target=60, baseline=20)
        for number, on in enumerate(DAYS):
            shared.bring(on, numerator=20 + number, denominator=60)
            shared.bring(on, far=True, numerator=25, denominator=50)
        release_days(shared.indicator.pk, DAYS, now=now())
        cites = (point_to(shared.indicator, ON), point_to(shared.indicator, ON, school=shared.school))
        make_analysis(shared.placemat, "The line rises", by=shared.member, cites=cites, parts=("then",))
        make_judged(shared.placemat, THEORY, by=shared.member, successes="Where pairs planned")
        clauses = theory_clauses(shared.placemat)
        settle_judgement(shared.placemat, clauses=clauses, on=ON, by=shared.member, now=now())
        return begin_report(
            ReportKind.CYCLE,
            placemat=shared.placemat,
            title="Our year with reading",
            program=shared.program,
            by=shared.member,
            now=now(),
        )


@pytest.fixture
def read(shared: Shared, report: Report) -> Read:
    """Reads it anew, as its PDF does."""

    def sheet(language: str = "en") -> ReportSheet:
        with program_scope(shared.program.pk), translation.override(language):
            Report.objects.filter(pk=report.pk).update(language=language)
            row = Report.objects.select_related(*WITH_ALL).get(pk=report.pk)
            return read_any_report(row, program=shared.program, now=LATER, style=report_style())

    return sheet


@pytest.mark.parametrize(("language", "paper"), [("en", "letter"), ("fr", "a4")])
def test_it_keeps_pdf_ua(read: Read, language: str, paper: str, tmp_path: Path) -> None:
    pdf = render_report(read(language), language=language, paper="a4" if paper == "a4" else "letter")

    file = tmp_path / "report.pdf"
    file.write_bytes(pdf.data)
    verdict = validate(file)
    assert (verdict.passed, verdict.broken) == (True, {})
    assert (pdf.warnings, pdf.missing_glyphs) == ((), ())
    assert {"H1", "H2", "H3", "H4", "L", "Table", "Figure"} <= {name for name, _element in tags(pdf.data)}


def test_every_figure_is_what_sql_counts(shared: Shared, read: Read) -> None:
    with program_scope(shared.program.pk):
        shared.collective.seats.update(seated_at=datetime(2026, 9, 1, tzinfo=UTC))
        for day, came in ((10, [shared.member]), (17, [shared.member, shared.colleague]), (24, [])):
            held = make_session(shared.collective, on=date(2026, 11, day))
            for one in came:
                Attendance.objects.create(session=held, participant=one, came=Came.ONLINE, marked_at=now())

    sheet = read()

    with program_scope(shared.program.pk), connection.cursor() as cursor:
        cursor.execute(FIGURES, [shared.indicator.pk])
        figures = [f"{percent} % of {people}" for percent, people in cursor.fetchall()]
        cursor.execute(SESSIONS, [shared.collective.pk])
        sessions = cursor.fetchall()
    assert sheet.chain
    assert sheet.sessions
    [chained] = [row.latest for half in (sheet.chain.leading, sheet.chain.lagging) for one in half for row in one.rows]
    told = [figure for row in sheet.charts[0].rows for _day, figure in row]
    held = sum(came > 0 for came, _seats in sessions)
    assert [" ".join(figure.split()) for figure in told] == figures
    assert (" ".join(chained.split()), len(figures)) == (figures[-1], len(DAYS))
    assert sheet.sessions.says == f"{len(sessions)} sessions were planned, {held} took place."
    assert [came for _day, came in sheet.sessions.rows] == [
        f"{came} of {seats} came" if came else "did not take place" for came, seats in sessions
    ]


def test_who_left_is_named_as_having_been_there_until(shared: Shared, read: Read) -> None:
    with program_scope(shared.program.pk):
        shared.collective.seats.filter(participant=shared.colleague).update(
            left_at=datetime(2026, 12, 4, 17, tzinfo=UTC), left_reason="moved"
        )

    people = read().people

    assert [(one.name, one.guides, one.until) for one in people] == [
        ("Renée Thériault", True, ""),
        ("Amara Okafor", False, ""),
        ("Zoë Lindqvist", False, "4 December 2026"),
    ]


def test_whose_writer_left_the_program_stays_as_it_was(shared: Shared, report: Report, read: Read) -> None:
    before = read()
    with program_scope(shared.program.pk):
        shared.collective.seats.filter(participant=report.made_by).update(left_at=now(), left_reason="moved")
        Participant.objects.filter(pk=report.made_by_id).update(left_at=now())

    after = read()

    assert len(after.charts) == 1
    assert replace(after, people=()) == replace(before, people=())


def test_its_calendar_counts_who_came_and_names_nobody(shared: Shared, read: Read) -> None:
    with program_scope(shared.program.pk):
        shared.collective.seats.update(seated_at=datetime(2026, 9, 1, tzinfo=UTC))
        held = make_session(shared.collective, on=date(2026, 11, 10))
        make_session(shared.collective, on=date(2026, 12, 8))
        Attendance.objects.create(session=held, participant=shared.member, came=Came.ROOM, marked_at=now())

    sessions = read().sessions

    assert sessions is not None
    assert (sessions.says, [came for _day, came in sessions.rows]) == (
        "2 sessions were planned, 1 took place.",
        ["1 of 2 came", "did not take place"],
    )
    assert "Amara" not in str(sessions.drawing)


def test_what_was_not_chosen_is_not_in_it(shared: Shared, report: Report, read: Read) -> None:
    with program_scope(shared.program.pk):
        Report.objects.filter(pk=report.pk).update(parts=["judgement", "people"])

    text = " ".join(pdf_text(render_report(read(), language="en", paper="letter").data).split())

    assert ["Where pairs planned" in text, "The line rises" in text] == [True, False]
    assert text.index("Where pairs planned") < text.index("Who took part in the cycle")


def test_a_judgement_that_is_not_settled_is_in_no_report(shared: Shared, read: Read) -> None:
    with program_scope(shared.program.pk):
        shared.placemat.judgements.get().settlements.all().delete()

    sheet = read()

    assert sheet.judgement is None


def test_an_attachment_whose_file_is_gone_changes_nothing_in_it(shared: Shared, read: Read) -> None:
    with program_scope(shared.program.pk):
        attachment = make_attachment(shared.indicator, by=shared.member, shared=True)
    before = read()
    with program_scope(shared.program.pk):
        remove_attachment(attachment, by=shared.member, now=now())
        default_storage.delete(attachment.file)

    after = read()

    assert report_digest(after, paper="a4") == report_digest(before, paper="a4")


def test_letters_without_a_shape_are_said_before_and_do_not_stop_the_pdf(shared: Shared, read: Read) -> None:
    names = ["ნინო", "ᏣᎳᎩ", "தமிழ்", "山田", "𒀭"]
    with program_scope(shared.program.pk):
        shared.member.name = f"Amara {' '.join(names)} ᐃᓄᒃ Tłı̨chǫ"
        shared.member.save()

    sheet = replace(read(), parts=["people"])

    pdf = render_report(sheet, language="en", paper="letter")
    assert letters_without_shape(sheet) == names
    assert set(pdf.missing_glyphs) <= set("".join(names))  # this computer may have a font of its own for some
    assert pdf.data.startswith(b"%PDF-1.7")


def test_unchanged_it_is_the_same_and_with_other_words_another(shared: Shared, report: Report, read: Read) -> None:
    before = read()
    again = read()
    with program_scope(shared.program.pk):
        Report.objects.filter(pk=report.pk).update(others="Begin small")

    after = read()

    digests = [report_digest(one, paper="a4") for one in (before, again, after)]
    assert [one == digests[0] for one in digests] == [True, True, False]


def test_it_costs_no_more_queries_than_it_says(
    read: Read, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(44):
        read()

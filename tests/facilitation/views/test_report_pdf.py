"""A report on paper: its PDF made once, stopped, of a language and letters of its own; and its twin."""

import pytest

from collectives.models import Program, Rendering, RenderingState
from evidence.models import Report, ReportKind
from evidence.queries import report_knowledge
from facilitation.tasks.report import render_report_pdf, sweep_reports
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared, browser
from tests.facilitation.drafts import begun, cycle_draft, url

HTMX = {"HX-Request": "true"}


@pytest.fixture
def shared(program: Program) -> Shared:
    """A collective of two districts."""
    return Shared(program)


@pytest.fixture
def report(shared: Shared) -> Report:
    """A draft of Amara's."""
    return cycle_draft(shared)


def test_its_pdf_is_made_once_whoever_asks_and_in_the_reports_language(shared: Shared, report: Report) -> None:
    with program_scope(shared.program.pk):
        Report.objects.filter(pk=report.pk).update(language="fr", parts=["people"])
    client, here = browser(shared.member), url(shared, "report-pdf", report.pk)
    client.post(here)
    with program_scope(shared.program.pk):
        rendering = Rendering.objects.get()

    render_report_pdf(program_id=shared.program.pk, rendering_pk=str(rendering.pk))

    browser(shared.admin).post(here)
    with program_scope(shared.program.pk):
        states = list(Rendering.objects.values_list("state", "language"))
    file = client.get(url(shared, "report-pdf-file", report.pk, rendering.pk))
    assert states == [(RenderingState.DONE, "fr")]
    assert "Open the PDF" in client.get(here).text
    assert (file["Content-Type"], file.content[:8]) == ("application/pdf", b"%PDF-1.7")


def test_one_that_is_on_its_way_is_stopped_and_a_lost_bell_rung_again(
    shared: Shared, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[object] = []
    client, here = browser(shared.member), url(shared, "report-pdf", report.pk)
    client.post(here)
    monkeypatch.setattr(render_report_pdf, "apply_async", lambda **arguments: rung.append(arguments["kwargs"]))
    with program_scope(shared.program.pk):
        rendering = Rendering.objects.get()

    sweep_reports()
    client.post(here, {"stop": str(rendering.pk)})

    with program_scope(shared.program.pk):
        rendering.refresh_from_db()
    assert rung == [{"program_id": shared.program.pk, "rendering_pk": str(rendering.pk)}]
    assert rendering.state == RenderingState.STOPPED


def test_its_twin_shows_the_same_sheet_and_knows_no_script(shared: Shared, report: Report) -> None:
    text = browser(shared.member).get(url(shared, "report-print", report.pk)).text
    piece = browser(shared.member).get(url(shared, "report-print", report.pk), headers=HTMX).text

    assert [words for words in ("Our year with reading", "Zoë Lindqvist", "students read") if words not in text] == []
    assert [words for words in ("<script", "<style") if words in text] == []
    assert "<html" not in piece


def test_letters_that_our_fonts_lack_are_named_before(shared: Shared, report: Report) -> None:
    with program_scope(shared.program.pk):
        shared.member.name = "𒀭 Okafor"
        shared.member.save()

    page = browser(shared.admin).get(url(shared, "report-pdf", report.pk)).text

    assert "Our fonts have no shape for some letters of: 𒀭" in " ".join(page.split())


def test_of_one_of_hundreds_of_pages_staff_are_told_before(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_knowledge, "EACH", 1020)
    made = begun(shared, ReportKind.KNOWLEDGE, title="All of us", by=shared.admin)

    page = browser(shared.admin).get(url(shared, "report-pdf", made.pk)).text

    assert "This will be about 1,020 pages" in " ".join(page.split())

"""A report as a PDF: asked for, and read anew by whoever makes it."""

from datetime import datetime

from django.utils import timezone, translation

from collectives.engine.paper import Paper
from collectives.models import Participant, Program, Rendering
from collectives.operations.pdf import PdfJob, ask_pdf
from evidence.models import Report, ReportPaper
from evidence.queries.report import WITH_ALL
from evidence.queries.report_pdf import SUBJECT, AnySheet, report_digest, report_style
from facilitation.queries.report import read_any_report

KIND = "report"


def ask_report_pdf(report: Report, *, program: Program, by: Participant, now: datetime) -> Rendering:
    """The report in its own language as things stand now: the PDF there is, or one that is due."""
    with translation.override(report.language):
        job = _job(report, program, now=now)
    return ask_pdf(job, by=by, now=now)


def read_report_job(program: Program, rendering: Rendering) -> PdfJob[AnySheet]:
    """What a rendering is to show as things stand now."""
    report = Report.objects.select_related(*WITH_ALL).get(pk=rendering.subject.rpartition(":")[2])
    with translation.override(report.language):
        return _job(report, program, now=timezone.now())


def _job(report: Report, program: Program, *, now: datetime) -> PdfJob[AnySheet]:
    sheet = read_any_report(report, program=program, now=now, style=report_style())
    paper: Paper = "a4" if report.paper == ReportPaper.A4 else "letter"
    return PdfJob(
        kind=KIND,
        subject=SUBJECT.format(report.pk),
        title=f"{report.title} – {sheet.collective}"[:250],
        sheet=sheet,
        language=report.language,
        paper=paper,
        digest=report_digest(sheet, paper=paper),
    )

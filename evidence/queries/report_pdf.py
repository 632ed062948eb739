"""Reports as PDF/UA-1: how they look, and what stands for everything that could change that."""

from dataclasses import asdict
from functools import cache
from pathlib import Path

from django.conf import settings

from collectives.engine.paper import Paper
from evidence.queries.pdf import HEAD_AND_FOOT, Looks, render_sheet, sheet_digest
from evidence.queries.report import ReportSheet
from evidence.queries.report_knowledge import KnowledgeSheet
from ilc.pdf import Tell, tell_nobody
from inquiry.queries.placemat_pdf import Pdf

type AnySheet = ReportSheet | KnowledgeSheet

SUBJECT = "report:{}"
LOOKS = Looks(
    template="evidence/report/_print.html",
    stylesheets=(HEAD_AND_FOOT, "src/print/report.css"),
    files=(
        "static/src/print/run_charts.css",
        "ilc/charts/run_chart.py",
        "ilc/charts/vessels.py",
        "templates/evidence/_print.html",
        "templates/evidence/report",
        "templates/evidence/chain",
        "templates/evidence/judgement",
        "templates/evidence/analysis/_cites.html",
        "evidence/queries/report.py",
        "evidence/queries/report_chart.py",
        "evidence/queries/report_knowledge.py",
        "evidence/queries/report_learned.py",
        "evidence/queries/report_part.py",
        "evidence/queries/report_strip.py",
        "evidence/queries/chain.py",
        "evidence/queries/judgement.py",
    ),
)


def render_report(sheet: AnySheet, *, language: str, paper: Paper, tell: Tell = tell_nobody) -> Pdf:
    """The report as PDF/UA-1, in `language`. Raises PdfUnavailable without the system libraries."""
    return render_sheet({"paper": sheet, "sheet": sheet}, LOOKS, language=language, paper=paper, tell=tell)


def report_digest(sheet: AnySheet, *, paper: Paper) -> str:
    """The same for two whose PDFs would be the same: so that nothing unchanged is made twice."""
    return sheet_digest(asdict(sheet), LOOKS, language=sheet.language, paper=paper)


@cache
def report_style() -> str:
    """The rules that stand inside each drawing on paper."""
    return (Path(settings.BASE_DIR) / "static/src/print/run_charts.css").read_text(encoding="utf-8")

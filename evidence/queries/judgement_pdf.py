"""A settled judgement as a PDF and as its twin for the browser's own print: always the shared view."""

from dataclasses import asdict, dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from collectives.engine.paper import Paper
from collectives.models import Program
from evidence.models import Settlement
from evidence.queries.judgement import JudgementSheet, judgement_sheet, settled_said
from evidence.queries.pdf import HEAD_AND_FOOT, Looks, render_sheet, sheet_digest
from ilc.pdf import Tell, tell_nobody
from ilc.zones import date_words
from inquiry.queries.placemat_pdf import Pdf

SUBJECT = "judgement:{}"
WITH_ALL = ("judgement__placemat__cycle__collective__theme", "judgement__placemat__leader", "by", "taken_up_by")
LOOKS = Looks(
    template="evidence/judgement/_print.html",
    stylesheets=(HEAD_AND_FOOT, "src/print/judgement.css"),
    files=(
        "templates/evidence/_print.html",
        "templates/evidence/judgement",
        "templates/evidence/analysis/_cites.html",
        "evidence/models/judgement.py",
        "evidence/queries/judgement.py",
        "evidence/queries/judgement_pdf.py",
    ),
)


@dataclass(frozen=True)
class JudgementPaper:
    """Everything that is printed. `taken_up` says by whom and when it was taken up again, `why` in whose words."""

    language: str
    program: str
    collective: str
    leader: str
    cycle: str
    theme: str
    on: str
    by: str
    taken_up: str
    why: str
    sheet: JudgementSheet


def read_judgement_paper(settled: Settlement, *, program: Program, language: str) -> JudgementPaper:
    """What was settled, read `WITH_ALL`, as everybody may have it, in the active language. At most eight queries."""
    placemat = settled.judgement.placemat
    sheet = judgement_sheet(settled_said(settled), placemat, program=program, reader=None, on=settled.on)
    taken_up = ""
    if settled.taken_up_by and settled.taken_up_at:
        told = {"name": settled.taken_up_by.name, "day": date_words(localdate(settled.taken_up_at))}
        taken_up = _("%(name)s took it up again on %(day)s:") % told
    return JudgementPaper(
        language=language,
        program=sheet.program,
        collective=sheet.collective,
        leader=sheet.leader,
        cycle=sheet.cycle,
        theme=sheet.theme,
        on=date_words(settled.on),
        by=settled.by.name,
        taken_up=taken_up,
        why=settled.why,
        sheet=sheet,
    )


def render_judgement(paper_sheet: JudgementPaper, *, language: str, paper: Paper, tell: Tell = tell_nobody) -> Pdf:
    """The judgement as PDF/UA-1, in `language`. Raises PdfUnavailable without the system libraries."""
    context = {"paper": paper_sheet, "sheet": paper_sheet.sheet}
    return render_sheet(context, LOOKS, language=language, paper=paper, tell=tell)


def judgement_digest(paper_sheet: JudgementPaper, *, paper: Paper) -> str:
    """The same for two whose PDFs would be the same: so that nothing unchanged is made twice."""
    return sheet_digest(asdict(paper_sheet), LOOKS, language=paper_sheet.language, paper=paper)

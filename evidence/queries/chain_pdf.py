"""The evidence chain as a PDF: always the shared view, with its lines."""

from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from collectives.engine.paper import Paper
from collectives.models import Participant, Program
from evidence.queries.chain import ChainSheet, read_chain
from evidence.queries.pdf import HEAD_AND_FOOT, Looks, render_sheet, sheet_digest
from ilc.pdf import Tell, tell_nobody
from ilc.zones import date_words
from inquiry.models import Placemat
from inquiry.queries.placemat_pdf import Pdf

SUBJECT = "evidence_chain:{}"
LOOKS = Looks(
    template="evidence/chain/_print.html",
    stylesheets=(HEAD_AND_FOOT, "src/print/chain.css"),
    files=(
        "static/src/print/charts.css",
        "templates/evidence/chain",
        "evidence/queries/chain.py",
        "evidence/queries/chain_pdf.py",
    ),
    landscape=True,
)


@dataclass(frozen=True)
class ChainPaper:
    """Everything that is printed, in words."""

    language: str
    words_language: str
    program: str
    collective: str
    leader: str
    cycle: str
    day: str
    sheet: ChainSheet


def read_chain_paper(
    placemat: Placemat, participant: Participant, *, program: Program, language: str, today: date, style: str = ""
) -> ChainPaper:
    """The chain as everybody may have it, in the active language: the same whoever asks. `style` as in `read_chain`.

    At most ten SQL queries.
    """
    collective = placemat.cycle.collective
    return ChainPaper(
        language=language,
        words_language=collective.language,
        program=program.name,
        collective=collective.name,
        leader=placemat.leader.name if placemat.leader else "",
        cycle=placemat.cycle.name,
        day=date_words(today),
        sheet=read_chain(placemat, participant, own=False, today=today, everybody=True, style=style),
    )


def render_chain(paper_sheet: ChainPaper, *, language: str, paper: Paper, tell: Tell = tell_nobody) -> Pdf:
    """The chain as PDF/UA-1, in `language`. Raises PdfUnavailable without the system libraries."""
    context = {"paper": paper_sheet, "sheet": paper_sheet.sheet}
    return render_sheet(context, LOOKS, language=language, paper=paper, tell=tell)


def chain_digest(paper_sheet: ChainPaper, *, paper: Paper) -> str:
    """The same for two whose PDFs would be the same: so that nothing unchanged is made twice."""
    return sheet_digest(asdict(paper_sheet), LOOKS, language=paper_sheet.language, paper=paper)


@cache
def drawing_style() -> str:
    """The rules that stand inside each drawing on paper."""
    return (Path(settings.BASE_DIR) / "static/src/print/charts.css").read_text(encoding="utf-8")

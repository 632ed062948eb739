"""The evidence chain as a PDF: always the shared view, with its lines."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from collectives.engine.paper import PAPERS, Paper
from collectives.models import Participant, Program
from evidence.queries.chain import ChainSheet, read_chain
from ilc.pdf import Tell, lay_out, printable, tell_nobody, write
from ilc.zones import date_words
from inquiry.models import Placemat
from inquiry.queries.placemat_pdf import Pdf, design_digest

SUBJECT = "evidence_chain:{}"
STYLESHEETS = (
    "src/print/fonts.css",
    "src/print/placemat.css",
    "src/print/pack_pdf.css",
    "src/print/chain.css",
)
SIZE = 10.0  # points


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
    with translation.override(language):
        tell("measure")
        width, height = PAPERS[paper]
        placement = mark_safe(f"@page{{size:{width}mm {height}mm}}")  # noqa: S308 - numbers of ours only
        context = {"paper": paper_sheet, "sheet": paper_sheet.sheet, "placement": placement}
        tell("fit")
        html = printable(render_to_string("evidence/chain/_print.html", context))
        layout = lay_out(html, stylesheets=STYLESHEETS, on_page=lambda page: tell("fit", page=page))
        tell("write")
        written = write(layout)
    return Pdf(written.data, layout.pages, 1, SIZE, 0, written.missing_glyphs, written.warnings)


def chain_digest(paper_sheet: ChainPaper, *, paper: Paper) -> str:
    """The same for two whose PDFs would be the same: so that nothing unchanged is made twice."""
    told = repr((asdict(paper_sheet), paper, design_digest(paper_sheet.language), _design()))
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def drawing_style() -> str:
    """The rules that stand inside each drawing on paper."""
    return (Path(settings.BASE_DIR) / "static/src/print/charts.css").read_text(encoding="utf-8")


@cache
def _design() -> str:
    base = Path(settings.BASE_DIR)
    files = [base / "static/src/print" / name for name in ("chain.css", "charts.css", "pack_pdf.css")]
    files += sorted((base / "templates/evidence/chain").glob("_*.html"))
    files += [Path(__file__), Path(__file__).with_name("chain.py")]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

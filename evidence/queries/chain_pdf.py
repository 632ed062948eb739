"""The evidence chain as a PDF: always the shared view, with its lines."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from collectives.models import Participant, Program
from evidence.queries.chain import ChainSheet, read_chain
from ilc.pdf import lay_out, printable, write
from ilc.zones import date_words
from inquiry.engine.frames import PAPERS, Paper
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
    placemat: Placemat, participant: Participant, *, program: Program, language: str, today: date
) -> ChainPaper:
    """The chain as everybody may have it, in the active language: the same whoever asks. At most ten SQL queries."""
    collective = placemat.cycle.collective
    return ChainPaper(
        language=language,
        words_language=collective.language,
        program=program.name,
        collective=collective.name,
        leader=placemat.leader.name if placemat.leader else "",
        cycle=placemat.cycle.name,
        day=date_words(today),
        sheet=read_chain(placemat, participant, own=False, today=today, style=drawing_style()),
    )


def render_chain(
    paper_sheet: ChainPaper, *, language: str, paper: Paper, on_progress: Callable[[str], None] | None = None
) -> Pdf:
    """The chain as PDF/UA-1, in `language`. Raises PdfUnavailable without the system libraries."""
    tell = on_progress or _tell_nobody
    with translation.override(language):
        tell(translation.gettext("Drawing the lines"))
        width, height = PAPERS[paper]
        placement = mark_safe(f"@page{{size:{width}mm {height}mm}}")  # noqa: S308 - numbers of ours only
        context = {"paper": paper_sheet, "sheet": paper_sheet.sheet, "placement": placement}
        tell(translation.gettext("Setting the pages"))
        layout = lay_out(printable(render_to_string("evidence/chain/_print.html", context)), stylesheets=STYLESHEETS)
        tell(translation.gettext("Writing the PDF"))
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


def _tell_nobody(words: str) -> None:
    """Nobody waits for this one."""


@cache
def _design() -> str:
    base = Path(settings.BASE_DIR)
    files = [base / "static/src/print" / name for name in ("chain.css", "charts.css", "pack_pdf.css")]
    files += sorted((base / "templates/evidence/chain").glob("_*.html"))
    files += [Path(__file__), Path(__file__).with_name("chain.py")]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

"""A certificate as a PDF: the same sheet as its page, on one landscape page."""

import hashlib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from collectives.engine.paper import PAPERS, Paper
from facilitation.queries.certificate import CertificateSheet
from ilc.pdf import Tell, lay_out, printable, tell_nobody, write
from inquiry.queries.placemat_pdf import Pdf, design_digest

SUBJECT = "certificate:{}"
OWN = ("certificate.css", "certificate_pdf.css")
STYLESHEETS = tuple(f"src/print/{name}" for name in ("fonts.css", "placemat.css", *OWN))
SIZE = 11.0  # points


@dataclass(frozen=True)
class CertificatePaper:
    """Everything that is printed, in `language`."""

    language: str
    sheet: CertificateSheet


def render_certificate(paper_sheet: CertificatePaper, *, language: str, paper: Paper, tell: Tell = tell_nobody) -> Pdf:
    """The certificate as PDF/UA-1, in `language`. Raises PdfUnavailable without the system libraries."""
    with translation.override(language):
        width, height = PAPERS[paper]
        placement = mark_safe(f"@page{{size:{width}mm {height}mm}}")  # noqa: S308 - numbers of ours only
        context = {"paper": paper_sheet, "sheet": paper_sheet.sheet, "placement": placement}
        tell("fit")
        html = printable(render_to_string("facilitation/certificate/_print.html", context))
        layout = lay_out(html, stylesheets=STYLESHEETS, on_page=lambda page: tell("fit", page=page))
        tell("write")
        written = write(layout)
    return Pdf(written.data, layout.pages, 1, SIZE, 0, written.missing_glyphs, written.warnings)


def certificate_digest(paper_sheet: CertificatePaper, *, paper: Paper) -> str:
    """The same for two whose PDFs would be the same."""
    told = repr((asdict(paper_sheet), paper, design_digest(paper_sheet.language), _design()))
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def _design() -> str:
    base = Path(settings.BASE_DIR)
    files = [base / "static/src/print" / name for name in OWN]
    files += sorted((base / "templates/facilitation/certificate").glob("_*.html"))
    files += [Path(__file__), Path(__file__).with_name("certificate.py")]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

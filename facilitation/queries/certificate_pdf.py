"""A certificate as a PDF: the same sheet as its page, on one landscape page."""

from dataclasses import asdict, dataclass

from collectives.engine.paper import Paper
from evidence.queries.pdf import Looks, render_sheet, sheet_digest
from facilitation.queries.certificate import CertificateSheet
from ilc.pdf import Tell, tell_nobody
from inquiry.queries.placemat_pdf import Pdf

SUBJECT = "certificate:{}"
LOOKS = Looks(
    template="facilitation/certificate/_print.html",
    stylesheets=("src/print/certificate.css", "src/print/certificate_pdf.css"),
    files=(
        "templates/facilitation/certificate",
        "facilitation/queries/certificate.py",
        "facilitation/queries/certificate_pdf.py",
    ),
    landscape=True,
)


@dataclass(frozen=True)
class CertificatePaper:
    """Everything that is printed, in `language`."""

    language: str
    sheet: CertificateSheet


def render_certificate(paper_sheet: CertificatePaper, *, language: str, paper: Paper, tell: Tell = tell_nobody) -> Pdf:
    """The certificate as PDF/UA-1, in `language`. Raises PdfUnavailable without the system libraries."""
    context = {"paper": paper_sheet, "sheet": paper_sheet.sheet}
    return render_sheet(context, LOOKS, language=language, paper=paper, tell=tell)


def certificate_digest(paper_sheet: CertificatePaper, *, paper: Paper) -> str:
    """The same for two whose PDFs would be the same."""
    return sheet_digest(asdict(paper_sheet), LOOKS, language=paper_sheet.language, paper=paper)

"""The session pack as a PDF: portrait pages, and the placemat on its landscape one among them. No SQL."""

import hashlib
from dataclasses import asdict
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from collectives.engine.paper import PAPERS, Paper
from facilitation.queries.session_pack import SessionPack
from ilc.pdf import Tell, lay_out, printable, tell_nobody, write
from inquiry.queries.placemat_face import Face
from inquiry.queries.placemat_pdf import Pdf, design_digest, placed_face, placement_style

STYLESHEETS = (
    "src/print/fonts.css",
    "src/print/placemat.css",
    "src/print/placemat_pdf.css",
    "src/print/pack.css",
    "src/print/pack_pdf.css",
)
SIZE = 11.0  # points
MARGINS = 36.0  # millimetres above and below the words of a page, together; pack_pdf.css


def render_pack(pack: SessionPack, *, language: str, paper: Paper, tell: Tell = tell_nobody) -> Pdf:
    """The pack as PDF/UA-1, in `language`. Raises PdfUnavailable without the system libraries.

    `tell` hears at which step it is, and how many pages are set.
    """
    with translation.override(language):
        tell("measure")
        face, placement = _placed(pack, paper)
        tell("fit")
        context = {"pack": pack, "face": face, "placement": mark_safe(placement)}  # noqa: S308 - numbers of ours only
        html = printable(render_to_string("facilitation/session_pack/_print.html", context))
        layout = lay_out(html, stylesheets=STYLESHEETS, on_page=lambda page: tell("fit", page=page))
        tell("write")
        written = write(layout)
    return Pdf(written.data, layout.pages, 1, SIZE, 0, written.missing_glyphs, written.warnings)


def pack_digest(pack: SessionPack, *, paper: Paper) -> str:
    """The same for two packs whose PDFs would be the same: so that nothing unchanged is made twice."""
    told = repr((asdict(pack), paper, design_digest(pack.language), _design()))
    return hashlib.sha256(told.encode()).hexdigest()


def _placed(pack: SessionPack, paper: Paper) -> tuple[Face | None, str]:
    """The placemat's face, if there is one, and the rules for every page."""
    height, width = PAPERS[paper]
    rules = f"@page{{size:{width}mm {height}mm}}.leaf{{min-height:{height - MARGINS:.2f}mm}}"
    if pack.placemat is None:
        return None, rules
    face, plan = placed_face(pack.placemat, paper)
    return face, rules + placement_style(plan, paper, page="placemat")


@cache
def _design() -> str:
    base = Path(settings.BASE_DIR)
    files = [base / "static/src/print" / name for name in ("pack.css", "pack_pdf.css")]
    files += sorted((base / "templates/facilitation/session_pack").glob("*.html"))
    files += [Path(__file__), Path(__file__).with_name("session_pack.py")]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

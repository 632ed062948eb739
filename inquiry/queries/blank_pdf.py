"""The blank placemat as a PDF: every frame has its place, and only the masthead may grow. No SQL."""

import hashlib
from dataclasses import asdict
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from collectives.engine.paper import Paper
from ilc.pdf import Layout, Tell, lay_out, tell_nobody, write
from inquiry.engine.blank import MAST, blank_frames
from inquiry.engine.frames import TOLERANCE
from inquiry.queries.blank_sheet import BlankFace, BlankSheet, blank_face
from inquiry.queries.placemat_pdf import Pdf, design_digest, frame_rules

STYLESHEETS = ("src/print/fonts.css", "src/print/placemat.css", "src/print/placemat_pdf.css", "src/print/blank.css")
SIZE = 10.0  # points


def render_blank(sheet: BlankSheet, *, language: str, paper: Paper, tell: Tell = tell_nobody) -> Pdf:
    """The blank placemat as PDF/UA-1, in `language`. Raises PdfUnavailable without the system libraries.

    `tell` hears at which step it is.
    """
    with translation.override(language):
        face = blank_face(sheet)
        tell("fit")
        layout = _lay_out(face, paper, mast=MAST)
        mast = layout.heights["mast"]
        if mast > MAST:  # many or long names
            layout = _lay_out(face, paper, mast=mast)
        tell("write")
        written = write(layout)
    frames = blank_frames(paper, mast=mast)
    full = [box for box, frame in frames.items() if layout.heights.get(box, 0.0) > frame.height + TOLERANCE]
    clipped = tuple(f"Words of {box} do not fit their frame." for box in full)
    return Pdf(written.data, layout.pages, 1, SIZE, 0, written.missing_glyphs, (*written.warnings, *clipped))


def blank_digest(sheet: BlankSheet, *, language: str, paper: Paper) -> str:
    """The same for two blank placemats whose PDFs would be the same."""
    told = repr((asdict(sheet), language, paper, design_digest(language), _design()))
    return hashlib.sha256(told.encode()).hexdigest()


def _lay_out(face: BlankFace, paper: Paper, *, mast: float) -> Layout:
    placement = mark_safe(_placement(paper, mast=mast))  # noqa: S308 - numbers of ours only
    context = {"face": face, "placement": placement}
    return lay_out(render_to_string("inquiry/blank/print.html", context), stylesheets=STYLESHEETS)


def _placement(paper: Paper, *, mast: float) -> str:
    frames = blank_frames(paper, mast=mast)
    rules = [
        *frame_rules(frames, paper, size=SIZE),
        "#page-2{break-before:page}",
        f".blank-row{{height:{frames['row'].height:.2f}mm}}.to-number li{{height:{frames['action'].height:.2f}mm}}",
        ".to-number{position:absolute;bottom:0;left:0;right:0}",  # what the questions leave over stands below them
    ]
    return "".join(rules)


@cache
def _design() -> str:
    base = Path(settings.BASE_DIR)
    files = [base / "static/src/print/blank.css", Path(__file__), Path(__file__).with_name("blank_sheet.py")]
    files += [base / "templates/inquiry/blank" / name for name in ("print.html", "_sheet.html", "_box.html")]
    files += [Path(__file__).with_name("indicator.py")]  # its questions are printed
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

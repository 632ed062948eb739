"""Sheets as PDF/UA-1: what they have in common. No SQL; the caller brings the sheet."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from collectives.engine.paper import PAPERS, Paper
from ilc.pdf import Tell, lay_out, printable, tell_nobody, write
from inquiry.queries.placemat_pdf import Pdf, design_digest

STYLESHEETS = ("src/print/fonts.css", "src/print/placemat.css")
HEAD_AND_FOOT = "src/print/pack_pdf.css"
SIZE = 10.0  # points


@dataclass(frozen=True)
class Looks:
    """How sheets of a kind are printed: by which template, with which style sheets, on which side of a page.

    `files`: what else its looks and words depend on, below the repository's root; a folder stands for its templates.
    """

    template: str
    stylesheets: tuple[str, ...]
    files: tuple[str, ...]
    landscape: bool = False


def render_sheet(
    context: Mapping[str, object], looks: Looks, *, language: str, paper: Paper, tell: Tell = tell_nobody
) -> Pdf:
    """The PDF, in `language`. `tell` hears which page is set. Raises PdfUnavailable without the system libraries."""
    with translation.override(language):
        width, height = PAPERS[paper] if looks.landscape else PAPERS[paper][::-1]
        placement = mark_safe(f"@page{{size:{width}mm {height}mm}}")  # noqa: S308 - numbers of ours only
        tell("fit")
        html = printable(render_to_string(looks.template, {**context, "placement": placement}))
        stylesheets = (*STYLESHEETS, *looks.stylesheets)
        layout = lay_out(html, stylesheets=stylesheets, on_page=lambda page: tell("fit", page=page))
        tell("write")
        written = write(layout)
    return Pdf(written.data, layout.pages, 1, SIZE, 0, written.missing_glyphs, written.warnings)


def sheet_digest(told: object, looks: Looks, *, language: str, paper: Paper) -> str:
    """The same for two whose PDFs would be the same: so that nothing unchanged is made twice."""
    parts = (told, language, paper, design_digest(language), _design(looks.files, looks.stylesheets))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@cache
def _design(names: Sequence[str], stylesheets: Sequence[str]) -> str:
    base = Path(settings.BASE_DIR)
    found = [*(base / "static" / name for name in stylesheets), Path(__file__)]
    for name in names:
        path = base / name
        found += sorted(path.glob("_*.html")) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in found)).hexdigest()

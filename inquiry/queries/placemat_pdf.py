"""The placemat's PDF: measure once, place every frame, check. No SQL; the caller brings the sheet."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from math import inf
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from collectives.engine.paper import PAPERS, Paper
from ilc.pdf import Layout, Tell, lay_out, tell_nobody, write
from inquiry.engine.frames import Frame, content_size, widths
from inquiry.engine.placemat import Measured, Plan, overfull, plan_again, plan_sheet
from inquiry.queries.placemat_face import Face, placemat_face
from inquiry.queries.placemat_overflow import shortened
from inquiry.queries.placemat_sheet import PlacematSheet

STYLESHEETS = ("src/print/fonts.css", "src/print/placemat.css", "src/print/placemat_pdf.css")
TEMPLATES = ("_print.html", "print.html", "_sheet.html", "_face.html", "_later.html", "_mast.html", "_blocks.html")
MOST_LAYOUTS = 9
ENDLESS = 100_000  # mm: a page on which everything has room, for measuring


@dataclass(frozen=True)
class Pdf:
    """A finished placemat. `layouts` counts how often it was laid out, `cut` the boxes that go on on page two."""

    data: bytes
    pages: int
    layouts: int
    size_pt: float
    cut: int
    missing_glyphs: tuple[str, ...]
    warnings: tuple[str, ...]


def render_placemat(sheet: PlacematSheet, *, language: str, paper: Paper, tell: Tell = tell_nobody) -> Pdf:
    """The placemat as PDF/UA-1, its fixed words in `language`. Raises PdfUnavailable without the system libraries.

    `tell` hears at which step it is. Takes about a third of a second in a warm process.
    """
    with translation.override(language):
        face = placemat_face(sheet)
        tell("measure")
        measured = _measure(face, paper)
        tell("fit")
        plan, layout, layouts = _fit(face, measured, paper)
        tell("write")
        written = write(layout)
    clipped = tuple(f"Words of {box} do not fit their frame." for box in overfull(plan, _heights(layout)))
    return Pdf(
        data=written.data,
        pages=layout.pages,
        layouts=layouts + 1,
        size_pt=plan.size,
        cut=len(plan.budgets),
        missing_glyphs=written.missing_glyphs,
        warnings=(*written.warnings, *clipped),
    )


def placed_face(sheet: PlacematSheet, paper: Paper) -> tuple[Face, Plan]:
    """A placemat as it stands on one page of a longer document, in the active language, and where its frames stand."""
    face = placemat_face(sheet)
    plan, _layout, _layouts = _fit(face, _measure(face, paper), paper)
    return shortened(face, plan.budgets, spread=plan.spread), plan


def sheet_digest(sheet: PlacematSheet, *, language: str, paper: Paper) -> str:
    """The same for two placemats whose PDFs would be the same: so that nothing unchanged is made twice."""
    return hashlib.sha256(repr((asdict(sheet), language, paper, design_digest(language))).encode()).hexdigest()


def _measure(face: Face, paper: Paper) -> Measured:
    return Measured(_heights(_lay_out(face, _measuring_style(paper, Measured({})), measuring=True)))


def _fit(face: Face, measured: Measured, paper: Paper) -> tuple[Plan, Layout, int]:
    """Lay out as planned until every frame holds its words, and say how many layouts that took."""
    plan = plan_sheet(measured, paper, lengths=face.lengths)
    layouts = 0
    while not (plan.budgets or plan.spread):
        layout = _lay_out(face, placement_style(plan, paper))
        layouts += 1
        heights = _heights(layout)
        if not overfull(plan, heights):
            return plan, layout, layouts
        plan = plan_sheet(Measured(heights, plan.size, plan.shares), paper, lengths=face.lengths, below=plan.size)
    plan, more = _fit_cut(face, plan, paper)
    shown = shortened(face, plan.budgets, spread=plan.spread)
    return plan, _lay_out(shown, placement_style(plan, paper)), layouts + more + 1


def _fit_cut(face: Face, plan: Plan, paper: Paper) -> tuple[Plan, int]:
    """Measure the shortened sheet by itself, as it is planned, until nothing more must be cut."""
    for layouts in range(1, MOST_LAYOUTS):
        again = _measured_again(face, plan, paper)
        if again.budgets == plan.budgets:
            return again, layouts
        plan = again
    return _measured_again(face, plan, paper), MOST_LAYOUTS


def _measured_again(face: Face, plan: Plan, paper: Paper) -> Plan:
    shown = replace(shortened(face, plan.budgets, spread=plan.spread), later=())
    style = _measuring_style(paper, Measured({}, plan.size, plan.shares, plan.spread))
    heights = _heights(_lay_out(shown, style, measuring=True))
    return plan_again(plan, heights, paper, lengths=face.lengths)


def placement_style(plan: Plan, paper: Paper, *, page: str = "") -> str:
    """The rules that put every frame in its place. Numbers of ours only, never a word of anybody's.

    `page`: the name of its pages, in a document that has others.
    """
    rows = [f"#row-{name}{{height:{tall:.2f}mm}}" for name, tall in plan.rows.items()]
    return "".join([*frame_rules(plan.frames, paper, size=plan.size, page=page), *rows])


def frame_rules(frames: Mapping[str, Frame], paper: Paper, *, size: float, page: str = "") -> list[str]:
    """Rules for a page of this paper with words of `size` points, its frames, and the signs before Then and So that."""
    width, height = PAPERS[paper]
    inner_width, inner_height = content_size(paper)
    rules = [
        f"@page {page}{{size:{width}mm {height}mm}}",
        f":root{{--body:{size}pt}}",
        f".sheet{{width:{inner_width:.2f}mm;height:{inner_height - 0.2:.2f}mm}}",
    ]
    for box, (x, y, wide, tall) in frames.items():
        rules.append(f"#f-{box}{{left:{x:.2f}mm;top:{y:.2f}mm;width:{wide:.2f}mm;height:{tall:.2f}mm}}")
    for box in ("then", "so"):
        x, y, _, tall = frames[box]
        rules.append(f"#c-{box}{{left:{x - 4.9:.2f}mm;top:{y + tall / 2 - 3:.2f}mm}}")
    return rules


def _measuring_style(paper: Paper, measured: Measured) -> str:
    rules = [f"@page{{size:{PAPERS[paper][0]}mm {ENDLESS}mm}}:root{{--body:{measured.size}pt}}"]
    wide_boxes = widths(paper, measured.shares, spread=measured.spread)
    rules += [f"#f-{box}{{width:{wide:.2f}mm}}" for box, wide in wide_boxes.items()]
    return "".join(rules)


def _lay_out(face: Face, style: str, *, measuring: bool = False) -> Layout:
    context = {"face": face, "placement": mark_safe(style), "measuring": measuring}  # noqa: S308 - numbers of ours only
    return lay_out(render_to_string("inquiry/placemat/print.html", context), stylesheets=STYLESHEETS)


def _heights(layout: Layout) -> Mapping[str, float]:
    """With the head of the table as one: its title and the line that names its columns."""
    head = [layout.heights.get(name, inf) for name in ("evidence-title", "evidence-columns")]
    return {**layout.heights, "evidence-head": sum(head)}


@cache
def design_digest(language: str) -> str:
    """A hash of everything but the words of a sheet that a PDF depends on."""
    base = Path(settings.BASE_DIR)
    files = [base / "static" / name for name in STYLESHEETS]
    files += [base / "templates/inquiry/placemat" / name for name in TEMPLATES]
    files += sorted((base / "static/src/print/icons").glob("*.svg"))
    files += [base / "collectives/engine/paper.py", *sorted((base / "inquiry/engine").glob("*.py"))]
    files += [base / "inquiry/models" / name for name in ("cycle.py", "indicator.py")]  # their labels are printed
    files += [
        Path(__file__),
        Path(__file__).with_name("placemat_face.py"),
        Path(__file__).with_name("placemat_overflow.py"),
        base / "ilc/pdf.py",
    ]
    files += sorted((base / "static/built/fonts").glob("*.ttf"))
    files += sorted((base / "ilc/locale" / language).rglob("*.mo"))
    digest = hashlib.sha256(version("weasyprint").encode())
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()

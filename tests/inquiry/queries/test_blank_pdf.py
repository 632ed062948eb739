"""The blank placemat as a PDF: two pages, questions in the reader's language, for everybody's reader."""

import io
import tempfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.utils import translation

from collectives.engine.paper import PAPERS, Paper
from inquiry.queries.blank_pdf import blank_digest, render_blank
from inquiry.queries.blank_sheet import BlankSheet, blank_face
from inquiry.queries.placemat_pdf import Pdf
from tests.reading import fonts, pdf_text, tags
from tests.verapdf import validate

SHEET = BlankSheet(
    program="Fundy Shore Network",
    collective="Reading with meaning, grades 3–5",
    theme="Tier 1 instruction",
    cycle="2026–27",
    phase=3,
    facilitators=("Renée Thériault",),
    members=("Amara Okafor", "Nguyễn Thị Hồng", "Łucja Wiśniewska", "Siobhán Ó Dálaigh"),
)
BEFORE = replace(SHEET, cycle="", phase=None, facilitators=(), members=())
FULL = replace(SHEET, members=tuple(f"Siobhán Featherstonehaugh-Ó Dálaigh {number}" for number in range(10)))


def make(sheet: BlankSheet, language: str = "en", paper: Paper = "letter") -> Pdf:
    pdf = render_blank(sheet, language=language, paper=paper)
    assert (pdf.warnings, pdf.missing_glyphs) == ((), ())
    return pdf


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("sheet", [SHEET, BEFORE, FULL], ids=["names", "before", "full"])
def test_it_has_two_landscape_pages_and_is_for_everybodys_reader(
    sheet: BlankSheet, language: str, paper: Paper
) -> None:
    pdf = make(sheet, language, paper)

    with pikepdf.open(io.BytesIO(pdf.data)) as read, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blank.pdf"
        path.write_bytes(pdf.data)
        findings = validate(path)
        sizes = [[float(value) * 25.4 / 72 for value in page.MediaBox][2:] for page in read.pages]
    assert pdf.pages == 2
    assert sizes == [pytest.approx(PAPERS[paper], abs=0.1)] * 2
    assert findings.passed, findings.broken
    assert all(fonts(pdf.data).values())


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_question_is_printed_in_the_readers_language(language: str) -> None:
    with translation.override(language):
        face = blank_face(SHEET)
    boxes = (*face.top, *face.theory, *face.base)
    questions = [question for box in boxes for question in box.questions]
    questions += [question for row in face.rows for question in (row.leading, row.lagging)]

    printed = "".join(pdf_text(make(SHEET, language).data).split())

    assert [question for question in questions if "".join(question.split()) not in printed] == []
    assert all(1 <= len(box.questions) <= 2 for box in boxes)


def test_names_are_printed_when_one_wants_them_and_lines_when_not() -> None:
    named, bare = pdf_text(make(SHEET).data), pdf_text(make(BEFORE).data)

    assert ["Siobhán Ó Dálaigh" in text for text in (named, bare)] == [True, False]
    assert ["Members" in text for text in (named, bare)] == [True, True]


def test_its_structure_reads_in_order() -> None:
    kinds = [kind for kind, _ in tags(make(SHEET).data)]

    assert kinds.count("H1") == 1
    assert kinds.count("H2") == 10
    assert (kinds.count("TH"), kinds.count("TD")) == (7, 8)


def test_more_names_than_the_masthead_holds_are_said_so() -> None:
    crowd = replace(SHEET, members=tuple("Siobhán Featherstonehaugh-Ó Dálaigh" for _ in range(40)))

    pdf = render_blank(crowd, language="en", paper="letter")

    assert pdf.warnings == ("Words of mast do not fit their frame.",)


def test_the_digest_tells_what_would_look_different_apart() -> None:
    same = blank_digest(SHEET, language="en", paper="letter")

    others = {
        blank_digest(BEFORE, language="en", paper="letter"),
        blank_digest(SHEET, language="fr", paper="letter"),
        blank_digest(SHEET, language="en", paper="a4"),
    }

    assert blank_digest(replace(SHEET), language="en", paper="letter") == same
    assert len(others | {same}) == 4

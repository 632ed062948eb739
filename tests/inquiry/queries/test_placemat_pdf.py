"""The placemat as a PDF: on one page, every word of it, for everybody's reader."""

import io
import re
import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings

from collectives.engine.paper import PAPERS
from inquiry.queries.placemat_pdf import Pdf, render_placemat, sheet_digest
from inquiry.queries.placemat_sheet import PlacematSheet
from tests.reading import fonts, pdf_text, tags, texts, words
from tests.samples.placemat import ARABIC, ENGLISH, FRENCH, LEADER, SHORT, SPANISH
from tests.samples.sizes import lengths
from tests.verapdf import validate

pytestmark = pytest.mark.xdist_group("placemat PDF")  # one worker: what they share is made once

TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def make(sheet: PlacematSheet, language: str = "en", paper: str = "letter") -> Pdf:
    """A placemat's PDF, with nothing in it that gave cause for a warning."""
    pdf = render_placemat(sheet, language=language, paper=paper)
    assert (pdf.warnings, pdf.missing_glyphs) == ((), ())
    return pdf


def typed(sheet: PlacematSheet) -> str:
    """All that people typed into a sheet."""
    printed = replace(sheet, time_zone="", words_language="", indicators=())
    indicators = [text for one in sheet.indicators for text in (one.name, one.target, one.baseline, one.unit)]
    return " ".join([*texts(printed), *indicators])


@pytest.fixture(scope="module")
def worked_example() -> Pdf:
    return make(ENGLISH)


def test_the_worked_example_fits_one_page_in_readable_type(worked_example: Pdf):
    assert worked_example.pages == 1
    assert worked_example.size_pt >= 9
    assert worked_example.layouts <= 3
    assert worked_example.cut == 0


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_page_is_landscape_of_the_paper_asked_for(paper):
    width, height = PAPERS[paper]

    with pikepdf.open(io.BytesIO(make(SHORT, paper=paper).data)) as pdf:
        box = [float(value) * 25.4 / 72 for value in pdf.pages[0].MediaBox]

    assert box == pytest.approx([0, 0, width, height], abs=0.1)


@pytest.mark.parametrize(
    ("sheet", "language"),
    [
        pytest.param(ENGLISH, "en", id="typical"),
        pytest.param(LEADER, "en", id="leader"),
        pytest.param(FRENCH, "fr", id="french"),
        pytest.param(SPANISH, "es", id="spanish"),
        pytest.param(ARABIC, "en", id="arabic"),
        pytest.param(lengths(ENGLISH)["long"], "en", id="long"),
        pytest.param(lengths(ENGLISH)["extreme"], "en", id="extreme"),
    ],
)
def test_no_word_is_lost(sheet: PlacematSheet, language: str):
    pdf = make(sheet, language)

    assert words(typed(sheet)) - words(pdf_text(pdf.data)) == words("")


def test_a_long_text_goes_on_on_page_two():
    pdf = make(lengths(ENGLISH)["long"])

    text = pdf_text(pdf.data)
    assert (pdf.pages, pdf.size_pt) == (2, 8.5)
    assert "continued on page 2, 1" in text
    assert "grades 3–5, continued" in text


def test_much_long_text_becomes_a_planned_spread():
    pdf = make(lengths(ENGLISH)["extreme"])

    assert "Page 2: problem of practice, priority, system goal and reflection" in pdf_text(pdf.data)


def test_a_text_of_any_length_finds_its_place():
    endless = replace(ENGLISH, problem="We look again, and again. " * 800)

    pdf = make(endless)

    assert pdf.pages > 2
    assert words(typed(endless)) - words(pdf_text(pdf.data)) == words("")


def test_the_pdf_says_what_it_is(worked_example: Pdf):
    with pikepdf.open(io.BytesIO(worked_example.data)) as pdf, pdf.open_metadata() as meta:
        title = meta["dc:title"]
        universal = meta["pdfuaid:part"]
        shows_title = bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        marked = bool(pdf.Root.MarkInfo.Marked)
        language = str(pdf.Root.Lang)

    assert title == "Collaborative Inquiry Placemat – Reading with meaning, grades 3–5"
    assert (universal, shows_title, marked, language) == ("1", True, True, "en")


def test_its_headings_begin_with_one_and_skip_no_level():
    kinds = [kind for kind, _ in tags(make(lengths(ENGLISH)["long"]).data)]
    levels = [int(kind[1]) for kind in kinds if kind in {"H1", "H2", "H3", "H4", "H5", "H6"}]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_its_table_has_heads_and_its_fonts_are_inside(worked_example: Pdf):
    kinds = [kind for kind, _ in tags(worked_example.data)]

    assert (kinds.count("Table"), kinds.count("TH"), kinds.count("TD"), kinds.count("Figure")) == (1, 7, 8, 0)
    assert set(fonts(worked_example.data).values()) == {True}


def test_names_keep_their_letters(worked_example: Pdf):
    text = pdf_text(worked_example.data)

    assert "Nguyễn Thị Hồng" in text
    assert "ᐊᓂ ᐃᓄᒃ" in text
    assert "SÁNEĆ" in text
    assert "فاطمة الزهراء" in text


def test_what_people_type_is_never_markup_and_fetches_nothing(caplog: pytest.LogCaptureFixture):
    nasty = '<img src="http://example.org/x.png"><style>@import "http://example.org/"</style> url(http://example.org/)'

    pdf = make(replace(SHORT, problem=nasty, collective=nasty[:60], then=nasty))

    assert caplog.records == []
    assert "<img" in pdf_text(pdf.data)


def test_letters_without_a_font_are_named_not_fatal(caplog: pytest.LogCaptureFixture):
    pdf = render_placemat(replace(SHORT, problem="Well done \U0010fffd"), language="en", paper="letter")

    assert pdf.missing_glyphs == ("\U0010fffd",)
    assert "U+10FFFD" in caplog.text


def test_paper_has_the_colours_of_the_screen():
    """Paper knows few of the tokens; those it knows must be the same."""
    sources = Path(settings.BASE_DIR) / "static/src"
    screen = (sources / "css/tokens.css").read_text(encoding="utf-8")
    paper = (sources / "print/placemat.css").read_text(encoding="utf-8")

    colours = dict(TOKEN.findall(paper))

    assert len(colours) == 12
    assert colours.items() <= dict(reversed(TOKEN.findall(screen))).items()


def test_progress_is_told_step_by_step():
    heard: list[tuple[str, int]] = []

    render_placemat(SHORT, language="en", paper="letter", tell=lambda step, page=0: heard.append((step, page)))

    assert heard == [("measure", 0), ("fit", 0), ("write", 0)]


def test_the_digest_changes_with_whatever_changes_the_pdf():
    digests = {
        sheet_digest(ENGLISH, language="en", paper="letter"),
        sheet_digest(ENGLISH, language="fr", paper="letter"),
        sheet_digest(ENGLISH, language="en", paper="a4"),
        sheet_digest(replace(ENGLISH, priority="Another"), language="en", paper="letter"),
    }

    assert len(digests) == 4
    assert sheet_digest(replace(ENGLISH), language="en", paper="letter") in digests


@pytest.mark.parametrize(
    ("sheet", "language"),
    [(ENGLISH, "en"), (ARABIC, "fr"), (lengths(SPANISH)["extreme"], "es")],
    ids=["typical", "arabic", "extreme"],
)
def test_verapdf_finds_nothing_against_pdf_ua(sheet: PlacematSheet, language: str):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "placemat.pdf"
        path.write_bytes(make(sheet, language).data)
        verdict = validate(path)

    assert verdict.broken == {}
    assert verdict.passed
    assert verdict.assertions > 1000

"""Laying HTML out and writing PDF/UA-1."""

import io
import logging
import sys
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings

from ilc.pdf import PdfUnavailable, StaticFiles, lay_out, printable, warm_up, write
from ilc.pdf_libraries import LIBRARIES
from tests.reading import fonts, pdf_text, words

FONTS = ["src/print/fonts.css"]
STYLE = '<style>@page{size:200mm 100mm;margin:10mm}body{margin:0;font-family:"Source Sans 3"}</style>'


class NoLibraries:
    """Stands where WeasyPrint is looked for, and says what it says when a library cannot be opened."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library")


def page(body: str) -> str:
    """A whole document around a body."""
    return f'<!doctype html><html lang="en"><title>Test</title>{STYLE}<body>{body}</body></html>'


def test_lay_out_measures_in_millimetres():
    layout = lay_out(page('<div id="box" style="height:30mm;padding:5mm"></div>'), stylesheets=FONTS)

    assert layout.heights == {"box": pytest.approx(40, abs=0.01)}
    assert layout.pages == 1


FOUR = '<p style="break-after:page">One</p>' * 4


def test_each_page_is_heard_of_before_it_is_set():
    heard: list[int] = []

    layout = lay_out(page(FOUR + "<p>The end</p>"), stylesheets=FONTS, on_page=heard.append)

    assert (heard, layout.pages) == ([1, 2, 3, 4, 5], 5)


def test_what_hears_of_a_page_may_end_the_work_and_leaves_nothing_behind():
    logger = logging.getLogger("weasyprint.progress")
    before = (logger.level, logger.propagate, list(logger.handlers))

    with pytest.raises(ZeroDivisionError):
        lay_out(page(FOUR), stylesheets=FONTS, on_page=lambda number: 1 // (number - 2))

    assert (logger.level, logger.propagate, list(logger.handlers)) == before
    assert lay_out(page("<p>One</p>"), stylesheets=FONTS).pages == 1


def test_write_embeds_its_fonts_and_keeps_the_words():
    written = write(lay_out(page("<p>W̱SÁNEĆ and Nguyễn Thị Hồng</p>"), stylesheets=FONTS))

    assert words(pdf_text(written.data)) == words("W̱SÁNEĆ and Nguyễn Thị Hồng")
    assert set(fonts(written.data).values()) == {True}
    assert written.missing_glyphs == ()


def test_what_is_tagged_stands_on_its_page():
    style = "<style>p{break-after:page}</style>"
    data = write(lay_out(page(style + "<p>one</p><p>two</p><p>three</p>"), stylesheets=FONTS)).data

    with pikepdf.open(io.BytesIO(data)) as pdf:
        tagged = pdf.Root.StructTreeRoot.K[0].K
        assert [str(one.S) for one in tagged] == ["/P"] * 3
        assert [one.Pg.objgen for one in tagged] == [one.objgen for one in pdf.pages]


def test_variables_hold_across_style_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    static = tmp_path / "static"
    static.mkdir()
    (static / "a.css").write_text(":root { --tall: 30mm }", encoding="utf-8")
    (static / "b.css").write_text("#box { height: var(--tall) }", encoding="utf-8")

    layout = lay_out(page('<div id="box"></div>'), stylesheets=["a.css", "b.css"])

    assert layout.heights["box"] == pytest.approx(30)


def test_write_names_the_characters_no_font_can_draw():
    written = write(lay_out(page("<p>no letter: \U0010fffd</p>"), stylesheets=FONTS))

    assert written.missing_glyphs == ("\U0010fffd",)
    assert written.data.startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.png",
        "https://example.org/a.png",
        "ftp://example.org/a.png",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        f"file://{settings.BASE_DIR}/static/../pyproject.toml",
        f"file://{settings.BASE_DIR}/static/%2e%2e/pyproject.toml",
        f"file://elsewhere{settings.BASE_DIR}/static/src/print/fonts.css",
    ],
)
def test_a_page_fetches_nothing_but_our_static_files(address: str, caplog: pytest.LogCaptureFixture):
    with pytest.raises(ValueError, match="Only our own static files"):
        StaticFiles()(address)

    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert address[:100] in caplog.text


def test_a_static_file_is_fetched():
    path = Path(settings.BASE_DIR) / "static/src/print/fonts.css"

    with_it = StaticFiles()(path.as_uri())

    assert with_it.read() == path.read_bytes()


def test_a_picture_from_elsewhere_leaves_a_gap_and_a_warning(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.WARNING, logger="ilc.pdf")

    layout = lay_out(page('<img alt="" src="http://example.org/a.png"><p>still here</p>'), stylesheets=FONTS)

    assert "Refused to fetch" in caplog.text
    assert pdf_text(write(layout).data) == "still here"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plain\r\nlines\rend", "plain\nlines\nend"),
        ("nul\x00 bell\x07 escape\x1b", "nul bell escape"),
        ("half \ud83d of an emoji", "half  of an emoji"),
        ("tab\tand W̱ and ᐊᓂ stay", "tab\tand W̱ and ᐊᓂ stay"),
    ],
)
def test_printable_drops_what_no_page_can_show(typed: str, shown: str):
    assert printable(typed) == shown


def test_without_libraries_a_pdf_is_refused_with_the_explanation(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(LIBRARIES, "pango", ("libnowhere.so",))
    monkeypatch.delitem(sys.modules, "weasyprint")
    monkeypatch.setattr(sys, "meta_path", [NoLibraries(), *sys.meta_path])

    with pytest.raises(PdfUnavailable, match="pango"):
        lay_out(page("<p>words</p>"), stylesheets=FONTS)


def test_a_worker_can_be_warmed_up():
    warm_up()

"""What is made in a rehearsal says so on every page, and stays accessible."""

from pathlib import Path

from ilc.pdf import lay_out, write
from ilc.stamp import stamped
from tests.reading import pdf_text
from tests.verapdf import validate

TWO_PAGES = """<html lang="en"><head><title>Pack</title><meta name="description" content="x"></head>
<body data-head="Reading" data-footer="Foot" data-page="Page" data-of="of"><main><h1>One</h1>
<p class="leaf">First</p><p class="leaf">Second</p></main></body></html>"""
SHEETS = ("src/print/fonts.css", "src/print/pack_pdf.css")


def printed(words: str) -> bytes:
    with stamped(words):
        return write(lay_out(TWO_PAGES, stylesheets=SHEETS)).data


def test_every_page_and_the_title_carry_the_words(tmp_path: Path) -> None:
    data = printed('Rehearsal: "made up" \\ <b>')
    file = tmp_path / "stamped.pdf"
    file.write_bytes(data)

    text = pdf_text(data)

    assert text.count("made up") == text.count("Page") == 2
    assert '"made up" \\ <b>' in text
    assert validate(file).broken == {}


def test_without_words_nothing_is_added() -> None:
    assert "Rehearsal" not in pdf_text(printed(""))

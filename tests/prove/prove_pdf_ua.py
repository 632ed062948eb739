"""That every placemat is PDF/UA-1 and whole: three languages, four lengths, two papers, and what is hard on readers.

Run: python -m tests.prove.prove_pdf_ua. Asks veraPDF, counts words in and out, looks for clipped frames.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import sys
import tempfile
from dataclasses import replace
from itertools import product
from pathlib import Path

from collectives.engine.paper import PAPERS, Paper
from inquiry.queries.placemat_pdf import render_placemat
from inquiry.queries.placemat_sheet import PlacematSheet
from tests.reading import pdf_text, texts, words
from tests.samples.placemat import ARABIC, ENGLISH, FRENCH, LEADER, SPANISH
from tests.samples.sizes import lengths
from tests.verapdf import validate


def documents() -> list[tuple[str, PlacematSheet, str, Paper]]:
    """Name, sheet, language of the fixed words, paper."""
    languages = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH}
    made = [
        (length, sheet, language, paper)
        for (language, sample), paper in product(languages.items(), PAPERS)
        for length, sheet in lengths(sample).items()
    ]
    others = {"leader's own": LEADER, "right to left": ARABIC}
    return [*made, *((name, sheet, "en", paper) for (name, sheet), paper in product(others.items(), PAPERS))]


def lost(sheet: PlacematSheet, text: str) -> int:
    """How many words of a sheet its PDF does not hold."""
    printed = replace(sheet, time_zone="", words_language="", indicators=())
    names = [part for one in sheet.indicators for part in (one.name, one.target, one.baseline, one.unit)]
    return (words(" ".join([*texts(printed), *names])) - words(text)).total()


def prove() -> int:
    """Print a line for each document; return how many are not as they should be."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "placemat.pdf"
        for name, sheet, language, paper in documents():
            pdf = render_placemat(sheet, language=language, paper=paper)
            file.write_bytes(pdf.data)
            verdict = validate(file)
            missing = lost(sheet, pdf_text(pdf.data))
            good = verdict.passed and not missing and not pdf.warnings and not pdf.missing_glyphs
            wrong += not good
            found = f"{verdict.assertions} checks, {sum(verdict.broken.values())} against, {missing} words lost"
            size = f"{pdf.pages} pages, {pdf.size_pt} pt, {pdf.layouts} layouts"
            print(f"{'good ' if good else 'WRONG'} {language} {paper:6} {name:13} {size}; {found} {pdf.warnings or ''}")
    print(f"{len(documents())} documents, {wrong} wrong")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(prove()))

"""That every report is PDF/UA-1: three languages, two papers, three kinds of report; and as a rehearsal stamps it.

Run: python -m tests.prove.prove_report_ua. Asks veraPDF, that no letter lacks its shape, and that the stamp stands on
top of every page.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import io
import sys
import tempfile
from itertools import product
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext
from pypdf import PdfReader

from collectives.engine.paper import PAPERS
from evidence.queries.report_pdf import render_report
from ilc.stamp import stamped
from tests.samples.report import cycle_report, knowledge_report, story
from tests.verapdf import validate

KINDS = (cycle_report, story, knowledge_report)
LANGUAGES = ("en", "fr", "es")


def prove() -> int:
    """Print a line for each document; return how many are not as they should be."""
    wrong = number = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.pdf"
        for stamp, kind, language, paper in product((False, True), KINDS, LANGUAGES, PAPERS):
            if stamp and paper == "letter":  # of stamped ones, one paper is enough
                continue
            with translation.override(language):
                words = gettext("Rehearsal: all of it is made up") if stamp else ""
            with stamped(words):
                pdf = render_report(kind(language), language=language, paper=paper)
            file.write_bytes(pdf.data)
            verdict = validate(file)
            good = verdict.passed and not pdf.warnings and not pdf.missing_glyphs
            good = good and (kind is not story or pdf.pages == 2) and bears(pdf.data, words)
            wrong, number = wrong + (not good), number + 1
            found = f"{verdict.assertions} checks, {sum(verdict.broken.values())} against"
            name = f"{language} {paper:6} {kind.__name__:16} {'stamped' if stamp else ''}"
            print(f"{'good ' if good else 'WRONG'} {name} {pdf.pages} pages; {found} {pdf.warnings or ''}", flush=True)
    print(f"{number} documents, {wrong} wrong")
    return wrong


def bears(data: bytes, words: str) -> bool:
    """Whether every page bears these words, and the document's title too."""
    reader = PdfReader(io.BytesIO(data))
    told = [str(reader.metadata.title if reader.metadata else ""), *(page.extract_text() for page in reader.pages)]
    return all(" ".join(words.split()) in " ".join(text.split()) for text in told)


if __name__ == "__main__":
    sys.exit(bool(prove()))

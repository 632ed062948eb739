"""That every report is PDF/UA-1: three languages, two papers, three kinds of report.

Run: python -m tests.prove.prove_report_ua. Asks veraPDF, and that no letter lacks its shape.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import sys
import tempfile
from itertools import product
from pathlib import Path

from collectives.engine.paper import PAPERS
from evidence.queries.report_pdf import render_report
from tests.samples.report import cycle_report, knowledge_report, story
from tests.verapdf import validate

KINDS = (cycle_report, story, knowledge_report)


def prove() -> int:
    """Print a line for each document; return how many are not as they should be."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.pdf"
        for kind, language, paper in product(KINDS, ("en", "fr", "es"), PAPERS):
            pdf = render_report(kind(language), language=language, paper=paper)
            file.write_bytes(pdf.data)
            verdict = validate(file)
            good = verdict.passed and not pdf.warnings and not pdf.missing_glyphs
            good = good and (kind is not story or pdf.pages == 2)
            wrong += not good
            found = f"{verdict.assertions} checks, {sum(verdict.broken.values())} against"
            name = f"{language} {paper:6} {kind.__name__:16}"
            print(f"{'good ' if good else 'WRONG'} {name} {pdf.pages} pages; {found} {pdf.warnings or ''}", flush=True)
    print(f"{len(KINDS) * 6} documents, {wrong} wrong")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(prove()))

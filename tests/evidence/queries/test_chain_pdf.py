"""The evidence chain on paper: the shared view, readable by everybody."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.timezone import now

from collectives.models import Participant
from evidence.operations.prediction import ask_predictions
from evidence.operations.release import release_days
from evidence.queries.chain_pdf import ChainPaper, chain_digest, drawing_style, read_chain_paper, render_chain
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make_evidence import make_measure
from tests.make_history import act, day
from tests.reading import pdf_text, tags
from tests.verapdf import validate

DAYS = [ON + timedelta(weeks=4 * number) for number in range(3)]

type Read = Callable[..., ChainPaper]


@pytest.fixture
def read(shared: Shared) -> Read:
    """Reads the chain of three months: a large school, and in the last of them a small one of another district."""
    with program_scope(shared.program.pk):
        act(shared.placemat, "tie plans to growth", by=shared.member, at=day(1))
        make_measure(shared.indicator, by=shared.member, target=89)
        for number, on in enumerate(DAYS):
            shared.bring(on, numerator=20 + 4 * number, denominator=80)
        shared.bring(DAYS[2], far=True, numerator=3, denominator=8)
        release_days(shared.indicator.pk, DAYS, now=now())

    def chain(by: Participant | None = None, language: str = "en") -> ChainPaper:
        with program_scope(shared.program.pk), translation.override(language):
            shared.placemat.refresh_from_db()
            return read_chain_paper(
                shared.placemat,
                by or shared.member,
                program=shared.program,
                language=language,
                today=DAYS[2],
                style=drawing_style(),
            )

    return chain


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_it_keeps_pdf_ua_and_its_lines_have_words(read: Read, language: str, tmp_path: Path) -> None:
    pdf = render_chain(read(language=language), language=language, paper="letter")

    file = tmp_path / "chain.pdf"
    file.write_bytes(pdf.data)
    verdict = validate(file)
    assert (verdict.passed, verdict.broken) == (True, {})
    assert (pdf.warnings, pdf.missing_glyphs) == ((), ())
    assert "Figure" in {name for name, _element in tags(pdf.data)}


def test_it_says_what_the_page_says_and_no_full_figure(read: Read) -> None:
    text = " ".join(pdf_text(render_chain(read(), language="en", paper="a4").data).split())

    told = ("Reading with meaning", "If-action 1", "Visits each week", "target 89", "No leading indicator yet")
    assert [words in text for words in told] == [True] * 5
    assert "3 of 8" not in text


def test_it_is_the_same_whoever_asks(read: Read, shared: Shared) -> None:
    one, other = (chain_digest(read(who), paper="a4") for who in (shared.member, shared.colleague))

    assert one == other


def test_another_figure_makes_another_pdf(read: Read, shared: Shared) -> None:
    before = chain_digest(read(), paper="a4")
    later = DAYS[2] + timedelta(weeks=4)
    with program_scope(shared.program.pk):
        shared.bring(later, numerator=60, denominator=80)
        release_days(shared.indicator.pk, [later], now=now())

    assert chain_digest(read(), paper="a4") != before


def test_while_people_predict_the_line_is_on_nobodys_paper(read: Read, shared: Shared) -> None:
    with program_scope(shared.program.pk):
        ask_predictions(shared.indicator, by=shared.member, now=now())

    paper = read(shared.admin)

    (row,) = paper.sheet.leading[0].rows
    assert (row.covered, row.latest, row.drawing) == (True, "", None)

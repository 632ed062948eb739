"""A judgement on paper: what was settled, in the shared view, readable by everybody."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.timezone import now

from evidence.models import THEORY, Settlement
from evidence.operations.judgement import settle_judgement, take_up_judgement
from evidence.operations.release import release_days
from evidence.queries.clause import theory_clauses
from evidence.queries.judgement_pdf import (
    WITH_ALL,
    JudgementPaper,
    judgement_digest,
    read_judgement_paper,
    render_judgement,
)
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make_analysis import make_judged, point_to
from tests.make_evidence import make_measure
from tests.reading import pdf_text, tags
from tests.verapdf import validate

LONG = "Where two teachers planned together, students explained what they had read. " * 12

type Read = Callable[..., JudgementPaper]


@pytest.fixture
def settled(shared: Shared) -> Settlement:
    """Three answers, one of which points to a large school's day, to a small one's, and to all places together."""
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)
        shared.bring(numerator=20, denominator=80)
        shared.bring(far=True, numerator=3, denominator=8)
        release_days(shared.indicator.pk, [ON], now=now())
        cites = [point_to(shared.indicator, ON, school=one) for one in (shared.school, shared.far_school)]
        part = f"if:{shared.action.pk}"
        make_judged(
            shared.placemat,
            part,
            by=shared.member,
            speaks_for="Visits rose",
            cites_for=(point_to(shared.indicator, ON), *cites),
        )
        make_judged(shared.placemat, "then", by=shared.member, speaks_against=LONG, sure="fairly", sure_why=LONG)
        make_judged(shared.placemat, THEORY, by=shared.member, successes=LONG * 3, challenges=LONG * 3)
        clauses = theory_clauses(shared.placemat)
        return settle_judgement(shared.placemat, clauses=clauses, on=ON, by=shared.member, now=now())


@pytest.fixture
def read(shared: Shared, settled: Settlement) -> Read:
    """Reads it anew."""

    def paper(language: str = "en") -> JudgementPaper:
        with program_scope(shared.program.pk), translation.override(language):
            row = Settlement.objects.select_related(*WITH_ALL).get(pk=settled.pk)
            return read_judgement_paper(row, program=shared.program, language=language)

    return paper


def text_of(paper: JudgementPaper) -> str:
    return " ".join(pdf_text(render_judgement(paper, language="en", paper="letter").data).split())


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_it_keeps_pdf_ua_over_several_pages(read: Read, language: str, tmp_path: Path) -> None:
    pdf = render_judgement(read(language), language=language, paper="letter")

    file = tmp_path / "judgement.pdf"
    file.write_bytes(pdf.data)
    verdict = validate(file)
    assert (verdict.passed, verdict.broken) == (True, {})
    assert (pdf.warnings, pdf.missing_glyphs) == ((), ())
    assert pdf.pages > 1
    assert {"H1", "H2", "H3", "H4", "L"} <= {name for name, _element in tags(pdf.data)}


def test_it_says_clause_by_clause_what_was_settled(read: Read) -> None:
    text = text_of(read())

    told = ("Reading with meaning", "If-action 1", "visit classrooms", "Did it happen?", "Partly.", "Visits rose")
    told += ("Fairly sure", "Nobody has answered yet.", "The whole theory", "written down by Amara Okafor")
    assert [words for words in told if words not in text] == []


def test_its_figures_are_those_of_the_shared_view(read: Read) -> None:
    paper = read()

    cited = [one.figure for one in paper.sheet.clauses[0].cites_for]
    assert [one.full for one in cited if one] == [False] * len([one for one in cited if one])
    text = text_of(paper)
    assert ("Visits each week" in text, "3 of 8" in text, "20 of 80" in text) == (True, False, False)


def test_that_it_was_taken_up_again_stands_on_it_and_makes_another_pdf(
    read: Read, shared: Shared, settled: Settlement
) -> None:
    before = read()
    with program_scope(shared.program.pk):
        take_up_judgement(settled.judgement, why="Spring brought more", by=shared.colleague, now=now())

    after = read()

    assert judgement_digest(before, paper="a4") == judgement_digest(before, paper="a4")
    assert judgement_digest(before, paper="a4") != judgement_digest(after, paper="a4")
    assert [words in text_of(after) for words in ("Zoë Lindqvist took it up again", "Spring brought more")] == [
        True
    ] * 2


def test_it_costs_no_more_queries_than_it_says(
    read: Read, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(10):  # the scope, the row itself, and eight
        read()

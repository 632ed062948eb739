"""A judgement is written by several, settled, and taken up again for a reason."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from evidence.engine.judgement import read_said
from evidence.models import THEORY, Answer, Judgement, JudgementChange, JudgementPart, Settlement, Sure
from evidence.operations.citation import cited
from evidence.operations.judgement import (
    JudgedMeanwhile,
    NothingJudged,
    PartWords,
    ReasonNeeded,
    SettledMeanwhile,
    judge_part,
    settle_judgement,
    take_up_judgement,
)
from evidence.queries.clause import theory_clauses
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make_analysis import make_judged, point_to
from tests.make_history import day, write

JUNE = date(2027, 6, 15)


def settle(shared: Shared) -> Settlement:
    clauses = theory_clauses(shared.placemat)
    return settle_judgement(shared.placemat, clauses=clauses, on=JUNE, by=shared.member, now=day(200))


def test_a_clause_is_answered_with_what_speaks_for_and_against_it(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        here, there = point_to(shared.indicator, ON, school=shared.school), point_to(shared.indicator, ON)

        made = make_judged(
            shared.placemat, "then", by=shared.member, sure=Sure.FAIRLY, cites_for=(here, there), cites_against=(there,)
        )

        assert (made.answer, made.sure, made.version) == (Answer.PARTLY, "fairly", 1)
        assert (cited(made), cited(made, against=True)) == ([here, there], [there])


def test_nothing_said_where_nothing_was_leaves_nothing(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        said = judge_part(
            shared.placemat,
            part="then",
            words=PartWords(),
            cites_for=[],
            cites_against=[],
            version=0,
            by=shared.member,
            now=day(200),
        )

        assert (said, JudgementPart.objects.count()) == (None, 0)


def test_two_who_write_at_once_lose_nothing(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        cite = point_to(shared.indicator, ON)
        make_judged(shared.placemat, "then", by=shared.member, speaks_for="First", cites_for=(cite,))
        make_judged(shared.placemat, "then", by=shared.colleague, version=1, speaks_for="Theirs")

        with pytest.raises(JudgedMeanwhile, match="Zoë Lindqvist wrote here") as refused:
            make_judged(shared.placemat, "then", by=shared.member, version=1, speaks_for="Mine")
        with pytest.raises(JudgedMeanwhile):
            make_judged(shared.placemat, "then", by=shared.member, version=0, speaks_for="As if nothing was there")
        make_judged(shared.placemat, "then", by=shared.member, version=2, speaks_for="Mine")
        make_judged(shared.placemat, "then", by=shared.colleague, version=1, speaks_for="Mine")

        changes = JudgementChange.objects.order_by("pk")
        assert refused.value.theirs.speaks_for == "Theirs"
        assert [(row.version, row.was["speaks_for"], row.was["cites_for"]) for row in changes] == [
            (1, "First", [cite.key]),
            (2, "Theirs", []),
        ]


def test_patterns_across_schools_belong_to_the_whole_theory(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_judged(shared.placemat, THEORY, by=shared.member, successes="Small schools", challenges="Large ones")

        with pytest.raises(IntegrityError), transaction.atomic():
            make_judged(shared.placemat, "then", by=shared.member, successes="Small schools")


def test_what_is_settled_is_kept_as_it_read_and_not_written_on(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_judged(shared.placemat, "then", Answer.YES, by=shared.member)

        settled = settle(shared)
        write(shared.placemat, "then", "something else altogether", by=shared.member, at=day(201))

        said = read_said(Settlement.objects.get(pk=settled.pk).said)
        assert [(one.part, one.words, one.answer) for one in said.clauses[1:]] == [
            ("then", "teachers plan together", "yes"),
            ("so_that", "students read with meaning", ""),
        ]
        with pytest.raises(SettledMeanwhile):
            make_judged(shared.placemat, "so_that", by=shared.colleague)
        with pytest.raises(SettledMeanwhile):
            settle(shared)


def test_only_where_something_is_answered_is_there_anything_to_settle(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_judged(shared.placemat, "then", "", by=shared.member, speaks_for="Words without an answer")

        with pytest.raises(NothingJudged):
            settle(shared)


def test_it_is_taken_up_again_for_a_reason_and_the_settled_one_stays(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_judged(shared.placemat, "then", by=shared.member)
        first = settle(shared)
        judgement = Judgement.objects.get()

        with pytest.raises(ReasonNeeded):
            take_up_judgement(judgement, why="  ", by=shared.colleague, now=day(201))
        take_up_judgement(judgement, why=" June’s results came. ", by=shared.colleague, now=day(202))
        take_up_judgement(judgement, why="Again", by=shared.member, now=day(203))
        make_judged(shared.placemat, "then", Answer.YES, by=shared.member, version=1)
        second = settle(shared)

        rows = Settlement.objects.order_by("pk").values_list("pk", "why", "taken_up_by")
        assert list(rows) == [(first.pk, "June’s results came.", shared.colleague.pk), (second.pk, "", None)]
        answers = [read_said(row.said).clauses[1].answer for row in Settlement.objects.order_by("pk")]
        assert answers == ["partly", "yes"]

"""Analyses are written, changed by two at once, decided upon, linked, taken away, brought back."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from evidence.models import Analysis, AnalysisChange, Course
from evidence.operations.analysis import (
    AdjustmentOfOthers,
    AnalysisChanged,
    AnalysisWords,
    NothingToAdjust,
    add_analysis,
    change_analysis,
    decide_course,
    link_analysis,
    remove_analysis,
    restore_analysis,
)
from evidence.operations.citation import cited
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make import make_collective, make_cycle, make_placemat
from tests.make_analysis import make_analysis, point_to
from tests.make_history import act, adjust, day

WORDS = AnalysisWords("It falls.", "The storm.", "Another test.", "Look again.", ("then",))


def stands(analysis: Analysis) -> tuple[Any, ...]:
    row = Analysis.objects.get(pk=analysis.pk)
    return (row.seen, row.reading, row.rivals, row.next_step, row.parts, row.version)


def happened(analysis: Analysis) -> list[tuple[str, dict[str, Any]]]:
    return list(AnalysisChange.objects.filter(analysis=analysis).order_by("pk").values_list("what", "was"))


def test_an_analysis_keeps_its_answers_and_what_it_points_to(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        cites = [point_to(shared.indicator, ON), point_to(shared.indicator, ON, school=shared.school)]

        made = add_analysis(shared.placemat, words=WORDS, cites=cites, by=shared.member, now=day(9))

        assert stands(made) == ("It falls.", "The storm.", "Another test.", "Look again.", ["then"], 1)
        assert cited(made) == cites


def test_who_writes_upon_an_older_version_is_shown_the_newer_one_and_nothing_is_lost(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, "First", by=shared.member)
        theirs, mine = AnalysisWords("Theirs"), AnalysisWords("Mine")
        change_analysis(made, words=theirs, cites=[], version=1, by=shared.colleague, now=day(9))

        with pytest.raises(AnalysisChanged, match="Zoë Lindqvist changed this analysis") as refused:
            change_analysis(made, words=mine, cites=[], version=1, by=shared.member, now=day(9))
        change_analysis(made, words=mine, cites=[], version=2, by=shared.member, now=day(10))

        assert refused.value.theirs.seen == "Theirs"
        assert [was["seen"] for _what, was in happened(made)] == ["First", "Theirs"]
        assert stands(made) == ("Mine", "", "", "", [], 3)


def test_the_same_words_again_change_nothing(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        cite = point_to(shared.indicator, ON)
        made = make_analysis(shared.placemat, by=shared.member, cites=(cite,))

        change_analysis(made, words=AnalysisWords(made.seen), cites=[cite], version=7, by=shared.colleague, now=day(9))

        assert (happened(made), stands(made)[-1]) == ([], 1)


def test_what_it_points_to_changes_with_its_words_and_is_kept(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        old, new = point_to(shared.indicator, ON), point_to(shared.indicator, ON, school=shared.school)
        made = make_analysis(shared.placemat, by=shared.member, cites=(old,))

        change_analysis(made, words=AnalysisWords(made.seen), cites=[new], version=1, by=shared.member, now=day(9))

        assert (cited(made), happened(made)[0][1]["cites"]) == ([new], [old.key])


def test_writing_one_that_was_taken_away_brings_it_back(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, by=shared.member)
        remove_analysis(made, by=shared.member, now=day(9))

        change_analysis(made, words=AnalysisWords(made.seen), cites=[], version=1, by=shared.member, now=day(10))

        assert Analysis.objects.get().removed_at is None


def test_taking_away_and_bringing_back_twice_is_once(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, by=shared.member)

        for what in (remove_analysis, remove_analysis, restore_analysis, restore_analysis):
            what(made, by=shared.member, now=day(9))

        assert [what for what, _was in happened(made)] == ["removed", "restored"]
        assert Analysis.objects.get().removed_at is None


def test_a_course_is_decided_anew_and_opened_again(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, by=shared.member)

        decide_course(made, course=Course.ADOPT, why=" It helps. ", by=shared.member, now=day(9))
        decide_course(made, course=Course.ADOPT, why="It helps.", by=shared.colleague, now=day(10))
        decide_course(made, course="", why="", by=shared.colleague, now=day(11))

        row = Analysis.objects.get()
        assert [was["course_why"] for _what, was in happened(made)] == ["", "It helps."]
        assert (row.course, row.decided_by, row.decided_at) == ("", None, None)


def test_only_where_something_changes_does_it_lead_to_an_adjustment(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, by=shared.member)
        adjustment = adjust(shared.placemat, "then", by=shared.member, since=day(3), at=day(4), why="It falls")
        decide_course(made, course=Course.ADOPT, why="", by=shared.member, now=day(9))

        with pytest.raises(NothingToAdjust):
            link_analysis(made, adjustment=adjustment, by=shared.member, now=day(9))
        with pytest.raises(IntegrityError), transaction.atomic():
            Analysis.objects.filter(pk=made.pk).update(adjustment=adjustment)
        decide_course(made, course=Course.ABANDON, why="", by=shared.member, now=day(9))
        link_analysis(made, adjustment=adjustment, by=shared.member, now=day(9))
        link_analysis(made, adjustment=adjustment, by=shared.member, now=day(9))
        led = Analysis.objects.get().adjustment
        decide_course(made, course=Course.GO_ON, why="", by=shared.member, now=day(10))

        assert (led, Analysis.objects.get().adjustment) == (adjustment, None)
        assert [what for what, _was in happened(made)] == ["decided", "decided", "linked", "decided"]
        assert happened(made)[-1][1]["adjustment"] == str(adjustment.pk)


def test_an_adjustment_of_another_theory_is_refused(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, by=shared.member)
        decide_course(made, course=Course.ADAPT, why="", by=shared.member, now=day(9))
        other = make_placemat(make_cycle(make_collective()))
        act(other, "meet", by=shared.stranger, at=day(2))
        theirs = adjust(other, "then", by=shared.stranger, since=day(3), at=day(4), why="x")

        with pytest.raises(AdjustmentOfOthers):
            link_analysis(made, adjustment=theirs, by=shared.member, now=day(9))

"""Adjustments in words, and the question what led to one."""

from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import remove_if_action
from inquiry.engine.adjustment import AdjustedPart
from inquiry.models import Phase
from inquiry.operations.hint import put_aside
from inquiry.operations.phase import move_phase
from inquiry.queries.adjustment import CHANGED, last_adjustment, parts_words, theory_question
from inquiry.queries.placemat import placemat_content
from tests.inquiry.setting import Setting
from tests.make_history import act, adjust, agree, day, write


def asked(setting: Setting) -> str:
    question = theory_question(placemat_content(setting.placemat), setting.member)
    return question.question if question else ""


def not_now(setting: Setting) -> None:
    question = theory_question(placemat_content(setting.placemat), setting.member)
    assert question is not None
    put_aside(setting.placemat, key=CHANGED, spoken=question.spoken, by=setting.member, now=day(6))


def test_nothing_is_asked_before_they_act_on_the_theory(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        agree(setting.placemat, "as agreed", by=setting.member, at=day(1))
        write(setting.placemat, "then", "teachers plan", by=setting.member, at=day(2))

        assert asked(setting) == ""


def test_a_theory_written_for_the_first_time_while_others_act_adjusts_nothing(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        move_phase(setting.cycle, to_phase=Phase.ACTING, reason="On.", by=setting.facilitator, now=day(2))
        placemat.cycle.refresh_from_db()
        act(placemat, "visit", by=by, at=day(3))
        write(placemat, "then", "teachers plan", by=by, at=day(3))
        first = asked(setting)
        agree(placemat, "as agreed", by=by, at=day(4))
        write(placemat, "then", "teachers plan together", by=by, at=day(5))

        assert (first, asked(setting)) == ("", "You changed the “then”. What led to it?")


def test_once_they_act_each_change_of_the_theory_is_asked_about(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        action = act(placemat, "visit", by=by, at=day(1))
        write(placemat, "then", "teachers plan", by=by, at=day(1))
        move_phase(setting.cycle, to_phase=Phase.ACTING, reason="On.", by=setting.facilitator, now=day(2))
        placemat.cycle.refresh_from_db()
        questions = [asked(setting)]
        write(placemat, "priority", "another", by=by, at=day(3))
        questions.append(asked(setting))
        write(placemat, f"if:{action.pk}", "visit in pairs", by=by, at=day(4))
        questions.append(asked(setting))
        write(placemat, "then", "teachers plan together", by=by, at=day(5))
        questions.append(asked(setting))
        not_now(setting)
        questions.append(asked(setting))
        act(placemat, "talk", by=by, at=day(7))
        questions.append(asked(setting))
        adjust(placemat, "then", by=by, since=day(2), at=day(8), why="The visits")
        questions.append(asked(setting))
        remove_if_action(placemat, pk=action.pk, by=by, now=day(9))
        questions.append(asked(setting))
        agree(placemat, "as agreed", by=by, at=day(10))
        questions.append(asked(setting))

    changes = "if-action 1 was changed, if-action 2 was added, the “then” was changed"
    more = f"You adjusted the theory: {changes}. What led to it?"
    assert questions == [
        "",
        "",
        "You changed if-action 1. What led to it?",
        "You adjusted the theory: if-action 1 was changed, the “then” was changed. What led to it?",
        "",
        more,
        "",
        "You took away if-action 1. What led to it?",
        "",
    ]


def test_many_changes_are_asked_about_by_the_newest_and_the_others_are_told_apart(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        write(placemat, "then", "teachers plan", by=by, at=day(1))
        move_phase(setting.cycle, to_phase=Phase.ACTING, reason="On.", by=setting.facilitator, now=day(2))
        placemat.cycle.refresh_from_db()
        first, *_others = [act(placemat, f"visit {number}", by=by, at=day(2 + number)) for number in range(1, 4)]
        write(placemat, "then", "teachers plan together", by=by, at=day(6))
        few = theory_question(placemat_content(placemat), by)
        write(placemat, "so_that", "students read", by=by, at=day(7))
        write(placemat, f"if:{first.pk}", "visit in pairs", by=by, at=day(8))
        many = theory_question(placemat_content(placemat), by)

    assert few is not None
    assert few.earlier == []
    assert many is not None
    newest = "if-action 1 was added, the “then” was changed, the “so that” was added"
    assert many.question == f"You adjusted the theory: {newest}. What led to it?"
    assert many.earlier == ["If-action 2 was added", "If-action 3 was added"]


def test_the_last_adjustment_stands_in_the_head_of_the_theory(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        nothing = last_adjustment(placemat)
        adjust(placemat, "then", by=by, since=day(1), at=day(2), why="The visits")
        adjust(placemat, "so_that", by=by, since=day(2), at=day(3), why="The spring data")
        last = last_adjustment(placemat)
        since = last_adjustment(placemat, since=day(4))

    assert (nothing, since) == (None, None)
    assert last is not None
    assert (last.day, last.summary) == ("4 October 2026", "the “so that” was changed")


def test_what_was_adjusted_reads_in_one_breath() -> None:
    parts = [AdjustedPart("if:x", "added", 3), AdjustedPart("if:y", "moved", 1), AdjustedPart("then", "changed")]

    assert parts_words(parts) == "if-action 3 was added, if-action 1 has another place, the “then” was changed"

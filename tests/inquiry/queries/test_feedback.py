"""Feedback rounds as home and their own page show them."""

from datetime import timedelta

from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.queries.comment import comment_reader, list_comments
from inquiry.queries.comment_part import placemat_parts
from inquiry.queries.feedback import asked_words, feedback_steps, feedback_to_close, tuned_parts, waiting_feedback
from inquiry.queries.placemat import placemat_content
from tests.inquiry.setting import Setting, write_if_action
from tests.make_comment import make_comment, make_feedback, make_listening, make_readers


def test_a_round_waits_until_somebody_has_said_something(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        collective, reader, guide = make_readers()
        asked = make_listening(setting.placemat, setting.member, collective=collective)
        waits = [list(waiting_feedback(person)) for person in (reader, guide, setting.member)]

        make_comment(setting.placemat, reader, feedback_round=asked)
        after = [list(waiting_feedback(person)) for person in (reader, guide)]
        asked.step = "reflect"
        asked.save()

        assert (waits, after) == ([[asked], [asked], []], [[], [asked]])
        assert not waiting_feedback(guide).exists()


def test_who_asks_the_members_does_not_wait_for_themselves(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        asked = make_feedback(setting.placemat, setting.member)

        assert (list(waiting_feedback(setting.member)), list(waiting_feedback(setting.other_member))) == ([], [asked])


def test_a_round_whose_day_has_passed_waits_for_who_asked(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        asked = make_feedback(setting.placemat, setting.member)
        before = list(feedback_to_close(setting.member, now=timezone.now()))

        after = list(feedback_to_close(setting.member, now=timezone.now() + timedelta(days=15)))

        assert (before, after) == ([], [asked])
        assert not feedback_to_close(setting.facilitator, now=timezone.now() + timedelta(days=15)).exists()


def test_the_steps_say_where_a_tuning_round_is(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        asked = make_listening(setting.placemat, setting.member)
        states = [step.state for step in feedback_steps(asked)]
        asked.closed_at = timezone.now()
        closed = [step.state for step in feedback_steps(asked)]
        asked.tuning, asked.step = False, ""

        assert (states, closed, feedback_steps(asked)) == (["done", "done", "now", "later"], ["done"] * 4, [])


def test_whom_a_round_asks_in_words(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        collective, _reader, _guide = make_readers()
        asked = make_feedback(setting.placemat, setting.member, asks_facilitators=True, collective=collective)
        asked.asks_members = True

        assert asked_words(asked) == [
            "the members of Reading with meaning",
            "the facilitators of Reading with meaning",
            "the collective Time to think together",
        ]


def test_warm_and_cool_stand_part_by_part(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        asked = make_listening(setting.placemat, setting.member, collective=collective)
        action = write_if_action(setting, "visit")
        for part, kind in ((f"if:{action.pk}", "cool"), ("placemat", "warm"), ("placemat", "question")):
            make_comment(setting.placemat, reader, f"{kind} words", part=part, kind=kind, feedback_round=asked)
        make_comment(setting.placemat, setting.member, "not in the round")
        parts = placemat_parts(placemat_content(setting.placemat))
        who = comment_reader(reader, setting.placemat, writes=False)
        rows = list_comments(setting.placemat, parts, who, feedback_round=asked)

        tuned = tuned_parts(parts, rows, whole=False)
        written = tuned_parts(parts, [], whole=True)

    assert [
        ([one.text for one in each.warm], [one.text for one in each.cool], [one.text for one in each.others])
        for each in tuned
    ] == [(["warm words"], [], ["question words"]), ([], ["cool words"], [])]
    assert [one.part.part for one in written] == ["placemat"]

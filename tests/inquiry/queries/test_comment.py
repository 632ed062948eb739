"""Comments as pages show them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collectives.models import Participant
from ilc.tenancy.scope import program_scope
from inquiry.models import PlacematField
from inquiry.permissions.placemat import can_write_placemat
from inquiry.queries.comment import Beside, Reader, comment_reader, comments_beside, list_comments
from inquiry.queries.comment_part import Part, placemat_parts
from inquiry.queries.placemat import placemat_content
from tests.inquiry.setting import Setting, promise_indicator, write_if_action
from tests.make_comment import make_comment, make_listening, make_readers


def parts(setting: Setting) -> dict[str, Part]:
    return dict(placemat_parts(placemat_content(setting.placemat)))


def reader_of(setting: Setting, person: Participant) -> Reader:
    placemat = setting.placemat
    return comment_reader(person, placemat, writes=can_write_placemat(person, placemat))


def beside(setting: Setting, person: Participant) -> dict[str, Beside]:
    return comments_beside(setting.placemat, parts(setting), reader_of(setting, person))


def test_the_parts_stand_in_reading_order_with_what_was_taken_away_last(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        one, two = (write_if_action(setting, text) for text in ("visit", "plan"))
        indicator = promise_indicator(setting, "Routines seen", if_action=two)
        one.removed_at = timezone.now()
        one.save()

        found = parts(setting)

    named = [(part.part, str(part.label)) for part in found.values()]
    assert named[:5] == [
        ("placemat", "The whole placemat"),
        ("problem_of_practice", "Problem of practice"),
        ("priority", "Priority"),
        ("system_goal", "System goal"),
        (f"if:{two.pk}", "If-action 1"),
    ]
    assert {name for name, _label in named} >= set(PlacematField.values)
    assert named[7] == (f"indicator:{indicator.pk}", "Indicator")
    assert (named[-1], found[f"if:{one.pk}"].gone, found[f"if:{one.pk}"].words) == (
        (f"if:{one.pk}", "An if-action"),
        True,
        "visit",
    )


def test_the_newest_open_comment_stands_beside_its_part(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        for text in ("first", "second", "third"):
            make_comment(setting.placemat, setting.member, text, part="then")
        done = {"outcome": "settled", "resolved_at": timezone.now(), "resolved_by": setting.member}
        make_comment(setting.placemat, setting.member, "settled", part="then", **done)
        make_comment(setting.placemat, setting.member, "gone", part="then", removed_at=timezone.now())

        found = beside(setting, setting.other_member)["then"]

    assert found.newest
    assert (found.newest.text, found.older, [one.text for one in found.resolved]) == ("third", 2, ["settled"])


def test_what_was_taken_away_stands_only_where_somebody_answered(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        for text in ("answered", "alone"):
            made = make_comment(setting.placemat, setting.member, text, part="then", removed_at=timezone.now())
            if text == "answered":
                make_comment(setting.placemat, setting.facilitator, "Yes", part="then", in_reply_to=made)
                make_comment(
                    setting.placemat,
                    setting.facilitator,
                    "No",
                    part="then",
                    in_reply_to=made,
                    removed_at=timezone.now(),
                )

        rows = list_comments(setting.placemat, parts(setting), reader_of(setting, setting.member))

    assert [(row.removed, [one.text for one in row.answers]) for row in rows] == [(True, ["Yes"])]


def test_the_words_of_that_time_stand_there_once_they_changed(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit classrooms")
        part = f"if:{action.pk}"
        make_comment(setting.placemat, setting.member, part=part, quoted="visit classrooms")
        make_comment(setting.placemat, setting.member, part=part, quoted="go to classrooms")

        rows = beside(setting, setting.member)[part].comments

    assert [row.quoted for row in rows] == ["", "go to classrooms"]


def test_what_each_reader_may_do(setting: Setting) -> None:
    def rights(person: Participant) -> str:
        [row] = beside(setting, person)["placemat"].comments
        told = {"answer": row.may_answer, "change": row.may_change, "resolve": row.may_resolve}
        return " ".join(name for name, may in told.items() if may)

    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        asked = make_listening(setting.placemat, setting.member, collective=collective)
        make_comment(setting.placemat, reader, kind="cool", feedback_round=asked)
        listening = [rights(person) for person in (setting.member, reader)]
        asked.step = "reflect"
        asked.save()
        reflecting = [rights(person) for person in (setting.member, reader)]
        setting.placemat.cycle.closed_at = timezone.now()
        setting.placemat.cycle.save()
        over = rights(setting.member)

    assert listening == ["", "answer change resolve"]
    assert reflecting == ["answer resolve", "answer change resolve"]
    assert over == ""


def test_staff_get_none_and_no_query_is_made(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        make_comment(setting.placemat, setting.member)
        known, reader = parts(setting), reader_of(setting, setting.admin)

        with CaptureQueriesContext(connection) as captured:
            found = comments_beside(setting.placemat, known, reader)

    assert (found, len(captured)) == ({}, 0)


def test_many_comments_cost_as_many_queries_as_one(setting: Setting) -> None:
    counts = []
    with program_scope(setting.program.pk):
        for more in (1, 12):
            for number in range(more):
                made = make_comment(setting.placemat, setting.other_member, part=PlacematField.values[number % 8])
                make_comment(setting.placemat, setting.member, part=made.part, in_reply_to=made)
            known = parts(setting)
            with CaptureQueriesContext(connection) as captured:
                comments_beside(setting.placemat, known, comment_reader(setting.member, setting.placemat, writes=True))
            counts.append(len(captured))

    assert counts == [2, 2]

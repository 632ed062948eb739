"""Codes of words: making, renaming, merging, taking away, giving them to words, undoing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from collectives.models import Participant
from evidence.models import MAX_CODES, Code, Coding, CodingMove, Measure, MeasureKind
from evidence.operations.coding import (
    CodeGone,
    CodesFull,
    CodeStands,
    NotInWords,
    make_code,
    merge_codes,
    remove_code,
    rename_code,
    restore_code,
)
from evidence.operations.coding_words import (
    MovedOn,
    NoWordsChosen,
    code_words,
    code_words_anew,
    uncode_words,
    undo_coding,
)
from evidence.operations.data_point import PersonalData
from evidence.permissions.coding import visible_coding_moves
from ilc.tenancy.scope import program_scope
from tests.evidence.words import Told, carried


def code(told: Told, name: str, *points: object, by: Participant | None = None) -> Code:
    """A code of that name on these words."""
    who = by or told.member
    if not points:
        return make_code(told.indicator, name=name, by=who, now=now())
    return code_words_anew(told.indicator, points, name=name, by=who, now=now())  # type: ignore[arg-type]


def undo(told: Told, by: Participant | None = None) -> CodingMove:
    """The latest step that somebody sees, taken back."""
    who = by or told.member
    latest = visible_coding_moves(who).filter(undone_at=None).order_by("-number").first()
    return undo_coding(told.indicator, latest.pk if latest else None, by=who, now=now())


def test_words_carry_several_codes_and_the_same_again_changes_nothing(told: Told) -> None:
    with program_scope(told.program.pk):
        seen = code(told, "Seeing each other teach", *told.words[:2])
        code(told, "Time", told.words[0], told.words[2])
        code_words(told.indicator, told.words[:2], code=seen.pk, by=told.member, now=now())
        code(told, "seeing each other teach", told.words[0])

        assert carried() == {"Seeing each other teach": 2, "Time": 2}
        assert [move.what for move in CodingMove.objects.order_by("number")] == ["made", "coded", "made", "coded"]


def test_nobody_codes_words_of_another_district(told: Told) -> None:
    with program_scope(told.program.pk):
        time = code(told, "Time")

        with pytest.raises(NoWordsChosen):
            code_words(told.indicator, told.far_words, code=time.pk, by=told.member, now=now())
        with pytest.raises(NoWordsChosen):
            code_words_anew(told.indicator, [uuid4()], name="Buses", by=told.member, now=now())
        with pytest.raises(NoWordsChosen):
            code_words(told.indicator, told.words, code=time.pk, by=told.facilitator, now=now())

        assert carried() == {"Time": 0}


def test_of_words_of_two_districts_only_ones_own_are_coded(told: Told) -> None:
    with program_scope(told.program.pk):
        code(told, "Time", told.words[2], *told.far_words)

        assert list(Coding.objects.values_list("data_point", flat=True)) == [told.words[2]]


def test_a_code_is_taken_off_words_and_undone_with_who_gave_it_when(told: Told) -> None:
    with program_scope(told.program.pk):
        time = code(told, "Time", *told.words[2:])
        before = list(Coding.objects.order_by("data_point").values_list("data_point", "by", "at"))
        uncode_words(told.indicator, told.words[2:], code=time.pk, by=told.member, now=now() + timedelta(hours=1))
        none = carried()
        undo(told)

        assert none == {"Time": 0}
        assert list(Coding.objects.order_by("data_point").values_list("data_point", "by", "at")) == before


def test_taking_off_what_is_not_on_leaves_no_trace(told: Told) -> None:
    with program_scope(told.program.pk):
        time = code(told, "Time")
        uncode_words(told.indicator, told.words, code=time.pk, by=told.member, now=now())

        assert [move.what for move in CodingMove.objects.all()] == ["made"]


def test_a_name_that_names_somebody_is_kept_nowhere_and_a_schools_name_passes(told: Told) -> None:
    with program_scope(told.program.pk):
        with pytest.raises(PersonalData) as refused:
            code(told, "What Emma Tremblay needs", told.words[0])
        place = code(told, "How Pictou Road School plans")
        with pytest.raises(PersonalData):
            rename_code(place, name="Call 902-555-0147", by=told.member, now=now())

        assert refused.value.field == "name"
        assert carried() == {"How Pictou Road School plans": 0}


def test_renaming_changes_one_name_and_never_into_anothers(told: Told) -> None:
    with program_scope(told.program.pk):
        time = code(told, "Time")
        code(told, "Trust")
        rename_code(time, name="Time to plan", by=told.colleague, now=now())
        rename_code(time, name="Time to plan", by=told.colleague, now=now())
        with pytest.raises(CodeStands):
            rename_code(time, name="trust", by=told.member, now=now())
        renamed = carried()
        undo(told)

        assert (renamed, carried()) == ({"Time to plan": 0, "Trust": 0}, {"Time": 0, "Trust": 0})


def test_merging_carries_words_of_every_district_over_and_undo_brings_them_back(told: Told) -> None:
    with program_scope(told.program.pk):
        time = code(told, "Time", *told.words[2:])
        code(told, "Time", told.far_words[1], by=told.colleague)
        hours = code(told, "Hours", told.words[2])
        merge_codes(time, into=hours.pk, by=told.member, now=now())
        merged = carried()
        undo(told)

        assert (merged, carried()) == ({"Hours": 3}, {"Time": 3, "Hours": 1})


def test_a_code_is_not_merged_into_itself_nor_into_what_is_gone(told: Told) -> None:
    with program_scope(told.program.pk):
        time, hours = code(told, "Time"), code(told, "Hours")
        remove_code(hours, by=told.member, now=now())

        for other in (time.pk, hours.pk, uuid4(), None):
            with pytest.raises(CodeGone):
                merge_codes(time, into=other, by=told.member, now=now())
        assert carried() == {"Time": 0}


def test_a_code_taken_away_keeps_its_words_for_when_it_comes_back(told: Told) -> None:
    with program_scope(told.program.pk):
        time = code(told, "Time", *told.words[2:])
        remove_code(time, by=told.colleague, now=now())
        remove_code(time, by=told.colleague, now=now())
        gone = carried()
        with pytest.raises(CodeGone):
            code_words(told.indicator, told.words, code=time.pk, by=told.member, now=now())
        with pytest.raises(CodeGone):
            rename_code(time, name="Hours", by=told.member, now=now())
        restore_code(time, by=told.member, now=now())
        restore_code(time, by=told.member, now=now())

        assert (gone, carried()) == ({}, {"Time": 2})
        assert CodingMove.objects.order_by("-number").values_list("what", flat=True)[:2][0] == "restored"


def test_what_was_merged_or_whose_name_is_taken_does_not_come_back(told: Told) -> None:
    with program_scope(told.program.pk):
        time, hours, trust = code(told, "Time"), code(told, "Hours"), code(told, "Trust")
        merge_codes(time, into=hours.pk, by=told.member, now=now())
        remove_code(trust, by=told.member, now=now())
        code(told, "TRUST")

        with pytest.raises(CodeGone):
            restore_code(time, by=told.member, now=now())
        with pytest.raises(CodeStands):
            restore_code(trust, by=told.member, now=now())


def test_no_more_codes_than_say_something(told: Told) -> None:
    with program_scope(told.program.pk):
        gone = code(told, "Gone")
        remove_code(gone, by=told.member, now=now())
        for number in range(MAX_CODES):
            code(told, f"Code {number}")

        with pytest.raises(CodesFull):
            code(told, "One more", told.words[0])
        with pytest.raises(CodesFull):
            restore_code(gone, by=told.member, now=now())


def test_undo_takes_steps_back_from_the_latest_and_only_that(told: Told) -> None:
    with program_scope(told.program.pk):
        code(told, "Time", told.words[2])
        first = CodingMove.objects.get(number=1)
        with pytest.raises(MovedOn):
            undo_coding(told.indicator, first.pk, by=told.member, now=now())
        undo(told)
        left = carried()
        undo(told)
        with pytest.raises(MovedOn):
            undo(told)

        assert (left, carried()) == ({"Time": 0}, {})


def test_what_another_district_did_to_its_words_is_neither_seen_nor_undone(told: Told) -> None:
    with program_scope(told.program.pk):
        time = code(told, "Time", told.words[2])
        code_words(told.indicator, told.far_words, code=time.pk, by=told.colleague, now=now())
        theirs = CodingMove.objects.get(number=3)

        seen = [move.number for move in visible_coding_moves(told.member).order_by("number")]
        with pytest.raises(MovedOn):
            undo_coding(told.indicator, theirs.pk, by=told.member, now=now())
        undo(told)

        assert seen == [1, 2]
        assert list(Coding.objects.order_by("pk").values_list("data_point", flat=True)) == told.far_words


def test_undoing_a_code_that_was_brought_back_takes_it_away_again(told: Told) -> None:
    with program_scope(told.program.pk):
        time = code(told, "Time")
        remove_code(time, by=told.member, now=now())
        restore_code(time, by=told.member, now=now())
        undo(told)

        assert carried() == {}


def test_nothing_is_coded_when_the_indicator_is_not_told_in_words_or_its_cycle_is_over(told: Told) -> None:
    with program_scope(told.program.pk):
        time = code(told, "Time", told.words[2])
        acts = (
            lambda: code(told, "Trust"),
            lambda: rename_code(time, name="Hours", by=told.member, now=now()),
            lambda: remove_code(time, by=told.member, now=now()),
            lambda: restore_code(time, by=told.member, now=now()),
            lambda: code_words(told.indicator, told.words, code=time.pk, by=told.member, now=now()),
            lambda: uncode_words(told.indicator, told.words, code=time.pk, by=told.member, now=now()),
            lambda: undo(told),
        )
        told.cycle.closed_at = now()
        told.cycle.save(update_fields=["closed_at"])
        for act in acts:
            with pytest.raises(NotInWords):
                act()
        told.cycle.closed_at = None
        told.cycle.save(update_fields=["closed_at"])
        Measure.objects.update(kind=MeasureKind.VALUE)
        with pytest.raises(NotInWords):
            code(told, "Trust")

        assert carried() == {"Time": 1}


def test_the_database_keeps_one_code_of_a_name_and_one_coding_of_a_pair(told: Told) -> None:
    with program_scope(told.program.pk):
        time = code(told, "Time", told.words[2])
        about = {"by": told.member, "at": now()}

        for again in (
            lambda: Coding.objects.create(code=time, data_point_id=told.words[2], **about),
            lambda: Code.objects.create(
                indicator=told.indicator, name="TIME", number=9, made_by=told.member, made_at=now()
            ),
            lambda: Code.objects.filter(pk=time.pk).update(merged_into=time),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                again()

"""Writing from a request: into the document, into the rows, into the history."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.coediting.log import COMPACT_AT, compact
from inquiry.coediting.writing import (
    TooManyIfActions,
    add_if_action,
    ensure_fresh,
    move_if_action,
    open_document,
    remove_if_action,
    restore_if_action,
    write_placemat,
)
from inquiry.engine.saving import Edit, Written
from inquiry.models import MAX_TEXT, Document, DocumentUpdate, IfAction, PlacematChange, PlacematText
from tests.inquiry.setting import Setting, write_if_action

PRIORITY = "priority"


def save(setting: Setting, *edits: Edit, by: str = "member", later: timedelta = timedelta()) -> Written:
    with program_scope(setting.program.pk):
        return write_placemat(setting.placemat, edits=edits, by=getattr(setting, by), now=timezone.now() + later)


def document(setting: Setting) -> Document:
    return Document.objects.get(placemats=setting.placemat)


def test_a_text_is_saved_and_its_change_written_down(setting: Setting) -> None:
    result = save(setting, Edit(PRIORITY, "", "Routines"))

    assert result == Written(saved=(PRIORITY,))
    assert setting.text(PRIORITY) == "Routines"
    assert setting.history() == [(PRIORITY, "written", 1, "Routines")]


def test_a_text_nobody_changed_is_not_written_again(setting: Setting) -> None:
    save(setting, Edit(PRIORITY, "", "Routines"))

    result = save(setting, Edit(PRIORITY, "Routines", "Routines"), Edit("then", "", ""))

    assert result == Written()
    assert setting.history() == [(PRIORITY, "written", 1, "Routines")]


def test_an_old_page_takes_nothing_back(setting: Setting) -> None:
    save(setting, Edit(PRIORITY, "", "Routines"))
    save(setting, Edit(PRIORITY, "Routines", "Routines in every class"), by="other_member")

    save(setting, Edit(PRIORITY, "Routines", "Routines, taught explicitly"))

    assert setting.text(PRIORITY) == "Routines in every class, taught explicitly"


def test_one_spell_of_writing_is_one_line_of_history(setting: Setting) -> None:
    save(setting, Edit(PRIORITY, "", "Clear"))
    save(setting, Edit(PRIORITY, "Clear", "Clear routines"), later=timedelta(seconds=20))
    save(setting, Edit(PRIORITY, "Clear routines", "Clear routines, daily"), by="other_member")
    save(setting, Edit(PRIORITY, "Clear routines, daily", "Clear routines, each day"), later=timedelta(hours=1))

    assert [(version, text) for _part, _what, version, text in setting.history()] == [
        (1, "Clear routines"),
        (2, "Clear routines, daily"),
        (3, "Clear routines, each day"),
    ]
    with program_scope(setting.program.pk):
        people = list(PlacematChange.objects.order_by("pk").values_list("by__name", flat=True))
    assert people == ["Amara Okafor", "Zoë Lindqvist", "Amara Okafor"]


def test_words_that_are_taken_away_stay_in_the_history(setting: Setting) -> None:
    long = "Structured routines with vocabulary and comprehension in every class"
    save(setting, Edit(PRIORITY, "", long))

    save(setting, Edit(PRIORITY, long, "Routines"))

    assert [text for _part, _what, _version, text in setting.history()] == [long, "Routines"]


def test_too_long_a_text_is_told_with_its_length_and_the_rest_is_saved(setting: Setting) -> None:
    result = save(setting, Edit(PRIORITY, "", "x" * 200_000), Edit("then", "", "y" * MAX_TEXT))

    assert [(one.part, one.length, len(one.text)) for one in result.too_long] == [(PRIORITY, 200_000, 200_000)]
    assert result.saved == ("then",)


def test_what_no_page_can_show_is_left_out_and_told(setting: Setting) -> None:
    result = save(setting, Edit(PRIORITY, "", "a\x00b\ud800c\r\nd 👩‍🏫 لماذا"))

    assert (result.saved, result.left_out) == ((PRIORITY,), 2)
    assert setting.text(PRIORITY) == "abc\nd 👩‍🏫 لماذا"


def test_a_part_of_another_placemat_is_passed_over(setting: Setting) -> None:
    result = save(setting, Edit("if:01a200c4-b234-7541-91bb-ad00c656a65d", "", "words"), Edit("nonsense", "", "words"))

    assert result == Written()


def test_if_actions_come_move_go_and_come_back(setting: Setting) -> None:
    now, me = timezone.now(), setting.member
    with program_scope(setting.program.pk):
        first, second, third = (write_if_action(setting, text).pk for text in ("visit", "plan", "free time"))

        moved = move_if_action(setting.placemat, pk=third, up=True, by=me, now=now)
        stuck = move_if_action(setting.placemat, pk=first, up=True, by=me, now=now)
        gone = remove_if_action(setting.placemat, pk=first, by=me, now=now)
        twice = remove_if_action(setting.placemat, pk=first, by=me, now=now)
        standing = [one.pk for one in IfAction.objects.filter(removed_at=None).order_by("position", "pk")]
        restore_if_action(setting.placemat, pk=first, by=me, now=now)
        after = [one.pk for one in IfAction.objects.filter(removed_at=None).order_by("position", "pk")]

    assert [moved, stuck, gone, twice] == [True, False, True, False]
    assert standing == [third, second]
    assert after == [first, third, second]
    assert [what for _part, what, _version, _text in setting.history()] == [
        "written",
        "written",
        "written",
        "moved",
        "removed",
        "restored",
    ]


def test_the_thirteenth_is_refused(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        for number in range(12):
            write_if_action(setting, f"action {number}")

        with pytest.raises(TooManyIfActions):
            add_if_action(setting.placemat, by=setting.member, now=timezone.now())


def test_what_stood_there_before_documents_came_is_taken_over_once(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        PlacematText.objects.create(placemat=setting.placemat, field=PRIORITY, text="From before", version=3)
        IfAction.objects.create(placemat=setting.placemat, position="a1", text="visit", changed_at=timezone.now())
        opened = [open_document(setting.placemat, now=timezone.now()).pk for _time in range(2)]

    save(setting, Edit(PRIORITY, "From before", "From before, and more"))

    with program_scope(setting.program.pk):
        assert opened[0] == opened[1]
        assert list(IfAction.objects.values_list("text", "position")) == [("visit", "a1")]
    assert setting.text(PRIORITY) == "From before, and more"


def test_rows_are_made_again_from_the_log_when_they_are_behind(setting: Setting) -> None:
    save(setting, Edit(PRIORITY, "", "Routines"))
    with program_scope(setting.program.pk):
        PlacematText.objects.all().delete()
        PlacematChange.objects.all().delete()
        Document.objects.update(materialised_seq=0)

        ensure_fresh(setting.placemat)

        assert document(setting).materialised_seq == document(setting).head_seq == 1
    assert setting.text(PRIORITY) == "Routines"
    assert setting.history() == [(PRIORITY, "written", 1, "Routines")]


def test_a_long_log_becomes_one_snapshot_and_says_the_same(setting: Setting) -> None:
    text = ""
    for number in range(COMPACT_AT + 5):
        save(setting, Edit(PRIORITY, text, f"{text} {number}".strip()))
        text = f"{text} {number}".strip()

    with program_scope(setting.program.pk):
        done = [compact(document(setting)), compact(document(setting))]
        rows = DocumentUpdate.objects.count()
        seqs = (document(setting).snapshot_seq, document(setting).head_seq)
    save(setting, Edit(PRIORITY, text, f"{text} end"))

    assert done == [True, False]
    assert (rows, seqs) == (0, (COMPACT_AT + 5, COMPACT_AT + 5))
    assert setting.text(PRIORITY) == f"{text} end"


def test_a_hole_in_the_log_stops_the_snapshot(setting: Setting) -> None:
    for number in range(COMPACT_AT + 1):
        save(setting, Edit(PRIORITY, str(number - 1) if number else "", str(number)))

    with program_scope(setting.program.pk):
        DocumentUpdate.objects.filter(seq=7).delete()
        with pytest.raises(LookupError, match="hole"):
            compact(document(setting))

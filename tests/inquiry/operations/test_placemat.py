"""Saving texts with their versions."""

from datetime import timedelta

from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.engine.saving import Conflict, Edit, SaveResult
from inquiry.models import MAX_TEXT, Placemat, PlacematChange, PlacematText
from inquiry.operations.if_action import move_if_action, remove_if_action
from inquiry.operations.placemat import keep_placemat_private, save_placemat, show_placemat, start_own_placemat
from tests.inquiry.setting import Setting, write_if_action

PRIORITY = "priority"


def save(setting: Setting, *edits: Edit, by: str = "member") -> SaveResult:
    with program_scope(setting.program.pk):
        return save_placemat(setting.placemat, edits=edits, by=getattr(setting, by), now=timezone.now())


def test_a_text_is_saved_and_its_change_written_down(setting: Setting) -> None:
    result = save(setting, Edit(PRIORITY, "Routines", 0))

    assert result == SaveResult(saved=(PRIORITY,))
    assert setting.text(PRIORITY) == "Routines"
    assert setting.history() == [(PRIORITY, "written", 1, "Routines")]


def test_a_text_nobody_changed_is_not_written_again(setting: Setting) -> None:
    save(setting, Edit(PRIORITY, "Routines", 0))

    result = save(setting, Edit(PRIORITY, "Routines", 1), Edit("then", "", 0))

    assert result == SaveResult()
    assert setting.history() == [(PRIORITY, "written", 1, "Routines")]


def test_two_texts_of_one_field_are_both_kept_until_somebody_chooses(setting: Setting) -> None:
    save(setting, Edit(PRIORITY, "Routines", 0))
    save(setting, Edit(PRIORITY, "Routines in every class", 1), by="other_member")

    result = save(setting, Edit(PRIORITY, "Routines, taught explicitly", 1), Edit("then", "teachers plan together", 0))

    with program_scope(setting.program.pk):
        theirs = PlacematText.objects.get(field=PRIORITY)
    assert result.saved == ("then",)
    assert result.conflicts == (
        Conflict(
            PRIORITY, "Routines, taught explicitly", "Routines in every class", 2, "Zoë Lindqvist", theirs.changed_at
        ),
    )
    assert setting.text(PRIORITY) == "Routines in every class"


def test_an_old_page_that_changed_nothing_there_takes_nothing_back(setting: Setting) -> None:
    save(setting, Edit(PRIORITY, "Routines", 0))
    save(setting, Edit(PRIORITY, "Routines in every class", 1), by="other_member")

    result = save(setting, Edit(PRIORITY, "Routines", 1))

    assert result == SaveResult()
    assert setting.text(PRIORITY) == "Routines in every class"


def test_the_same_words_from_two_people_are_no_conflict(setting: Setting) -> None:
    save(setting, Edit(PRIORITY, "Routines", 0), by="other_member")

    assert save(setting, Edit(PRIORITY, "Routines", 0)) == SaveResult()


def test_mine_theirs_or_both_can_be_chosen(setting: Setting) -> None:
    save(setting, Edit(PRIORITY, "theirs", 0), by="other_member")

    still_open = save(setting, Edit(PRIORITY, "mine", 1, "open"))
    theirs = save(setting, Edit(PRIORITY, "mine", 1, "theirs"))
    both = save(setting, Edit(PRIORITY, "mine", 1, "both"))
    mine = save(setting, Edit(PRIORITY, "mine", 2, "mine"))

    assert [len(still_open.conflicts), theirs.saved, both.saved, mine.saved] == [1, (), (PRIORITY,), (PRIORITY,)]
    assert [text for _part, _what, _version, text in setting.history()] == ["theirs", "theirs\n\nmine", "mine"]


def test_a_choice_made_upon_words_that_changed_again_is_asked_anew(setting: Setting) -> None:
    save(setting, Edit(PRIORITY, "theirs", 0), by="other_member")
    save(setting, Edit(PRIORITY, "theirs, again", 1), by="other_member")

    result = save(setting, Edit(PRIORITY, "mine", 1, "mine"))

    assert [(one.mine, one.theirs) for one in result.conflicts] == [("mine", "theirs, again")]


def test_too_long_a_text_is_told_with_its_length_and_the_rest_is_saved(setting: Setting) -> None:
    result = save(setting, Edit(PRIORITY, "x" * 200_000, 0), Edit("then", "y" * MAX_TEXT, 0))

    assert [(one.part, one.length, len(one.text)) for one in result.too_long] == [(PRIORITY, 200_000, 200_000)]
    assert result.saved == ("then",)


def test_what_no_page_can_show_is_left_out_and_told(setting: Setting) -> None:
    result = save(setting, Edit(PRIORITY, "a\x00b\ud800c\r\nd 👩‍🏫 لماذا", 0))

    assert (result.saved, result.left_out) == ((PRIORITY,), 2)
    assert setting.text(PRIORITY) == "abc\nd 👩‍🏫 لماذا"


def test_an_if_action_that_only_moved_is_no_conflict(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        first = write_if_action(setting, "visit", position=1)
        write_if_action(setting, "plan", position=2)
        move_if_action(first, up=False, by=setting.other_member, now=timezone.now())

    result = save(setting, Edit(f"if:{first.pk}", "visit three classrooms", 1))

    assert result.saved == (f"if:{first.pk}",)


def test_words_for_an_if_action_that_was_removed_meanwhile_are_asked_about(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
        remove_if_action(action, by=setting.other_member, now=timezone.now())

    asked = save(setting, Edit(f"if:{action.pk}", "visit three classrooms", 1))
    kept = save(setting, Edit(f"if:{action.pk}", "visit three classrooms", 2, "mine"))

    with program_scope(setting.program.pk):
        action.refresh_from_db()
    assert [one.removed for one in asked.conflicts] == [True]
    assert kept.saved == (f"if:{action.pk}",)
    assert (action.text, action.removed_at) == ("visit three classrooms", None)


def test_a_part_of_another_placemat_is_passed_over(setting: Setting) -> None:
    result = save(setting, Edit("if:01a200c4-b234-7541-91bb-ad00c656a65d", "words", 0), Edit("nonsense", "words", 0))

    assert result == SaveResult()


def test_a_version_that_never_was_is_no_trouble(setting: Setting) -> None:
    save(setting, Edit(PRIORITY, "theirs", 0))

    assert len(save(setting, Edit(PRIORITY, "mine", 77)).conflicts) == 1
    assert save(setting, Edit("then", "mine", 77)).saved == ("then",)


def test_a_leaders_own_placemat_is_made_once_and_private_until_shown(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        made = start_own_placemat(setting.cycle, leader=setting.member, now=timezone.now())
        again = start_own_placemat(setting.cycle, leader=setting.member, now=timezone.now())
        shown_at = [made.shown_at]
        show_placemat(made, by=setting.member, now=timezone.now())
        shown_at.append(Placemat.objects.get(pk=made.pk).shown_at)
        keep_placemat_private(made, by=setting.member, now=timezone.now())
        shown_at.append(Placemat.objects.get(pk=made.pk).shown_at)

    assert made.pk == again.pk
    assert [bool(at) for at in shown_at] == [False, True, False]


def test_each_time_a_placemat_is_shown_or_kept_private_is_kept(setting: Setting) -> None:
    moments = [timezone.now() + timedelta(days=day) for day in range(5)]
    with program_scope(setting.program.pk):
        own = start_own_placemat(setting.cycle, leader=setting.member, now=moments[0])

        show_placemat(own, by=setting.member, now=moments[1])
        show_placemat(own, by=setting.member, now=moments[2])
        keep_placemat_private(own, by=setting.member, now=moments[3])
        show_placemat(own, by=setting.member, now=moments[4])

        kept = PlacematChange.objects.filter(placemat=own).order_by("pk").values_list("part", "what", "by", "at")
        assert list(kept) == [
            ("placemat", "shown", setting.member.pk, moments[1]),
            ("placemat", "private", setting.member.pk, moments[3]),
            ("placemat", "shown", setting.member.pk, moments[4]),
        ]

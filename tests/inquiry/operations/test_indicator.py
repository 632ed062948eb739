"""Indicators that move, and what the history keeps of them."""

from django.utils import timezone, translation

from ilc.tenancy.scope import program_scope
from inquiry.models import Indicator
from inquiry.operations.indicator import change_indicator, move_indicator, remove_indicator
from tests.inquiry.setting import Setting, promise_indicator, write_if_action


def test_each_move_is_kept_and_one_without_effect_is_not(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        first, second = promise_indicator(setting, "first"), promise_indicator(setting, "second")

        moved = [
            move_indicator(second, beside=first, by=setting.member, now=timezone.now()),
            move_indicator(second, beside=first, by=setting.member, now=timezone.now()),
            move_indicator(second, beside=second, by=setting.member, now=timezone.now()),
        ]

    assert moved == [True, True, False]
    assert setting.history() == [
        (f"place:{second.pk}", "moved", 1, "2 → 1"),
        (f"place:{second.pk}", "moved", 2, "1 → 2"),
    ]


def test_a_move_disturbs_nobody_who_is_writing(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        first, second = promise_indicator(setting, "first"), promise_indicator(setting, "second")
        move_indicator(second, beside=first, by=setting.facilitator, now=timezone.now())

        written = change_indicator(
            second, words={"text": "anew"}, version=second.version, by=setting.member, now=timezone.now()
        )

    assert (written.text, written.position) == ("anew", 1)


def test_the_history_keeps_fields_and_codes_in_whatever_language_one_writes(setting: Setting) -> None:
    with program_scope(setting.program.pk), translation.override("fr"):
        action = write_if_action(setting, "visit")
        promised = promise_indicator(
            setting, "seen", if_action=action, data_types=["learning", "processes"], how_often="weekly"
        )
        change_indicator(promised, words={"target": "9"}, version=1, by=setting.member, now=timezone.now())

    assert setting.history()[-1][3].splitlines() == [
        "text: seen",
        "clause: if",
        f"if_action: {action.pk}",
        "if_action_text: visit",
        "data_types: learning,processes",
        "target: 9",
        "direction: rise",
        "how_often: weekly",
    ]


def test_who_writes_one_that_was_taken_away_brings_it_back(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        first, second = promise_indicator(setting, "first"), promise_indicator(setting, "second")
        remove_indicator(first, by=setting.member, now=timezone.now())
        Indicator.objects.filter(pk=second.pk).update(position=first.position)

        change_indicator(first, words={"target": "9"}, version=2, by=setting.member, now=timezone.now())

        standing = Indicator.objects.filter(removed_at=None).order_by("position").values_list("text", "target")
        assert list(standing) == [("second", ""), ("first", "9")]

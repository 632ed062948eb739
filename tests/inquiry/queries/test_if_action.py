"""The if-actions of a placemat."""

from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import remove_if_action
from inquiry.queries.if_action import all_if_actions, has_indicators, standing_if_actions
from tests.inquiry.setting import Setting, promise_indicator, write_if_action


def test_those_taken_away_stand_no_more_but_are_still_known(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        gone = write_if_action(setting, "visit")
        stays = write_if_action(setting, "plan")
        remove_if_action(setting.placemat, pk=gone.pk, by=setting.member, now=timezone.now())

        standing, known = standing_if_actions(setting.placemat), all_if_actions(setting.placemat)

    assert standing == [stays]
    assert set(known) == {gone.pk, stays.pk}


def test_an_if_action_knows_whether_an_indicator_shows_it(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        shown, unshown = write_if_action(setting, "visit"), write_if_action(setting, "plan")
        promise_indicator(setting, "seen", if_action=shown)

        assert [has_indicators(shown), has_indicators(unshown)] == [True, False]

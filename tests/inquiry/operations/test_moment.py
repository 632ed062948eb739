"""Moments get names, other names, and none."""

import pytest

from ilc.tenancy.scope import program_scope
from inquiry.models import Moment
from inquiry.operations.moment import (
    MomentNameTaken,
    MomentToCome,
    bring_back_moment,
    name_moment,
    remove_moment,
    rename_moment,
)
from tests.inquiry.setting import Setting
from tests.make_history import agree, day


def names() -> list[tuple[str, bool]]:
    return [(row.name, row.removed_at is None) for row in Moment.objects.order_by("made_at", "pk")]


def test_a_new_name_keeps_the_former_one_in_its_row(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        moment = agree(setting.placemat, "as agreed", by=setting.member, at=day(1))

        renamed = rename_moment(moment, name=" as agreed in October ", by=setting.facilitator, now=day(2))
        same = rename_moment(renamed, name="as agreed in October", by=setting.facilitator, now=day(3))

        assert names() == [("as agreed", False), ("as agreed in October", True)]
        assert (renamed.at, same.pk) == (day(1), renamed.pk)


def test_two_moments_have_two_names(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        first = agree(setting.placemat, "as agreed", by=setting.member, at=day(1))
        second = agree(setting.placemat, "later", by=setting.member, at=day(2))

        with pytest.raises(MomentNameTaken):
            agree(setting.placemat, "as agreed", by=setting.member, at=day(3))
        with pytest.raises(MomentNameTaken):
            rename_moment(second, name="as agreed", by=setting.member, now=day(3))
        remove_moment(first, by=setting.member, now=day(3))
        agree(setting.placemat, "as agreed", by=setting.member, at=day(4))
        with pytest.raises(MomentNameTaken):
            bring_back_moment(first, by=setting.member, now=day(5))


def test_a_name_is_taken_away_and_comes_back(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        moment = agree(setting.placemat, "as agreed", by=setting.member, at=day(1))

        remove_moment(moment, by=setting.facilitator, now=day(2))
        remove_moment(moment, by=setting.member, now=day(3))
        back = bring_back_moment(moment, by=setting.member, now=day(4))
        again = bring_back_moment(back, by=setting.member, now=day(5))

        moment.refresh_from_db()
        assert (moment.removed_by_id, moment.removed_at) == (setting.facilitator.pk, day(2))
        assert (back.name, back.at, again.pk) == ("as agreed", day(1), back.pk)


def test_what_is_still_to_come_has_no_name(setting: Setting) -> None:
    with program_scope(setting.program.pk), pytest.raises(MomentToCome):
        name_moment(setting.placemat, name="tomorrow", at=day(2), by=setting.member, now=day(1))

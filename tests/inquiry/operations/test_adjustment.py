"""Adjustments are recorded, taken away and brought back."""

import pytest

from ilc.tenancy.scope import program_scope
from inquiry.engine.adjustment import AdjustedPart
from inquiry.operations.adjustment import (
    NothingAdjusted,
    bring_back_adjustment,
    record_adjustment,
    remove_adjustment,
)
from tests.inquiry.setting import Setting
from tests.make_history import adjust, day


def test_an_adjustment_keeps_what_it_changed_between_which_moments_and_why(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        made = adjust(setting.placemat, "then", by=setting.member, since=day(1), at=day(3), why=" The visits ")

        made.refresh_from_db()
        assert made.parts == [{"part": "then", "fate": "changed", "number": None}]
        assert (made.why, made.from_at, made.to_at, made.by_id) == ("The visits", day(1), day(3), setting.member.pk)


@pytest.mark.parametrize(("parts", "until"), [([], 2), ([AdjustedPart("then", "changed")], 1)])
def test_without_a_change_there_is_no_adjustment(setting: Setting, parts: list[AdjustedPart], until: int) -> None:
    with program_scope(setting.program.pk), pytest.raises(NothingAdjusted):
        record_adjustment(
            setting.placemat,
            parts=parts,
            from_at=day(1),
            to_at=day(until),
            why="The visits",
            on=day(2).date(),
            by=setting.member,
            now=day(3),
        )


def test_it_is_taken_away_and_comes_back(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        made = adjust(setting.placemat, "then", by=setting.member, since=day(1), at=day(2), why="The visits")

        remove_adjustment(made, by=setting.facilitator, now=day(3))
        remove_adjustment(made, by=setting.member, now=day(4))
        made.refresh_from_db()
        away = (made.removed_by_id, made.removed_at)
        bring_back_adjustment(made)
        made.refresh_from_db()

        assert away == (setting.facilitator.pk, day(3))
        assert (made.removed_by_id, made.removed_at) == (None, None)

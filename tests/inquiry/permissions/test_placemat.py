"""Who writes on which placemat. Who sees them is told by the tests of their pages."""

import pytest
from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat
from inquiry.permissions.placemat import can_show_placemat, can_write_placemat
from tests.inquiry.setting import Setting, person_named
from tests.make import make_placemat

PEOPLE = ["member", "other_member", "facilitator", "admin", "coordinator", "stranger"]


def writers(setting: Setting, placemat: Placemat) -> list[str]:
    return [who for who in PEOPLE if can_write_placemat(person_named(setting, who), placemat)]


def test_who_writes(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member)

        assert writers(setting, setting.placemat) == ["member", "other_member", "facilitator"]
        assert writers(setting, own) == ["member"]
        assert [can_show_placemat(person_named(setting, who), own) for who in PEOPLE] == [True] + [False] * 5


@pytest.mark.parametrize("closed", ["cycle", "collective"])
def test_nobody_writes_when_it_is_over(setting: Setting, closed: str) -> None:
    with program_scope(setting.program.pk):
        getattr(setting, closed).closed_at = timezone.now()
        setting.placemat.cycle.collective = setting.collective

        assert writers(setting, setting.placemat) == []


def test_who_gave_up_a_seat_keeps_reading_their_own_and_writes_no_more(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member)
        setting.collective.seats.filter(participant=setting.member).update(left_at=timezone.now())

        assert writers(setting, own) == []

"""How addresses name moments, and which there are to choose from."""

import pytest

from ilc.tenancy.scope import program_scope
from inquiry.operations.moment import remove_moment
from inquiry.operations.phase import move_phase
from inquiry.queries.moment import instant_key, named_moments, point_groups, point_of, usual_points
from tests.inquiry.setting import Setting
from tests.make_history import agree, day, write


def test_an_address_names_now_the_beginning_a_day_an_instant_or_a_named_moment(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        moment = agree(setting.placemat, "as agreed", by=setting.member, at=day(3))
        keys = ["now", "beginning", "2026-10-02", instant_key(day(2)), f"named-{moment.pk}"]

        points = [point_of(setting.placemat, key, since=None) for key in keys]

    assert [point and point.key for point in points] == keys
    assert [point and point.words for point in points] == [
        "Now",
        "The empty placemat",
        "The end of Friday 2 October 2026",
        "3 October 2026, 12:00",
        "as agreed (4 October 2026, 12:00)",
    ]
    assert points[4] is not None
    assert points[4].at == day(3)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "2026-13-40",
        "9999-99-99",
        "named-x",
        "named-01a200c4-b234-7541-91bb-ad00c656a65d",
        "2026-10-03T12:00:00",
        "0001-01-01T99:00:00Z",
        "then\0",
    ],
)
def test_a_mangled_address_names_no_moment(setting: Setting, key: str) -> None:
    with program_scope(setting.program.pk):
        assert point_of(setting.placemat, key, since=None) is None


def test_nothing_from_before_the_readers_history_can_be_named(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        before = agree(setting.placemat, "draft", by=setting.member, at=day(1))
        keys = [f"named-{before.pk}", instant_key(day(2)), "2026-10-01", instant_key(day(4)), "beginning"]

        points = [point_of(setting.placemat, key, since=day(3)) for key in keys]
        groups = point_groups(setting.placemat, since=day(3))

    assert [point and point.at for point in points] == [None, None, None, day(4), day(3)]
    assert [group.name for group in groups] == ["From first to last"]


def test_there_are_named_moments_moves_and_days_to_choose_from(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        write(setting.placemat, "priority", "one", by=setting.member, at=day(1))
        write(setting.placemat, "priority", "two", by=setting.member, at=day(1, minutes=90))
        move_phase(setting.cycle, to_phase=4, reason="On.", by=setting.facilitator, now=day(2))
        without = usual_points(point_groups(setting.placemat, since=None))
        agree(setting.placemat, "as agreed", by=setting.member, at=day(3))
        gone = agree(setting.placemat, "by mistake", by=setting.member, at=day(4))
        remove_moment(gone, by=setting.member, now=day(4))

        groups = point_groups(setting.placemat, since=None)
        rows = named_moments(setting.placemat, since=None)

    assert [[point.words for point in group.points] for group in groups] == [
        ["as agreed (4 October 2026, 12:00)"],
        ["3 October 2026, 12:00: to phase 4, Implementing and analysing leading data"],
        ["The end of Friday 2 October 2026"],
        ["Now", "The empty placemat"],
    ]
    assert [row.moment.name for row in rows] == ["as agreed"]
    assert [point.at for point in without] == [day(2), None]
    assert [point.at for point in usual_points(groups)] == [day(3), None]

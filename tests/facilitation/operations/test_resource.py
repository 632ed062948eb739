"""The shelf of a theme: an order, no thing twice, nothing lost."""

from datetime import UTC, datetime

import pytest

from collectives.models import Participant, Program, Role, Theme
from facilitation.operations.resource import (
    MOST_RESOURCES,
    OnTheShelf,
    ShelfFull,
    add_resource,
    bring_back_resource,
    move_resource,
    remove_resource,
)
from facilitation.queries.shelf import shelf_of, theme_rows
from ilc.tenancy.scope import program_scope
from tests.make import make_participant

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def scene() -> tuple[Theme, Participant]:
    return Theme.objects.create(name="Student voice"), make_participant(role=Role.ADMIN)


def titles(theme: Theme, who: Participant) -> list[str]:
    return [one.protocol.name if one.protocol else one.title for one in shelf_of(theme, who).resources]


def test_things_stand_in_the_order_they_were_put_and_change_places(program: Program) -> None:
    with program_scope(program.pk):
        theme, admin = scene()
        first = add_resource(theme, protocol="tuning", by=admin, now=NOW)
        last = add_resource(theme, title="An article", url="https://example.org/a", by=admin, now=NOW)

        before = titles(theme, admin)
        move_resource(last, up=True)
        move_resource(last, up=True)
        after = titles(theme, admin)
        move_resource(first, up=False)

        assert before == ["Tuning a draft placemat", "An article"]
        assert after == titles(theme, admin) == ["An article", "Tuning a draft placemat"]


def test_what_is_taken_away_comes_back_to_its_place(program: Program) -> None:
    with program_scope(program.pk):
        theme, admin = scene()
        first = add_resource(theme, protocol="tuning", by=admin, now=NOW)
        add_resource(theme, protocol="atlas", by=admin, now=NOW)

        remove_resource(first, now=NOW)
        gone, counted = titles(theme, admin), [row.count for row in theme_rows()]
        bring_back_resource(first)

        assert (gone, counted) == (["Looking at data together (ATLAS)"], [1])
        assert titles(theme, admin)[0] == "Tuning a draft placemat"


def test_nothing_stands_there_twice(program: Program) -> None:
    with program_scope(program.pk):
        theme, admin = scene()
        add_resource(theme, protocol="tuning", by=admin, now=NOW)

        with pytest.raises(OnTheShelf):
            add_resource(theme, protocol="tuning", by=admin, now=NOW)


def test_a_shelf_is_as_long_as_people_read(program: Program) -> None:
    with program_scope(program.pk):
        theme, admin = scene()
        for number in range(MOST_RESOURCES):
            add_resource(theme, title="x", url=f"https://example.org/{number}", by=admin, now=NOW)

        with pytest.raises(ShelfFull):
            add_resource(theme, protocol="tuning", by=admin, now=NOW)


def test_who_does_not_find_the_library_sees_an_empty_shelf(program: Program) -> None:
    with program_scope(program.pk):
        theme, admin = scene()
        add_resource(theme, protocol="tuning", by=admin, now=NOW)

        assert titles(theme, make_participant()) == []

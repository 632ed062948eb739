"""What an agenda keeps of how it was."""

from datetime import UTC, datetime

import pytest

from collectives.models import Program
from facilitation.models import AgendaItem, SessionChange
from facilitation.operations.agenda import Item, add_items, move_item, place_item
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_session

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_a_move_is_kept_and_one_beyond_the_end_is_not(program: Program) -> None:
    with program_scope(program.pk):
        session, by = make_session(make_collective()), make_participant(role="facilitator")
        first, second = add_items(session, [Item("Arrive", 10), Item("Look at the work", 40)], by=by, now=NOW)

        move_item(second, up=True, by=by, now=NOW)
        move_item(first, up=False, by=by, now=NOW)

        change = SessionChange.objects.get()
        assert (change.was["moved"]["title"], change.was["moved"]["position"]) == ("Look at the work", 2)
        assert (change.by, change.at) == (by, NOW)
        assert [item.title for item in AgendaItem.objects.order_by("position")] == ["Look at the work", "Arrive"]


@pytest.mark.parametrize(
    ("position", "order"),
    [(1, "cabd"), (4, "abdc"), (3, "abcd"), (0, "abcd"), (9, "abcd")],
)
def test_an_item_is_put_at_a_place_and_the_others_move_along(program: Program, position: int, order: str) -> None:
    with program_scope(program.pk):
        session, by = make_session(make_collective()), make_participant(role="facilitator")
        items = add_items(session, [Item(letter, 10) for letter in "abcd"], by=by, now=NOW)

        place_item(items[2], position=position, by=by, now=NOW)

        assert "".join(item.title for item in AgendaItem.objects.order_by("position")) == order
        assert SessionChange.objects.count() == (order != "abcd")

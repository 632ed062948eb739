"""When a hand might be welcome: each rule on its own data."""

from datetime import date, timedelta
from typing import Any

import pytest

from facilitation.engine.support import (
    CollectiveSeen,
    HelpName,
    Reason,
    Rule,
    SessionSeen,
    Wish,
    reasons_of,
    suggested_help,
)
from facilitation.models import FlagRule, HelpKind

TODAY = date(2026, 11, 26)


def session(days_ago: int, **fields: Any) -> SessionSeen:
    """A session that took place with eight of ten members."""
    fields = {"cancelled": False, "begun": False, "marked": True, "came": 8, "seats": 10} | fields
    return SessionSeen(key=str(days_ago), day=TODAY - timedelta(days=days_ago), **fields)


def unmarked(days_ago: int) -> SessionSeen:
    return session(days_ago, marked=False, came=0)


def seen(
    *sessions: SessionSeen, phase: int | None = 3, moved: int = 1, wishes: tuple[Wish, ...] = ()
) -> CollectiveSeen:
    return CollectiveSeen(sessions, phase, TODAY - timedelta(days=moved), wishes)


def rules(collective: CollectiveSeen) -> list[Rule]:
    return [reason.rule for reason in reasons_of(collective, today=TODAY)]


def test_a_collective_that_meets_and_works_gives_no_reason() -> None:
    assert rules(seen(session(40), session(10))) == []


def test_a_collective_that_has_not_met_yet_gives_no_reason() -> None:
    assert reasons_of(CollectiveSeen((), None, None, ()), today=TODAY) == []


def test_two_sessions_in_a_row_that_did_not_take_place() -> None:
    found = reasons_of(seen(session(70), session(40, cancelled=True), unmarked(10)), today=TODAY)

    assert found == [Reason(Rule.NOT_HELD, {"days": ["2026-10-17", "2026-11-16"]})]


@pytest.mark.parametrize(
    "sessions",
    [
        (session(40, cancelled=True), session(10)),
        (unmarked(40), session(10, cancelled=True), session(5)),
        (unmarked(10),),
        (session(40, marked=False, came=0, begun=True), unmarked(10)),
    ],
    ids=["the last one did", "one after both did", "only one", "one was run here"],
)
def test_sessions_between_which_something_took_place_give_no_reason(sessions: tuple[SessionSeen, ...]) -> None:
    assert Rule.NOT_HELD not in rules(seen(*sessions))


def test_a_session_of_the_day_before_yesterday_may_still_be_marked() -> None:
    assert rules(seen(unmarked(40), unmarked(3))) == []
    assert rules(seen(unmarked(40), unmarked(4))) == [Rule.NOT_HELD]


def test_everybody_sent_regrets_is_a_session_that_did_not_take_place() -> None:
    assert rules(seen(session(40, came=0), session(10, came=0))) == [Rule.NOT_HELD]


def test_fewer_than_half_of_the_seats_twice() -> None:
    found = reasons_of(seen(session(70), session(40, came=4), session(10, came=3, seats=7)), today=TODAY)

    assert found == [
        Reason(
            Rule.FEW_CAME,
            {
                "sessions": [
                    {"day": "2026-10-17", "came": 4, "seats": 10},
                    {"day": "2026-11-16", "came": 3, "seats": 7},
                ]
            },
        )
    ]


@pytest.mark.parametrize("came", [(5, 4), (4, 5), (10, 3)])
def test_half_of_the_seats_is_enough_and_once_is_no_reason(came: tuple[int, int]) -> None:
    assert rules(seen(session(40, came=came[0]), session(10, came=came[1]))) == []


def test_a_session_that_was_not_marked_says_nothing_about_who_came() -> None:
    assert rules(seen(session(70, came=4), session(40, marked=False, came=0, begun=True), session(10))) == []


@pytest.mark.parametrize(("phase", "raised"), [(2, False), (3, True), (4, True), (5, False), (6, False), (None, False)])
def test_a_placemat_that_does_not_move_matters_in_phases_three_and_four(phase: int | None, raised: bool) -> None:
    assert (rules(seen(session(10), phase=phase, moved=60)) == [Rule.UNMOVED]) == raised


def test_a_placemat_may_rest_for_59_days_and_over_a_summer_without_sessions() -> None:
    assert rules(seen(session(10), moved=59)) == []
    assert rules(seen(session(75), session(70), moved=65)) == []


def test_a_wish_is_a_reason_with_what_was_wished_for_while_it_is_fresh() -> None:
    wish = Wish("r1", "p1", TODAY - timedelta(days=60), ["visit", "time"])

    [reason] = reasons_of(seen(wishes=(wish,)), today=TODAY)

    assert (reason.rule, suggested_help(reason.rule, reason.facts)) == (Rule.WISHED, ["visit", "time"])
    assert reasons_of(seen(wishes=(wish,)), today=TODAY + timedelta(days=1)) == []


def test_a_reflection_without_a_wish_and_no_reflection_at_all_are_no_reason() -> None:
    assert rules(seen(wishes=(Wish("r1", "p1", TODAY, []),))) == []
    assert rules(seen()) == []


def test_the_same_facts_are_the_same_reason_in_whatever_order_they_come() -> None:
    sessions = (unmarked(40), unmarked(10))
    wishes = (Wish("r1", "p1", TODAY, ["time"]), Wish("r2", "p2", TODAY, ["visit"]))

    one = reasons_of(seen(*sessions, wishes=wishes), today=TODAY)
    other = reasons_of(seen(*reversed(sessions), wishes=wishes[::-1]), today=TODAY + timedelta(days=5))

    assert one == other


def test_every_rule_has_a_name_in_the_database_and_a_suggestion_of_a_known_kind() -> None:
    assert {*FlagRule.values} == {*(rule.value for rule in Rule), "by_hand"}
    assert [name.value for name in HelpName] == HelpKind.values
    assert all(suggested_help(rule, {}) for rule in Rule if rule != Rule.WISHED)

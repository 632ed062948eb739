"""When a session ends as things go, and what could give way."""

from datetime import UTC, datetime, timedelta

from facilitation.engine.pace import Ahead, Cut, pace_of

NOW = datetime(2026, 11, 17, 19, 54, tzinfo=UTC)
LEFT = timedelta(minutes=25)


def test_in_time_nothing_has_to_give_way() -> None:
    pace = pace_of(now=NOW, left_in_item=LEFT, ahead=[Ahead("a", "free", 20)], ends_at=NOW + timedelta(minutes=45))

    assert (pace.ends_at, pace.over, pace.runs_over, pace.cut) == (
        NOW + timedelta(minutes=45),
        timedelta(0),
        False,
        None,
    )


def test_less_than_a_minute_is_not_worth_a_word() -> None:
    ends_at = NOW + LEFT - timedelta(seconds=59)

    pace = pace_of(now=NOW, left_in_item=LEFT, ahead=[], ends_at=ends_at)

    assert (pace.over, pace.runs_over) == (timedelta(seconds=59), False)


def test_the_longest_talk_gives_way_and_what_is_taken_home_does_not() -> None:
    ahead = [Ahead("theory", "placemat", 20), Ahead("promises", "commitments", 30), Ahead("word", "prompt", 40)]

    pace = pace_of(now=NOW, left_in_item=LEFT, ahead=ahead, ends_at=NOW + timedelta(minutes=111, seconds=30))

    assert (pace.minutes_over, pace.cut) == (4, Cut("theory", 16))


def test_an_item_keeps_five_minutes_and_a_shorter_one_is_left_alone() -> None:
    ahead = [Ahead("a", "free", 5), Ahead("b", "free", 8)]

    pace = pace_of(now=NOW, left_in_item=LEFT, ahead=ahead, ends_at=NOW)

    assert pace.cut == Cut("b", 5)


def test_when_nothing_is_long_enough_nothing_is_proposed() -> None:
    pace = pace_of(now=NOW, left_in_item=timedelta(minutes=-3), ahead=[Ahead("a", "free", 5)], ends_at=NOW)

    assert (pace.ends_at, pace.minutes_over, pace.cut) == (NOW + timedelta(minutes=5), 5, None)

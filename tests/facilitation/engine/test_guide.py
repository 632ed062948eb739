"""Which question to think of first, and why."""

from datetime import date

import pytest

from facilitation.engine.guide import Candidate, Earlier, Reason, Screen, Suggestion, order_questions

PLAIN = Candidate("plain", phases=(4,), fits=("problem",))
FOR_IF = Candidate("for-if", phases=(4,), fits=("if",))
FOR_BARE_IF = Candidate("for-bare-if", phases=(4,), fits=("if_without_indicator",))
FOR_FLAT = Candidate("for-flat", phases=(5,), fits=("chart_flat",))
ALL = (PLAIN, FOR_IF, FOR_BARE_IF, FOR_FLAT)


def earlier(key: str, *, here: bool = False, came_of: str = "", month: int = 10) -> Earlier:
    return Earlier(key, date(2026, month, 8), here=here, came_of=came_of)


def order(*candidates: Candidate, screen: Screen = Screen(), **given: object) -> list[Suggestion]:  # noqa: B008  frozen
    asked = {"phase": 4, "earlier": [], "favourites": ()} | given
    return order_questions(candidates, screen=screen, **asked)  # type: ignore[arg-type]


def keys(suggestions: list[Suggestion]) -> list[str]:
    return [one.key for one in suggestions]


@pytest.mark.parametrize(
    ("screen", "first"),
    [
        (Screen(), "plain"),
        (Screen("problem"), "plain"),
        (Screen("if", "if:3", has_indicator=True), "for-if"),
        (Screen("if", "if:3", has_indicator=False), "for-bare-if"),
        (Screen("if", "if:3", has_indicator=None), "for-if"),
        (Screen("theory"), "for-if"),
        (Screen("indicator_leading", moved=False), "for-flat"),
        (Screen("indicator_leading", moved=None), "plain"),
    ],
)
def test_what_fits_the_screen_comes_first(screen: Screen, first: str) -> None:
    assert keys(order(*ALL, screen=screen))[0] == first


def test_a_fact_says_more_than_the_kind_of_thing_it_is_about() -> None:
    screen = Screen("if", "if:3", has_indicator=False)

    assert keys(order(*ALL, screen=screen))[:2] == ["for-bare-if", "for-if"]


def test_nothing_is_said_of_a_chart_that_does_not_exist() -> None:
    assert Screen("indicator_lagging").fits == ("indicator_lagging",)
    assert Screen("indicator_lagging", moved=True).fits == ("chart_moved", "indicator_lagging")


def test_every_question_stands_there_once_whatever_was_asked() -> None:
    found = order(*ALL, earlier=[earlier("plain"), earlier("plain", month=11), earlier("gone")])

    assert sorted(keys(found)) == ["for-bare-if", "for-flat", "for-if", "plain"]


def test_what_was_asked_in_this_session_goes_to_the_end_even_if_it_fits() -> None:
    found = order(*ALL, screen=Screen("if"), earlier=[earlier("for-if", here=True)], favourites={"for-if"})

    assert keys(found)[-1] == "for-if"
    assert [reason.kind for reason in found[-1].reasons] == ["asked_here", "fits", "favourite", "phase"]


def test_a_favourite_comes_before_its_equals_and_not_before_what_fits() -> None:
    found = order(*ALL, screen=Screen("if", has_indicator=True), favourites={"for-flat", "for-bare-if"})

    assert keys(found) == ["for-if", "for-bare-if", "for-flat", "plain"]


def test_what_something_came_of_comes_before_the_new_and_the_new_before_the_fruitless() -> None:
    a, b, c = (Candidate(key, phases=(4,), fits=()) for key in "abc")

    found = order(a, b, c, earlier=[earlier("a"), earlier("c", came_of="We visit in pairs")])

    assert keys(found) == ["c", "b", "a"]
    assert [one.reasons[-1].kind for one in found] == ["came_of", "new", "asked"]


def test_the_time_something_came_of_is_the_one_to_tell() -> None:
    fruitful, later = earlier("plain", came_of="We visit in pairs", month=9), earlier("plain", month=11)

    [found] = order(PLAIN, earlier=[fruitful, later])

    assert found.reasons == (Reason("phase"), Reason("came_of", earlier=fruitful))


def test_own_questions_come_before_those_of_the_bank_when_nothing_else_tells_them_apart() -> None:
    own = Candidate("own:1", phases=(4,), fits=("problem",), own=True)

    assert keys(order(PLAIN, own)) == ["own:1", "plain"]
    assert keys(order(PLAIN, own, phase=None)) == ["own:1", "plain"]


def test_the_order_of_the_bank_is_kept_among_equals() -> None:
    same = [Candidate(str(number), phases=(), fits=()) for number in range(20)]

    assert keys(order(*same)) == [one.key for one in same]

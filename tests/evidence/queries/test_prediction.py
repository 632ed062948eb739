"""What is shown of predictions: names where people agree, and nothing that would tell whose the others are."""

from typing import Any

from collectives.models import Participant
from evidence.operations.prediction import reveal
from evidence.queries.prediction import RevealedRound, revealed_rounds
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make import make_participant, seat
from tests.make_analysis import make_prediction
from tests.make_history import day


def laid_open(shared: Shared, *written: tuple[str, bool, str]) -> RevealedRound:
    """The round in which each of these was written: which way, whether with a name, what words."""
    people: list[Participant] = [make_participant(f"Person {letter}") for letter in "ABCDEF"]
    for person, (expected, named, words) in zip(people, written, strict=False):
        seat(shared.collective, person)
        asked = make_prediction(shared.indicator, words, by=person, named=named, expected=expected).round
    reveal(asked, by=shared.facilitator, now=day(9))
    return revealed_rounds(shared.indicator)[0]


def told(round_: RevealedRound) -> dict[str, Any]:
    return {
        "said": [(one.by, one.words) for one in round_.said],
        "ways": dict(round_.ways),
        "hidden": round_.hidden,
    }


def test_fewer_than_three_without_a_name_stay_closed_and_are_not_counted(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        found = laid_open(shared, ("up", True, "a"), ("up", True, "b"), ("down", False, "c"), ("down", False, "d"))

    assert told(found) == {"said": [("Person A", "a"), ("Person B", "b")], "ways": {"up": 2}, "hidden": 2}


def test_three_without_a_name_are_shown_in_no_order_of_people(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        found = laid_open(shared, ("up", False, "z"), ("down", False, "y"), ("up", False, "x"), ("same", True, "w"))

    assert told(found) == {
        "said": [("Person D", "w"), ("", "y"), ("", "x"), ("", "z")],
        "ways": {"up": 2, "about the same": 1, "down": 1},
        "hidden": 0,
    }
    assert all(one.initials == "" for one in found.said if not one.by)

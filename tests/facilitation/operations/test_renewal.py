"""A group says what it keeps, drops and sharpens, and each member whether they stay."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from collectives.models import Participant, Program
from collectives.operations.seat import end_seat
from facilitation.models import Renewal, RenewalPart, RenewalSeat
from facilitation.operations.renewal import (
    ChosenMeanwhile,
    NotSeated,
    PartChoice,
    WordsNeeded,
    WordsTooLong,
    choose_part,
    say_staying,
)
from ilc.tenancy.scope import program_scope
from inquiry.operations.cycle import close_cycle
from inquiry.operations.phase import CycleClosed
from tests.make_renewal import Ending, make_ending


@pytest.fixture
def ending(program: Program) -> Iterator[Ending]:
    with program_scope(program.pk):
        yield make_ending()


def choose(
    ending: Ending, part: str, choice: str, words: str = "", *, by: Participant | None = None, **said: Any
) -> RenewalPart:
    chosen = PartChoice(choice, words, said.get("why", ""))
    version = said.get("version", 0)
    return choose_part(
        ending.cycle, part=part, chosen=chosen, version=version, by=by or ending.member, now=timezone.now()
    )


def test_the_first_word_begins_the_draft_and_the_second_stands_in_the_same(ending: Ending) -> None:
    choose(ending, "priority", "keep", why="It held.")
    choose(ending, "then", "sharpen", " Teachers ask for reasons each week ")

    rows = RenewalPart.objects.order_by("part").values_list("part", "choice", "words", "why", "version")
    assert list(rows) == [
        ("priority", "keep", "", "It held.", 1),
        ("then", "sharpen", "Teachers ask for reasons each week", "", 1),
    ]
    assert Renewal.objects.get().begun_by == ending.member


def test_who_chose_upon_an_older_version_sees_what_stands_there(ending: Ending) -> None:
    choose(ending, "priority", "keep")

    with pytest.raises(ChosenMeanwhile) as refused:
        choose(ending, "priority", "drop", by=ending.colleague)

    assert refused.value.theirs.choice == "keep"
    assert choose(ending, "priority", "drop", version=1, by=ending.colleague).version == 2


def test_upon_ones_own_choice_one_chooses_again_at_once(ending: Ending) -> None:
    choose(ending, "priority", "keep")

    assert choose(ending, "priority", "drop").version == 2


def test_the_same_said_twice_is_once(ending: Ending) -> None:
    choose(ending, "priority", "drop")

    assert choose(ending, "priority", "drop").version == 1


def test_what_is_sharpened_needs_words_that_fit(ending: Ending) -> None:
    with pytest.raises(WordsNeeded):
        choose(ending, "priority", "sharpen", "  ")
    with pytest.raises(WordsTooLong):
        choose(ending, f"indicator:{ending.leading.pk}", "sharpen", "x" * 501)

    assert RenewalPart.objects.count() == 0


def test_nothing_is_chosen_once_the_cycle_is_closed(ending: Ending) -> None:
    close_cycle(ending.cycle, now=timezone.now())

    with pytest.raises(CycleClosed):
        choose(ending, "priority", "keep")
    with pytest.raises(CycleClosed):
        say_staying(ending.cycle, participant=ending.member, staying="stays", by=ending.member, now=timezone.now())


def test_a_member_says_it_and_may_say_otherwise_later(ending: Ending) -> None:
    for staying in ("leaves", "moves"):
        say_staying(ending.cycle, participant=ending.member, staying=staying, by=ending.member, now=timezone.now())

    assert list(RenewalSeat.objects.values_list("participant", "staying")) == [(ending.member.pk, "moves")]


def test_nobody_says_it_for_who_has_no_seat_any_more(ending: Ending) -> None:
    seat = ending.collective.seats.get(participant=ending.member)
    end_seat(seat, reason="", by=ending.facilitator, now=timezone.now())

    with pytest.raises(NotSeated):
        say_staying(ending.cycle, participant=ending.member, staying="stays", by=ending.facilitator, now=timezone.now())

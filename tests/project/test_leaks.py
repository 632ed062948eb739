"""The proof of tests/prove/prove_leaks.py in small, with every run of the tests."""

from dataclasses import replace

import pytest

from tests.prove.prove_leaks import WORD, try_attempts
from tests.world import make_world


@pytest.mark.usefixtures("db")
def test_a_thousand_requests_across_programs_show_and_change_nothing() -> None:
    ours, theirs = make_world("fundy-shore"), make_world("autre-rive", word=WORD)

    tally = try_attempts(ours, theirs, count=1000)

    assert tally.leaks == []
    assert (tally.attempts.total(), len(tally.bodies)) == (1000, 1)


@pytest.mark.usefixtures("db")
def test_the_search_for_the_other_program_finds_what_is_there() -> None:
    ours, theirs = make_world("fundy-shore"), make_world("autre-rive", word=WORD)

    tally = try_attempts(ours, replace(theirs, word=ours.word), count=60)

    assert len(tally.leaks) > 5

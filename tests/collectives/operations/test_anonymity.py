"""The proof of tests/prove/prove_anonymity.py in small: nothing links an anonymous answer to a person."""

import pytest
from django.utils.timezone import now

from collectives.operations.gathering_close import close_gathering
from ilc.tenancy.scope import program_scope
from tests.anonymity import (
    ask_everyone,
    attack_database,
    close_carelessly,
    let_everyone_answer,
    logged,
    read_as_admin,
    without_counts,
)
from tests.world import make_world

PEOPLE = 60
CHANCE = 9  # right guesses that no attack on shuffled rows reaches: one is to be expected, and 9 is one in a million


@pytest.mark.usefixtures("committed")
def test_nothing_links_an_answer_to_a_person():
    asked = ask_everyone(make_world("fundy-shore"), PEOPLE)
    with logged() as log:
        coming = let_everyone_answer(asked, seed=1)
        for _ in range(PEOPLE // 2):
            next(coming)
        before = read_as_admin(asked)
        next(coming)
        after = read_as_admin(asked)
        everyone = [*asked.order, *[str(person.pk) for person in coming]]
    open_now, careless = attack_database(asked), close_carelessly(asked)
    with program_scope(asked.world.program.pk):
        close_gathering(asked.gathering, by=asked.people[0], now=now())

    closed = attack_database(asked)

    texts = [text for both in asked.texts.values() for text in both]
    pages = [*before.values(), *after.values(), *log.lines]
    assert len(everyone) == PEOPLE
    assert [text for text in texts if any(text in page for page in pages)] == []
    assert [url for url in after if without_counts(before[url]) != without_counts(after[url])] == []
    assert max(closed.values()) < CHANCE, closed
    # the attack can find what is there: while it is open, and where closing would not write the rows anew
    assert min(open_now["the same transaction"], open_now["keys made anew with the server's key"]) > PEOPLE
    assert max(careless.values()) > 2 * CHANCE


@pytest.mark.usefixtures("committed")
def test_closed_rows_share_everything_but_chance():
    asked = ask_everyone(make_world("fundy-shore"), 8)
    for _ in let_everyone_answer(asked, seed=2):
        pass
    with program_scope(asked.world.program.pk):
        close_gathering(asked.gathering, by=asked.people[0], now=now())

        rows = asked.gathering.responses.extra(select={"xmin": "xmin::text"}).values_list(
            "xmin", "key", "participant", "answered_at"
        )
        assert len(set(rows)) == 1
        assert {one.version for one in asked.gathering.responses.values_list("pk", flat=True)} == {4}
        assert not asked.gathering.asked.exclude(key=None).exists()

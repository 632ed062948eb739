"""What facilitators write for staff, and why a hand may be welcome, reaches no member: every page, as each relation."""

import pytest

from tests.addresses import addresses_in_program
from tests.world import World, make_world

WRITTEN = ("reflection", "raised hand", "former hand", "settled hand", "given hand")


def read_by(world: World, relation: str) -> set[str]:
    """Which of these words stand on some page that this person gets."""
    client, seen = world.client(relation), set()
    for address in addresses_in_program():
        answer = client.get(address.url(world.program.slug, world.things))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen |= {word for word in WRITTEN if f"{world.word} {word}<".encode() in body}
    return seen


@pytest.mark.usefixtures("db")
def test_only_the_author_and_program_staff_ever_read_it() -> None:
    world = make_world("fundy-shore", word="quixotic")
    readers = (
        "admin",
        "coordinator",
        "facilitator",
        "member",
        "former member",
        "member elsewhere",
        "coordinator outside",
    )

    read = {relation: read_by(world, relation) for relation in readers}

    assert {relation: seen for relation, seen in read.items() if seen} == {
        "admin": {*WRITTEN},
        "coordinator": {*WRITTEN},
        "facilitator": {"reflection", "given hand"},  # their own words, and what was offered to them
    }

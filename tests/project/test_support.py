"""What is written for staff is found by whom it is for; test_access looks that nobody else ever does."""

import pytest

from tests.addresses import find_address
from tests.world import World, make_world
from tests.world_support import READERS, STAFF, support_in

PAGES = ("facilitation:collective-going", "facilitation:collective-support")


def read_by(world: World, relation: str) -> set[str]:
    """Which of these texts this person finds."""
    client = world.client(relation)
    pages = [client.get(find_address(name).url(world.program.slug, world.things)).content for name in PAGES]
    return set.union(*(support_in(world.word, page) for page in pages))


@pytest.mark.usefixtures("db")
def test_who_it_is_for_finds_it() -> None:
    world = make_world("fundy-shore", word="quixotic")

    found = {relation: read_by(world, relation) for relation in (*STAFF, "facilitator", "member")}

    assert found == {relation: {text for text, readers in READERS.items() if relation in readers} for relation in found}

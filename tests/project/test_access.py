"""Who gets what: every relation x every address x every method, as the table in tests/project/access says."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase
from pytest_django.plugin import DjangoDbBlocker

from tests.addresses import Address, addresses, addresses_in_program, find_address, unknown_ids
from tests.project.access import VARIANTS, Line, lines
from tests.world import ELSEWHERE, RELATIONS, World, make_world, taken_back
from tests.world_support import READERS, support_in

PRESSED = {"pressed": "yes"}  # a form that was sent, with nothing filled in
TABLE = lines()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for the whole table; every request is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world("fundy-shore", word="quixotic")
        transaction.set_rollback(True)


def ask(world: World, relation: str, method: str, url: str) -> tuple[int, bytes]:
    """The answer to one request, which leaves no trace: its status and what it shows."""
    cache.clear()  # too many of the same person are not the matter here
    client = world.client(relation)
    with taken_back():
        answer: HttpResponseBase = getattr(client, method.lower())(url, PRESSED if method == "POST" else {})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body


def url_of(world: World, address: Address, variant: str = "") -> str:
    things = {word: world.things[other] for word, other in VARIANTS.get(variant, {}).items()}
    return address.url(world.program.slug, world.things | things)


def test_the_table_names_every_address_and_no_other() -> None:
    named = {(line.name, line.method) for line in TABLE}
    wanted = {(address.name, method) for address in addresses() for method in ("GET", "POST")}

    assert (sorted(wanted - named), sorted(named - wanted)) == ([], [])


def test_every_id_in_an_address_names_a_thing_of_the_world() -> None:
    assert [address.name for address in addresses() if unknown_ids(address)] == []


def test_every_address_inside_a_program_begins_with_its_slug() -> None:
    outside = [address.name for address in addresses() if ":" in address.name and not address.in_program]

    assert outside == []


@pytest.mark.parametrize("line", TABLE, ids=lambda line: f"{line.method} {line.name}#{line.variant}".rstrip("#"))
def test_each_relation_gets_what_the_table_says(world: World, line: Line) -> None:
    url = url_of(world, find_address(line.name), line.variant)

    answers = {relation: ask(world, relation, line.method, url) for relation in RELATIONS}

    wrong = {who: f"{got}, not {line.answers[who]}" for who, (got, _) in answers.items() if got != line.answers[who]}
    assert wrong == {}
    read = {who: support_in(world.word, body) for who, (_, body) in answers.items()}
    assert {who: texts for who, texts in read.items() if any(who not in READERS[text] for text in texts)} == {}


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.name)
def test_no_address_takes_another_method(world: World, address: Address) -> None:
    url = url_of(world, address)
    let_in = "admin" if address.in_program else "member"

    answers = {ask(world, let_in, method, url)[0] for method in ("PUT", "PATCH", "DELETE")}

    assert answers == {405}


def test_what_is_not_yours_answers_as_what_does_not_exist(world: World) -> None:
    nowhere = dict.fromkeys(world.things, uuid4())
    outside = (*ELSEWHERE, "who left", "stranger")
    bodies = defaultdict(set)
    for address in addresses_in_program():
        if not address.ids:
            continue
        asked = [(relation, url_of(world, address)) for relation in outside]
        asked += [(relation, address.url(world.program.slug, nowhere)) for relation in ("member elsewhere", "stranger")]
        for relation, url in [*asked, ("stranger", address.url("no-such-program", nowhere))]:
            status, body = ask(world, relation, "GET", url)
            if status == 404:
                bodies[relation].add(body)

    assert {relation: len(found) for relation, found in bodies.items()} == dict.fromkeys(outside, 1)
    assert len(set.union(*bodies.values())) == 1

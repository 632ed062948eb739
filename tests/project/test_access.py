"""Who gets what: every relation x every address x every method, as the table in tests/project/access says."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from pytest_django.plugin import DjangoDbBlocker

from tests.addresses import Address, addresses, addresses_in_program, find_address, unknown_ids
from tests.project.access import VARIANTS, Line, lines
from tests.world import ELSEWHERE, RELATIONS, World, make_world, taken_back

PRESSED = {"pressed": "yes"}  # a form that was sent, with nothing filled in
TABLE = lines()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for the whole table; every request is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world("fundy-shore")
        transaction.set_rollback(True)


def ask(world: World, relation: str, method: str, url: str) -> HttpResponse:
    """The answer to one request, which leaves no trace."""
    cache.clear()  # too many of the same person are not the matter here
    client = world.client(relation)
    with taken_back():
        answer: HttpResponse = getattr(client, method.lower())(url, PRESSED if method == "POST" else {})
        if answer.streaming:
            b"".join(answer.streaming_content)  # closes the file
    return answer


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

    answers = {relation: ask(world, relation, line.method, url).status_code for relation in RELATIONS}

    wrong = {who: f"{int(got)}, not {line.answers[who]}" for who, got in answers.items() if got != line.answers[who]}
    assert wrong == {}


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.name)
def test_no_address_takes_another_method(world: World, address: Address) -> None:
    url = url_of(world, address)
    let_in = ["member", "admin"] if address.in_program else ["member", "anonymous"]

    answers = {
        ask(world, relation, method, url).status_code for method in ("PUT", "PATCH", "DELETE") for relation in let_in
    }

    assert answers == {405}


def test_what_is_not_yours_answers_as_what_does_not_exist(world: World) -> None:
    nowhere = dict.fromkeys(world.things, uuid4())
    outside = (*ELSEWHERE, "who left", "stranger")
    bodies = defaultdict(set)
    for address in addresses_in_program():
        if not address.ids:
            continue
        urls = [url_of(world, address), address.url(world.program.slug, nowhere)]
        asked = [(relation, url) for relation in outside for url in urls]
        for relation, url in [*asked, ("stranger", address.url("no-such-program", nowhere))]:
            answer = ask(world, relation, "GET", url)
            if answer.status_code == 404:
                bodies[relation].add(answer.content)

    assert {relation: len(found) for relation, found in bodies.items()} == dict.fromkeys(outside, 1)
    assert len(set.union(*bodies.values())) == 1

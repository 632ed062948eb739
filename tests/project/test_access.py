"""Who gets what: every relation x every address x every method, as the table in tests/project/access says."""

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
OUTSIDE = (*ELSEWHERE, "who left", "stranger")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for the whole table; every request is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world("fundy-shore", word="quixotic")
        for relation in world.sessions:
            world.client(relation).get("/")  # what a session notes only once
        yield world
        transaction.set_rollback(True)


def ask(world: World, relation: str, method: str, url: str) -> tuple[int, bytes]:
    """The answer to one request, which leaves no trace: its status and what it shows."""
    cache.clear()  # too many of the same person are not the matter here
    client = world.client(relation)
    with taken_back():
        answer: HttpResponseBase = getattr(client, method.lower())(url, PRESSED if method == "POST" else {})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body


@pytest.fixture(scope="module")
def not_found(world: World) -> bytes:
    """What a stranger reads where there is no program at all."""
    address = next(address for address in addresses_in_program() if address.ids)
    return ask(world, "stranger", "GET", address.url("no-such-program", world.things))[1]


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
def test_each_relation_gets_what_the_table_says(world: World, not_found: bytes, line: Line) -> None:
    url = url_of(world, find_address(line.name), line.variant)

    answers = {relation: ask(world, relation, line.method, url) for relation in RELATIONS}

    wrong = {who: f"{got}, not {line.answers[who]}" for who, (got, _) in answers.items() if got != line.answers[who]}
    assert wrong == {}
    if line.method == "GET" and ":" in line.name:  # what is not yours answers as what does not exist
        hidden = {who: body for who, (got, body) in answers.items() if got == 404 and who in OUTSIDE}
        assert hidden == dict.fromkeys(hidden, not_found)
        assert {"who left", "stranger"} <= hidden.keys()
    read = {who: support_in(world.word, body) for who, (_, body) in answers.items()}
    assert {who: texts for who, texts in read.items() if any(who not in READERS[text] for text in texts)} == {}


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.name)
def test_no_address_takes_another_method(world: World, address: Address) -> None:
    url = url_of(world, address)
    let_in = "admin" if address.in_program else "member"

    answers = {ask(world, let_in, method, url)[0] for method in ("PUT", "PATCH", "DELETE")}

    assert answers == {405}


def test_what_does_not_exist_answers_as_a_program_that_does_not(world: World, not_found: bytes) -> None:
    nowhere = dict.fromkeys(world.things, uuid4())
    urls = [address.url(world.program.slug, nowhere) for address in addresses_in_program() if address.ids]

    answers = [ask(world, relation, "GET", url) for relation in ("member elsewhere", "stranger") for url in urls]

    assert {body for status, body in answers if status == 404} == {not_found}

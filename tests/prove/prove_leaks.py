"""Thousands of requests across programs, each over an address x a method x a relation: does anything of the other
program come back, or change?

Run: python -m tests.prove.prove_leaks [attempts]; it ends non-zero when one request leaks. Two programs of the same
shape; every text of the other one holds a word that stands nowhere else. People of ours ask for its addresses; for
our addresses with its ids, one or all of them replaced; for both with ids that nobody has; and they send our forms,
as found on our pages, with its ids in every field that takes one. Every answer is searched for the word; every
answer that must be a 404 has the same body; and after each form, before it is taken back, every row of the other
program is as it was.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import os
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from time import process_time
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test.utils import setup_test_environment

from ilc.tenancy.checks import owned_models
from tests.addresses import addresses_in_program
from tests.databases import drop_database, use_database
from tests.forms import Sent, forms_of
from tests.world import ELSEWHERE, HERE, World, make_world, taken_back

ATTEMPTS = 10_000
METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS")
ASKERS = (*HERE, *ELSEWHERE)
WORD = "Ptarmigan"


@dataclass(frozen=True)
class Attempt:
    """One request. `hidden`: nothing but the one 404 may come back."""

    relation: str
    method: str
    url: str
    data: Sent
    hidden: bool
    what: str


@dataclass
class Tally:
    """What came of them."""

    attempts: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    bodies: set[bytes] = field(default_factory=set)


def try_attempts(ours: World, theirs: World, *, count: int, seed: int = 2) -> Tally:
    """That many requests by people of ours; each is taken back after its answer was looked at."""
    tally, chance = Tally(), random.Random(seed)
    before = rows_of(theirs)
    for attempt in _mixed(ours, theirs, chance, count):
        _try(ours, theirs, attempt, before, tally)
    return tally


def rows_of(world: World) -> dict[str, str]:
    """A digest of each table's rows of one program, past every policy."""
    digests = {}
    with taken_back(), connections["default"].cursor() as cursor:
        cursor.execute("SELECT set_config('app.program_id', %s, true)", [str(world.program.pk)])
        for model in owned_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t')
            digests[table] = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('app.program_id', '', true)")
    return digests


def _try(ours: World, theirs: World, attempt: Attempt, before: dict[str, str], tally: Tally) -> None:
    cache.clear()  # too many of the same person are not the matter here
    client = ours.client(attempt.relation)
    with taken_back():
        answer: Any = getattr(client, attempt.method.lower())(attempt.url, attempt.data or None)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        for close in answer._resource_closers:  # of a file that a HEAD request did not read
            close()
        changed = attempt.method == "POST" and answer.status_code == HTTPStatus.FOUND and rows_of(theirs) != before
    said = f"{attempt.relation}: {attempt.method} {attempt.url} {attempt.data} -> {answer.status_code}"
    tally.attempts[attempt.what] += 1
    tally.statuses[int(answer.status_code)] += 1
    heads = "\n".join(f"{name}: {value}" for name, value in answer.items())
    if theirs.word.encode() in body or theirs.word in heads:
        tally.leaks.append(said)
    if changed:
        tally.leaks.append(f"{said} changed a row")
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        tally.leaks.append(f"{said} is not an answer")
    if attempt.hidden and answer.status_code == 404 and attempt.method != "HEAD":
        tally.bodies.add(body)
    if attempt.hidden and answer.status_code not in {404, 405} and attempt.method != "OPTIONS":
        tally.leaks.append(f"{said}, not 404")


def _mixed(ours: World, theirs: World, chance: random.Random, count: int) -> Iterator[Attempt]:
    """Each kind in turn, until there are enough; what is finite begins again in another order."""
    kinds = [
        _foreign_paths(ours, theirs, chance),
        _foreign_ids(ours, theirs, chance),
        _foreign_values(ours, theirs, chance),
    ]
    for number in range(count):
        yield next(kinds[number % len(kinds)])


def _foreign_paths(ours: World, theirs: World, chance: random.Random) -> Iterator[Attempt]:
    """The other program's addresses, with its ids, with ours, with nobody's."""
    while True:
        for address in _shuffled(addresses_in_program(), chance):
            for method in METHODS:
                relation = chance.choice(ASKERS)
                things = chance.choice([theirs.things, ours.things, dict.fromkeys(ours.things, uuid4())])
                url = address.url(theirs.program.slug, _with_text(things, ours))
                yield Attempt(relation, method, url, _body(method), hidden=True, what="path")


def _foreign_ids(ours: World, theirs: World, chance: random.Random) -> Iterator[Attempt]:
    """Our addresses, with one of their ids or all of them replaced by the other program's, or by nobody's."""
    with_ids = [address for address in addresses_in_program() if address.ids]
    while True:
        for address in _shuffled(with_ids, chance):
            for method in METHODS:
                words = list(address.ids.values())
                replaced = chance.choice([words, [chance.choice(words)]])
                other = theirs.things if chance.random() < 0.7 else dict.fromkeys(ours.things, uuid4())
                url = address.url(ours.program.slug, ours.things | {word: other[word] for word in replaced})
                hidden = method in {"GET", "POST"} and len(replaced) == len(words)
                yield Attempt(chance.choice(ASKERS), method, url, _body(method), hidden=hidden, what="id")


def _foreign_values(ours: World, theirs: World, chance: random.Random) -> Iterator[Attempt]:
    """Our forms, as our people find them, with the other program's ids in each field that takes one; and in queries."""
    foreign = [str(thing) for thing in theirs.things.values() if isinstance(thing, UUID)]
    while True:
        for relation in _shuffled(HERE, chance):
            for address in _shuffled(addresses_in_program(), chance):
                url = address.url(ours.program.slug, ours.things)
                with taken_back():
                    answer: Any = ours.client(relation).get(url)
                    if answer.streaming:
                        b"".join(answer.streaming_content)  # closes the file
                if answer.status_code != 200 or answer.streaming or "html" not in answer.get("Content-Type", ""):
                    continue  # a file has no forms
                for form in forms_of(answer.content.decode(), url):
                    for name in form.id_fields:
                        for value in chance.sample(foreign, 3):
                            data = form.filled(chance) | {name: value}
                            yield Attempt(relation, form.method, form.url, data, hidden=False, what="field")
                    if chance.random() < 0.2:
                        query = {name: chance.choice(foreign) for name in form.names or ["q"]}
                        yield Attempt(relation, "GET", url, query, hidden=False, what="query")


def _body(method: str) -> Sent:
    return {"pressed": "yes"} if method == "POST" else {}


def _with_text(things: dict[str, object], ours: World) -> dict[str, object]:
    return {word: thing if isinstance(thing, UUID) else ours.things[word] for word, thing in things.items()}


def _shuffled[T](items: Sequence[T], chance: random.Random) -> list[T]:
    return chance.sample(list(items), len(items))


def main(count: int) -> int:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    setup_test_environment(debug=False)
    name = f"prove_leaks_{os.getpid()}"
    use_database(name)
    try:
        ours, theirs = make_world("fundy-shore"), make_world("autre-rive", word=WORD)
        tally = try_attempts(ours, theirs, count=count)
    finally:
        drop_database(name)
    for leak in tally.leaks[:20]:
        print(leak)
    kinds = ", ".join(f"{number:,} by {what}" for what, number in sorted(tally.attempts.items()))
    statuses = " ".join(f"{status}:{number}" for status, number in sorted(tally.statuses.items()))
    print(f"leaks: {len(addresses_in_program())} addresses x {len(METHODS)} methods x {len(ASKERS)} relations; {kinds}")
    print(f"leaks: answers {statuses}; {process_time():.0f} s of CPU")
    print(f"attempts {tally.attempts.total()} leaks {len(tally.leaks)} bodies {len(tally.bodies)}")
    return 1 if tally.leaks or len(tally.bodies) != 1 else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ATTEMPTS))

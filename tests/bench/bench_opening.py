"""Opening a placemat in which people have written 20,000 times, against one with 20 updates.

Run with `python -m tests.bench.bench_opening [placemats]`. Both kinds end with about as many words; the logs are folded
as the sweep folds them. Each placemat is opened once, for nobody has it open before: its page is asked for, then its
socket, until everything is there. Kinds alternate. Time is wall time of the one who waits.
"""

import asyncio
import random
import statistics
import sys
import time
from functools import partial
from uuid import UUID

from tests import conftest

conftest.django.setup()

from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from pycrdt import Text

from ilc.tenancy.scope import program_scope
from inquiry.coediting.keeping import keep_documents
from inquiry.coediting.replica import Replica
from inquiry.coediting.writing import PLACEMAT, open_document
from inquiry.models import DocumentUpdate, Placemat
from tests.databases import drop_database, use_database
from tests.live import Server, socket_servers
from tests.make_rooms import House, make_house
from tests.typist import Ledger, Typist, at_work, until

DATABASE = "bench_opening"
MANY, FEW, LETTERS, BOUND = 20_000, 20, 1_600, 1.5
FIELD = "priority"


def main(placemats: int) -> int:
    """Print the middle times of both kinds and their ratio; end with 1 when the bound is not kept."""
    use_database(DATABASE)
    try:
        house = make_house(2 * placemats)
        many, few = log_of(MANY), log_of(FEW)
        for number, pk in enumerate(house.placemats):
            write_log(house, pk, few if number % 2 else many)
        keep_documents(PLACEMAT, house.program.pk)
        with socket_servers(DATABASE, 1) as servers:
            waits = [wait_for(servers[0], house, number) for number in range(2 * placemats)]
    finally:
        drop_database(DATABASE)
    pages, sockets = ([one[kind] for one in waits] for kind in (0, 1))
    both = [sum(one) for one in waits]
    for what, values in (("page", pages), ("socket", sockets), ("both", both)):
        long, short = statistics.median(values[::2]), statistics.median(values[1::2])
        print(f"{what}: {long * 1000:.1f} ms with {MANY:,} updates, {short * 1000:.1f} ms with {FEW}")
    ratio = statistics.median(both[::2]) / statistics.median(both[1::2])
    print(f"opening after {MANY:,} updates: {ratio:.2f} x after {FEW} (bound {BOUND})")
    return int(ratio > BOUND)


def log_of(updates: int) -> list[bytes]:
    """Updates of three people who type: some letters at a place, then at another, and a stretch less where it is long.

    In a log of few, each update is a stretch of letters, so that as many stand there at the end.
    """
    people, chance, log = [Replica() for _person in range(3)], random.Random(updates), []
    many, at, left = max(1, LETTERS // updates), 0, 0
    while len(log) < updates:
        if left == 0:
            writer, left = chance.choice(people), chance.randint(5, 60)
            at = chance.randint(0, len(str(writer.texts[FIELD])))
        text, left = writer.texts[FIELD], left - 1
        if len(str(text)) >= LETTERS:
            update, _parts = writer.change(partial(type_letters, text, min(at, LETTERS - 100), "", 100))
        else:
            letters = "".join(chance.choice("abcdefghij ") for _letter in range(many))
            update, _parts = writer.change(partial(type_letters, text, min(at, len(str(text))), letters, 0))
            at += many
        if update:
            log.append(update)
            for other in people:
                if other is not writer:
                    other.apply(update)
    return log


def type_letters(text: Text, at: int, letters: str, less: int) -> None:
    if less:
        del text[at : at + less]
    if letters:
        text.insert(at, letters)


def write_log(house: House, pk: UUID, log: list[bytes]) -> None:
    """As if the servers had written it."""
    with program_scope(house.program.pk):
        document = open_document(Placemat.objects.get(pk=pk), now=now())
        at, first = now(), document.head_seq
        rows = [
            DocumentUpdate(document=document, seq=first + number, payload=update, at=at)
            for number, update in enumerate(log, 1)
        ]
        DocumentUpdate.objects.bulk_create(rows, batch_size=2000)
        document.head_seq = first + len(log)
        document.save(update_fields=["head_seq"])


def wait_for(server: Server, house: House, number: int) -> tuple[float, float]:
    """Seconds until the page has come, and until its socket has brought everything."""
    name, _equals, value = house.cookies[0].partition("=")
    browser = Client(SERVER_NAME="localhost")
    browser.cookies[name] = value
    address = reverse("inquiry:placemat", args=[house.program.slug, house.placemats[number]])
    begun = time.perf_counter()
    answer = browser.get(address)
    page = time.perf_counter() - begun
    assert answer.status_code == 200, answer.status_code

    async def story() -> float:
        reader = Typist(house.way([server], number), Ledger(), seed=0, start=0)
        begun = time.perf_counter()
        async with at_work([reader]):
            assert await until(lambda: reader.synced, seconds=30, every=0.001)
            took = time.perf_counter() - begun
            assert str(reader.text)
        return took

    return page, asyncio.run(story())


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))

"""People write together while servers, databases and pages die: is a word lost, doubled, or back from the dead?

Run: python -m tests.prove.prove_live [rounds [words of a fault]]. For each fault, 20 rounds with chances of their own:
two new documents, five pages in each, at two server processes, all typing; in the middle the fault. Afterwards every
page must read the same, so must the rows made of the document, the log must have no hole, and every word must be there
as its writer left it. Where pages die too, what had been told to be saved must be there. Ends non-zero when something
is wrong.
"""

import asyncio
import random
import sys
from collections import Counter
from collections.abc import Sequence

from tests.own_servers import OwnServers

OWN = OwnServers("prove-live")  # before the settings are read

# isort: split

from tests import conftest

conftest.django.setup()

from asgiref.sync import sync_to_async
from django.db import connections

from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Document, Placemat, PlacematText
from tests.databases import drop_database, use_database
from tests.live import Server, socket_servers
from tests.make_rooms import House, Room, make_house, make_rooms
from tests.prove.live_faults import FAULTS, Fault, Round, everything_is_killed
from tests.typist import Ledger, Typist, at_work, until

DATABASE = "prove_live"
ROUNDS, DOCUMENTS, PAGES, EDITS_A_SECOND = 20, 2, 5, 4.0
BEFORE, AFTER = (0.8, 1.6), 0.8  # seconds of typing


def main(rounds: int, only: str) -> int:
    """Every fault so many times; count, say."""
    use_database(DATABASE)
    wrong = 0
    try:
        with socket_servers(DATABASE, 2) as servers:
            for place, (name, fault) in enumerate(FAULTS.items()):
                if only not in name:
                    continue
                connections.close_all()  # PostgreSQL may have been killed since
                house = make_house(rounds * DOCUMENTS, slug=f"house-{place}")
                found: Counter[str] = Counter()
                for number in range(rounds):
                    found += asyncio.run(one_round(servers, house, fault, number))
                wrong += found["lost"] + found["doubled"] + found["resurrected"] + found["unlike"]
                tell(name, rounds, found)
    finally:
        drop_database(DATABASE)
    return int(wrong > 0)


def tell(name: str, rounds: int, found: Counter[str]) -> None:
    print(
        f"{name}: {rounds} rounds, {found['typed']:,} words typed, {found['saved']:,} told saved; "
        f"lost {found['lost']}, doubled {found['doubled']}, resurrected {found['resurrected']}, "
        f"documents that differ {found['unlike']}",
        flush=True,
    )


async def one_round(servers: Sequence[Server], house: House, fault: Fault, number: int) -> Counter[str]:
    """Type, break, type on, wait until all is quiet, and count."""
    places = range(number * DOCUMENTS, (number + 1) * DOCUMENTS)
    ways = [house.way(servers, place) for place in places]
    rooms = make_rooms([[way] * PAGES for way in ways], seed=number * 1000)
    typists = [one for room in rooms for one in room.typists]
    placemats = [house.placemats[place] for place in places]
    now = Round(OWN, servers, house.program.pk, placemats, typists, random.Random(number))
    async with at_work(typists):
        assert await until(lambda: all(one.synced for one in typists), seconds=40), "not everybody could come in"
        await type_through(now, fault)
        if fault is not everything_is_killed:
            quiet = await until(lambda: all(one.quiet for one in typists), seconds=40)
            alike = await until(
                lambda: all(len({str(one.text) for one in room.typists}) == 1 for room in rooms), seconds=20
            )
            found = Counter(unlike=int(not (quiet and alike)))
            texts = [str(room.typists[0].text) for room in rooms]
    if fault is everything_is_killed:
        texts, found = [await read_anew(way) for way in ways], Counter()
    found["unlike"] += await sync_to_async(differing)(house.program.pk, placemats, texts)
    for place, (room, text) in enumerate(zip(rooms, texts, strict=True)):
        found += judge(now, room, place, text, all_saved=fault is not everything_is_killed)
    return found


async def type_through(now: Round, fault: Fault) -> None:
    """All pages type from before the fault until after it."""
    typing = [
        asyncio.create_task(
            one.keep_typing(per_second=EDITS_A_SECOND, until=lambda one=one: now.over.is_set() or one.stopped)
        )
        for one in now.typists
    ]
    await asyncio.sleep(now.chance.uniform(*BEFORE))
    breaking = asyncio.create_task(fault(now))
    await asyncio.wait([breaking], timeout=4)
    await asyncio.sleep(AFTER)
    now.over.set()
    await breaking
    await asyncio.gather(*typing)
    for one in now.typists:
        if one.withholds:  # the last word must come through, else nobody could know of those before it
            one.withholds = False
            await one.type(taking_away=0)


def judge(now: Round, room: Room, place: int, text: str, *, all_saved: bool) -> Counter[str]:
    """What became of the words of one document."""
    if now.kept:  # words from before the backup, and those that were typed into what it restored
        earlier, later = now.kept[place], room.typists[0].ledger
        earlier.taken_away |= later.taken_away
        return (
            earlier.judge(text, all_saved=False) + later.judge(text, all_saved=True)
            + Counter(typed=len(earlier.saved) + len(later.typed_at), saved=len(earlier.saved) + len(later.saved))
        )  # fmt: skip
    found = room.ledger.judge(text, all_saved=all_saved)
    return found + Counter(typed=len(room.ledger.typed_at), saved=len(room.ledger.saved))


async def read_anew(way: object) -> str:
    """What a new page reads."""
    reader = Typist(way, Ledger(), seed=0, start=0)
    async with at_work([reader]):
        assert await until(lambda: reader.synced, seconds=40)
        return str(reader.text)


def differing(program_id: int, placemats: Sequence[object], texts: Sequence[str]) -> int:
    """How many documents have rows that read otherwise, or a hole in their log."""
    wrong = 0
    connections.close_all()  # PostgreSQL may have been killed since
    with program_scope(program_id):
        for pk, text in zip(placemats, texts, strict=True):
            placemat = Placemat.objects.get(pk=pk)
            ensure_fresh(placemat)
            row = PlacematText.objects.filter(placemat=placemat, field="priority").first()
            document = Document.objects.get(placemats=placemat)
            seqs = list(document.updates.order_by("seq").values_list("seq", flat=True))
            whole = seqs == list(range(document.head_seq - len(seqs) + 1, document.head_seq + 1))
            wrong += not whole or (row.text if row else "") != text
    return wrong


if __name__ == "__main__":
    with OWN:
        code = main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS, " ".join(sys.argv[2:]))
    sys.exit(code)

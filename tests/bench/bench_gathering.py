"""An open gathering under load: 1,000 phones, each with its own cookies or link, send 200 answers a second.

Run: python -m tests.bench.bench_gathering [seconds]. The product runs as `manage.py serve` starts it. Half of the
phones come by the code of a room, half by the links of their mails, which have gone out. Each has opened the page
before; then all send their answers, changed ones too, at the pace of 200 a second whether or not earlier ones have
arrived, and some press twice at once. Measured is the time from pressing to the answer being kept; after it every phone
opens the page that says so. At the end the rows are counted: none lost, none doubled, and each as it was sent last.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import asyncio
import os
import random
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.utils.timezone import now

from collectives.models import Gathering, Notice, NoticeState, Participant, Response
from collectives.operations.gathering_close import close_gathering
from ilc.tenancy.scope import program_scope
from tests.browser import Live, serving
from tests.databases import drop_database, use_database
from tests.make import make_participant, make_program
from tests.make_gathering import link_of, make_gathering, open_to
from tests.phone import Phone
from tests.processes import wait_until

PHONES, PER_SECOND, GOAL_P95 = 1_000, 200, 0.5
KINDS = ("open_text", "one_word", "scale", "choice", "dots")
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Answering(Phone):
    """A phone that answers, and the words it sent last."""

    number: int = 0
    said: str = ""
    sent: int = 0

    async def answer(self) -> float:
        """Send all answers; how many seconds it took until they were kept."""
        self.sent += 1
        self.said = f"Phone {self.number} says this for time {self.sent}"
        form = {"csrfmiddlewaretoken": self.token, "lang": "en", "q1": self.said, "q2": f"word{self.number % 40}"}
        form |= {"q3": str(self.number % 5 + 1), "q4": "abc"[self.number % 3], "q5_a": "2", "q5_b": "3"}
        begun = time.perf_counter()
        status, _body = await self.ask("POST", self.path, urlencode(form).encode())
        assert status == 302, status
        return time.perf_counter() - begun


async def press(phone: Answering, times: list[float]) -> None:
    """Send, wait, and read that it arrived."""
    times.append(await phone.answer())
    status, _body = await phone.ask("GET", f"{phone.path}?sent=1&lang=en")
    assert status == 200


async def press_twice(phone: Answering, times: list[float]) -> None:
    """Two presses at the same moment, over two connections."""
    other = replace(phone, streams=None)
    await asyncio.gather(press(phone, times), press(other, times))


def cpu_seconds(live: Live, database: str) -> dict[str, float]:
    """What the web server, the database and the phones themselves have used of the processor until now."""
    groups, used = {process.pid for process in live.processes}, dict.fromkeys(("web", "database", "phones"), 0.0)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        seconds = (int(words[11]) + int(words[12])) / TICK
        if int(words[2]) in groups and b"gunicorn" in command:
            used["web"] += seconds
        elif b"postgres" in command and database.encode() in command:
            used["database"] += seconds
    used["phones"] = time.process_time()
    return used


async def run(phones: list[Answering], seconds: int, live: Live, database: str) -> list[float]:
    """Everybody opens the page; then they send at an even pace, in an order of their own."""
    for begin in range(0, len(phones), 20):
        await asyncio.gather(*(phone.open_page() for phone in phones[begin : begin + 20]))
    chance, times, waiting, busy = random.Random(1), [], [], set()
    queue: list[Answering] = []
    before = cpu_seconds(live, database)
    begun = time.perf_counter()
    for count in range(seconds * PER_SECOND):
        queue = queue or chance.sample(phones, len(phones))
        phone = queue.pop()
        if phone.number in busy:  # its answer is still on the way
            continue
        await asyncio.sleep(max(0, begun + count / PER_SECOND - time.perf_counter()))
        busy.add(phone.number)
        twice = phone.number % 20 == 0
        task = asyncio.create_task(press_twice(phone, times) if twice else press(phone, times))
        task.add_done_callback(lambda _task, number=phone.number: busy.discard(number))
        waiting.append(task)
    await asyncio.gather(*waiting)
    took = time.perf_counter() - begun
    after = cpu_seconds(live, database)
    each = {name: (after[name] - before[name]) / len(times) for name in after}
    cores = os.cpu_count() or 1
    print("gathering: one answer takes " + ", ".join(f"{name} {1000 * cost:.1f} ms" for name, cost in each.items()))
    print(f"gathering: so {cores} cores that do nothing else take {cores / sum(each.values()):.0f} answers a second")
    print(f"gathering: {len(times):,} answers in {took:.1f} s: {len(times) / took:.0f} a second")
    return times


def main(seconds: int) -> int:
    name = f"bench_gathering_{os.getpid()}"
    use_database(name)
    try:
        program = make_program("fundy-shore")
        with program_scope(program.pk):
            people = [make_participant() for _ in range(PHONES // 2)]
            room = open_to(make_gathering(people[0], kinds=KINDS, code=True), [])
            survey = open_to(make_gathering(people[0], kinds=KINDS), people)
            paths = [f"/g/{room.code}/"] * (PHONES // 2) + [link_of(survey, person) for person in people]
        with serving(name) as live:
            with program_scope(program.pk):
                wait_until(lambda: Notice.objects.filter(state=NoticeState.SENT).count() == len(people), seconds=120)
            at = urlsplit(live.address)
            phones = [Answering(at.port or 80, path, number=number) for number, path in enumerate(paths)]
            times = asyncio.run(run(phones, seconds, live, name))
        with program_scope(program.pk):
            wrong = count_rows(phones, [room, survey], people[0])
    finally:
        drop_database(name)
    return report(times, wrong)


def count_rows(phones: list[Answering], gatherings: list[Gathering], by: Participant) -> dict[str, int]:
    """How many answers are lost, doubled or not the last that was sent; and people counted wrong."""
    sent = {phone.said for phone in phones if phone.sent}
    kept = Counter(Response.objects.filter(question__number=1).values_list("text", flat=True))
    everything = Response.objects.count()
    people = sum(close_gathering(one, by=by, now=now()).answers for one in gatherings)
    return {
        "lost or not the last": len(sent - set(kept)),
        "doubled": kept.total() - len(kept) + len(set(kept) - sent),
        "rows too many or too few": everything - len(sent) * len(KINDS),
        "people counted wrong": people - len(sent),
    }


def report(times: list[float], wrong: dict[str, int]) -> int:
    """Print the figures; 1 when one is not as it should be."""
    cuts = statistics.quantiles(times, n=100)
    p50, p95, p99 = cuts[49], cuts[94], cuts[98]
    print(f"gathering: p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms (goal 500), p99 {p99 * 1000:.0f} ms")
    print("gathering: " + ", ".join(f"{many} {words}" for words, many in wrong.items()))
    return 0 if p95 < GOAL_P95 and not any(wrong.values()) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))

"""Fifty sessions at once, twelve people in each: how soon a prompt is on their screens, and an answer in the room.

Run: python -m tests.bench.bench_session [seconds]. The product runs as `manage.py serve` starts it. In each session one
leads, ten answer and one screen hangs in the room; every minute each session is asked something, answers are shown
as they come, and everybody answers within ten seconds. Measured is from the press to the piece of the page that has it.

Beside it the same for ten of the sessions, once with news and once with pages that ask every two seconds, as plain htmx
does it: requests for each person and minute, and what they cost the server.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import asyncio
import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.timezone import now

from collectives.models import Participant, QuestionKind
from collectives.operations.gathering_within import Ask
from facilitation.models import PromptUse, SessionRun
from facilitation.operations.prompt import prepare_prompt
from ilc.tenancy.scope import program_scope
from tests.bench.readings import cpu_seconds, percentile, pids_in
from tests.browser import Live, serving
from tests.databases import drop_database, use_database
from tests.faces import Face
from tests.live import session_of
from tests.make import make_program
from tests.make_session import make_full_collective, make_run

SESSIONS, MEMBERS, EVERY_SECONDS, FEWER = 50, 10, 60.0, 10
ANSWERED_WITHIN = 10.0
POLLED_EVERY = 2.0
OPENED_BOUND, ANSWERED_BOUND = 0.3, 0.5


@dataclass
class Meeting:
    """One session and its pages. `prompts` are put to the group one after the other."""

    path: str
    prompts: list[str]
    leader: Face
    room: Face
    members: list[Face]
    opened: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)

    @property
    def pages(self) -> list[Face]:
        """Everybody's."""
        return [self.leader, self.room, *self.members]


async def meet(meeting: Meeting, seconds: float, *, chance: random.Random) -> None:
    """Ask, answer, and wait for the next time, until the time is over."""
    until = time.perf_counter() + seconds
    await asyncio.sleep(chance.uniform(0, EVERY_SECONDS))
    while meeting.prompts and time.perf_counter() < until - ANSWERED_WITHIN:
        begun = time.perf_counter()
        await _ask(meeting, meeting.prompts.pop(), chance)
        await asyncio.sleep(max(0.0, EVERY_SECONDS - (time.perf_counter() - begun)))


async def _ask(meeting: Meeting, prompt: str, chance: random.Random) -> None:
    words = f"Prompt {prompt}".encode()
    for page in [meeting.room, *meeting.members]:
        page.watched.add(words)
    program = meeting.path.partition("/sessions/")[0]
    pressed = time.perf_counter()
    assert await meeting.leader.press(f"{program}/prompts/{prompt}/open/") == 302
    await asyncio.sleep(2.0)
    meeting.opened += [_seen(page, words, pressed) for page in meeting.members]
    await meeting.leader.press(f"{program}/prompts/{prompt}/show/", what="show")
    await asyncio.gather(*(_answer(meeting, member, prompt, chance) for member in meeting.members))


async def _answer(meeting: Meeting, member: Face, prompt: str, chance: random.Random) -> None:
    await asyncio.sleep(chance.uniform(0, ANSWERED_WITHIN - 4))
    said = f"answer {chance.getrandbits(60):x}"
    meeting.room.watched.add(said.encode())
    pressed = time.perf_counter()
    assert await member.press(f"{meeting.path}prompts/{prompt}/answer/", q1=said) == 302
    await asyncio.sleep(2.0)
    meeting.answered.append(_seen(meeting.room, said.encode(), pressed))


def _seen(page: Face, words: bytes, since: float) -> float:
    """Seconds until a page had these words; a long time when it has not got them yet."""
    return page.seen.get(words, since + 60.0) - since


def prepare(leader: Participant, run: SessionRun, count: int) -> list[str]:
    """Prompts of a session; each names itself in its words."""
    prompts = []
    for _number in range(count):
        ask = Ask(QuestionKind.OPEN_TEXT, "to be named")
        at = {"use": PromptUse.LIVE, "anonymous": False, "language": "en", "by": leader, "now": now()}
        prompt = prepare_prompt(run.session, ask, **at)  # type: ignore[arg-type]
        words = {"en": f"Prompt {prompt.pk}"}
        prompt.gathering.title = words
        prompt.gathering.save(update_fields=["title"])
        prompt.gathering.questions.update(words=words)
        prompts.append(str(prompt.pk))
    return prompts


def meetings_of(slug: str, port: int, prepared: Sequence[tuple[SessionRun, list[str], list[str]]]) -> list[Meeting]:
    """Fresh pages for everybody."""
    meetings = []
    for run, prompts, cookies in prepared:
        path = f"/p/{slug}/sessions/{run.session_id}/"
        jars = [dict([cookie.split("=", 1)]) for cookie in cookies]
        leader = _face(port, path, "run", jars[0], answers="asked")
        room = _face(port, path, "room", jars[0], answers="room")
        members = [_face(port, path, "here", jar) for jar in jars[1:]]
        meetings.append(Meeting(path, prompts, leader, room, members))
    return meetings


def _face(port: int, path: str, face: str, cookies: dict[str, str], **others: str) -> Face:
    """One of the faces: which piece of it is read again at which news."""
    pieces = {word: f"{path}{piece}/" for word, piece in {"step": face, "prompt": face, **others}.items()}
    return Face(port, f"{path}{face}/", cookies=cookies, pieces=pieces)


@dataclass(frozen=True)
class Reading:
    """One way of keeping pages up to date: seconds to see, requests of a person in a minute, CPU ms of them."""

    opened: list[float]
    answered: list[float]
    requests: float
    cpu: float


async def run_all(meetings: Sequence[Meeting], live: Live, seconds: float, *, polled: bool) -> Reading:
    """Open every page, then let the sessions go on for a while."""
    chance = random.Random(7)
    pages = [page for meeting in meetings for page in meeting.pages]
    for begin in range(0, len(pages), 20):
        some = pages[begin : begin + 20]
        if polled:
            await asyncio.gather(*(page.poll(POLLED_EVERY, offset=chance.uniform(0, POLLED_EVERY)) for page in some))
        else:
            await asyncio.gather(*(page.listen() for page in some))
    pids = pids_in({process.pid for process in live.processes})
    before, begun = cpu_seconds(pids), time.perf_counter()
    asked = sum(page.asked for page in pages)
    await asyncio.gather(*(meet(meeting, seconds, chance=random.Random(one)) for one, meeting in enumerate(meetings)))
    minutes = (time.perf_counter() - begun) / 60 * len(pages)
    spent = cpu_seconds(pids) - before
    requests = sum(page.asked for page in pages) - asked
    await asyncio.gather(*(page.close() for page in pages))
    opened = [value for meeting in meetings for value in meeting.opened]
    answered = [value for meeting in meetings for value in meeting.answered]
    return Reading(opened, answered, requests / minutes, 1000 * spent / minutes)


def main(seconds: float) -> int:
    name = f"bench_session_{os.getpid()}"
    use_database(name)
    try:
        program = make_program("fifty-sessions")
        with program_scope(program.pk):
            prepared = []
            for _number in range(SESSIONS):
                collective, guide, members = make_full_collective(MEMBERS)
                run = make_run(guide, collective=collective)
                cookies = [session_of(person.user) for person in (guide, *members) if person.user]
                prepared.append((run, prepare(guide, run, 20), cookies))
        with serving(name) as live:
            port = urlsplit(live.address).port or 80
            many = asyncio.run(run_all(meetings_of(program.slug, port, prepared), live, seconds, polled=False))
            some = [(run, prompts, cookies) for run, prompts, cookies in prepared[:FEWER]]
            news = asyncio.run(run_all(meetings_of(program.slug, port, some), live, seconds, polled=False))
            polls = asyncio.run(run_all(meetings_of(program.slug, port, some), live, seconds, polled=True))
    finally:
        drop_database(name)
    return report(many, news, polls)


def report(many: Reading, news: Reading, polls: Reading) -> int:
    """Print the figures; 1 when one is not as it should be."""
    opened, answered = percentile(many.opened, 0.95), percentile(many.answered, 0.95)
    people = SESSIONS * (MEMBERS + 2)
    print(
        f"session: {people} pages of {SESSIONS} sessions: {len(many.opened):,} looks at a prompt, "
        f"{len(many.answered):,} answers"
    )
    print(
        f"session: a prompt is on a member's screen after p50 {percentile(many.opened, 0.5) * 1000:.0f} ms, "
        f"p95 {opened * 1000:.0f} ms (bound {OPENED_BOUND * 1000:.0f})"
    )
    print(
        f"session: an answer is in the room after p50 {percentile(many.answered, 0.5) * 1000:.0f} ms, "
        f"p95 {answered * 1000:.0f} ms (bound {ANSWERED_BOUND * 1000:.0f})"
    )
    for words, one in (("news", news), (f"asking every {POLLED_EVERY:.0f} s", polls)):
        print(
            f"session: {FEWER} sessions by {words}: {one.requests:.1f} requests of a person in a minute, "
            f"{one.cpu:.0f} ms of the servers; prompt p95 {percentile(one.opened, 0.95) * 1000:.0f} ms, "
            f"answer p95 {percentile(one.answered, 0.95) * 1000:.0f} ms"
        )
    print(
        f"session: asking costs {polls.requests / news.requests:.1f} x the requests "
        f"and {polls.cpu / news.cpu:.1f} x the CPU"
    )
    return 0 if opened < OPENED_BOUND and answered < ANSWERED_BOUND else 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 90))

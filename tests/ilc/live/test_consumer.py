"""Sockets that hear in one word what to look at again, over real servers and a real Redis."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
import redis
import websockets
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import RequestFactory

from ilc.live.announcing import channel
from ilc.live.ticket import write_ticket
from tests.live import Server, socket_servers

pytestmark = pytest.mark.xdist_group("news")  # one worker: what they share is made once

TOPIC, PROGRAM = "session:one", 7
COOKIE = "sessionid=a-session-key"


@pytest.fixture(scope="module")
def servers(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Server]]:
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
    with socket_servers(name, 2) as running:
        yield list(running)


def ticket(person: str = "amara", *, key: str = "a-session-key", topic: str = TOPIC) -> str:
    request = RequestFactory().get("/")
    request.session = SessionStore(key)
    return write_ticket(request, program_id=PROGRAM, topic=topic, person=person)


@asynccontextmanager
async def page(server: Server, text: str, *, cookie: str = COOKIE, origin: str = "") -> AsyncIterator[Any]:
    host = f"localhost:{server.port}"
    headers = {"Cookie": cookie, "Origin": origin or f"http://{host}"}
    async with websockets.connect(f"ws://{host}/news?ticket={text}", additional_headers=headers, proxy=None) as one:
        yield one


def tell(word: str, topic: str = TOPIC) -> None:
    redis.Redis.from_url(os.environ["REDIS_URL"]).publish(channel(PROGRAM, topic), f"news:{word}")


async def hear(one: Any, count: int, seconds: float = 5) -> list[str]:
    async with asyncio.timeout(seconds):
        return [await one.recv() for _number in range(count)]


async def until(one: Any, word: str, seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        while await one.recv() != word:
            pass


async def listening(*pages: Any) -> None:
    """Returns when these pages hear what is said, and nothing said before is on its way to them any more."""
    for one in pages:
        heard = False
        while not heard:
            tell("heard")
            with suppress(TimeoutError):
                await until(one, "heard", seconds=0.3)
                heard = True
    tell("ready")
    for one in pages:
        await until(one, "ready")


async def code_of(one: Any) -> int | None:
    async with asyncio.timeout(5):
        await one.wait_closed()
    return one.close_code


def test_pages_at_two_servers_hear_of_their_topic_and_of_no_other(servers: list[Server]) -> None:
    async def story() -> list[list[str]]:
        quiet = ticket("", topic="session:other")
        async with (
            page(servers[0], ticket("")) as one,
            page(servers[1], ticket("")) as two,
            page(servers[0], quiet) as other,
        ):
            await listening(one, two)
            tell("step")
            tell("prompt")
            heard = [await hear(one, 2), await hear(two, 2)]
            with pytest.raises(TimeoutError):
                await hear(other, 1, seconds=0.5)
            return heard

    assert asyncio.run(story()) == [["step", "prompt"]] * 2


def test_whoever_comes_and_goes_is_news_of_people(servers: list[Server]) -> None:
    from ilc.live.presence import people_here

    async def story() -> list[set[str]]:
        seen = []
        async with page(servers[0], ticket("")) as watcher:
            async with page(servers[1], ticket("amara")):
                await until(watcher, "people")
                seen.append(people_here(PROGRAM, TOPIC))
            await until(watcher, "people")
            seen.append(people_here(PROGRAM, TOPIC))
        return seen

    assert asyncio.run(story()) == [{"amara"}, set()]


def test_the_same_word_waits_once_for_a_reader_that_takes_nothing(servers: list[Server]) -> None:
    async def story() -> list[str]:
        async with page(servers[0], ticket("")) as one:
            await listening(one)
            for _number in range(50):
                tell("answers")
            tell("step")
            words: list[str] = []
            while "step" not in words:
                words += await hear(one, 1)
            return words

    words = asyncio.run(story())

    assert set(words) == {"answers", "step"}


@pytest.mark.parametrize(
    ("text", "cookie", "origin", "code"),
    [
        ("", COOKIE, "", 4401),
        ("forged:ticket:here", COOKIE, "", 4401),
        ("own", "sessionid=another", "", 4401),
        ("own", "", "", 4401),
        ("own", COOKIE, "http://elsewhere.example", 4403),
    ],
)
def test_who_may_not_hear_is_turned_away(servers: list[Server], text: str, cookie: str, origin: str, code: int) -> None:
    async def story() -> int | None:
        async with page(servers[0], ticket() if text == "own" else text, cookie=cookie, origin=origin) as one:
            return await code_of(one)

    assert asyncio.run(story()) == code


def test_a_page_that_asks_whether_anybody_is_there_is_answered_and_one_that_shouts_is_closed(
    servers: list[Server],
) -> None:
    async def story() -> tuple[list[str], int | None]:
        async with page(servers[0], ticket("")) as one:
            await one.send("?")
            answered = await hear(one, 1)
            await one.send("?")
            return answered, await code_of(one)

    assert asyncio.run(story()) == (["!"], 4429)


@pytest.mark.parametrize("said", ["x" * 1000, b"\x00\x01"])
def test_anything_else_closes_the_socket_and_no_other(servers: list[Server], said: str | bytes) -> None:
    async def story() -> int | None:
        async with page(servers[0], ticket("")) as bystander, page(servers[0], ticket("")) as one:
            await listening(bystander)
            await one.send(said)
            code = await code_of(one)
            tell("step")
            await until(bystander, "step")
            return code

    assert asyncio.run(story()) == 4429

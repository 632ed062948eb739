"""Writing together through real servers: saved means on disk, seen means saved, and who may not is turned away."""

import asyncio
from collections.abc import Iterator

import pytest
import websockets
from django.db import connection

from collectives.models import Program
from inquiry.coediting.wire import UPDATE
from inquiry.models import DocumentUpdate
from tests.inquiry.setting import Setting
from tests.live import Server, open_page, session_of, socket_servers
from tests.make import make_program

PRIORITY = "priority"


@pytest.fixture
def servers(committed: None) -> Iterator[list[Server]]:
    with socket_servers(connection.settings_dict["NAME"], 2) as running:
        yield list(running)


@pytest.fixture
def together(committed: None) -> Setting:
    program: Program = make_program("fundy-shore")
    return Setting(program)


def test_two_servers_two_people_one_text(servers: list[Server], together: Setting) -> None:
    cookies = [session_of(one.user) for one in (together.member, together.other_member) if one.user]

    async def story() -> list[str]:
        place = ("fundy-shore", together.placemat.pk)
        async with (
            open_page(servers[0], *place, cookies[0]) as one,
            open_page(servers[1], *place, cookies[1]) as two,
        ):
            await one.write(PRIORITY, "Clear routines")
            await two.until(lambda: two.text(PRIORITY) == "Clear routines")
            await two.write(PRIORITY, "Clear routines, each day")
            await one.until(lambda: one.text(PRIORITY).endswith("each day") and one.saved == one.sent)
            await two.until(lambda: two.saved == two.sent)
            await asyncio.sleep(2)
            return [one.text(PRIORITY), two.text(PRIORITY)]

    texts = asyncio.run(story())

    assert texts == ["Clear routines, each day"] * 2, servers[0].said() + servers[1].said()
    assert together.text(PRIORITY) == "Clear routines, each day"


@pytest.mark.parametrize(("who", "code"), [("stranger", 4403), ("nobody", 4401)])
def test_who_may_not_read_is_turned_away(servers: list[Server], together: Setting, who: str, code: int) -> None:
    cookies = "" if who == "nobody" else session_of(together.stranger.user)

    async def story() -> int | None:
        async with open_page(servers[0], "fundy-shore", together.placemat.pk, cookies) as page:
            await page.connection.wait_closed()
            return page.connection.close_code

    assert asyncio.run(story()) == code

"""Writing together through real servers: saved means on disk, seen means saved, and who may not is turned away."""

import asyncio
from contextlib import AsyncExitStack, suppress

import pytest
import websockets
from django.db import connection

from ilc.tenancy.scope import program_scope
from inquiry.coediting.news import tell
from inquiry.coediting.wire import integer
from inquiry.models import DocumentUpdate
from tests.inquiry.consumers.visiting import PRIORITY, at_the_placemat, user_of
from tests.inquiry.setting import Setting, person_named
from tests.live import Server, session_of


def test_two_servers_two_people_one_text(servers: list[Server], together: Setting) -> None:
    cookies = [session_of(user_of(together, who)) for who in ("member", "other_member")]

    async def story() -> list[str]:
        async with (
            at_the_placemat(servers, together, cookies[0]) as one,
            at_the_placemat(servers, together, cookies[1], server=1) as two,
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


def test_who_comes_back_with_known_deletions_is_asked_once_and_saved(servers: list[Server], together: Setting) -> None:
    cookies = session_of(user_of(together, "member"))

    async def story() -> tuple[int, int, int]:
        async with at_the_placemat(servers, together, cookies) as one:
            await one.write(PRIORITY, "Clear routines")
            await one.write(PRIORITY, "Routines")
            await one.until(lambda: one.saved == one.sent)
            async with at_the_placemat(servers, together, cookies) as two:
                two.replica.apply(one.replica.doc.get_update())
                await two.until(lambda: two.saved == two.sent > 0)
                await asyncio.sleep(1)
                questions = [frame for frame in two.came if frame[:2] == b"\x00\x00"]
                return two.sent, two.saved, len(questions)

    assert asyncio.run(story()) == (1, 1, 1)


@pytest.mark.parametrize(("who", "code"), [("stranger", 4403), ("nobody", 4401)])
def test_who_may_not_read_is_turned_away(servers: list[Server], together: Setting, who: str, code: int) -> None:
    cookies = "" if who == "nobody" else session_of(user_of(together, who))

    async def story() -> int | None:
        async with at_the_placemat(servers, together, cookies) as page:
            return await page.code()

    assert asyncio.run(story()) == code


def test_a_page_that_was_opened_by_somebody_else_is_turned_away(servers: list[Server], together: Setting) -> None:
    member, other = (person_named(together, who) for who in ("member", "other_member"))
    cookies = session_of(user_of(together, "member"))

    async def story() -> tuple[int | None, bool]:
        async with at_the_placemat(servers, together, cookies, query=f"?as={other.pk}") as page:
            code = await page.code()
        async with at_the_placemat(servers, together, cookies, query=f"?as={member.pk}") as page:
            await page.write(PRIORITY, "mine")
            await page.until(lambda: page.saved == page.sent)
            return code, page.text(PRIORITY) == "mine"

    assert asyncio.run(story()) == (4401, True)


def test_another_sites_page_is_turned_away(servers: list[Server], together: Setting) -> None:
    cookies = session_of(user_of(together, "member"))

    async def story() -> int | None:
        async with at_the_placemat(servers, together, cookies, origin="https://elsewhere.example") as page:
            return await page.code()

    assert asyncio.run(story()) == 4403


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"", 4400),
        (b"\x00\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 4400),
        (b"\x00\x02\x05abc", 4400),
        (b"\x00\x02\x03abc", 4400),
        (b"\x07", 4400),
        (b"\x01\x05\x01\x01\x01\x01{", 4400),
        (b"\x00\x02" + integer(1_040_000) + b"x" * 1_040_000, 1009),
        (b"x" * 10_000_000, 1009),
    ],
)
def test_what_is_no_message_closes_its_own_socket_and_no_other(
    servers: list[Server], together: Setting, frame: bytes, code: int
) -> None:
    cookies = session_of(user_of(together, "member"))

    async def story() -> tuple[int | None, str]:
        async with (
            at_the_placemat(servers, together, cookies) as wrong,
            at_the_placemat(servers, together, cookies) as other,
        ):
            with suppress(websockets.ConnectionClosed):  # the server need not wait for ten megabytes
                await wrong.connection.send(frame)
            closed = await wrong.code()
            await other.write(PRIORITY, "still here")
            await other.until(lambda: other.saved == other.sent)
            return closed, other.text(PRIORITY)

    assert asyncio.run(story()) == (code, "still here")


def test_who_may_only_read_sees_and_cannot_write(servers: list[Server], together: Setting) -> None:
    reads, writes = session_of(user_of(together, "admin")), session_of(user_of(together, "member"))

    async def story() -> tuple[str, int | None]:
        async with (
            at_the_placemat(servers, together, writes) as writer,
            at_the_placemat(servers, together, reads) as reader,
        ):
            await writer.write(PRIORITY, "ours")
            await reader.until(lambda: reader.text(PRIORITY) == "ours")
            await reader.write(PRIORITY, "mine now")
            code = await reader.code()
            return writer.text(PRIORITY), code

    assert asyncio.run(story()) == ("ours", 4403)


def test_a_flood_is_stopped_and_what_was_saved_before_is_kept(servers: list[Server], together: Setting) -> None:
    cookies = session_of(user_of(together, "member"))

    async def story() -> tuple[int | None, int]:
        async with at_the_placemat(servers, together, cookies) as page:
            for number in range(1000):
                await page.write(PRIORITY, f"{number}")
            return await page.code(), page.saved

    code, saved = asyncio.run(story())

    with program_scope(together.program.pk):
        assert DocumentUpdate.objects.count() >= saved
    assert (code, saved < 1000) == (4429, True)


def test_a_slow_reader_is_closed_and_nobody_else(servers: list[Server], together: Setting) -> None:
    cookies = session_of(user_of(together, "member"))

    async def story() -> tuple[int | None, int]:
        async with AsyncExitStack() as stack:
            opened = [await stack.enter_async_context(at_the_placemat(servers, together, cookies)) for _ in range(9)]
            slow, *busy = opened
            slow.read(wait=True)
            for clock in range(1, 450):
                for number, page in enumerate(busy):
                    await page.says(number + 1, clock, field="x" * 3000)
                await asyncio.sleep(0.015)  # the others keep up
            await busy[0].until(lambda: len(busy[0].came) > 7 * 440, seconds=30)
            slow.read(wait=False)
            code = await slow.code()
            return code, sum(page.connection.close_code is None for page in busy)

    assert asyncio.run(story()) == (4408, 8)


def test_names_are_the_servers(servers: list[Server], together: Setting) -> None:
    one, two = (session_of(user_of(together, who)) for who in ("member", "other_member"))

    async def story() -> tuple[dict[str, object], int | None, int | None]:
        async with (
            at_the_placemat(servers, together, one) as page,
            at_the_placemat(servers, together, two, server=1) as other,
            at_the_placemat(servers, together, two) as liar,
            at_the_placemat(servers, together, two) as thief,
        ):
            await page.says(7, 1, field=PRIORITY)
            await other.until(lambda: 7 in other.people)
            await liar.says(8, 1, user={"name": "Amara Okafor"})
            await thief.says(7, 2, field="then")
            said = other.people[7].state or {}
            return said, await liar.code(), await thief.code()

    said, liar, thief = asyncio.run(story())

    assert said == {
        "field": PRIORITY,
        "user": {"id": str(together.member.pk), "name": "Amara Okafor", "initials": together.member.initials},
    }
    assert (liar, thief) == (4403, 4403)


def test_news_reach_pages_that_ask_for_them(servers: list[Server], together: Setting) -> None:
    cookies = session_of(user_of(together, "member"))

    async def story() -> list[str]:
        async with at_the_placemat(servers, together, cookies, query="?news=1") as page:
            await page.until(lambda: page.came)
            await asyncio.to_thread(tell_of_indicators, together)
            await page.until(lambda: page.news)
            return page.news

    assert asyncio.run(story()) == ['{"news": "indicators"}']


def test_what_was_acknowledged_survives_the_death_of_its_server(servers: list[Server], together: Setting) -> None:
    cookies = session_of(user_of(together, "member"))

    async def story() -> tuple[str, str]:
        async with at_the_placemat(servers, together, cookies) as page:
            await page.write(PRIORITY, "on disk")
            await page.until(lambda: page.saved == page.sent)
            servers[0].kill()
            acknowledged = page.text(PRIORITY)
        async with at_the_placemat(servers, together, cookies, server=1) as page:
            await page.until(lambda: page.text(PRIORITY))
            return acknowledged, page.text(PRIORITY)

    assert asyncio.run(story()) == ("on disk", "on disk")


def tell_of_indicators(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        tell(setting.placemat, "indicators")
    connection.close()

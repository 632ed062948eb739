"""Notes through real servers: two write at once, a server is killed, and who may not is turned away."""

import asyncio
from contextlib import AbstractAsyncContextManager

import pytest
from django.db import connection
from django.utils import timezone

from facilitation.coediting.note import NOTES, tell_readers, write_notes
from ilc.tenancy.scope import program_scope
from tests.facilitation.coediting.conftest import Meeting
from tests.live import Page, Server, open_page

PART = "notes"


def at_the_notes(server: Server, meeting: Meeting, who: str, query: str = "") -> AbstractAsyncContextManager[Page]:
    place = (meeting.program.slug, meeting.session.pk, meeting.cookies[who])
    return open_page(server, *place, query, kind=NOTES)


def test_two_servers_two_people_one_text(servers: list[Server], meeting: Meeting) -> None:
    async def story() -> list[str]:
        async with (
            at_the_notes(servers[0], meeting, "member") as one,
            at_the_notes(servers[1], meeting, "facilitator") as two,
        ):
            await one.write(PART, "The chart is flat.")
            await two.until(lambda: two.text(PART) == "The chart is flat.")
            await asyncio.gather(
                one.write(PART, "The chart is flat. Why?"), two.write(PART, "Look: The chart is flat.")
            )
            await one.until(lambda: one.text(PART) == "Look: The chart is flat. Why?" and one.saved == one.sent)
            await two.until(lambda: two.text(PART) == one.text(PART) and two.saved == two.sent)
            await asyncio.sleep(2.5)
            return [one.text(PART), two.text(PART)]

    texts = asyncio.run(story())

    assert texts == ["Look: The chart is flat. Why?"] * 2, servers[0].said() + servers[1].said()
    assert meeting.text() == "Look: The chart is flat. Why?"


def test_what_is_said_to_be_saved_is_there_after_the_server_was_killed(servers: list[Server], meeting: Meeting) -> None:
    async def write() -> None:
        async with at_the_notes(servers[0], meeting, "member") as page:
            await page.write(PART, "Before the lights went out")
            await page.until(lambda: page.saved == page.sent)
            servers[0].kill()

    async def come_back() -> str:
        async with at_the_notes(servers[1], meeting, "other") as page:
            await page.until(lambda: page.text(PART) != "")
            return page.text(PART)

    asyncio.run(write())

    assert asyncio.run(come_back()) == "Before the lights went out"


def test_the_form_of_a_page_without_scripts_shows_at_once(servers: list[Server], meeting: Meeting) -> None:
    def by_form() -> None:
        with program_scope(meeting.program.pk):
            by = meeting.people["other"]
            write_notes(meeting.session, base="Ours", text="Ours, all of us", by=by, now=timezone.now())
        connection.close()

    async def story() -> str:
        async with at_the_notes(servers[0], meeting, "member") as page:
            await page.write(PART, "Ours")
            await page.until(lambda: page.saved == page.sent)
            await asyncio.to_thread(by_form)
            await page.until(lambda: page.text(PART) == "Ours, all of us")
            return page.text(PART)

    assert asyncio.run(story()) == "Ours, all of us"


def test_a_page_with_the_notes_hears_of_commitments(servers: list[Server], meeting: Meeting) -> None:
    def tell() -> None:
        with program_scope(meeting.program.pk):
            tell_readers(meeting.session.pk, "commitments")
        connection.close()

    async def story() -> list[str]:
        async with at_the_notes(servers[0], meeting, "member", "?news=1") as page:
            await page.write(PART, "Ours")
            await page.until(lambda: page.saved == page.sent)
            await asyncio.to_thread(tell)
            await page.until(lambda: any("commitments" in one for one in page.news))
            return page.news

    assert '{"news": "commitments"}' in asyncio.run(story())


@pytest.mark.parametrize("who", ["stranger", "former"])
def test_who_is_not_of_the_collective_is_turned_away(servers: list[Server], meeting: Meeting, who: str) -> None:
    async def story() -> int | None:
        async with at_the_notes(servers[0], meeting, who) as page:
            return await page.code()

    assert asyncio.run(story()) == 4403


def test_program_staff_who_do_not_take_part_read_and_write_nothing(servers: list[Server], meeting: Meeting) -> None:
    async def story() -> tuple[str, int | None]:
        async with at_the_notes(servers[0], meeting, "member") as member:
            await member.write(PART, "Ours")
            await member.until(lambda: member.saved == member.sent)
            async with at_the_notes(servers[0], meeting, "admin") as admin:
                await admin.until(lambda: admin.text(PART) == "Ours")
                await admin.write(PART, "Theirs")
                code = await admin.code()
            return member.text(PART), code

    assert asyncio.run(story()) == ("Ours", 4403)


def test_who_is_removed_while_they_write_is_turned_away_and_their_words_stay(
    servers: list[Server], meeting: Meeting
) -> None:
    async def story() -> int | None:
        async with at_the_notes(servers[0], meeting, "member") as page:
            await page.write(PART, "My last words here")
            await page.until(lambda: page.saved == page.sent)
            await asyncio.to_thread(meeting.unseat, "member")
            async with asyncio.timeout(40):
                await page.connection.wait_closed()
            return page.connection.close_code

    assert asyncio.run(story()) == 4403
    assert meeting.text() == "My last words here"

"""A document gets a new epoch under open pages: they begin anew, and nobody goes on in what no longer counts."""

import asyncio
from io import StringIO

from django.core.management import call_command
from django.db import connection

from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import ensure_fresh
from tests.inquiry.consumers.visiting import PRIORITY, at_the_placemat, user_of
from tests.inquiry.setting import Setting
from tests.live import Server, session_of


def test_a_store_of_another_epoch_is_told_so(servers: list[Server], together: Setting) -> None:
    cookies = session_of(user_of(together, "member"))

    async def story() -> list[int | None]:
        async with at_the_placemat(servers, together, cookies) as page:
            await page.write(PRIORITY, "before")
            await page.until(lambda: page.saved == page.sent)
            await asyncio.to_thread(new_epochs)
            await page.write(PRIORITY, "before, and after")
            codes = [await page.code()]
        query = "?epoch=01a200c4-b234-7541-91bb-ad00c656a65d"
        async with at_the_placemat(servers, together, cookies, query=query) as page:
            codes.append(await page.code())
        return codes

    assert asyncio.run(story()) == [4409, 4409]
    with program_scope(together.program.pk):
        ensure_fresh(together.placemat)
    assert together.text(PRIORITY) == "before"


def test_who_comes_first_to_the_new_epoch_leaves_nobody_in_the_old_one(
    servers: list[Server], together: Setting
) -> None:
    """Sooner than the server looks for itself: a page in the old room would write where nobody reads."""
    cookies = session_of(user_of(together, "member"))

    async def story() -> tuple[int | None, str]:
        async with at_the_placemat(servers, together, cookies) as early:
            await early.write(PRIORITY, "before")
            await early.until(lambda: early.saved == early.sent)
            await asyncio.to_thread(new_epochs)
            async with at_the_placemat(servers, together, cookies) as late:
                code = await early.code()
                await late.until(lambda: late.text(PRIORITY) == "before")
                await late.write(PRIORITY, "before, and after")
                await late.until(lambda: late.saved == late.sent)
                async with at_the_placemat(servers, together, cookies, server=1) as other:
                    await other.until(lambda: other.text(PRIORITY) == "before, and after")
                    return code, other.text(PRIORITY)

    assert asyncio.run(story()) == (4409, "before, and after")


def new_epochs() -> None:
    call_command("new_epochs", stdout=StringIO())
    connection.close()

"""How servers of sockets come to PostgreSQL: what an address says holds for their driver, too."""

import asyncio

import asyncpg
import pytest
from django.conf import settings

from inquiry.coediting.store import address


def ask(question: str, **options: str) -> str:
    """Ask PostgreSQL over a connection with these parameters of the address."""

    async def go() -> str:
        connection = await asyncpg.connect(address(settings.DATABASES["default"] | {"OPTIONS": options}))
        try:
            return str(await connection.fetchval(question))
        finally:
            await connection.close()

    return asyncio.run(go())


@pytest.mark.django_db
def test_an_address_says_how_a_connection_is_set() -> None:
    options = {"application_name": "sockets of a province", "options": "-c statement_timeout=7s"}
    assert ask("SHOW application_name", **options) == "sockets of a province"
    assert ask("SHOW statement_timeout", **options) == "7s"


@pytest.mark.django_db
def test_what_only_libpq_knows_keeps_nobody_out() -> None:
    assert ask("SELECT 1", connect_timeout="3", keepalives_idle="60") == "1"


def test_an_address_that_asks_for_encryption_is_obeyed() -> None:
    """Whoever answers there that it has none is told nothing: no name, no password."""
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(100))
        writer.write(b"N")
        heard.append(await reader.read(100))
        writer.close()

    async def go() -> None:
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            place = {"HOST": "127.0.0.1", "PORT": port, "USER": "ilc_app", "PASSWORD": "secret"}
            with pytest.raises(ConnectionError, match="SSL"):
                await asyncpg.connect(address(place | {"OPTIONS": {"sslmode": "require"}}))
            await asyncio.sleep(0)

    asyncio.run(go())
    assert [len(heard[0]), *heard[1:]] == [8, b""]

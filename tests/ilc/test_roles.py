"""`manage.py roles` on a server that is given by addresses, as in production."""

from collections.abc import Iterator
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from psycopg import sql

from ilc.embedded import database_settings, embedded_urls
from tests.databases import administrator


@pytest.fixture
def database(worker_name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a database that is not there yet, with the addresses of its roles in the environment."""
    name = f"test_roles_{worker_name}"
    urls = embedded_urls()
    host = database_settings(urls.app)["HOST"]
    monkeypatch.setenv("REDIS_URL", urls.redis)
    monkeypatch.setenv("DATABASE_ADMIN_URL", urls.admin or "")
    monkeypatch.setenv("DATABASE_URL", f"postgresql://ilc_app@/{name}?host={host}")
    monkeypatch.setenv("DATABASE_MIGRATE_URL", f"postgresql://ilc_migrate@/{name}?host={host}")
    yield name
    with psycopg.connect(urls.admin or "", autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def test_the_database_is_made_for_the_roles_and_nobody_else(database: str) -> None:
    call_command("roles", stdout=StringIO())
    call_command("roles", stdout=StringIO())

    with administrator() as connection:
        rights = connection.execute(
            "SELECT datdba::regrole::text, array(SELECT DISTINCT grantee::regrole::text FROM aclexplode(datacl) "
            "WHERE privilege_type = 'CONNECT' ORDER BY 1) FROM pg_database WHERE datname = %s",
            [database],
        ).fetchall()
    assert rights == [("ilc_owner", ["ilc_app", "ilc_backup", "ilc_migrate", "ilc_owner"])]


def test_an_address_that_signs_in_as_another_role_is_refused(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_MIGRATE_URL", f"postgresql://postgres@/{database}")

    with pytest.raises(CommandError, match="signs in as postgres, where ilc_migrate is expected"):
        call_command("roles")


def test_without_an_administrator_it_says_which_address_it_needs(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_ADMIN_URL")

    with pytest.raises(CommandError, match="Set DATABASE_ADMIN_URL"):
        call_command("roles")

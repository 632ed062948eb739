"""Test databases: copies of one migrated template, made with the product's own roles."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from ilc.embedded import data_folder, embedded_urls
from ilc.embedded.roles import database_statements, grant_statements

PROJECT = Path(__file__).resolve().parent.parent


def use_database(name: str) -> None:
    """Point both of Django's aliases at a fresh copy of the migrated template."""
    template = migrated_template()
    with administrator() as connection:
        _drop(connection, name)
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        connection.execute(copy)
        for statement in database_statements(name):
            connection.execute(statement)
    _point_to(name)


@contextmanager
def pointing_to(name: str) -> Iterator[None]:
    """For a while, this process works on another database that is there already."""
    before = connections["default"].settings_dict["NAME"]
    _point_to(name)
    try:
        yield
    finally:
        _point_to(before)


def count_rows() -> None:
    """What autovacuum does by itself, at once; as the owner, for PostgreSQL refuses who may only read and write."""
    with connections["migrate"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connections["migrate"].close()


def drop_database(name: str) -> None:
    """Close what is open and remove the copy."""
    connections.close_all()
    with administrator() as connection:
        _drop(connection, name)


def migrated_template() -> str:
    """The name of a database that has every migration of this checkout, made when it is not there yet."""
    digest = hashlib.sha256()
    for path in sorted([*PROJECT.glob("*/migrations/*.py"), *PROJECT.glob("ilc/tenancy/*.py"), PROJECT / "uv.lock"]):
        digest.update(path.read_bytes())
    name = f"template_{digest.hexdigest()[:16]}"
    with (data_folder() / "template.lock").open("w", encoding="utf-8") as lock, administrator() as connection:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            _make_template(connection, name)
    return name


@contextmanager
def administrator() -> Iterator[psycopg.Connection]:
    """A connection as the server's superuser, which only tests and the start of the servers use."""
    url = embedded_urls().admin
    assert url is not None, "Tests make databases: set DATABASE_ADMIN_URL, or let them start their own PostgreSQL."
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def _make_template(connection: psycopg.Connection, name: str) -> None:
    building = f"{name}_building"
    _drop(connection, building)
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
    for statement in database_statements(building):
        connection.execute(statement)
    _point_to(building)
    call_command("migrate", database="migrate", verbosity=0)
    with connections["migrate"].cursor() as cursor:
        for statement in grant_statements():
            cursor.execute(statement)
    connections.close_all()
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(name))
    connection.execute(rename)


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _point_to(name: str) -> None:
    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name

"""Looks the installation over: what is here, what is not as it should be, and what to do about it."""

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import redis
from django.conf import settings
from django.core.mail import mailers
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import now
from kombu.exceptions import OperationalError as KombuOperationalError

from ilc.celery import app as celery
from ilc.due import Due
from ilc.embedded import data_folder
from ilc.embedded.roles import APP, ATTRIBUTES
from ilc.pdf_libraries import explain_missing_libraries
from ilc.tenancy.checks import owned_models, unprotected
from ilc.uploads.scanning import ScannerAway, ask_scanner

OLDEST_POSTGRESQL = 18
ENOUGH_DISK_BYTES = 1_000_000_000
WAITS_TOO_LONG = timedelta(minutes=10)
ANSWER_SECONDS = 3
START_A_WORKER = "Run `make demo`, or start the worker service."


@dataclass(frozen=True)
class Finding:
    """One thing looked at. A remedy makes it a problem: what a person can do about it."""

    name: str
    text: str
    remedy: str = ""


def examine() -> Iterator[tuple[str, list[Finding]]]:
    """The findings by area, each area looked at when its turn comes. Nothing is changed, nothing is raised."""
    yield "Versions", list(_versions())
    database_answers = _answers()
    yield "Database", [database_answers]
    if not database_answers.remedy:
        yield "Database roles", list(_unless_refused(_roles))
        yield "Protection of programs", list(_unless_refused(_protection))
        yield "Migrations", list(_unless_refused(_migrations))
    yield "Redis", list(_redis())
    if not database_answers.remedy:
        yield "Background work", [*_workers(), *_unless_refused(_waiting)]
    yield "PDF", list(_pdf())
    yield "Mail", list(_mail())
    yield "Scanner", list(_scanner())
    yield "Disk", list(_disk())


def _versions() -> Iterator[Finding]:
    yield Finding("Python", platform.python_version())
    for name in ("Django", "psycopg", "Celery", "gunicorn", "WeasyPrint"):
        yield Finding(name, version(name))


def _answers() -> Finding:
    host = connection.settings_dict["HOST"] or "the local socket"
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('server_version'), current_setting('server_version_num')::int / 10000"
            )
            number, major = cursor.fetchone()
    except DatabaseError as error:
        return Finding(
            "PostgreSQL", f"does not answer at {host}: {_first_line(error)}", "Start it, or correct DATABASE_URL."
        )
    if major < OLDEST_POSTGRESQL:
        return Finding("PostgreSQL", f"{number} at {host}", f"Upgrade the server to PostgreSQL {OLDEST_POSTGRESQL}.")
    return Finding("PostgreSQL", f"{number} at {host}")


def _roles() -> Iterator[Finding]:
    """Each role as it is, beside what it should be, and what the application may beyond reading and writing rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolcanlogin, rolbypassrls, rolsuper, rolcreatedb, rolcreaterole, rolreplication "
            "FROM pg_roles WHERE rolname = ANY(%s)",
            [list(ATTRIBUTES)],
        )
        found = {role: facts for role, *facts in cursor.fetchall()}
        cursor.execute("SELECT current_user")
        (current,) = cursor.fetchone()
        excess = _excess_of_the_application(cursor) if APP in found else []
    words = ("LOGIN", "BYPASSRLS", "SUPERUSER", "CREATEDB", "CREATEROLE", "REPLICATION")
    for role, attributes in ATTRIBUTES.items():
        wanted = set(attributes.split()) & set(words)
        if role not in found:
            yield Finding(role, "is not on this server", "Run `manage.py roles` with DATABASE_ADMIN_URL set.")
            continue
        has = {word for word, holds in zip(words, found[role], strict=True) if holds}
        remedy = "" if has == wanted else f"Run `manage.py roles`. It should have {_joined(wanted)}."
        yield Finding(role, _joined(has), remedy)
    remedy = "" if current == APP else f"Let DATABASE_URL sign in as {APP}."
    yield Finding("pages use", current, remedy)
    if excess:
        yield Finding(APP, f"may also {', '.join(excess)}", "Run `manage.py migrate`: it takes back what is too much.")


def _excess_of_the_application(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT has_schema_privilege(%(app)s, 'public', 'CREATE'), EXISTS (SELECT FROM pg_class "
        "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') "
        "AND has_table_privilege(%(app)s, oid, 'TRUNCATE, REFERENCES, TRIGGER'))",
        {"app": APP},
    )
    creates, empties = cursor.fetchone()
    return ["make tables"] * creates + ["empty tables past their policies"] * empties


def _protection() -> Iterator[Finding]:
    problems = unprotected(connection)
    tables = len(owned_models())
    if not problems:
        yield Finding("policies", f"{tables} program-owned tables, each with forced row-level security and its policy")
    for problem in problems:
        yield Finding(
            "policies", problem, "Run `manage.py roles`, then `manage.py migrate`; keep everyone out until then."
        )


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _backwards in waiting[:3])
        yield Finding("migrations", f"{len(waiting)} not applied ({names} …)", "Run `manage.py migrate`.")
    else:
        yield Finding("migrations", f"{len(executor.loader.applied_migrations)} applied, none waiting")


def _redis() -> Iterator[Finding]:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=ANSWER_SECONDS) as server:
            facts = server.info("server")
    except redis.RedisError as error:
        yield Finding(
            "Redis",
            f"does not answer: {_first_line(error)}",
            "Start it, or correct REDIS_URL. Work is kept until then.",
        )
        return
    name = "Valkey" if "valkey_version" in facts else "Redis"
    yield Finding(name, str(facts.get("valkey_version") or facts["redis_version"]))


def _workers() -> Iterator[Finding]:
    try:
        answers = celery.control.ping(timeout=1) or []
    except (redis.RedisError, KombuOperationalError):
        answers = []
    if answers:
        yield Finding("workers", _joined({name for answer in answers for name in answer}))
    else:
        yield Finding("workers", "none answers; work waits until one runs", START_A_WORKER)


def _waiting() -> Iterator[Finding]:
    """Work that no sweep has taken in time tells of a beat or worker that does not run."""
    late = Due.objects.filter(done_at=None, due_at__lt=now() - WAITS_TOO_LONG)
    oldest = late.order_by("due_at").first()
    if oldest is None:
        yield Finding("due work", "nothing waits longer than it should")
    else:
        text = f"{late.count()} wait, the oldest ({oldest.kind}) since {oldest.due_at:%Y-%m-%d %H:%M} UTC"
        yield Finding("due work", text, "Look at the log of beat and worker; both must run.")


def _pdf() -> Iterator[Finding]:
    missing = explain_missing_libraries()
    yield (
        Finding("libraries", missing.splitlines()[0], "\n".join(missing.splitlines()[1:]))
        if missing
        else Finding("libraries", "Pango, HarfBuzz and Fontconfig are here")
    )
    fonts = sorted((Path(settings.BASE_DIR) / "static" / "built" / "fonts").glob("*.ttf"))
    yield Finding("fonts", f"{len(fonts)} for paper", "" if fonts else "Run `manage.py assets`.")


def _mail() -> Iterator[Finding]:
    mailer = cast("dict[str, Any]", settings.MAILERS["default"])
    options = mailer.get("OPTIONS", {})
    if not mailer["BACKEND"].endswith(".smtp.EmailBackend"):
        yield Finding("mail", f"is not sent; it is kept in {options.get('file_path', 'memory')}")
        return
    server = f"{options['host']}:{options['port']}"
    try:
        with mailers["default"]:
            yield Finding("mail", f"{server} takes our mail")
    except OSError as error:
        yield Finding("mail", f"{server} does not: {_first_line(error)}", "Correct ILC_MAIL_URL and ILC_MAIL_PASSWORD.")


def _scanner() -> Iterator[Finding]:
    if not settings.SCANNER:
        yield Finding("scanner", "there is none; what people bring is made anew, and not scanned")
        return
    try:
        ask_scanner(seconds=ANSWER_SECONDS)
    except ScannerAway as error:
        yield Finding(
            "scanner",
            f"does not answer: {_first_line(error)}; files wait",
            "Start the scanner, or correct ILC_SCANNER.",
        )
    else:
        yield Finding("scanner", f"{settings.SCANNER} answers")


def _disk() -> Iterator[Finding]:
    folder = data_folder()
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    remedy = "" if free > ENOUGH_DISK_BYTES else "Make room: PostgreSQL stops when the disk is full."
    yield Finding("data folder", f"{folder}, {free / 1e9:.1f} GB free", remedy)


def _unless_refused(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """What this look finds; when the database refuses an answer, that is the finding."""
    try:
        yield from look()
    except DatabaseError as error:
        yield Finding("database", f"refuses: {_first_line(error)}", "Run `manage.py roles`, then `manage.py migrate`.")


def _joined(words: set[str]) -> str:
    return ", ".join(sorted(words)) or "nothing"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__

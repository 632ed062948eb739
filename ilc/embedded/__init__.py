"""PostgreSQL and Valkey from their wheels, for whoever has set no DATABASE_URL or REDIS_URL.

Both servers listen on Unix sockets in a private folder and on no port. A small process, the keeper,
owns them: it starts them, and stops them when the last process that uses them has gone, however that
went. Using them is holding a shared lock, which the kernel gives back even after `kill -9`.
"""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ilc.embedded.places import Places, places_for
from ilc.environment import environment_value

PROJECT = Path(__file__).resolve().parents[2]
DATABASE = "ilc"

_shares: dict[Path, int] = {}  # this process's open users.lock of each folder


@dataclass(frozen=True)
class Urls:
    """Where the servers answer, one address for each database role. None: this process was not given it."""

    app: str
    redis: str
    migrate: str | None = None
    backup: str | None = None
    admin: str | None = None


@dataclass(frozen=True)
class ConnectionSettings:
    """The parts of Django's and Celery's settings that say where the servers are."""

    databases: dict[str, dict[str, Any]]
    redis_url: str
    celery_broker_url: str


def data_folder() -> Path:
    """The folder that holds everything this installation stores: ILC_DATA, or .data beside manage.py."""
    return Path(os.environ.get("ILC_DATA") or PROJECT / ".data").resolve()


def connection_settings() -> ConnectionSettings:
    """Addresses for the settings module; starts the embedded servers when they are needed and do not run."""
    urls = embedded_urls()
    databases = {"default": database_settings(urls.app)}
    if urls.migrate:
        databases["migrate"] = database_settings(urls.migrate)
    return ConnectionSettings(databases, urls.redis, celery_url(urls.redis))


def embedded_urls() -> Urls:
    """The addresses from the environment, completed by the embedded servers where it names none.

    With ILC_EMBEDDED=off nothing is started: for tools that read the settings and never connect.
    """
    app, redis = environment_value("DATABASE_URL"), environment_value("REDIS_URL")
    migrate, backup, admin = (environment_value(f"DATABASE_{role}_URL") for role in ("MIGRATE", "BACKUP", "ADMIN"))
    if app and redis:
        return Urls(app, redis, migrate, backup, admin)
    own = own_urls(start_servers(data_folder()))
    return Urls(app, own.redis, migrate, backup, admin) if app else replace(own, redis=redis or own.redis)


def own_urls(places: Places) -> Urls:
    """The addresses of the embedded servers at these places."""

    def url(role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={places.sockets}"

    return Urls(
        app=url("ilc_app"),
        redis=f"unix://{places.valkey_socket}?db=0",
        migrate=url("ilc_migrate"),
        backup=url("ilc_backup"),
        admin=url("postgres", "postgres"),
    )


def start_servers(folder: Path) -> Places:
    """Make sure that both servers of this folder run for as long as this process lives.

    Raises RuntimeError with the end of the keeper's log when they cannot be started.
    """
    places = places_for(folder)
    if os.environ.get("ILC_EMBEDDED") == "off" or folder in _shares:
        return places
    folder.mkdir(parents=True, exist_ok=True)
    users_lock = os.open(folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(users_lock, fcntl.LOCK_SH)  # waits while a keeper is stopping the servers
    start_lock = os.open(folder / "start.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(start_lock, fcntl.LOCK_EX)
        if not _is_kept(folder):
            _start_keeper(folder)
    except BaseException:
        os.close(users_lock)
        raise
    finally:
        os.close(start_lock)
    _shares[folder] = users_lock
    return places


def release_servers(folder: Path) -> None:
    """Give up this process's share; comes back when the servers have stopped, unless others still use them."""
    users_lock = _shares.pop(folder, None)
    if users_lock is None:
        return
    os.close(users_lock)
    while _is_kept(folder) and not _is_used(folder):
        time.sleep(0.05)


def database_settings(url: str) -> dict[str, Any]:
    """One entry of Django's DATABASES from a postgresql:// address; query parameters other than host become OPTIONS."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"A database address begins with postgresql://, not {parts.scheme}://")
    query: Mapping[str, str] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "ilc.tenancy.backend",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {name: value for name, value in query.items() if name != "host"},
    }


def celery_url(redis_url: str) -> str:
    """The address in Celery's spelling, which differs from redis-py's for a Unix socket."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    number = dict(parse_qsl(parts.query)).get("db", "0")
    return f"redis+socket://{parts.path}?virtual_host={number}"


def _start_keeper(folder: Path) -> None:
    """Start a keeper and wait until it says that both servers answer."""
    log = folder / "keeper.log"
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "ilc.embedded.keeper", str(folder)],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,  # Ctrl-C is for us; the keeper stops by itself after us
            env=os.environ | {"ILC_EMBEDDED": "off"},
        ) as starter,
    ):
        assert starter.stdout is not None
        ready = starter.stdout.readline() == b"ready\n"
    if not ready:
        raise RuntimeError(
            f"PostgreSQL or Valkey could not be started. {log} ends with:\n{log.read_text(encoding='utf-8')[-2000:]}"
        )


def _is_kept(folder: Path) -> bool:
    """Whether a keeper is alive: it holds its lock as long as it lives."""
    keeper_lock = os.open(folder / "keeper.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        return not _lock_now(keeper_lock, fcntl.LOCK_SH)
    finally:
        os.close(keeper_lock)


def _is_used(folder: Path) -> bool:
    """Whether some process holds a share. The keeper's own lock, held while it stops the servers, is none."""
    users_lock = os.open(folder / "users.lock", os.O_RDWR)
    try:
        return _lock_now(users_lock, fcntl.LOCK_SH) and not _lock_now(users_lock, fcntl.LOCK_EX)
    finally:
        os.close(users_lock)


def _lock_now(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

"""`manage.py serve`: the whole product on this computer, in one terminal. `make demo` runs it."""

import hashlib
import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from ilc.embedded import data_folder, embedded_urls, release_servers
from ilc.embedded.places import places_for
from ilc.pdf_libraries import explain_missing_libraries
from ilc.supervisor import Program, supervise

FIRST_PORT = 8000
PORTS_TRIED = 100
MOST_BYTES = 1_048_576  # of one message of a socket


class Command(BaseCommand):
    """Prepares what is not ready, prints the address and runs web, worker and beat until Ctrl-C."""

    help = "Prepare the database and the assets, then run web, worker and beat together until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demonstration programs first")
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, help=f"the port ({FIRST_PORT}, or the next one that is free)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo"] and not settings.DEMO:
            raise CommandError("Set ILC_DEMO=yes: only then are sign-ins offered to everyone who opens the page.")
        host, port = options["host"], options["port"] or first_free_port(options["host"])
        if not is_free(host, port):
            raise CommandError(f"Another program listens on port {port}. Choose another, or leave --port out.")
        address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"
        try:
            self._prepare(demo=options["demo"])
            if port != (options["port"] or FIRST_PORT):
                self.stdout.write(f"\nAnother program listens on port {FIRST_PORT}; this one takes {port}.")
            self.stdout.write(f"\nOpen {address} - stop with Ctrl-C.\n\n")
            self.stdout.flush()
            code = supervise(
                programs(f"{host}:{port}"),
                folder=Path(settings.BASE_DIR),
                environment=environment(address),
                colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ,
            )
        except KeyboardInterrupt:
            code = 0
        finally:
            close_connections()
            release_servers(data_folder())
        self.stdout.write("Everything has stopped.")
        if code:
            sys.exit(code)

    def _prepare(self, *, demo: bool) -> None:
        """Bring assets, database and demonstration up to date, and say what a person should know."""
        call_command("catalogues", stdout=self.stdout)
        call_command("assets", stdout=self.stdout)
        if not settings.DEBUG and static_files_changed():
            self.stdout.write("Compressing static files ...")
            call_command("collectstatic", interactive=False, verbosity=0, stdout=self.stdout)
            remember_static_files()
        call_command("migrate", interactive=False, verbosity=0, stdout=self.stdout)
        call_command("check", databases=["default"], stdout=self.stdout, stderr=self.stderr)
        if demo:
            call_command("demo", stdout=self.stdout)
        close_connections()
        if missing := explain_missing_libraries():
            self.stdout.write(f"\n{missing}")
        home = places_for(data_folder()).home
        if home != data_folder() and str(home) in embedded_urls().app:
            self.stdout.write(f"\nPostgreSQL may not run as root and cannot enter this folder: its data is in {home}.")


def close_connections() -> None:
    """Close every connection and its pool, whose threads must not be there when processes are started."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()


def programs(bind: str) -> list[Program]:
    """The processes of the product, each run by this Python."""
    python = sys.executable
    # Celery warns of running as root, which a demonstration in a container does on purpose.
    celery = [python, "-W", "ignore::Warning:celery.platforms", "-m", "celery", "--app", "ilc.celery", "--quiet"]
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    beat_file = str(data_folder() / "beat-schedule")
    host, _, port = bind.rpartition(":")
    web = ["--host", host, "--port", port, "--workers", "2", "--loop", "uvloop", "--lifespan", "off"]
    sockets = ["--ws", "ilc.sockets:SocketProtocol", "--ws-max-size", str(MOST_BYTES)]
    sockets += ["--ws-per-message-deflate", "false"]
    quiet = ["--log-level", "warning", "--no-access-log", "--no-server-header"]
    return [
        Program("web", [python, "-m", "uvicorn", "ilc.asgi:application", *web, *sockets, *quiet]),
        Program("worker", [*celery, "worker", "--pool", "prefork", "--concurrency", "2", *alone]),
        Program("beat", [*celery, "beat", "--schedule", beat_file]),
    ]


def environment(address: str) -> dict[str, str]:
    """What the processes are told: our own environment, and of the servers the application's role and no other."""
    urls = embedded_urls()
    servers = {"DATABASE_URL": urls.app, "REDIS_URL": urls.redis}
    return {"ILC_BASE_URL": address} | os.environ | servers


def static_files_changed() -> bool:
    """Whether the static files differ from those that were collected last. Compressing takes seconds."""
    remembered = Path(settings.STATIC_ROOT) / ".collected"
    return not remembered.exists() or remembered.read_text(encoding="utf-8") != static_fingerprint()


def remember_static_files() -> None:
    """Note what was collected, beside it."""
    (Path(settings.STATIC_ROOT) / ".collected").write_text(static_fingerprint(), encoding="utf-8")


def static_fingerprint() -> str:
    """Stands for every static file's name, size and time."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def first_free_port(host: str) -> int:
    """The first port from 8000 on that nothing listens on. Raises CommandError when a hundred are taken."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if is_free(host, port):
            return port
    raise CommandError(f"Ports {FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1} are all taken. Choose one with --port.")


def is_free(host: str, port: int) -> bool:
    """Whether we could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True

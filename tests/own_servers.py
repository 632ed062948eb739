"""A PostgreSQL and a Valkey of one's own, which write to the disk as in production and can be killed.

Make them before anything reads the settings: they put their addresses into the environment.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from ilc.embedded import PROJECT, own_urls
from ilc.embedded.places import ROOTS_HOME, places_for
from ilc.embedded.postgres import STOP, start_postgres
from ilc.embedded.programs import private_folder, server_user
from ilc.embedded.valkey import start_valkey
from tests.processes import wait_until


class OwnServers:
    """Both servers, in a folder that is kept from run to run."""

    def __init__(self, name: str) -> None:
        folder = PROJECT / ".data" / name
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "servers.log"
        self.places, self.owner = places_for(folder), server_user()
        for path in (self.places.home, self.places.sockets):
            if path == self.places.sockets or path.parent == ROOTS_HOME:
                private_folder(path, owner=self.owner)
        urls = own_urls(self.places)
        addresses = {"": urls.app, "_MIGRATE": urls.migrate, "_ADMIN": urls.admin, "_BACKUP": urls.backup}
        os.environ |= {f"DATABASE{role}_URL": str(url) for role, url in addresses.items()}
        os.environ |= {"REDIS_URL": urls.redis, "ILC_DATA": str(folder), "ILC_EMBEDDED_FSYNC": "on"}
        # The kernel ends a server with the thread that started it: this one lives until they are stopped.
        self.thread = ThreadPoolExecutor(1, "own-servers")
        self.valkey: subprocess.Popen[bytes]
        self.postgres: subprocess.Popen[bytes]
        self.start_valkey()
        self.start_postgres()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.valkey.kill()
        self.postgres.send_signal(STOP)
        for server in (self.valkey, self.postgres):
            server.wait(60)
        self.thread.shutdown()

    def start_valkey(self) -> None:
        """Start it, again when it was killed."""
        with self._errors_in_log():
            self.valkey = self.thread.submit(start_valkey, self.places, owner=self.owner).result()

    def start_postgres(self) -> None:
        """Start it, again when it was killed: it replays its log first."""
        with self._errors_in_log():
            self.postgres = self.thread.submit(start_postgres, self.places, owner=self.owner).result()

    @contextmanager
    def _errors_in_log(self) -> Iterator[None]:
        """What is started now writes its errors into a file, and not between the results."""
        kept = os.dup(sys.stderr.fileno())
        try:
            with self.log.open("ab") as log:
                os.dup2(log.fileno(), sys.stderr.fileno())
            yield
        finally:
            os.dup2(kept, sys.stderr.fileno())
            os.close(kept)

    def kill_valkey(self) -> None:
        """As the kernel kills."""
        self.valkey.kill()
        self.valkey.wait()

    def kill_postgres(self) -> None:
        """As the kernel kills; what it had started ends by itself, and has ended when this comes back."""
        children = self.postgres_pids()[1:]
        self.postgres.kill()
        self.postgres.wait()
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))

    def pids(self) -> list[int]:
        """Of both servers."""
        return [*self.postgres_pids(), self.valkey.pid]

    def postgres_pids(self) -> list[int]:
        """Of the server and of everything it has started."""
        listed = Path(f"/proc/{self.postgres.pid}/task/{self.postgres.pid}/children").read_text(encoding="utf-8")
        return [self.postgres.pid, *map(int, listed.split())]

"""Hocuspocus, for comparison: two processes over the same PostgreSQL and Redis, and how a typist speaks to them."""

import os
import re
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import websockets

from ilc.assets.build import NODE, install_packages
from ilc.embedded import embedded_urls
from inquiry.coediting.wire import STEP_1, STEP_2, Reader, integer, string
from tests.databases import administrator
from tests.live import Process

FOLDER = Path(__file__).resolve().parent / "peers"
SYNC, AUTHENTICATION, SYNC_REPLY, SYNC_STATUS = 0, 2, 4, 8
TOKEN = 0


class Peer(Process):
    """One process of Hocuspocus."""

    def __init__(self, database: str) -> None:
        admin, redis = urllib.parse.urlsplit(str(embedded_urls().admin)), embedded_urls().redis
        self.environment = os.environ | {
            "PGHOST": urllib.parse.parse_qs(admin.query)["host"][0],
            "PGUSER": str(admin.username),
            "PGDATABASE": database,
            "REDIS_SOCKET": re.sub(r"^unix://|\?.*", "", redis),
        }
        super().__init__("ilc-peer-")

    def start(self) -> None:
        """Start it, again on the same port, and wait until it answers."""
        self.run([str(NODE), "hocuspocus.mjs"], folder=FOLDER, environment=self.environment | {"PORT": str(self.port)})


@contextmanager
def peers(database: str, count: int) -> Iterator[Sequence[Peer]]:
    """Several processes over one database, killed at the end."""
    running = [Peer(database) for _number in range(count)]
    try:
        yield running
    finally:
        for one in running:
            one.end()


def prepare_peer(database: str) -> None:
    """Install what it needs, and make its table."""
    install_packages(FOLDER, say=print)
    url = str(embedded_urls().admin).replace("/postgres?", f"/{database}?")
    with administrator(), psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE peer (name text PRIMARY KEY, data bytea NOT NULL)")


@dataclass
class PeerWay:
    """Its protocol: y-websocket's sync messages behind the document's name, and a token first."""

    ports: Sequence[int]
    name: str

    def __post_init__(self) -> None:
        self.address = string(self.name.encode())

    def connect(self, number: int) -> Any:
        """A connection that is about to be made, to one of the processes."""
        port = self.ports[number % len(self.ports)]
        return websockets.connect(f"ws://127.0.0.1:{port}", proxy=None, max_size=None, compression=None)

    def hello(self, state: bytes) -> Sequence[bytes]:
        """What a page says first."""
        token = self.address + integer(AUTHENTICATION) + integer(TOKEN) + string(b"anybody")
        return [token, self.frame(STEP_1, state)]

    def frame(self, step: int, body: bytes) -> bytes:
        """One sync message; answers to its first step ask for nothing more."""
        kind = SYNC_REPLY if step == STEP_2 else SYNC
        return self.address + integer(kind) + integer(step) + string(body)

    def read(self, data: bytes) -> tuple[str, int, bytes]:
        """("sync", step, body), ("one more saved", 1, b"") or ("other", 0, b"")."""
        reader = Reader(data)
        reader.string()
        kind = reader.integer()
        if kind in {SYNC, SYNC_REPLY}:
            return "sync", reader.integer(), reader.string()
        if kind == SYNC_STATUS:
            return "one more saved", 1, b""
        return "other", 0, b""

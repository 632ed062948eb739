"""Real Celery workers that share a test's database, and can be killed as the kernel kills: without a word."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from celery import Task
from django.conf import settings
from django.db import connections

from ilc.celery import app
from ilc.embedded import celery_url
from tests.processes import wait_until

PROJECT = Path(__file__).resolve().parent.parent
READY = "ready."
BROKER = 14 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 2  # the journeys have those before


class Worker:
    """A worker process with its children, in a process group of its own."""

    def __init__(self, *, environment: dict[str, str], log: Path, children: int) -> None:
        self.log = log
        self.sink: IO[bytes] = log.open("ab")
        started_at = log.stat().st_size
        command = ["-m", "celery", "-A", "ilc.celery", "worker", "-c", str(children), "-l", "info", "--without-mingle"]
        self.process = subprocess.Popen(
            [sys.executable, *command],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self.sink,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
        self.started_at = started_at
        wait_until(lambda: self.says(READY), seconds=90)

    def says(self, words: str) -> bool:
        """Whether its log holds these words since it was started."""
        assert self.process.poll() is None, f"The worker ended by itself: {self.log.read_text()[-2000:]}"
        with self.log.open("rb") as log:
            log.seek(self.started_at)
            return words in log.read().decode(errors="replace")

    def kill(self) -> None:
        """`kill -9`, the worker and its child at once."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Let it end what it does."""
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
        self.process.wait(60)
        self.sink.close()


class Workshop:
    """Starts workers upon this process's database, with a broker of their own, and rings for them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        redis_url = f"{settings.REDIS_URL.partition('?')[0]}?db={BROKER}"
        self.broker_url = celery_url(redis_url)
        self.environment = os.environ | {
            "DATABASE_URL": _database_url("default"),
            "DATABASE_MIGRATE_URL": _database_url("migrate"),
            "REDIS_URL": redis_url,
            "DJANGO_SETTINGS_MODULE": "ilc.settings",
        }
        self.workers: list[Worker] = []
        with app.connection_for_write(self.broker_url) as connection:
            connection.default_channel.client.flushdb()

    def start(self, *, children: int = 1) -> Worker:
        """One more worker, ready to work."""
        worker = Worker(environment=self.environment, log=self.folder / "worker.log", children=children)
        self.workers.append(worker)
        return worker

    def ring(self, task: Task[Any, Any], **arguments: object) -> None:
        """Ask the workers, not whoever else is on this computer."""
        with app.connection_for_write(self.broker_url) as connection:
            task.apply_async(kwargs=arguments, connection=connection)


@contextmanager
def workshop(folder: Path) -> Iterator[Workshop]:
    """A place for workers; none of them is left behind."""
    place = Workshop(folder)
    try:
        yield place
    finally:
        for worker in place.workers:
            worker.kill()


def _database_url(alias: str) -> str:
    at = connections[alias].settings_dict
    who = f"{at['USER']}:{quote(at['PASSWORD'])}" if at["PASSWORD"] else at["USER"]
    if at["HOST"].startswith("/"):
        return f"postgresql://{who}@/{at['NAME']}?host={at['HOST']}"
    port = f":{at['PORT']}" if at["PORT"] else ""
    return f"postgresql://{who}@{at['HOST']}{port}/{at['NAME']}"

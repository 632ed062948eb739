"""`manage.py serve` as a person runs it: started, opened, stopped with Ctrl-C."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from ilc.management.commands.serve import FIRST_PORT, first_free_port, is_free
from tests.processes import command_of, processes_of, wait_until

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that the servers' own user may enter, which pytest's temporary folders forbid."""
    path = Path(tempfile.mkdtemp(prefix="ilc-test-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


def test_every_process_comes_up_and_ctrl_c_leaves_none_behind(folder: Path) -> None:
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "ILC_DEMO": "yes", "ILC_EMBEDDED_FSYNC": "off", "ILC_DATA": str(folder)}
    serve = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    wait_until(lambda: answers(port) or serve.poll() is not None, seconds=240)
    commands = b"\n".join(command_of(pid) for pid in [*processes_of(folder), *children_of(serve.pid)])

    serve.send_signal(signal.SIGINT)
    said, _nothing = serve.communicate(timeout=60)

    for part in (b"uvicorn", b"worker", b"beat", b"postgres", b"valkey-server", b"ilc.embedded.keeper"):
        assert part in commands, said
    assert f"Open http://localhost:{port} - stop with Ctrl-C." in said
    assert (serve.returncode, said.splitlines()[-1]) == (0, "Everything has stopped.")
    wait_until(lambda: not processes_of(folder))


def test_the_first_port_that_is_free_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first_free_port("127.0.0.1")))
        taken.listen()
        first = taken.getsockname()[1]

        following = first_free_port("127.0.0.1")

    assert FIRST_PORT <= first < following


def test_a_port_that_was_asked_for_and_is_taken_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=f"Another program listens on port {port}"):
            call_command("serve", port=port)

    assert is_free("127.0.0.1", port)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Whether the home page is served there."""
    with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    return False


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]

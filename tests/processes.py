"""Looks at the process table: what runs in or for a folder."""

import time
from collections.abc import Callable
from pathlib import Path


def processes_of(folder: Path) -> list[int]:
    """Every live process that names the folder: users, the keeper, both servers with their children."""
    pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]
    return [pid for pid in pids if str(folder).encode() in command_of(pid) or folder_of(pid).is_relative_to(folder)]


def command_of(pid: int) -> bytes:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""


def folder_of(pid: int) -> Path:
    try:
        return Path("/proc", str(pid), "cwd").readlink()
    except OSError:
        return Path("/")


def wait_until(condition: Callable[[], bool], *, seconds: float = 40) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"It did not become true within {seconds} seconds."
        time.sleep(0.05)

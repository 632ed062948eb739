"""Runs several processes as one: their lines under a prefix, all stopped together, none left behind."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ilc.embedded.programs import ends_with_parent

PATIENCE_SECONDS = 8
COLOURS = ("36", "33", "35", "32", "34")


@dataclass(frozen=True)
class Program:
    """One process to run, and the name that stands before its lines."""

    name: str
    command: Sequence[str]


@dataclass
class _Running:
    program: Program
    process: subprocess.Popen[bytes]
    prefix: bytes
    rest: bytes = b""


def supervise(
    programs: Sequence[Program],
    *,
    folder: Path,
    environment: Mapping[str, str],
    output: IO[bytes] | None = None,
    colour: bool = False,
) -> int:
    """Run the programs in a folder until Ctrl-C, SIGTERM or the end of one of them; then stop the others.

    Comes back when every process has ended: 0 after Ctrl-C or SIGTERM, 1 when a program ended by itself.
    """
    out = output or sys.stdout.buffer
    width = max(len(program.name) for program in programs)
    running: list[_Running] = []
    with _told_to_stop() as told, selectors.DefaultSelector() as selector:
        try:
            for number, program in enumerate(programs):
                prefix = _prefix(program.name.ljust(width), COLOURS[number % len(COLOURS)] if colour else None)
                running.append(_Running(program, _start(program, folder, environment), prefix))
                selector.register(_lines(running[-1]), selectors.EVENT_READ, running[-1])
            ended = _watch(running, selector, told, out)
        finally:
            _stop(running, selector, out)
    for one in ended:
        _say(out, f"{one.program.name} ended by itself ({_how(one.process)}), so everything was stopped.")
    return 1 if ended else 0


def _start(program: Program, folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own: Ctrl-C reaches us first, and we stop them in order."""
    return subprocess.Popen(
        list(program.command),
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        process_group=0,
        preexec_fn=ends_with_parent(signal.SIGTERM),  # noqa: PLW1509  this process has no threads
    )


def _watch(
    running: Sequence[_Running], selector: selectors.BaseSelector, told: list[int], out: IO[bytes]
) -> list[_Running]:
    """Pass lines on until told to stop (empty list) or until some have ended (those)."""
    while not told:
        _pass_on(selector, out, wait=0.2)
        if ended := [one for one in running if one.process.poll() is not None]:
            return ended
    return []


def _stop(running: Sequence[_Running], selector: selectors.BaseSelector, out: IO[bytes]) -> None:
    """Ask every group to end, insist after a while, and pass on what they still say."""
    for one in running:
        _signal_group(one.process, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(one.process.poll() is None for one in running) and time.monotonic() < deadline:
        _pass_on(selector, out, wait=0.1)
    for one in running:
        _signal_group(one.process, signal.SIGKILL)  # what a program left in its group ends here, too
        one.process.wait()
    _pass_on(selector, out, wait=0)
    for one in running:
        _lines(one).close()


def _pass_on(selector: selectors.BaseSelector, out: IO[bytes], *, wait: float) -> None:
    """Write the whole lines that have come, each with its prefix."""
    if not selector.get_map():
        time.sleep(wait)
        return
    for key, _events in selector.select(wait):
        one: _Running = key.data
        chunk = os.read(key.fd, 65536)
        if not chunk:
            selector.unregister(key.fileobj)
            chunk = b"\n" if one.rest else b""
        *lines, one.rest = (one.rest + chunk).split(b"\n")
        out.writelines(one.prefix + line + b"\n" for line in lines)
    out.flush()


def _lines(one: _Running) -> IO[bytes]:
    assert one.process.stdout is not None
    return one.process.stdout


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def _prefix(name: str, colour: str | None) -> bytes:
    return (f"\x1b[{colour}m{name} |\x1b[0m " if colour else f"{name} | ").encode()


def _how(process: subprocess.Popen[bytes]) -> str:
    code = process.returncode
    return f"signal {-code}" if code < 0 else f"code {code}"


def _say(out: IO[bytes], line: str) -> None:
    out.write(f"{line}\n".encode())
    out.flush()


@contextmanager
def _told_to_stop() -> Iterator[list[int]]:
    """A list that gets each SIGINT, SIGTERM or SIGHUP instead of the signal's usual effect."""
    told: list[int] = []

    def note(number: int, *_frame: object) -> None:
        told.append(number)

    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, note) for number in signals}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

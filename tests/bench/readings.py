"""What the process table says of a benchmark's processes: CPU seconds, memory. And where most of many values lie."""

import os
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from tests.live import Process

TICK = os.sysconf("SC_CLK_TCK")


def backend_seconds(pid: int) -> float:
    """User and system time of one PostgreSQL process so far; its clock ticks every 10 ms."""
    return sum(map(int, _stat(pid)[11:13])) / TICK


def cpu_seconds(pids: Sequence[int]) -> float:
    """User and system time of processes, with what their ended children used."""
    return sum(sum(map(int, _stat_or_zeros(pid)[11:15])) for pid in pids) / TICK


def memory(pids: Sequence[int]) -> float:
    """Megabytes, shared pages divided among those who share them."""
    return sum(_proportional(pid) for pid in pids) / 1024


def pids_of(processes: Sequence[Process]) -> list[int]:
    """Of the processes and whatever they started."""
    return pids_in({one.process.pid for one in processes})


def pids_in(groups: AbstractSet[int]) -> list[int]:
    """Of everything that runs in these process groups."""
    everybody = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())
    return [pid for pid in everybody if _group(pid) in groups]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of all does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _stat(pid: int) -> list[str]:
    """What follows a process's name in /proc."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def _stat_or_zeros(pid: int) -> list[str]:
    """The same; zeros for one that has ended, whose time is its parent's now."""
    try:
        return _stat(pid)
    except OSError:
        return ["0"] * 15


def _group(pid: int) -> int:
    return int(_stat_or_zeros(pid)[2])


def _proportional(pid: int) -> int:
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))

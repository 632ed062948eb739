"""What the benchmarks of writing together share: rooms, readings of the process table, typists in all rooms."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from collectives.models import Program
from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat
from tests.live import Process, session_of
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_program, seat
from tests.typist import Ledger, OurWay, Typist, Way

TICK = os.sysconf("SC_CLK_TCK")
MARKERS_EACH = 100_000


@dataclass(frozen=True)
class House:
    """A program with one leader, who may write on every placemat in it."""

    program: Program
    cookies: str
    placemats: Sequence[UUID]

    def way(self, servers: Sequence[Process], number: int) -> OurWay:
        """How to come to one of the placemats."""
        ports = [one.port for one in servers]
        return OurWay(ports, self.program.slug, self.placemats[number], self.cookies)


def make_house(rooms: int, *, slug: str = "written-together") -> House:
    """Everything that is needed to write on so many placemats."""
    program = make_program(slug)
    with program_scope(program.pk):
        leader = make_participant("Amara Okafor")
        placemats = [_make_room(leader, number) for number in range(rooms)]
        assert leader.user is not None
        return House(program, session_of(leader.user), [one.pk for one in placemats])


def _make_room(leader: object, number: int) -> Placemat:
    collective = make_collective(f"Room {number}")
    seat(collective, leader)
    return make_placemat(make_cycle(collective))


@dataclass(frozen=True)
class Room:
    """The typists of one document, and their account."""

    ledger: Ledger
    typists: Sequence[Typist]


def make_rooms(ways: Sequence[Sequence[Way]], *, seed: int) -> list[Room]:
    """One typist for each way; those of one document come to the servers in turn."""
    rooms, start = [], 0
    for ways_of_one in ways:
        ledger, typists = Ledger(), []
        for number, way in enumerate(ways_of_one):
            typists.append(Typist(way, ledger, seed=seed + start, start=start, server=number))
            start += MARKERS_EACH
        rooms.append(Room(ledger, typists))
    return rooms


def cpu_seconds(pids: Sequence[int]) -> float:
    """User and system time of processes, with what their ended children used."""
    return sum(sum(map(int, _stat(pid)[11:15])) for pid in pids) / TICK


def memory(pids: Sequence[int]) -> float:
    """Megabytes, shared pages divided among those who share them."""
    return sum(_proportional(pid) for pid in pids) / 1024


def pids_of(processes: Sequence[Process]) -> list[int]:
    """Of the processes and whatever they started."""
    groups = {one.process.pid for one in processes}
    everybody = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())
    return [pid for pid in everybody if _group(pid) in groups]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of all does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _stat(pid: int) -> list[str]:
    """What follows a process's name: zeros for one that has ended, whose time is its parent's now."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return ["0"] * 15


def _group(pid: int) -> int:
    return int(_stat(pid)[2])


def _proportional(pid: int) -> int:
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))

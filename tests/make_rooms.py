"""Placemats with pages that type in them, for proofs and benchmarks of writing together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from collectives.models import Participant, Program
from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat
from tests.live import Process, session_of
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_program, seat
from tests.typist import Ledger, OurWay, Typist, Way

MARKERS_EACH = 100_000
LEADERS = 10


@dataclass(frozen=True)
class House:
    """A program with ten leaders, who may all write on every placemat in it."""

    program: Program
    cookies: Sequence[str]
    placemats: Sequence[UUID]

    def way(self, servers: Sequence[Process], number: int, leader: int = 0) -> OurWay:
        """How one of the leaders comes to one of the placemats."""
        ports = [one.port for one in servers]
        return OurWay(ports, self.program.slug, self.placemats[number], self.cookies[leader])

    def ways(self, servers: Sequence[Process], number: int) -> list[OurWay]:
        """How all of them come there."""
        return [self.way(servers, number, leader) for leader in range(LEADERS)]


def make_house(rooms: int, *, slug: str = "written-together") -> House:
    """Everything that is needed to write on so many placemats."""
    program = make_program(slug)
    with program_scope(program.pk):
        leaders = [make_participant(f"Leader {number}") for number in range(LEADERS)]
        placemats = [_make_room(leaders, number) for number in range(rooms)]
        cookies = [session_of(leader.user) for leader in leaders if leader.user]
        return House(program, cookies, [one.pk for one in placemats])


def _make_room(leaders: Sequence[Participant], number: int) -> Placemat:
    collective = make_collective(f"Room {number}")
    for leader in leaders:
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

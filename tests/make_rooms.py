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


def _make_room(leader: Participant, number: int) -> Placemat:
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

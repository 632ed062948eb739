"""Two servers of sockets, and a session to whose notes people come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from collectives.models import Participant, Program, Role
from facilitation.models import Session, SessionNotes
from ilc.tenancy.scope import program_scope
from tests.live import Server, session_of, socket_servers
from tests.make import make_collective, make_participant, make_program, make_session, name_facilitator, seat


@dataclass
class Meeting:
    """A session, and everybody who may come near it by a socket."""

    program: Program
    session: Session
    people: dict[str, Participant]
    cookies: dict[str, str]

    def text(self) -> str:
        with program_scope(self.program.pk):
            return SessionNotes.objects.get(session=self.session).text

    def unseat(self, who: str) -> None:
        with program_scope(self.program.pk):
            self.people[who].seats.update(left_at=timezone.now())
        connection.close()  # a test may call this in a thread of its own


@pytest.fixture
def servers(committed: None) -> Iterator[list[Server]]:
    with socket_servers(connection.settings_dict["NAME"], 2) as running:
        yield list(running)


@pytest.fixture
def meeting(committed: None) -> Meeting:
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        collective = make_collective()
        people = {name: make_participant() for name in ("member", "other", "former", "stranger")}
        for name in ("member", "other", "former"):
            seat(collective, people[name])
        people |= {"facilitator": make_participant(role=Role.FACILITATOR), "admin": make_participant(role=Role.ADMIN)}
        name_facilitator(collective, people["facilitator"])
        session = make_session(collective, on=date(2026, 11, 17))
    cookies = {who: session_of(one.user) for who, one in people.items() if one.user}
    meeting = Meeting(program, session, people, cookies)
    meeting.unseat("former")
    return meeting

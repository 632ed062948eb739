"""The scene of the view tests: one session, and everybody who may come near it."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from collectives.models import Collective, Participant, Program, Role
from facilitation.models import Session
from ilc.tenancy.scope import program_scope
from tests.make import (
    make_collective,
    make_cycle,
    make_participant,
    make_school,
    make_session,
    name_facilitator,
    seat,
)


@dataclass
class Scene:
    """A collective with one session a week from now, and everybody who may come near it."""

    program: Program
    collective: Collective
    session: Session
    member: Participant
    facilitator: Participant
    admin: Participant
    coordinator: Participant
    stranger: Participant
    former: Participant

    def url(self, tail: str = "") -> str:
        return f"/p/{self.program.slug}/sessions/{self.session.pk}/{tail}"

    def client(self, who: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(getattr(self, who).user)
        return client


@pytest.fixture
def scene(program: Program) -> Scene:
    with program_scope(program.pk):
        school = make_school()
        collective = make_collective("Reading with meaning")
        make_cycle(collective)
        member = make_participant("Amara Okafor", school=school)
        seat(collective, member)
        former = make_participant("Joséphine Bernard")
        left = seat(collective, former)
        left.left_at = timezone.now()
        left.save()
        facilitator = make_participant("Renée Thériault", role=Role.FACILITATOR)
        name_facilitator(collective, facilitator)
        return Scene(
            program=program,
            collective=collective,
            session=make_session(collective, on=(timezone.now() + timedelta(days=7)).date()),
            member=member,
            facilitator=facilitator,
            admin=make_participant(role=Role.ADMIN),
            coordinator=make_participant(role=Role.COORDINATOR, region=school.district.region),
            stranger=make_participant(),
            former=former,
        )

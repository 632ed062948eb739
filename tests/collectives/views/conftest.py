"""A small program with everybody in it, and somebody from another."""

import re
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client

from collectives.models import Collective, Participant, Program, Role, School
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_school, name_facilitator, seat

HTMX = {"HX-Request": "true"}


def plain(response: HttpResponse) -> str:
    """A page with its white space evened out."""
    return re.sub(r"\s+>", ">", re.sub(r"\s+", " ", response.content.decode()))


@dataclass(frozen=True)
class Shore:
    """One collective with one member, in one region; and who stands how to it."""

    slug: str
    program_pk: int
    admin: Participant
    coordinator: Participant
    other_coordinator: Participant
    facilitator: Participant
    member: Participant
    outsider: Participant
    stranger: Participant
    collective: Collective
    school: School

    def url(self, path: str) -> str:
        """An address of the program."""
        return f"/p/{self.slug}/{path}"

    def sign_in(self, name: str) -> Client:
        """A browser in which one of them has signed in."""
        client = Client()
        client.force_login(getattr(self, name).user)
        return client

    def answers(self, path: str) -> dict[str, int]:
        """What each of them gets for a GET of a path."""
        names = ("admin", "coordinator", "other_coordinator", "facilitator", "member", "outsider", "stranger")
        return {name: self.sign_in(name).get(self.url(path)).status_code for name in names}


@pytest.fixture
def shore(program: Program, other_program: Program) -> Shore:
    """The program of most view tests."""
    with program_scope(other_program.pk):
        stranger = make_participant("Stranger", role=Role.ADMIN)
    with program_scope(program.pk):
        school = make_school("Pictou Road School", district="Tidewater", region="Shore")
        far = make_school("Basin View High School", district="Minas Basin", region="Valley")
        collective = make_collective("Ask them")
        member = make_participant("Amara Okafor", school=school, district=school.district, position="principal")
        facilitator = make_participant("Renée Thériault", role=Role.FACILITATOR)
        seat(collective, member)
        name_facilitator(collective, facilitator)
        return Shore(
            program.slug,
            program.pk,
            make_participant("Inès Arsenault", role=Role.ADMIN),
            make_participant("Priya Raman", role=Role.COORDINATOR, region=school.district.region),
            make_participant("Fatoumata Diallo", role=Role.COORDINATOR, region=far.district.region),
            facilitator,
            member,
            make_participant("Nguyễn Thị Hồng", school=far, district=far.district),
            stranger,
            collective,
            school,
        )

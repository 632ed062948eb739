"""The placemat's page: who reads it, who writes, what is saved and what comes back."""

import pytest
from django.test import Client
from django.urls import reverse

from collectives.models import Program, Role
from ilc.tenancy.scope import program_scope
from inquiry.models import PlacematText
from tests.make import (
    make_collective,
    make_cycle,
    make_participant,
    make_placemat,
    name_facilitator,
    seat,
)


class Setting:
    """One collective with a facilitator, two members, and its placemat."""

    def __init__(self, program: Program) -> None:
        self.program = program
        with program_scope(program.pk):
            self.collective = make_collective("Reading with meaning")
            self.facilitator = make_participant("Renée Thériault", role=Role.FACILITATOR)
            self.member = make_participant("Amara Okafor")
            self.other_member = make_participant("Zoë Lindqvist")
            self.stranger = make_participant("Darnell Whiteduck")
            self.admin = make_participant("Siobhán Ó Dálaigh", role=Role.ADMIN)
            name_facilitator(self.collective, self.facilitator)
            seat(self.collective, self.member)
            seat(self.collective, self.other_member)
            self.cycle = make_cycle(self.collective)
            self.placemat = make_placemat(self.cycle)

    def url(self, name: str, *args: object) -> str:
        return reverse(f"inquiry:{name}", args=[self.program.slug, *args])

    def text(self, field: str) -> str:
        with program_scope(self.program.pk):
            return PlacematText.objects.get(placemat=self.placemat, field=field).text


@pytest.fixture
def setting(program: Program) -> Setting:
    return Setting(program)


def test_a_member_reads_and_writes_the_collectives_placemat(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    url = setting.url("placemat", setting.placemat.pk)

    response = client.post(url, {"text-priority": "Structured routines", "version-priority": "0"})

    assert response.status_code == 302
    assert setting.text("priority") == "Structured routines"
    assert "Structured routines" in client.get(url).content.decode()

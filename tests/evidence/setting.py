"""A collective of two districts, its theory and its indicators, for the tests of this app."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from collectives.models import Participant, Program, Role
from evidence.models import DataPoint
from ilc.tenancy.scope import program_scope
from inquiry.models import Indicator
from tests.make import (
    make_collective,
    make_cycle,
    make_participant,
    make_placemat,
    make_school,
    name_facilitator,
    seat,
)
from tests.make_evidence import make_data_point
from tests.make_history import act, day, promise, write

ON = date(2026, 11, 3)


def browser(participant: Participant) -> Client:
    """A fresh browser in which somebody is signed in."""
    client = Client()
    client.force_login(participant.user)
    return client


class Shared:
    """Amara and Zoë sit in one collective and come from two districts; Renée guides it; Siobhán runs the program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        with program_scope(program.pk):
            self.school = make_school("Pictou Road School", district="Tidewater")
            self.far_school = make_school("Inland School", district="Inland")
            self.collective = make_collective("Reading with meaning")
            self.facilitator = make_participant("Renée Thériault", role=Role.FACILITATOR)
            self.member = make_participant("Amara Okafor", school=self.school)
            self.colleague = make_participant("Zoë Lindqvist", school=self.far_school)
            self.admin = make_participant("Siobhán Ó Dálaigh", role=Role.ADMIN)
            self.stranger = make_participant("Darnell Whiteduck")
            name_facilitator(self.collective, self.facilitator)
            for member in (self.member, self.colleague):
                seat(self.collective, member)
            self.cycle = make_cycle(self.collective)
            self.placemat = make_placemat(self.cycle)
            self.action = act(self.placemat, "visit classrooms", by=self.member, at=day(1))
            write(self.placemat, "then", "teachers plan together", by=self.member, at=day(1))
            write(self.placemat, "so_that", "students read with meaning", by=self.member, at=day(1))
            self.indicator = promise(
                self.placemat, "Visits each week", by=self.member, at=day(2), if_action=self.action
            )

    def url(self, name: str, *args: object) -> str:
        """An address of this app in the setting's program."""
        return reverse(f"evidence:{name}", args=[self.program.slug, *args])

    def bring(
        self, on: date = ON, *, far: bool = False, indicator: Indicator | None = None, **figures: Any
    ) -> DataPoint:
        """What Amara's school brought, or Zoë's far one: 18 of 36 unless told otherwise. Within the program's scope."""
        by, school = (self.colleague, self.far_school) if far else (self.member, self.school)
        return make_data_point(
            indicator or self.indicator,
            by=by,
            on=on,
            school=school,
            **(figures or {"numerator": 18, "denominator": 36}),
        )

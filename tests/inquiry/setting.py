"""One collective with its people, its cycle and its placemat, for the tests of this app."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from collectives.models import Participant, Program, Role
from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import add_if_action
from inquiry.models import Clause, DataType, IfAction, Indicator, IndicatorKind, PlacematChange, PlacematText
from tests.make import (
    make_collective,
    make_cycle,
    make_participant,
    make_placemat,
    make_school,
    name_facilitator,
    seat,
)


class Setting:
    """A facilitator, two members, people outside, and what they work on."""

    def __init__(self, program: Program) -> None:
        self.program = program
        with program_scope(program.pk):
            school = make_school()
            self.collective = make_collective("Reading with meaning")
            self.facilitator = make_participant("Renée Thériault", role=Role.FACILITATOR)
            self.member = make_participant("Amara Okafor", school=school)
            self.other_member = make_participant("Zoë Lindqvist", school=school)
            self.stranger = make_participant("Darnell Whiteduck")
            self.admin = make_participant("Siobhán Ó Dálaigh", role=Role.ADMIN)
            self.coordinator = make_participant("Priya Raman", role=Role.COORDINATOR, region=school.district.region)
            name_facilitator(self.collective, self.facilitator)
            seat(self.collective, self.member)
            seat(self.collective, self.other_member)
            self.cycle = make_cycle(self.collective)
            self.placemat = make_placemat(self.cycle)

    def url(self, name: str, *args: object) -> str:
        """An address of this app in the setting's program."""
        return reverse(f"inquiry:{name}", args=[self.program.slug, *args])

    def text(self, field: str) -> str:
        """What stands in a field of the collective's placemat."""
        with program_scope(self.program.pk):
            row = PlacematText.objects.filter(placemat=self.placemat, field=field).first()
            return row.text if row else ""

    def history(self) -> list[tuple[str, str, int, str]]:
        """Every change as (part, what, version, text), in the order in which they were made."""
        with program_scope(self.program.pk):
            rows = PlacematChange.objects.order_by("pk")
            return [(row.part, row.what, row.version, row.text) for row in rows]


def write_if_action(setting: Setting, text: str) -> IfAction:
    """One more if-action below the others. Call inside the program's scope."""
    pk = add_if_action(setting.placemat, text=text, by=setting.member, now=timezone.now())
    return IfAction.objects.select_related("placemat").get(pk=pk)


def promise_indicator(setting: Setting, text: str, *, if_action: IfAction | None = None, **fields: Any) -> Indicator:
    """A leading indicator of an if-action, or a lagging one of the so-that. Call inside the program's scope."""
    kind = IndicatorKind.LEADING if if_action else IndicatorKind.LAGGING
    fields = {
        "kind": kind,
        "clause": Clause.IF if if_action else Clause.SO_THAT,
        "position": setting.placemat.indicators.filter(kind=kind).count() + 1,
        "data_types": [DataType.LEARNING],
        "changed_by": setting.member,
        "changed_at": timezone.now(),
    } | fields
    return Indicator.objects.create(placemat=setting.placemat, if_action=if_action, text=text, **fields)


def person_named(setting: Setting, who: str) -> Participant:
    """One of the setting's people by what they are there."""
    person = getattr(setting, who)
    assert isinstance(person, Participant)
    return person

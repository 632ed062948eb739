"""What closing a cycle will do: what goes on, what is dropped, who goes, which evidence is promised again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from collectives.models import Participant, Seat
from collectives.permissions.collective import people_of
from evidence.models import PlanLine
from evidence.permissions.data_point import own_district
from facilitation.models import Renewal, RenewalChoice, RenewalPart, RenewalSeat, Staying
from facilitation.queries.commitment import open_commitments
from ilc.pages import seen_digest
from inquiry.models import Clause, Indicator, Placemat, PlacematField
from inquiry.queries.placemat import Content, placemat_content

type Words = str | Promise

CARRIED = (
    PlacematField.PROBLEM_OF_PRACTICE,
    PlacematField.SYSTEM_GOAL,
    PlacematField.PRIORITY,
    PlacematField.THEN,
    PlacematField.SO_THAT,
)  # the reflection belongs to its cycle


@dataclass(frozen=True)
class PartPlan:
    """One part of the placemat and what becomes of it. `words`: those the next cycle begins with.

    `open`: nobody chose, so it is kept. `falls`: an indicator that is dropped because its if-action is.
    """

    part: str
    name: Words
    was: str
    words: str
    choice: str
    open: bool
    falls: bool = False
    indicator: Indicator | None = None

    @property
    def carried(self) -> bool:
        """Whether it goes on, as it was or sharpened."""
        return self.choice != RenewalChoice.DROP


@dataclass(frozen=True)
class SeatPlan:
    """A member, and whether they go. `open`: nobody said, so they stay."""

    seat: Seat
    staying: str
    open: bool

    @property
    def goes(self) -> bool:
        """Whether their seat here ends."""
        return self.staying != Staying.STAYS


@dataclass(frozen=True)
class RenewalPlan:
    """All that one press will do. `lines_left`: of the evidence plan, those whose person is not there to bring it."""

    parts: Sequence[PartPlan]
    seats: Sequence[SeatPlan]
    lines: Sequence[PlanLine]
    lines_left: Sequence[PlanLine]
    commitments: int

    @property
    def kept(self) -> list[PartPlan]:
        """What goes on as it is."""
        return [one for one in self.parts if one.choice == RenewalChoice.KEEP]

    @property
    def sharpened(self) -> list[PartPlan]:
        """What goes on in other words."""
        return [one for one in self.parts if one.choice == RenewalChoice.SHARPEN]

    @property
    def dropped(self) -> list[PartPlan]:
        """What stays behind."""
        return [one for one in self.parts if not one.carried]

    def names(self, staying: str) -> list[str]:
        """Of the members who go this way."""
        return [one.seat.participant.name for one in self.seats if one.staying == staying]

    @property
    def stay(self) -> list[str]:
        """Who goes on here."""
        return self.names(Staying.STAYS)

    @property
    def leave(self) -> list[str]:
        """Whose seat ends."""
        return self.names(Staying.LEAVES)

    @property
    def move(self) -> list[str]:
        """Whose seat ends, and who looks for another."""
        return self.names(Staying.MOVES)

    @property
    def open(self) -> int:
        """How many parts nobody chose about."""
        return sum(one.open for one in self.parts)

    @property
    def digest(self) -> str:
        """A short name for all of it: what somebody agreed to is what happens, or nothing does."""
        return seen_digest(
            [(one.part, one.was, one.words, one.choice) for one in self.parts],
            [(one.seat.pk, one.staying) for one in self.seats],
            [line.pk for line in self.lines],
            [line.pk for line in self.lines_left],
        )


def standing_renewal(cycle: UUID) -> Renewal | None:
    """The draft of a cycle, or how it was closed; not what was taken back. One SQL query."""
    rows = Renewal.objects.filter(cycle=cycle, undone_at=None)
    return rows.select_related("begun_by", "closed_by", "next_cycle", "cycle").first()


def plan_renewal(placemat: Placemat, renewal: Renewal | None) -> RenewalPlan:
    """What closing the cycle of a collective's placemat would do now. About nine SQL queries."""
    content = placemat_content(placemat)
    rows = {row.part: row for row in RenewalPart.objects.filter(renewal=renewal)} if renewal else {}
    parts = part_plans(content, rows)
    seats = seat_plans(placemat.cycle.collective_id, renewal)
    carried = [one.indicator.pk for one in parts if one.indicator and one.carried]
    gone = {one.seat.participant_id for one in seats if one.goes}
    remaining = people_of(placemat.cycle.collective) - gone
    lines: list[PlanLine] = []
    left: list[PlanLine] = []
    found = PlanLine.objects.filter(indicator__in=carried, ended_at=None)
    found = found.select_related("participant__school", "participant__district", "school", "indicator")
    for line in found.order_by("indicator__kind", "indicator__position", "made_at", "pk"):
        (lines if _still_brings(line, remaining) else left).append(line)
    return RenewalPlan(parts, seats, lines, left, open_commitments(placemat.cycle.collective).count())


def part_plans(content: Content, rows: Mapping[str, RenewalPart]) -> list[PartPlan]:
    """Every part that has words, in reading order: the texts before the theory, then clause by clause. No SQL."""
    found = [_text(field, content, rows) for field in CARRIED[:3] if content.text(field).strip()]
    for action in content.if_actions:
        number = content.numbers[action.pk]
        if action.text.strip():
            name = _("If-action %(number)d") % {"number": number}
            one = _part(f"if:{action.pk}", name, action.text, rows)
            found.append(one)
            shown = [row for row in content.indicators if row.if_action_id == action.pk]
            found += [_indicator(row, rows, stands=one.carried) for row in shown]
    for field, clause in ((PlacematField.THEN, Clause.THEN), (PlacematField.SO_THAT, Clause.SO_THAT)):
        if content.text(field).strip():
            found.append(_text(field, content, rows))
        found += [_indicator(row, rows, stands=True) for row in content.indicators if row.clause == clause]
    return found


def seat_plans(collective: UUID, renewal: Renewal | None) -> list[SeatPlan]:
    """Who sits there now, in order, and what each said. Two SQL queries."""
    said = {row.participant_id: row.staying for row in RenewalSeat.objects.filter(renewal=renewal)} if renewal else {}
    seats = Seat.objects.filter(collective=collective, left_at=None).select_related("participant", "collective")
    return [
        SeatPlan(one, said.get(one.participant_id, Staying.STAYS), one.participant_id not in said)
        for one in seats.order_by("number")
    ]


def _text(field: PlacematField, content: Content, rows: Mapping[str, RenewalPart]) -> PartPlan:
    return _part(field.value, field.label, content.text(field), rows)


def _indicator(row: Indicator, rows: Mapping[str, RenewalPart], *, stands: bool) -> PartPlan:
    one = _part(f"indicator:{row.pk}", _("Indicator"), row.text, rows, indicator=row)
    if stands:
        return one
    return PartPlan(one.part, one.name, one.was, one.was, RenewalChoice.DROP, False, falls=True, indicator=row)


def _part(
    part: str, name: Words, was: str, rows: Mapping[str, RenewalPart], *, indicator: Indicator | None = None
) -> PartPlan:
    row = rows.get(part)
    choice = row.choice if row and row.choice else ""
    words = row.words if row and choice == RenewalChoice.SHARPEN else was
    return PartPlan(part, name, was, words, choice or RenewalChoice.KEEP, not choice, indicator=indicator)


def _still_brings(line: PlanLine, remaining: set[UUID]) -> bool:
    person: Participant = line.participant
    district = own_district(person)
    there = line.school is None or line.school.district_id == district
    return person.pk in remaining and district is not None and there

"""A collective at the end of a cycle, for tests: its people, its theory, its evidence plan, its open commitments."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from collectives.models import Collective, Participant, Role
from evidence.models import PlanLine
from facilitation.models import Commitment, Renewal
from facilitation.operations.renewal import PartChoice, choose_part
from facilitation.operations.renewal_close import Following, renew_cycle
from facilitation.queries.renewal_plan import plan_renewal, standing_renewal
from inquiry.coediting.writing import add_if_action, write_placemat
from inquiry.engine.saving import Edit
from inquiry.models import Clause, Cycle, DataType, Indicator, IndicatorKind, Phase, Placemat
from inquiry.operations.indicator import add_indicator
from tests.make import (
    make_collective,
    make_cycle,
    make_participant,
    make_placemat,
    make_school,
    name_facilitator,
    seat,
)
from tests.make_evidence import make_measure, make_plan_line

WORDS = {
    "problem_of_practice": "Few readers find the main idea.",
    "priority": "Talk about texts",
    "then": "Teachers ask for reasons",
    "so_that": "Students read with meaning",
}
FIRST, LAST = date(2025, 9, 1), date(2026, 6, 30)


@dataclass
class Ending:
    """What was made. `actions` are the ids of the two if-actions, `leading` and `lagging` one indicator each."""

    collective: Collective
    cycle: Cycle
    placemat: Placemat
    facilitator: Participant
    member: Participant
    colleague: Participant
    actions: list[Any]
    leading: Indicator
    lagging: Indicator
    line: PlanLine
    commitment: Commitment

    def seen(self) -> str:
        """The digest of what would happen now."""
        return plan_renewal(self.placemat, standing_renewal(self.cycle.pk)).digest


def make_ending(*, name: str = "Reading with meaning") -> Ending:
    """Phase 6 of 2025–26. Call inside a program's scope."""
    now, school = timezone.now(), make_school()
    collective = make_collective(name)
    facilitator = make_participant("Renée Thériault", role=Role.FACILITATOR, school=school)
    member = make_participant("Amara Okafor", school=school)
    colleague = make_participant("Zoë Lindqvist", school=school)
    name_facilitator(collective, facilitator)
    seat(collective, member)
    seat(collective, colleague)
    cycle = make_cycle(collective, phase=Phase.SHARING, name="2025–26", starts_on=FIRST, ends_on=LAST)
    placemat = make_placemat(cycle)
    write_placemat(placemat, edits=[Edit(part, "", text) for part, text in WORDS.items()], by=member, now=now)
    actions = [add_if_action(placemat, text=text, by=member, now=now) for text in ("visit in pairs", "read aloud")]
    leading = _promise(placemat, "Visits a month", clause=Clause.IF, by=member, action=actions[0])
    lagging = _promise(placemat, "Share who find the main idea", clause=Clause.SO_THAT, by=member)
    make_measure(lagging, by=member, target=60.0)
    line = make_plan_line(
        lagging, member, first_due=FIRST + timedelta(days=30), until=LAST, school=school, source="Unit tests"
    )
    commitment = Commitment.objects.create(
        collective=collective, text="Send the sheet", who=colleague, due_on=LAST, by=facilitator, at=now
    )
    return Ending(
        collective, cycle, placemat, facilitator, member, colleague, actions, leading, lagging, line, commitment
    )


def _promise(placemat: Placemat, text: str, *, clause: str, by: Participant, action: Any = None) -> Indicator:
    kind = IndicatorKind.LEADING if action else IndicatorKind.LAGGING
    row = placemat.if_actions.get(pk=action) if action else None
    words = {"text": text, "clause": clause, "if_action": row, "data_types": [DataType.LEARNING]}
    return add_indicator(placemat, kind=kind, words=words, by=by, now=timezone.now())


NEXT = Following("2026–27", date(2026, 9, 1), date(2027, 6, 30))


def choose(ending: Ending, part: str, choice: str, words: str = "") -> None:
    """What the group says of one part."""
    chosen = PartChoice(choice, words)
    choose_part(ending.cycle, part=part, chosen=chosen, version=0, by=ending.member, now=timezone.now())


def renew(ending: Ending, following: Following | None = NEXT, *, seen: str = "", why: str = "") -> Renewal:
    """The facilitator presses, having seen what would happen now, unless told otherwise."""
    seen = seen or ending.seen()
    return renew_cycle(
        ending.placemat, following=following, why=why, seen=seen, by=ending.facilitator, now=timezone.now()
    )


def next_placemat() -> Placemat:
    """The collective's of its second cycle."""
    return Placemat.objects.select_related("cycle__collective").get(cycle__number=2, leader=None)

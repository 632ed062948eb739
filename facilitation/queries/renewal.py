"""The sheet on which a cycle is closed: every part beside its evidence, who stays, what is promised still."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import pgettext

from collectives.models import Participant, Seat
from evidence.engine.judgement import Judged
from evidence.models import Answer, Sure
from evidence.permissions.judgement import can_read_judgement_draft
from evidence.queries.chain import ChainRow, ChainSheet, read_chain
from evidence.queries.clause import theory_clauses
from evidence.queries.judgement import ASKED, said_so_far, settled_said, standing_settlement
from facilitation.models import Renewal, RenewalChoice, RenewalPart, Staying
from facilitation.queries.commitment import CommitmentRow, commitment_row, open_commitments
from facilitation.queries.renewal_plan import PartPlan, SeatPlan, part_plans, seat_plans, standing_renewal
from inquiry.models import Placemat, PlacematField
from inquiry.queries.placemat import placemat_content

type Words = str | Promise

KEYS = {PlacematField.THEN: "then", PlacematField.SO_THAT: "so"}


@dataclass(frozen=True)
class RenewalRow:
    """One part on the sheet. `key`: its clause's colour and word, "text" above the theory, "indicator" below a clause.

    `question` and `answer` are the judgement's of that clause, `shown` an indicator's latest figure in the shared view.
    `said` is what the group chose so far, by whom and when.
    """

    plan: PartPlan
    key: str
    question: Words
    answer: Words
    sure: Words
    shown: ChainRow | None
    said: RenewalPart | None

    @property
    def part(self) -> str:
        """As it is named in the address and in the form."""
        return self.plan.part

    @property
    def slug(self) -> str:
        """The part as an id in HTML."""
        return self.part.replace(":", "-")

    @property
    def choice(self) -> str:
        """What was pressed; empty while nobody did."""
        return "" if self.plan.open else self.plan.choice

    @property
    def version(self) -> int:
        """Upon which one chooses."""
        return self.said.version if self.said else 0

    @property
    def why(self) -> str:
        """What the group says of its choice."""
        return self.said.why if self.said else ""


@dataclass(frozen=True)
class StayingRow:
    """A member. `may`: the reader says it for them. `word`: what was said, in words."""

    pk: UUID
    name: str
    initials: str
    staying: str
    word: Words
    mine: bool
    may: bool


@dataclass(frozen=True)
class RenewalSheet:
    """All of it. `chosen` of `rows` are no longer open."""

    renewal: Renewal | None
    rows: Sequence[RenewalRow]
    members: Sequence[StayingRow]
    commitments: Sequence[CommitmentRow]

    @property
    def chosen(self) -> int:
        """How many parts the group chose about."""
        return sum(not row.plan.open for row in self.rows if not row.plan.falls)

    @property
    def choices(self) -> int:
        """About how many there is something to choose."""
        return sum(not row.plan.falls for row in self.rows)

    def row(self, part: str) -> RenewalRow | None:
        """The row of a part, if there is one."""
        return next((row for row in self.rows if row.part == part), None)


@dataclass(frozen=True)
class GoneRow:
    """Somebody whose seat ended with the cycle. `waits`: they asked for another, and have none since."""

    pk: UUID
    name: str
    word: Words
    waits: bool


@dataclass(frozen=True)
class RenewalPast:
    """What was decided when a cycle closed."""

    renewal: Renewal
    kept: Sequence[PartPlan]
    sharpened: Sequence[tuple[PartPlan, str]]
    dropped: Sequence[tuple[PartPlan, str]]
    gone: Sequence[GoneRow]
    begun: Placemat | None


def renewal_sheet(placemat: Placemat, reader: Participant, *, fills: bool, leads: bool, today: date) -> RenewalSheet:
    """The sheet of an open cycle's placemat, read with its cycle and collective. About thirty SQL queries.

    Figures are those of the shared view, whoever reads them.
    """
    renewal = standing_renewal(placemat.cycle_id)
    said = {row.part: row for row in renewal.parts.select_related("changed_by")} if renewal else {}
    plans = part_plans(placemat_content(placemat), said)
    figures = _figures(read_chain(placemat, reader, own=False, today=today))
    judged = _judged(placemat, reader)
    rows = [_row(one, said.get(one.part), judged.get(one.part), figures) for one in plans]
    members = [
        _member(one, reader, fills=fills, leads=leads) for one in seat_plans(placemat.cycle.collective_id, renewal)
    ]
    found = open_commitments(placemat.cycle.collective)
    commitments = [commitment_row(row, reader, runs=leads, today=today) for row in found]
    return RenewalSheet(renewal, rows, members, commitments)


def renewal_past(placemat: Placemat, renewal: Renewal) -> RenewalPast:
    """What was decided. Six SQL queries."""
    rows = {row.part: row for row in renewal.parts.all()}
    plans = [one for one in part_plans(placemat_content(placemat), rows) if one.part in rows]
    since = Seat.objects.filter(participant=OuterRef("participant"), left_at=None, seated_at__gte=renewal.closed_at)
    ended = renewal.seats.filter(seat__isnull=False).select_related("participant").annotate(found=Exists(since))
    seats = ended.order_by("participant__name")
    begun = Placemat.objects.filter(cycle=renewal.next_cycle_id, leader=None).select_related("cycle").first()
    return RenewalPast(
        renewal,
        kept=[one for one in plans if one.choice == RenewalChoice.KEEP],
        sharpened=[(one, rows[one.part].why) for one in plans if one.choice == RenewalChoice.SHARPEN],
        dropped=[(one, rows[one.part].why) for one in plans if one.choice == RenewalChoice.DROP],
        gone=[_gone(row) for row in seats],
        begun=begun if renewal.next_cycle_id else None,
    )


def may_undo_until(renewal: Renewal, *, now: datetime, within: Any) -> bool:
    """Whether the week in which a closing can be taken back goes on. No SQL."""
    return renewal.closed_at is not None and now - renewal.closed_at <= within


def _row(
    plan: PartPlan, said: RenewalPart | None, judged: Judged | None, figures: Mapping[UUID, ChainRow]
) -> RenewalRow:
    return RenewalRow(
        plan=plan,
        key=_key(plan),
        question=ASKED[judged.clause] if judged else "",
        answer=Answer(judged.answer).label if judged and judged.answer else "",
        sure=Sure(judged.sure).label if judged and judged.sure else "",
        shown=figures.get(plan.indicator.pk) if plan.indicator else None,
        said=said,
    )


def _gone(row: Any) -> GoneRow:
    person = row.participant
    waits = row.staying == Staying.MOVES and not row.found and person.left_at is None
    return GoneRow(person.pk, person.name, Staying(row.staying).label, waits)


def _key(plan: PartPlan) -> str:
    if plan.indicator:
        return "indicator"
    return "if" if plan.part.startswith("if:") else KEYS.get(plan.part, "text")  # type: ignore[call-overload]  # a str


def _figures(sheet: ChainSheet) -> dict[UUID, ChainRow]:
    return {row.pk: row for clause in (*sheet.leading, *sheet.lagging) for row in clause.rows}


def _judged(placemat: Placemat, reader: Participant) -> dict[str, Judged]:
    """What the group says of each clause: what it settled; its own people read the draft. Five SQL queries at most."""
    settled = standing_settlement(placemat)
    if settled:
        said = settled_said(settled)
    elif can_read_judgement_draft(reader, placemat):
        said = said_so_far(placemat, theory_clauses(placemat))
    else:
        return {}
    return {one.part: one for one in said.clauses}


def _member(plan: SeatPlan, reader: Participant, *, fills: bool, leads: bool) -> StayingRow:
    person = plan.seat.participant
    mine = person.pk == reader.pk
    return StayingRow(
        pk=person.pk,
        name=person.name,
        initials=person.initials,
        staying="" if plan.open else plan.staying,
        word=pgettext("member", "has not said yet") if plan.open else Staying(plan.staying).label,
        mine=mine,
        may=(mine and fills) or leads,
    )

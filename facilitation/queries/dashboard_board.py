"""The phase board: where each collective is, who came, what evidence there is, whether a hand is up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, Exists, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from collectives.models import Collective, Facilitator, Seat
from evidence.models import PlanLine
from evidence.queries.rollup import brought_by_collective
from facilitation.engine.phase_months import phases_began
from facilitation.models import FlagRule, Help, Session, SupportFlag
from facilitation.queries.session_held import took_place, with_counts
from ilc.charts import Month, MonthVessel, draw_calendar
from inquiry.models import Cycle, Indicator, IndicatorKind, Phase, PhaseMove, Placemat

MONTHS = 10  # of the calendar: a school year


@dataclass(frozen=True)
class PhaseCell:
    """One phase of one collective. `state`: done, now, later. `began`: the day, where it is known."""

    state: str
    began: date | None


@dataclass(frozen=True)
class BoardRow:
    """One collective. `hand`: "asked", "up", "answered" or nothing. `evidence`: what came, or how the plan stands."""

    pk: UUID
    name: str
    theme: str
    facilitators: Sequence[str]
    phase: int | None
    cells: Sequence[PhaseCell]
    calendar: SafeString
    came: str
    evidence: str
    placemat: UUID | None
    hand: str


@dataclass(frozen=True)
class OpenCycle:
    """The cycle that a collective is in. `moves`: from which phase, to which, when."""

    number: int
    phase: int
    starts_on: date
    moves: Sequence[tuple[int, int, date]]
    placemat: UUID | None
    promises: bool
    plan_open: bool


@dataclass(frozen=True)
class Board:
    """A page of it. `months` head the vessels."""

    rows: Sequence[BoardRow]
    months: Sequence[date]


def board_rows(collectives: QuerySet[Collective, Any]) -> QuerySet[Collective, Any]:
    """These with what a row needs, for a page of a list."""
    guides = Facilitator.objects.filter(collective=OuterRef("pk"), left_at=None).order_by("named_at")
    up = SupportFlag.objects.filter(collective=OuterRef("pk"), lowered_at=None)
    seats = Seat.objects.filter(collective=OuterRef("pk")).order_by().values("collective")
    return collectives.select_related("theme").annotate(
        facilitator_names=ArraySubquery(guides.values("participant__name")),
        seated_at=Subquery(seats.annotate(at=Min("seated_at")).values("at"), output_field=DateTimeField()),
        open_cycle=_cycle(),
        asked=Exists(up.filter(rule=FlagRule.WISHED)),
        up=Exists(up),
        unanswered=Exists(up.filter(~Exists(Help.objects.filter(flag=OuterRef("pk"))))),
    )


def read_board(page: Iterable[Any], *, today: date, now: datetime) -> Board:
    """A page of `board_rows`. Three SQL queries, however many there are."""
    found = list(page)
    cycles = {one.pk: _read_cycle(one.open_cycle) for one in found}
    months = _months([one for one in cycles.values() if one], today)
    came = _came([one.pk for one in found], months, now)
    brought = _brought([one.pk for one in found], months, today)
    return Board([_row(one, cycles[one.pk], months, came[one.pk], brought[one.pk]) for one in found], months)


def _cycle() -> Subquery:
    """The open cycle of a collective with its moves, its placemat and how its evidence plan stands."""
    moves = PhaseMove.objects.filter(cycle=OuterRef("pk")).order_by("at", "pk")
    placemats = Placemat.objects.filter(cycle=OuterRef("pk"), leader=None)
    promised = Indicator.objects.filter(placemat__cycle=OuterRef("pk"), placemat__leader=None, removed_at=None)
    planned = Exists(PlanLine.objects.filter(indicator=OuterRef("pk"), ended_at=None))
    told = JSONObject(
        number="number",
        phase="phase",
        starts_on="starts_on",
        moves=ArraySubquery(moves.values(one=JSONObject(**{"from": "from_phase"}, to="to_phase", at="at"))),
        placemat=Subquery(placemats.values("pk")[:1]),
        promises=Exists(promised),
        plan_open=Exists(promised.filter(~planned)),
    )
    return Subquery(Cycle.objects.filter(collective=OuterRef("pk"), closed_at=None).values(told=told)[:1])


def _read_cycle(told: Any) -> OpenCycle | None:
    if told is None:
        return None
    return OpenCycle(
        number=told["number"],
        phase=told["phase"],
        starts_on=date.fromisoformat(told["starts_on"]),
        moves=[(one["from"], one["to"], localdate(datetime.fromisoformat(one["at"]))) for one in told["moves"]],
        placemat=UUID(told["placemat"]) if told["placemat"] else None,
        promises=told["promises"],
        plan_open=told["plan_open"],
    )


def _months(cycles: Iterable[OpenCycle], today: date) -> list[date]:
    """The first days of ten months: from when the first of these cycles began, with today among them."""
    last = today.replace(day=1)
    earliest = last - relativedelta(months=MONTHS - 1)
    began = min((one.starts_on.replace(day=1) for one in cycles), default=earliest)
    first = min(max(began, earliest), last)
    return [first + relativedelta(months=number) for number in range(MONTHS)]


type ByMonth = Mapping[date, Sequence[Any]]


def _came(collectives: Sequence[UUID], months: Sequence[date], now: datetime) -> Mapping[UUID, ByMonth]:
    """The sessions of these months whose time has come. One SQL query."""
    rows = Session.objects.filter(collective__in=collectives, date__gte=months[0], starts_at__lte=now)
    found: dict[UUID, dict[date, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in with_counts(rows.filter(date__lt=months[-1] + relativedelta(months=1))).order_by("starts_at"):
        found[row.collective_id][row.date.replace(day=1)].append(row)
    return found


def _brought(collectives: Sequence[UUID], months: Sequence[date], today: date) -> Mapping[UUID, Mapping[str, date]]:
    """The latest month that data points of each kind tell about. One SQL query."""
    found: dict[UUID, dict[str, date]] = defaultdict(dict)
    for row in brought_by_collective(collectives, since=months[0], until=today):
        found[row.of][row.kind] = row.month  # they come by month
    return found


def _row(
    one: Any, cycle: OpenCycle | None, months: Sequence[date], came: ByMonth, brought: Mapping[str, date]
) -> BoardRow:
    told = [(month, _says(came.get(month, ()))) for month in months]
    words = "; ".join(f"{date_format(month, 'F')}: {said}" for month, said in told if said) or _("No session yet.")
    return BoardRow(
        pk=one.pk,
        name=one.name,
        theme=one.theme.name,
        facilitators=one.facilitator_names,
        phase=cycle.phase if cycle else None,
        cells=_cells(one, cycle),
        calendar=draw_calendar([_vessel(came.get(month, ())) for month in months], says=words),
        came=words,
        evidence=_evidence(cycle, brought),
        placemat=cycle.placemat if cycle else None,
        hand="asked" if one.asked and one.unanswered else "up" if one.unanswered else "answered" if one.up else "",
    )


def _cells(one: Any, cycle: OpenCycle | None) -> list[PhaseCell]:
    """Without a cycle, a collective is forming. Of a later cycle, how it once formed is not told again."""
    formed = min(moment for moment in (one.made_at, one.seated_at) if moment is not None)
    known = {Phase.GATHERING.value: localdate(one.theme.made_at), Phase.FORMING.value: localdate(formed)}
    now = Phase.FORMING.value
    moves: list[tuple[int, date]] = []
    if cycle is not None:
        now = cycle.phase
        moves = [(to, on) for _from, to, on in cycle.moves]
        first = cycle.moves[0][0] if cycle.moves else now
        known = (known if cycle.number == 1 else {}) | {first: cycle.starts_on}
    began = phases_began(known, moves)
    return [
        PhaseCell("now" if phase == now else "done", began.get(phase)) if phase <= now else PhaseCell("later", None)
        for phase in Phase.values
    ]


def _vessel(sessions: Sequence[Any]) -> MonthVessel:
    held = [row for row in sessions if took_place(row)]
    if not held:
        return MonthVessel(Month.NONE if sessions else Month.EMPTY)
    came, seats = _counted(held)
    return MonthVessel(Month.HELD, came / seats if seats else None)


def _says(sessions: Sequence[Any]) -> str:
    held = [row for row in sessions if took_place(row)]
    if not held:
        return _("no session took place") if sessions else ""
    came, seats = _counted(held)
    return _("%(came)d of %(seats)d came") % {"came": came, "seats": seats} if seats else _("a session took place")


def _counted(held: Sequence[Any]) -> tuple[int, int]:
    """Who came and how many seats there were, in all sessions of a month where somebody marked it."""
    marked = [row for row in held if row.marked and row.seats]
    return sum(row.came for row in marked), sum(row.seats for row in marked)


def _evidence(cycle: OpenCycle | None, brought: Mapping[str, date]) -> str:
    """The latest kind of evidence and the month it tells about; before there is any, how the plan stands."""
    if cycle is None:
        return ""
    name = pgettext("a month beside evidence, format", "M")
    if IndicatorKind.LAGGING in brought:
        return _("lagging, to %(month)s") % {"month": date_format(brought[IndicatorKind.LAGGING], name)}
    if IndicatorKind.LEADING in brought:
        return _("leading, to %(month)s") % {"month": date_format(brought[IndicatorKind.LEADING], name)}
    if cycle.phase < Phase.DESIGNING:
        return ""
    return _("plan agreed") if cycle.promises and not cycle.plan_open else _("plan open")

"""The evidence plan as pages, the home page and the weekly mail show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.utils.functional import Promise as LazyWords

from collectives.models import Participant, School
from evidence.engine.due import next_due, open_due
from evidence.models import DataPoint, HowOften, PlanLine
from evidence.permissions.data_point import own_district
from evidence.queries.clause import ClauseLine
from evidence.queries.learning_plan import line_words, proposed_lines
from inquiry.models import DataType, Indicator, Placemat
from inquiry.permissions.placemat import visible_placemats

type Words = str | LazyWords


@dataclass(frozen=True)
class PlanRow:
    """Who brings an indicator, from where, how often. `asked`: the day whose evidence is to be brought now.

    `past`: that day has gone by. `last`: the newest due day that was brought. `mine`: the reader brings it.
    """

    pk: UUID
    by: str
    initials: str
    place: str
    how_often: Words
    source: str
    asked: date | None
    past: bool
    next: date | None
    last: date | None
    mine: bool


@dataclass(frozen=True)
class PlannedIndicator:
    """An indicator with its lines; without any, nobody was asked to bring it yet.

    `proposed`: how often and from where the group brought it that this placemat began from, while it has no lines.
    """

    pk: UUID
    text: str
    types: Sequence[Words]
    lines: Sequence[PlanRow]
    proposed: Sequence[str] = ()

    @property
    def usual(self) -> PlanRow | None:
        """The first line, where all are brought as often and from the same source: then it is said once."""
        first = self.lines[0] if self.lines else None
        alike = first and all((one.how_often, one.source) == (first.how_often, first.source) for one in self.lines)
        return first if alike else None


@dataclass(frozen=True)
class PlanClause:
    """A clause of the theory with what would show it. `clause` is None for if-actions that were taken away."""

    clause: ClauseLine
    indicators: Sequence[PlannedIndicator]


@dataclass(frozen=True)
class DueRow:
    """What one brings next."""

    line: UUID
    indicator: UUID
    text: str
    place: str
    collective: str
    due: date
    past: bool


def evidence_plan(
    placemat: Placemat, participant: Participant, clauses: Mapping[str, ClauseLine], *, today: date
) -> list[PlanClause]:
    """The plan clause by clause, in the order of the theory. Three SQL queries."""
    indicators = list(placemat.indicators.filter(removed_at=None).order_by("kind", "position"))
    rows: dict[UUID, list[PlanRow]] = {one.pk: [] for one in indicators}
    lines = with_brought(PlanLine.objects.filter(indicator__in=indicators, ended_at=None))
    for line in lines.order_by("participant__name", "made_at"):
        rows[line.indicator_id].append(_row(line, participant, today))
    offered = proposed_lines(placemat)
    by_part: dict[str, list[PlannedIndicator]] = {part: [] for part in clauses}
    for one in indicators:
        part = f"if:{one.if_action_id}" if one.if_action_id else one.clause
        types = [DataType(name).label for name in one.data_types]
        proposed = () if rows[one.pk] else [line_words(line) for line in offered.get(one.pk, ())]
        by_part.setdefault(part, []).append(PlannedIndicator(one.pk, one.text, types, rows[one.pk], proposed))
    shown = (part for part, clause in clauses.items() if by_part[part] or not clause.gone)
    return [PlanClause(clauses[part], by_part[part]) for part in shown]


def with_brought(lines: QuerySet[PlanLine]) -> QuerySet[PlanLine, Any]:
    """Lines with the due days that were brought, and what their words need."""
    points = DataPoint.objects.filter(plan_line=OuterRef("pk"), removed_at=None).order_by("due_on")
    return lines.select_related("participant__school__district", "participant__district", "school").annotate(
        brought=ArraySubquery(points.values("due_on").distinct())
    )


def asked_of(line: Any, *, today: date) -> date | None:
    """The day whose evidence a line that was read with `with_brought` asks for now. No SQL."""
    return open_due(line.first_due, how_often=line.how_often, until=line.until, brought=set(line.brought), today=today)


def lines_to_bring(participant: Participant) -> QuerySet[PlanLine, Any]:
    """What one promised to bring, on placemats that are at work and that one sees."""
    placemats = visible_placemats(participant).filter(cycle__closed_at=None, cycle__collective__closed_at=None)
    rows = PlanLine.objects.filter(
        participant=participant, ended_at=None, indicator__removed_at=None, indicator__placemat__in=placemats
    )
    return with_brought(rows).select_related("indicator__placemat__cycle__collective")


def due_evidence(participant: Participant, *, today: date) -> list[DueRow]:
    """What one is asked to bring now, what was planned first coming first. One SQL query."""
    found = []
    for line in lines_to_bring(participant):
        due = asked_of(line, today=today)
        if due is not None:
            found.append(due_row(line, due=due, today=today))
    return sorted(found, key=lambda row: (row.due, row.text))


def due_row(line: PlanLine, *, due: date, today: date) -> DueRow:
    """One of these. No SQL for a line that was read with its places and its collective."""
    collective = line.indicator.placemat.cycle.collective.name
    return DueRow(line.pk, line.indicator_id, line.indicator.text, place_of(line), collective, due, due < today)


def place_of(line: PlanLine) -> str:
    """The school it is brought of, else the district of whoever brings it."""
    if line.school:
        return line.school.name
    of = line.participant.school.district if line.participant.school else line.participant.district
    return of.name if of else ""


def due_indicators(placemats: Iterable[Placemat], *, today: date) -> list[tuple[Indicator, date]]:
    """Indicators of these placemats of which some line asks for evidence now, with the earliest day. One SQL query."""
    lines = with_brought(
        PlanLine.objects.filter(indicator__placemat__in=placemats, ended_at=None, indicator__removed_at=None)
    ).select_related("indicator")
    found: dict[UUID, tuple[Indicator, date]] = {}
    for line in lines.order_by("indicator__kind", "indicator__position", "pk"):
        due = asked_of(line, today=today)
        if due is not None and (line.indicator_id not in found or due < found[line.indicator_id][1]):
            found[line.indicator_id] = (line.indicator, due)
    return list(found.values())


def newly_brought(collective: UUID, *, since: datetime | None) -> dict[str, int]:
    """How many indicators of a collective's open cycle have new figures or words since then, by their kind. One query.

    It counts indicators and tells nothing of what they say.
    """
    placemats = {
        "placemat__cycle__collective": collective,
        "placemat__cycle__closed_at": None,
        "placemat__leader": None,
    }
    rows = Indicator.objects.filter(**placemats, removed_at=None, data_points__removed_at=None)
    rows = rows.filter(data_points__brought_at__gt=since) if since else rows.filter(data_points__isnull=False)
    counts = rows.values("kind").annotate(many=Count("pk", distinct=True)).order_by("kind")
    return {row["kind"]: row["many"] for row in counts}


def bringers(people: Iterable[UUID]) -> QuerySet[Participant]:
    """Those of these people who belong to a district, and so may bring evidence, by name."""
    placed = Q(school__isnull=False) | Q(district__isnull=False)
    return Participant.objects.filter(placed, pk__in=people).select_related("school", "district").order_by("name")


def schools_of(people: Iterable[Participant]) -> QuerySet[School]:
    """The schools of their districts, by district and name."""
    districts = {own_district(person) for person in people}
    return School.objects.filter(district__in=districts).select_related("district").order_by("district__name", "name")


def first_days(indicator: Indicator, participant: Participant, *, today: date) -> dict[str, Any]:
    """What a new line begins with: oneself, one's school, a week from now, until the cycle ends.

    And as often and from where it was brought by the group that the placemat began from. One SQL query.
    """
    cycle = indicator.placemat.cycle
    first = min(max(today + timedelta(days=7), cycle.starts_on), max(cycle.ends_on, today))
    return {
        "participant": participant.pk,
        "school": participant.school_id or "",
        "first_due": first,
        "until": cycle.ends_on if cycle.ends_on >= first else None,
        **(asdict(offered[0]) if (offered := proposed_lines(indicator.placemat).get(indicator.pk)) else {}),
    }


def _row(line: Any, participant: Participant, today: date) -> PlanRow:
    asked = asked_of(line, today=today)
    brought = set(line.brought)
    return PlanRow(
        pk=line.pk,
        by=line.participant.name,
        initials=line.participant.initials,
        place=place_of(line),
        how_often=HowOften(line.how_often).label,
        source=line.source,
        asked=asked,
        past=asked is not None and asked < today,
        next=next_due(line.first_due, how_often=line.how_often, until=line.until, brought=brought, today=today),
        last=max(brought, default=None),
        mine=line.participant_id == participant.pk,
    )

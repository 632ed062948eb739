"""What the people of a demonstration program count and bring: measures, plans, figures, a correction or two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle as endlessly
from random import Random
from typing import Any, Final
from uuid import UUID

from dateutil.relativedelta import relativedelta

from collectives.models import Collective, Participant, School
from evidence.engine.due import STEPS
from evidence.engine.figures import Figures
from evidence.models import About, DataPoint, Measure, MeasureKind, PlanLine, StudentGroup
from evidence.operations.confirmation import confirm_things
from evidence.operations.data_point import Told, correct_data_point
from evidence.operations.measure import Counting, set_measure
from evidence.operations.release import release_days
from evidence.queries.measure import hoped_for
from inquiry.models import Indicator, Placemat

HOLIDAYS: Final = (7, 8)
PLANNED_AFTER: Final = timedelta(days=24)  # since the cycle began
WAVER: Final = 7  # percent, up or down
WAITING: Final = 4  # one line in so many
SPLIT_LAST: Final = 4  # days whose figures are split by student group, too


@dataclass(frozen=True)
class Bringer:
    """Who brings of which school."""

    participant: Participant
    school: School


def make_figures(
    content: Mapping[str, Any], collectives: Mapping[str, Collective], *, since: date, now: datetime
) -> None:
    """Everything in the file of a program, for collectives of these names; figures reach up to `now`."""
    groups = _make_groups(content["groups"])
    for entry in content["collectives"]:
        placemat = Placemat.objects.get(
            cycle__collective=collectives[entry["name"]], cycle__closed_at=None, leader=None
        )
        bringers = bringers_of(collectives[entry["name"]])
        chance = Random(entry["name"])  # noqa: S311  the same figures each time
        for turn, said in enumerate(entry["indicators"]):
            indicator = indicator_at(placemat, said["at"])
            measure = _count(indicator, said, by=bringers[0].participant, now=placemat.made_at)
            lines = _plan(indicator, said, bringers, since=since)
            _bring(measure, said, lines, groups.get(said.get("groups", ""), []), turn=turn, chance=chance, now=now)
        _correct(placemat, content["miscounted"], now=now)


def _make_groups(content: Mapping[str, Sequence[str]]) -> dict[str, list[StudentGroup]]:
    return {
        kind: [
            StudentGroup.objects.create(kind=kind, name=name, position=position)
            for position, name in enumerate(names, start=1)
        ]
        for kind, names in content.items()
    }


def bringers_of(collective: Collective) -> list[Bringer]:
    """Members with a school bring of it; those of a whole district of a school of it that nobody has yet."""
    seats = collective.seats.filter(left_at=None).select_related("participant__school", "participant__district")
    found: list[Bringer] = []
    taken: set[UUID] = set()
    for seat in seats.order_by("number"):
        person = seat.participant
        schools = School.objects.filter(district=person.district).exclude(pk__in=taken).order_by("name")
        school = person.school or (schools.first() if person.district else None)
        if school is not None and school.pk not in taken:
            taken.add(school.pk)
            found.append(Bringer(person, school))
    return found


def indicator_at(placemat: Placemat, at: str) -> Indicator:
    """The one at a place such as "if:4", the first of if-action 4, or "then:2"."""
    clause, _, number = at.partition(":")
    rows = placemat.indicators.filter(removed_at=None).order_by("position")
    if clause == "if":
        actions = placemat.if_actions.filter(removed_at=None).order_by("position", "pk")
        return rows.filter(if_action=actions[int(number) - 1])[0]
    return rows.filter(clause=clause)[int(number) - 1]


def _count(indicator: Indicator, said: Mapping[str, Any], *, by: Participant, now: datetime) -> Measure:
    read = hoped_for(indicator, said["kind"])
    counting = Counting(said["kind"], said["about"], said.get("scale", ()), read["baseline"], read["target"])
    measure = set_measure(indicator, counting, by=by, now=now)
    if measure.about == About.THINGS:
        guide = indicator.placemat.cycle.collective.facilitators.filter(left_at=None).order_by("pk")[0]
        confirm_things(indicator, by=guide.participant, now=now)
    return measure


def _plan(indicator: Indicator, said: Mapping[str, Any], bringers: Sequence[Bringer], *, since: date) -> list[PlanLine]:
    every = said["every"]
    first = date(since.year + 1, 5, 20) if every == "once" else since + PLANNED_AFTER
    return [
        PlanLine.objects.create(
            indicator=indicator,
            participant=one.participant,
            school=one.school,
            how_often=every,
            source=said["source"],
            first_due=first,
            until=None if every == "once" else date(since.year + 1, 6, 30),
            made_by=one.participant,
            made_at=datetime.combine(since + timedelta(days=12), time(15), UTC),
        )
        for one in bringers
    ]


def _bring(
    measure: Measure,
    said: Mapping[str, Any],
    lines: Sequence[PlanLine],
    groups: Sequence[StudentGroup],
    *,
    turn: int,
    chance: Random,
    now: datetime,
) -> None:
    """Figures of each line's school, day by day; one line in four still has the last to bring, by turns."""
    days = list(_days(lines[0], said, today=now.date()))
    sizes = endlessly(said["of"])
    made: list[DataPoint] = []
    for number, line in enumerate(lines):
        size = next(sizes)
        waits = (number + turn) % WAITING == 0 and len(days) > 1
        for place, day in enumerate(days[:-1] if waits else days):
            share = place / max(len(days) - 1, 1)
            level = said["line"][0] + (said["line"][1] - said["line"][0]) * share
            note = said.get("notes", {}).get(str(place), "") if number == 0 else ""
            split = groups if place >= len(days) - SPLIT_LAST else ()
            made += _of_a_day(measure, line, day, level=level, size=size, groups=split, chance=chance, note=note)
    for point in made:
        point.brought_at = min(point.brought_at, now)
    DataPoint.objects.bulk_create(made)
    release_days(measure.indicator_id, {point.on for point in made}, now=now)


def _days(line: PlanLine, said: Mapping[str, Any], *, today: date) -> Iterator[date]:
    """Due days that are over, and days of the same step before the plan began; none in the summer holidays."""
    if line.how_often == "once":
        yield line.first_due - relativedelta(years=1)
        return
    step = STEPS[line.how_often]
    day = line.first_due
    while day - step >= line.first_due - relativedelta(months=said["back"]):
        day -= step
    while day <= today:
        if day.month not in HOLIDAYS:
            yield day
        day += step


def _of_a_day(
    measure: Measure,
    line: PlanLine,
    day: date,
    *,
    level: float,
    size: int,
    groups: Sequence[StudentGroup],
    chance: Random,
    note: str,
) -> Iterator[DataPoint]:
    level += chance.uniform(-WAVER, WAVER) * (0.03 if measure.kind == MeasureKind.SCALE else 1)
    figures = _figures(measure, level, size, chance)
    yield _point(line, day, figures, measure, note=note)
    if figures.denominator is None or not groups:
        return
    left_of, left = figures.denominator, figures.numerator or 0
    for number, group in enumerate(groups, start=1):  # the groups together are all of them
        of = left_of if number == len(groups) else min(left_of, round(figures.denominator * chance.uniform(0.2, 0.45)))
        some = left if number == len(groups) else min(left, of, round(of * left / max(left_of, 1)))
        some = max(some, left - (left_of - of))
        if of:
            yield _point(line, day, Figures(numerator=some, denominator=of), measure, group=group)
        left_of, left = left_of - of, left - some


def _figures(measure: Measure, level: float, size: int, chance: Random) -> Figures:
    match measure.kind:
        case MeasureKind.VALUE:
            return Figures(value=float(max(round(level), 0)))
        case MeasureKind.SCALE:
            counts = [0] * len(measure.scale)
            for _ in range(size):
                counts[min(max(round(level - 1 + chance.gauss(0, 0.8)), 0), len(counts) - 1)] += 1
            return Figures(counts=counts)
    return Figures(numerator=min(max(round(size * level / 100), 0), size), denominator=size)


def _point(
    line: PlanLine,
    day: date,
    figures: Figures,
    measure: Measure,
    *,
    group: StudentGroup | None = None,
    note: str = "",
) -> DataPoint:
    assert line.school is not None  # every line here has one
    planned = day >= line.first_due and group is None
    return DataPoint(
        indicator_id=line.indicator_id,
        kind=measure.kind,
        on=day,
        district_id=line.school.district_id,
        school=line.school,
        group=group,
        value=figures.value,
        numerator=figures.numerator,
        denominator=figures.denominator,
        counts=figures.counts,
        note=note,
        source=line.source,
        plan_line=line if planned else None,
        due_on=day if planned else None,
        brought_by=line.participant,
        brought_at=datetime.combine(day, time(16, 20), UTC) + timedelta(days=1),
    )


def _correct(placemat: Placemat, why: str, *, now: datetime) -> None:
    """The newest share of which one more could be counted: it is corrected by one, with the reason."""
    rows = DataPoint.objects.filter(
        indicator__placemat=placemat, kind=MeasureKind.SHARE, group=None, numerator__gt=1
    ).select_related("school", "brought_by", "brought_by__school", "indicator")
    point = rows.order_by("-on", "pk").first()
    if point is None:
        return
    told = Told(
        point.on,
        Figures(numerator=(point.numerator or 1) - 1, denominator=point.denominator),
        point.school,
        note=point.note,
        source=point.source,
    )
    at = min(point.brought_at + timedelta(days=1), now)
    correct_data_point(point, told, why=why, version=point.version, by=point.brought_by, today=now.date(), now=at)

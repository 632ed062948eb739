"""What the people of a rehearsal brought and made of it; one figure is still to be brought, one clause to be judged."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from evidence.engine.figures import Figures
from evidence.engine.reference import Reference
from evidence.models import About, DataPoint, Measure, MeasureKind
from evidence.operations.analysis import AnalysisWords, add_analysis, decide_course
from evidence.operations.confirmation import confirm_things
from evidence.operations.evidence_plan import Promise, add_plan_line
from evidence.operations.judgement import PartWords, judge_part
from evidence.operations.measure import Counting, set_measure
from evidence.operations.release import release_days
from evidence.queries.measure import hoped_for
from facilitation.operations.rehearsal.people import Ground
from inquiry.models import Indicator, Placemat

EARLIER: Final = timedelta(minutes=20)
PART_WORDS: Final = set(PartWords.__dataclass_fields__)
ANALYSIS_WORDS: Final = ("seen", "reading", "rivals", "next_step")


def bring_figures(ground: Ground, placemat: Placemat, entries: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """How each indicator is counted, and its figures, school by school, up to now."""
    for entry in entries:
        indicator = indicator_at(placemat, entry["at"])
        measure = _count(ground, indicator, entry)
        points = [one for school in entry["of"] for one in _of_school(ground, measure, school, entry, now=now)]
        DataPoint.objects.bulk_create(points)
        release_days(indicator.pk, {point.on for point in points}, now=now)
        if entry.get("plan"):
            promise = Promise(ground.guide, ground.guide.school, "once", entry["source"], ground.today, None)
            add_plan_line(indicator, promise, by=ground.guide, now=ground.since + timedelta(days=22))


def judge_and_analyse(ground: Ground, placemat: Placemat, content: Mapping[str, Any], *, now: datetime) -> None:
    """What members made of it so far: an analysis, and what they say of most clauses; nothing of it is settled."""
    for number, entry in enumerate(content["analyses"]):
        by, at = ground.member(number + 4), now - timedelta(days=20)
        made = add_analysis(
            placemat,
            words=AnalysisWords(
                **{name: entry[name] for name in ANALYSIS_WORDS},
                parts=tuple(part_of(placemat, part) for part in entry["parts"]),
            ),
            cites=_days_before(indicator_at(placemat, entry["looks_at"]), at.date()),
            by=by,
            now=at,
        )
        decide_course(made, course=entry["course"], why=entry["course_why"], by=by, now=at + EARLIER)
    for number, entry in enumerate(content["judged"]):
        judge_part(
            placemat,
            part=part_of(placemat, entry["part"]),
            words=PartWords(**{name: entry[name] for name in PART_WORDS & entry.keys()}),
            cites_for=(),
            cites_against=(),
            version=0,
            by=ground.member(number),
            now=now - timedelta(days=2) + number * EARLIER,
        )


def indicator_at(placemat: Placemat, at: str) -> Indicator:
    """The first one of a clause: "if:1" is if-action 1, then "then", "so_that"."""
    rows = placemat.indicators.filter(removed_at=None).order_by("position")
    clause, _, number = at.partition(":")
    return rows.filter(if_action=_action(placemat, number))[0] if number else rows.filter(clause=clause)[0]


def part_of(placemat: Placemat, part: str) -> str:
    """A clause as the rows name it."""
    clause, _, number = part.partition(":")
    return f"if:{_action(placemat, number)}" if number else clause


def _action(placemat: Placemat, number: str) -> Any:
    actions = placemat.if_actions.filter(removed_at=None).order_by("position", "pk")
    return actions.values_list("pk", flat=True)[int(number) - 1]


def _count(ground: Ground, indicator: Indicator, entry: Mapping[str, Any]) -> Measure:
    read, at = hoped_for(indicator, entry["kind"]), ground.since + timedelta(days=16)
    counting = Counting(entry["kind"], entry["about"], (), read["baseline"], read["target"])
    measure = set_measure(indicator, counting, by=ground.member(0), now=at)
    if measure.about == About.THINGS:
        confirm_things(indicator, by=ground.guide, now=at)
    return measure


def _of_school(
    ground: Ground, measure: Measure, name: str, entry: Mapping[str, Any], *, now: datetime
) -> Iterator[DataPoint]:
    """Its figures from the oldest day on. Of one's own school the last is left to be brought where it is planned."""
    school, by = ground.schools[name], ground.bringer(name)
    levels = entry["levels"]
    waits = entry.get("plan") and school == ground.guide.school
    newest = ground.today - timedelta(days=entry["last"])
    for place, level in enumerate(levels[:-1] if waits else levels):
        on: date = newest - timedelta(days=entry["every"] * (len(levels) - 1 - place))
        figures = _figures(measure, level, entry["of"][name])
        yield DataPoint(
            indicator_id=measure.indicator_id,
            kind=measure.kind,
            on=on,
            district_id=school.district_id,
            school=school,
            value=figures.value,
            numerator=figures.numerator,
            denominator=figures.denominator,
            source=entry["source"],
            brought_by=by,
            brought_at=now - (ground.today - on) - EARLIER,
        )


def _figures(measure: Measure, level: int, of: int) -> Figures:
    if measure.kind == MeasureKind.VALUE:
        return Figures(value=float(level))
    return Figures(numerator=round(of * level / 100), denominator=of)


def _days_before(indicator: Indicator, day: date) -> list[Reference]:
    """The last three days on which something was brought by then."""
    rows = DataPoint.objects.filter(indicator=indicator, on__lte=day).order_by("-on")
    return [Reference(indicator.pk, on) for on in rows.values_list("on", flat=True).distinct()[:3]]

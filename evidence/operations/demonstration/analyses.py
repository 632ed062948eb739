"""What the people of a demonstration program make of their evidence: analyses, predictions, judgements."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from collectives.models import Participant
from evidence.engine.reference import Reference
from evidence.models import DataPoint
from evidence.operations.analysis import AnalysisWords, add_analysis, decide_course, link_analysis
from evidence.operations.judgement import PartWords, judge_part, settle_judgement
from evidence.operations.prediction import ask_predictions, predict, reveal
from evidence.queries.clause import theory_clauses
from inquiry.models import Indicator, Placemat

CONTENT = Path(__file__).resolve().parents[2] / "content" / "demonstration"
DAYS_POINTED_TO = 3
PART_WORDS = set(PartWords.__dataclass_fields__)


@dataclass(frozen=True)
class AtWork:
    """A collective whose placemat stands: its name, who is at work on it, and the times of its cycle by their share."""

    name: str
    placemat: Placemat
    facilitator: Participant
    members: Sequence[Participant]
    at: Callable[[float], datetime]

    def person(self, name: str) -> Participant:
        """The member with this name; the first one when none is named."""
        return next(one for one in self.members if name in {one.name, ""})

    def indicator(self, place: str) -> Indicator:
        """The one at a place such as "if:4", the first of if-action 4, or "then:2"."""
        clause, _, number = place.partition(":")
        rows = self.placemat.indicators.filter(removed_at=None).order_by("position")
        if clause == "if":
            return rows.filter(if_action=self.if_action(int(number)))[0]
        return rows.filter(clause=clause)[int(number or 1) - 1]

    def if_action(self, number: int) -> Any:
        """The id of the if-action that people call by this number."""
        actions = self.placemat.if_actions.filter(removed_at=None).order_by("position", "pk")
        return actions.values_list("pk", flat=True)[number - 1]

    def part(self, words: str) -> str:
        """A clause as the rows name it."""
        clause, _, number = words.partition(":")
        return f"if:{self.if_action(int(number))}" if clause == "if" else words


def make_analyses(program: str, groups: Sequence[AtWork]) -> Sequence[Mapping[str, Any]]:
    """All that the file of a program says, once its data points are there. What it says of reports comes back."""
    content = tomllib.loads((CONTENT / f"{program}_analyses.toml").read_text(encoding="utf-8"))
    by_name = {group.name: group for group in groups}
    for entry in content["predictions"]:
        _predict(by_name[entry["collective"]], entry)
    for entry in content["analyses"]:
        _analyse(by_name[entry["collective"]], entry)
    for entry in content["judgements"]:
        _judge(by_name[entry["collective"]], entry)
    reports: Sequence[Mapping[str, Any]] = content.get("reports", [])
    return reports


def _predict(group: AtWork, entry: Mapping[str, Any]) -> None:
    indicator, at = group.indicator(entry["indicator"]), group.at(entry["opened"])
    asked = ask_predictions(indicator, by=group.facilitator, now=at)
    for number, one in enumerate(entry["said"], start=1):
        predict(
            indicator,
            expected=one["expected"],
            number=one.get("number"),
            words=one["words"],
            named=one.get("named", False),
            by=group.person(one["by"]),
            now=at + timedelta(hours=number),
        )
    if "revealed" in entry:
        reveal(asked, by=group.facilitator, now=group.at(entry["revealed"]))


def _analyse(group: AtWork, entry: Mapping[str, Any]) -> None:
    by, at = group.person(entry.get("by", "")), group.at(entry["at"])
    parts = tuple(group.part(words) for words in entry["parts"])
    answers = {name: entry[name] for name in ("seen", "reading", "rivals", "next_step")}
    made = add_analysis(
        group.placemat,
        words=AnalysisWords(**answers, parts=parts),
        cites=_newest_days(group, entry, before=at),
        by=by,
        now=at,
    )
    later = at + timedelta(hours=1)
    decide_course(made, course=entry["course"], why=entry["course_why"], by=group.facilitator, now=later)
    adjustment = group.placemat.adjustments.order_by("-on").first() if entry.get("adjusted") else None
    if adjustment:
        link_analysis(made, adjustment=adjustment, by=group.facilitator, now=later)


def _judge(group: AtWork, entry: Mapping[str, Any]) -> None:
    at = group.at(entry["at"])
    for number, one in enumerate(entry["parts"]):
        judge_part(
            group.placemat,
            part=group.part(one["part"]),
            words=PartWords(**{name: one[name] for name in PART_WORDS & one.keys()}),
            cites_for=_newest_days(group, one, before=at),
            cites_against=[],
            version=0,
            by=group.members[number % len(group.members)],
            now=at + timedelta(minutes=10 * number),
        )
    if "settled" in entry:
        settled_at, clauses = group.at(entry["settled"]), theory_clauses(group.placemat)
        settle_judgement(group.placemat, clauses=clauses, on=settled_at.date(), by=group.facilitator, now=settled_at)


def _newest_days(group: AtWork, entry: Mapping[str, Any], *, before: datetime) -> list[Reference]:
    """The last days, of all places together, on which something was brought for the indicators that are looked at."""
    found = []
    for place in entry.get("looks_at", []):
        indicator = group.indicator(place)
        rows = DataPoint.objects.filter(indicator=indicator, removed_at=None, on__lte=before.date())
        days = rows.order_by("-on").values_list("on", flat=True).distinct()[:DAYS_POINTED_TO]
        found += [Reference(indicator.pk, on) for on in days]
    return found

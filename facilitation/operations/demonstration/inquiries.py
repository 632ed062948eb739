"""Collectives of a demonstration program: members, rhythm, cycle, and what stands on their placemats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle as endlessly
from itertools import pairwise
from typing import Any

from collectives.engine.rhythm import Rule
from collectives.models import Collective, Participant
from collectives.operations.collective import make_collective
from collectives.operations.facilitator import name_facilitator
from collectives.operations.rhythm import Venue, set_rhythm
from collectives.operations.seat import seat_participants
from facilitation.operations.demonstration.people import People
from facilitation.operations.demonstration.renewals import renewed_cycle, year_name
from inquiry.coediting.writing import add_if_action, write_placemat
from inquiry.engine.saving import Edit
from inquiry.models import Cycle, Direction, IfAction, IndicatorKind, Phase, Placemat, PlacematField
from inquiry.operations.cycle import start_cycle
from inquiry.operations.indicator import add_indicator
from inquiry.operations.origin import remember_origin
from inquiry.operations.phase import move_phase
from inquiry.operations.placemat import show_placemat, start_own_placemat

ADJUSTED = 0.8  # when a theory was adjusted, as a share of the time since the cycle began
THEORY_OF_PHASE = 0.92  # of the time in which a collective designs, the rest is for the evidence plan
MOVES = {
    Phase.ACTING: "The theory of action reads as one sentence, and each if-action has an owner.",
    Phase.REVIEWING: "The spring data came early this year.",
    Phase.SHARING: "We know what held and what did not; others asked to hear it.",
}
MOVES_FR = {
    Phase.ACTING: "La théorie de l'action se lit d'une traite, et chaque « si » a une personne qui le porte.",
}


@dataclass(frozen=True)
class Span:
    """The time since a cycle began."""

    start: datetime
    days: int

    def at(self, share: float) -> datetime:
        """A time on the day by which this share of it was over."""
        return self.start + timedelta(days=int(self.days * share))


@dataclass(frozen=True)
class Work:
    """One collective and who is at work in it."""

    collective: Collective
    facilitator: Participant
    members: Sequence[Participant]
    phase: int
    placemat: Placemat | None = None
    span: Span | None = None


def make_collectives(people: People, entries: Sequence[Mapping[str, Any]], *, since: date, now: datetime) -> list[Work]:
    """The collectives in the file, each with its months of history since the school year began."""
    waiting = _waiting(people, entries)
    return [_make_collective(people, entry, waiting, since=since, now=now) for entry in entries]


def _waiting(people: People, entries: Sequence[Mapping[str, Any]]) -> list[Participant]:
    """Leaders whom no collective names, in an order that mixes districts."""
    named = {name for entry in entries for name in entry.get("members", [])}
    free = [leader for leader in people.leaders if leader.name not in named]
    step = 7  # coprime to the number of leaders: neighbours in the file sit in different collectives
    return [free[index * step % len(free)] for index in range(len(free))] if len(free) % step else free


def _make_collective(
    people: People, entry: Mapping[str, Any], waiting: list[Participant], *, since: date, now: datetime
) -> Work:
    begins = since.replace(year=since.year - 1) if "former" in entry else since
    start = datetime.combine(begins, time(13), UTC)
    theme, facilitator = people.themes[entry["theme"]], people.by_name[entry["facilitator"]]
    collective = make_collective(entry["name"], theme=theme, language=facilitator.language, by=people.admin, now=start)
    name_facilitator(collective, participant=facilitator, giving_role=False, by=people.admin, now=start)
    names = [*entry.get("members", []), *entry.get("also", [])]
    members = [people.by_name[name] for name in names]
    members += [waiting.pop(0) for _ in range(entry.get("seats", len(members)) - len(members))]
    seat_participants(collective, participants=members, by=people.admin, now=start)
    if "rhythm" in entry:
        give_rhythm(collective, entry["rhythm"], by=facilitator, since=since)
    work = Work(collective, facilitator, members, entry["phase"])
    if entry["phase"] >= Phase.DESIGNING:
        return _inquire(work, people, entry, since=since, now=now)
    return work


def give_rhythm(collective: Collective, entry: Mapping[str, Any], *, by: Participant, since: date) -> None:
    """Set the rhythm that a file describes."""
    rule = Rule(
        kind=entry["kind"],
        starts_on=since,
        wall=time.fromisoformat(entry["time"]),
        zone=by.user.time_zone if by.user else "UTC",
        minutes=entry["minutes"],
        weekday=entry.get("weekday"),
        nth=entry.get("nth"),
        weeks=entry.get("weeks"),
        excluded_months=frozenset(entry["without_months"]),
    )
    venue = Venue(entry["meeting"], entry.get("room", ""), entry.get("link", ""))
    set_rhythm(collective, rule=rule, venue=venue, seen=None, by=by, now=datetime.combine(since, time(13), UTC))


def _inquire(work: Work, people: People, entry: Mapping[str, Any], *, since: date, now: datetime) -> Work:
    start = datetime.combine(since, time(14), UTC)
    cycle = _begin(work, entry, since=since, start=start)
    placemat = Placemat.objects.get(cycle=cycle, leader=None)
    span = Span(start, max((now - start) // timedelta(days=1) - 1, 1))
    _write(placemat, entry, work, span)
    _move(cycle, work, span)
    for number, name in enumerate(entry.get("own_placemats", [])):
        _write_own(cycle, people.by_name[name], entry, shown=number > 0, at=span.at(0.88))
    return replace(work, placemat=placemat, span=span)


def _begin(work: Work, entry: Mapping[str, Any], *, since: date, start: datetime) -> Cycle:
    """The cycle of this school year: from what a former one kept, where there was one."""
    if "former" in entry:
        return renewed_cycle(work.collective, work.facilitator, work.members, entry["former"], since=since)
    return start_cycle(
        work.collective,
        name=year_name(since),
        starts_on=since,
        ends_on=date(since.year + 1, 6, 30),
        by=work.facilitator,
        now=start,
    )


def _write(placemat: Placemat, entry: Mapping[str, Any], work: Work, span: Span) -> None:
    """Every text of the entry in the order of time, each by another member; then the evidence plan."""
    for number, ((share, part, text), writer) in enumerate(zip(_plan(entry), endlessly(work.members), strict=False)):
        moment = span.at(share) + timedelta(minutes=17 * number)
        if part == "if" and placemat.if_actions.filter(text=text, removed_at=None).exists():
            continue  # it was carried on from the former cycle
        if part == "if":
            add_if_action(placemat, text=text, by=writer, now=moment)
        else:
            row = placemat.texts.filter(field=part).first()
            write_placemat(placemat, edits=[Edit(part, row.text if row else "", text)], by=writer, now=moment)
    late = f"if:{len(entry['if_actions'])}" if "adjustment" in entry else ""
    early = [one for one in entry["indicators"] if one[0] != late]
    _add_indicators(placemat, early, work.members, at=span.at(share_of_theory(entry["phase"]) + 0.02))
    _add_indicators(
        placemat, [one for one in entry["indicators"] if one not in early], work.members, at=span.at(ADJUSTED)
    )


def _plan(entry: Mapping[str, Any]) -> list[tuple[float, str, str]]:
    """What is written when, as shares of the time since the cycle began: the theory first, the reflection last.

    First drafts come before the words that stand now; the if-action that an adjustment added comes late.
    """
    reflection = [PlacematField.WENT_WELL, PlacematField.WENT_LESS_WELL, PlacematField.WILL_ADJUST]
    fields = [(str(field), entry[field]) for field in PlacematField.values if field not in reflection]
    actions = [("if", text) for text in entry["if_actions"]]
    late = [actions.pop()] if "adjustment" in entry else []
    drafts = list(entry.get("drafts", {}).items())
    theory = [(part, text) for part, text in (*drafts, *fields, *actions) if text]
    step = share_of_theory(entry["phase"]) / (len(theory) + 1)
    said = [(step * (number + 1), part, text) for number, (part, text) in enumerate(theory)]
    said += [(ADJUSTED - 0.01, part, text) for part, text in late]
    said += [(0.6 + 0.12 * number, str(field), entry[field]) for number, field in enumerate(reflection) if entry[field]]
    return sorted(said, key=lambda one: one[0])


def share_of_theory(phase: int) -> float:
    """By when the theory stands, as a share of the time until now: before the collective begins to act on it."""
    return THEORY_OF_PHASE / (phase - Phase.DESIGNING + 1)


def _add_indicators(
    placemat: Placemat, entries: Sequence[Sequence[str]], writers: Sequence[Participant], *, at: datetime
) -> None:
    actions = list(placemat.if_actions.filter(removed_at=None).order_by("position", "pk"))
    for number, (entry, writer) in enumerate(zip(entries, endlessly(writers), strict=False)):
        aim, data_types, text, baseline, target, how_often = entry
        clause, _, action = aim.partition(":")
        words = {
            "text": text,
            "clause": clause,
            "if_action": actions[int(action) - 1] if action else None,
            "data_types": data_types.split(),
            "unit": "",
            "baseline": baseline,
            "target": target,
            "direction": Direction.RISE,
            "how_often": how_often,
        }
        kind = IndicatorKind.LEADING if clause == "if" else IndicatorKind.LAGGING
        add_indicator(placemat, kind=kind, words=words, by=writer, now=at + timedelta(minutes=11 * number))


def _move(cycle: Cycle, work: Work, span: Span) -> None:
    """From designing to where the collective is now, at even distances."""
    reasons = MOVES_FR if work.collective.language == "fr" else MOVES
    steps = list(pairwise(range(Phase.DESIGNING, work.phase + 1)))
    for number, (_, phase) in enumerate(steps):
        moment = span.at((number + 1) / (len(steps) + 1))
        move_phase(cycle, to_phase=phase, reason=reasons[Phase(phase)], by=work.facilitator, now=moment)


def _write_own(cycle: Cycle, leader: Participant, entry: Mapping[str, Any], *, shown: bool, at: datetime) -> None:
    """A leader's own placemat: how the last of the collective's if-actions lands in their school."""
    words = entry["own_words"][leader.name]
    placemat = start_own_placemat(cycle, leader=leader, now=at)
    edits = [Edit(str(field), "", words[field]) for field in PlacematField if field in words]
    write_placemat(placemat, edits=edits, by=leader, now=at)
    theirs = IfAction.objects.filter(placemat__cycle=cycle, placemat__leader=None).order_by("position").last()
    if theirs:
        mine = add_if_action(placemat, text=theirs.text, by=leader, now=at)
        remember_origin(mine, origin=theirs, by=leader, now=at)
        landed = Edit(f"if:{mine}", theirs.text, words["if"])
        write_placemat(placemat, edits=[landed], by=leader, now=at + timedelta(hours=1))
    if shown:
        show_placemat(placemat, by=leader, now=at)

"""When a collective's facilitator might welcome a hand: plain rules over what happened, each with its reason.

A rule says that something can be seen, never how well anybody does. What nobody wrote down is no reason: a session
without a self-reflection raises nothing. Each reason comes as facts, which a page puts into words, and with kinds of
help that often suit. Where the facts of a reason stay the same, it is the same reason: it is told once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

IN_A_ROW = 2
HALF = 2  # fewer than one in two seats
MARKED_WITHIN = timedelta(days=3)  # people mark who came a day or two later
UNMOVED_FOR = timedelta(days=60)
WISHED_WITHIN = timedelta(days=60)
PHASES_AT_THE_PLACEMAT = frozenset({3, 4})


class Rule(StrEnum):
    """What can raise a flag by itself."""

    NOT_HELD = "not_held"
    FEW_CAME = "few_came"
    UNMOVED = "unmoved"
    WISHED = "wished"


class HelpName(StrEnum):
    """Kinds of help, by the names they are stored under."""

    COLLEAGUE = "colleague"
    PLANNING = "planning"
    VISIT = "visit"
    PROTOCOL = "protocol"
    TIME = "time"


SUGGESTED: Mapping[str, Sequence[str]] = {
    Rule.NOT_HELD: (HelpName.TIME, HelpName.PLANNING),
    Rule.FEW_CAME: (HelpName.PLANNING, HelpName.VISIT),
    Rule.UNMOVED: (HelpName.COLLEAGUE, HelpName.PROTOCOL),
}


@dataclass(frozen=True)
class SessionSeen:
    """A session whose time is over. `came`: how many members were marked as there; `seats`: how many had one then.

    `marked`: whether anybody was marked at all; `begun`: whether it was run with the product.
    """

    key: str
    day: date
    cancelled: bool
    begun: bool
    marked: bool
    came: int
    seats: int

    @property
    def held(self) -> bool:
        """Whether it took place, as far as can be seen."""
        return not self.cancelled and (self.begun or self.came > 0)


@dataclass(frozen=True)
class Wish:
    """What a facilitator ticked in their latest self-reflection. `key` names that, `by` the person."""

    key: str
    by: str
    day: date
    kinds: Sequence[str]


@dataclass(frozen=True)
class CollectiveSeen:
    """What there is to see of one collective. `moved_on`: the day its placemat last changed, if it has one."""

    sessions: Sequence[SessionSeen]
    phase: int | None
    moved_on: date | None
    wishes: Sequence[Wish]


@dataclass(frozen=True)
class Reason:
    """That a rule holds, with what it saw; fit for JSON, and equal as long as nothing new happened."""

    rule: Rule
    facts: dict[str, Any]


def reasons_of(seen: CollectiveSeen, *, today: date) -> list[Reason]:
    """Every reason to ask whether a hand would be welcome, in the order of the rules."""
    sessions = sorted(_settled(seen.sessions, today), key=lambda one: (one.day, one.key))
    found = [_not_held(sessions), _few_came(sessions), _unmoved(seen, sessions, today), _wished(seen.wishes, today)]
    return [reason for reason in found if reason]


def _settled(sessions: Sequence[SessionSeen], today: date) -> Iterator[SessionSeen]:
    """Those about which something can be said: cancelled, marked, begun, or long enough ago to have been marked."""
    for one in sessions:
        if one.cancelled or one.marked or one.begun or one.day + MARKED_WITHIN < today:
            yield one


def _not_held(sessions: Sequence[SessionSeen]) -> Reason | None:
    """The last two sessions were cancelled, or nobody is marked as there."""
    last = sessions[-IN_A_ROW:]
    if len(last) < IN_A_ROW or any(one.held for one in last):
        return None
    return Reason(Rule.NOT_HELD, {"days": [one.day.isoformat() for one in last]})


def _few_came(sessions: Sequence[SessionSeen]) -> Reason | None:
    """At the last two sessions that took place and where people were marked, fewer than half of the seats came."""
    last = [one for one in sessions if one.held and one.marked and one.seats][-IN_A_ROW:]
    if len(last) < IN_A_ROW or any(one.came * HALF >= one.seats for one in last):
        return None
    return Reason(
        Rule.FEW_CAME,
        {"sessions": [{"day": one.day.isoformat(), "came": one.came, "seats": one.seats} for one in last]},
    )


def _unmoved(seen: CollectiveSeen, sessions: Sequence[SessionSeen], today: date) -> Reason | None:
    """In phases 3 and 4: the placemat has not changed for 60 days, though there was a session to change it in.

    Without a session since, as in a summer, there was no occasion.
    """
    if seen.moved_on is None or seen.phase not in PHASES_AT_THE_PLACEMAT:
        return None
    since = seen.moved_on
    if today - since < UNMOVED_FOR or not any(one.held and one.day > since for one in sessions):
        return None
    return Reason(Rule.UNMOVED, {"since": since.isoformat()})


def _wished(wishes: Sequence[Wish], today: date) -> Reason | None:
    """A facilitator's latest self-reflection asks for help, and is not older than 60 days."""
    fresh = sorted((one for one in wishes if one.kinds and today - one.day <= WISHED_WITHIN), key=lambda one: one.key)
    if not fresh:
        return None
    return Reason(Rule.WISHED, {"wishes": [{"by": one.by, "key": one.key, "kinds": list(one.kinds)} for one in fresh]})


def suggested_help(rule: str, facts: Mapping[str, Any]) -> list[str]:
    """Kinds of help that often suit a reason; for a wish, what was wished for. Each once."""
    wished = [kind for wish in facts.get("wishes", []) for kind in wish["kinds"]]
    return list(dict.fromkeys([*facts.get("kinds", []), *wished, *SUGGESTED.get(rule, ())]))

"""What others see of a collective's cycle beside the words of its summary: as it is frozen, and read again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any


@dataclass(frozen=True)
class FrozenLine:
    """How often its evidence is brought, as the plan's choices call it, and from where."""

    how_often: str
    source: str


@dataclass(frozen=True)
class FrozenPlan:
    """How an indicator is counted (empty where nobody said) and brought, without people, places and days."""

    unit: str = ""
    kind: str = ""
    about: str = ""
    scale: tuple[str, ...] = ()
    lines: tuple[FrozenLine, ...] = ()


@dataclass(frozen=True)
class FrozenIndicator:
    """An indicator with the latest figure of the shared view then. `latest`, `hoped` and `said` are in the summary's
    language; `on`: the day of that figure, empty without one. `shut`: all of it was protected. `codes`: what words had
    in common.
    """

    pk: str
    text: str
    types: tuple[str, ...]
    direction: str
    how_often: str
    latest: str = ""
    on: str = ""
    hoped: str = ""
    said: str = ""
    codes: str = ""
    shut: bool = False
    plan: FrozenPlan = field(default_factory=FrozenPlan)

    @property
    def texts(self) -> list[str]:
        """What people wrote freely about it."""
        return [self.text, self.plan.unit, *self.plan.scale, *(line.source for line in self.plan.lines)]

    @property
    def day(self) -> date | None:
        """The day of its figure."""
        return date.fromisoformat(self.on) if self.on else None


@dataclass(frozen=True)
class FrozenClause:
    """A clause: "if" with its number, "then" or "so"; `answer` and `sure` what the group's judgement said of it."""

    key: str
    number: int | None
    words: str
    answer: str = ""
    sure: str = ""
    indicators: tuple[FrozenIndicator, ...] = ()


@dataclass(frozen=True)
class FrozenAdjustment:
    """What was adjusted on a day, in words, and why."""

    on: str
    what: str
    why: str

    @property
    def day(self) -> date:
        """Its day."""
        return date.fromisoformat(self.on)


@dataclass(frozen=True)
class Frozen:
    """All of it. `positions` are jobs of the members, without names; `answer` and `sure` speak of the whole theory."""

    collective: str
    theme: str
    cycle: str
    phase: int
    level: int
    types: tuple[str, ...]
    positions: tuple[str, ...]
    regions: tuple[str, ...]
    problem: str
    priority: str
    answer: str
    sure: str
    clauses: tuple[FrozenClause, ...]
    adjustments: tuple[FrozenAdjustment, ...]
    words_language: str

    @property
    def indicators(self) -> list[FrozenIndicator]:
        """Those of all clauses."""
        return [one for clause in self.clauses for one in clause.indicators]

    @property
    def texts(self) -> dict[str, str]:
        """Everything people wrote freely, by where it stands."""
        found = {"problem_of_practice": self.problem, "priority": self.priority}
        for place, clause in enumerate(self.clauses):
            found[f"clause {place}"] = clause.words
        for place, one in enumerate(self.indicators):
            found |= {f"indicator {place} {number}": text for number, text in enumerate(one.texts) if text}
        for place, adjustment in enumerate(self.adjustments):
            found[f"adjustment {place}"] = adjustment.why
        return found


def keep_frozen(frozen: Frozen) -> dict[str, Any]:
    """As JSON keeps it."""
    return asdict(frozen)


def read_frozen(kept: Mapping[str, Any]) -> Frozen:
    """As it was kept."""
    lists = {name: tuple(kept[name]) for name in ("types", "positions", "regions")}
    clauses = tuple(_clause(one) for one in kept["clauses"])
    adjustments = tuple(FrozenAdjustment(**one) for one in kept["adjustments"])
    return Frozen(**{**kept, **lists, "clauses": clauses, "adjustments": adjustments})


def shut_figures(frozen: Frozen, shut: set[str]) -> Frozen:
    """The same with these indicators' figures protected: they were shown then and are protected now."""
    if not shut:
        return frozen
    clauses = [replace(one, indicators=tuple(_shut(row, shut) for row in one.indicators)) for one in frozen.clauses]
    return replace(frozen, clauses=tuple(clauses))


def _clause(kept: Mapping[str, Any]) -> FrozenClause:
    return FrozenClause(**{**kept, "indicators": tuple(_indicator(one) for one in kept["indicators"])})


def _indicator(kept: Mapping[str, Any]) -> FrozenIndicator:
    """Summaries from before plans were frozen have none."""
    plan = kept.get("plan", {})
    lines = tuple(FrozenLine(**one) for one in plan.get("lines", ()))
    counted = FrozenPlan(**{**plan, "scale": tuple(plan.get("scale", ())), "lines": lines})
    return FrozenIndicator(**{**kept, "types": tuple(kept["types"]), "plan": counted})


def _shut(one: FrozenIndicator, shut: set[str]) -> FrozenIndicator:
    return replace(one, latest="", on="", said="", shut=True) if one.pk in shut else one

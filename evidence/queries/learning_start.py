"""Beginning from what another group learned: what can go along, and what would become of it on a placemat."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db.models import Count, Q
from django.utils.functional import Promise

from evidence.engine.learning_summary import Frozen, FrozenIndicator, read_frozen
from evidence.models import LearningStart, LearningState
from evidence.queries.clause import ClauseLine
from evidence.queries.learning_plan import plan_words
from ilc.pages import seen_digest
from inquiry.models import Placemat, PlacematField
from inquiry.queries.placemat import Content, placemat_content

type Words = str | Promise

FILLS: Final = "fills"  # nothing stands there
BELOW: Final = "below"  # something does: it goes below once somebody says so
STANDS: Final = "stands"  # the same words stand there already
_PARTS: Final = {"then": PlacematField.THEN, "so": PlacematField.SO_THAT}


@dataclass(frozen=True)
class StartChoice:
    """One part of a summary that can go along. `of`: the clause that an indicator shows; `facts`: how it is counted."""

    part: str
    name: Words
    words: str
    key: str = ""
    of: str = ""
    facts: list[str] = field(default_factory=list)
    indicator: FrozenIndicator | None = None


@dataclass(frozen=True)
class StartPart:
    """What would become of one part. `into`: where it goes ("if:clause:…": a new one); `standing` what is there."""

    choice: StartChoice
    way: str
    into: str
    standing: str = ""

    @property
    def part(self) -> str:
        """Its name."""
        return self.choice.part


@dataclass(frozen=True)
class StartPlan:
    """All that one press would do. `below`: the parts that go below what stands, because somebody said so."""

    parts: list[StartPart]
    below: frozenset[str]

    @property
    def taken(self) -> list[StartPart]:
        """What would be written."""
        return [one for one in self.parts if one.way == FILLS or (one.way == BELOW and one.part in self.below)]

    @property
    def digest(self) -> str:
        """A short name for what somebody reads before the press."""
        return seen_digest([(one.part, one.choice.words, one.way, one.into, one.standing) for one in self.parts])


def start_choices(frozen: Frozen) -> list[StartChoice]:
    """Everything that could go along, in reading order. No SQL."""
    texts = {PlacematField.PROBLEM_OF_PRACTICE: frozen.problem, PlacematField.PRIORITY: frozen.priority}
    found = [StartChoice(name.value, name.label, words) for name, words in texts.items() if words.strip()]
    for place, clause in enumerate(frozen.clauses):
        part = f"clause:{place}"
        name = ClauseLine(_PARTS.get(clause.key, "if:"), clause.number, clause.words).name
        found.append(StartChoice(part, name, clause.words, clause.key))
        found += [
            StartChoice(
                f"indicator:{place}:{number}", name, one.text, clause.key, part, plan_words(one.plan), indicator=one
            )
            for number, one in enumerate(clause.indicators)
        ]
    return found


def plan_start(
    frozen: Frozen, placemat: Placemat, *, chosen: Collection[str], below: Collection[str] = ()
) -> StartPlan:
    """What taking these parts over would do to a placemat as it stands. An indicator of an if-action brings that along.

    Three SQL queries.
    """
    choices = start_choices(frozen)
    wanted = {one.part for one in choices if one.part in chosen}
    wanted |= {one.of for one in choices if one.part in wanted and one.key == "if" and one.of}
    parts = list(_plan([one for one in choices if one.part in wanted], placemat_content(placemat)))
    return StartPlan(parts, frozenset(below))


def _plan(choices: list[StartChoice], content: Content) -> Iterator[StartPart]:
    actions = {one.text.strip(): one.pk for one in reversed(content.if_actions) if one.text.strip()}
    blank = [one.pk for one in content.if_actions if not one.text.strip()]
    places: dict[str, str] = {}
    for one in choices:
        words = one.words.strip()
        if one.indicator:
            into = places.get(one.of) or _PARTS[one.key].value
            yield StartPart(one, STANDS if _stands(words, one, into, content) else FILLS, into)
        elif one.key == "if":
            held = actions.get(words)
            places[one.part] = f"if:{held or blank.pop(0)}" if held or blank else f"if:{one.part}"
            yield StartPart(one, STANDS if held else FILLS, places[one.part])
        else:
            into = _PARTS[one.key].value if one.key else one.part
            standing = content.text(into)
            way = FILLS if not standing.strip() else STANDS if words in standing else BELOW
            yield StartPart(one, way, into, standing)


def _stands(words: str, one: StartChoice, into: str, content: Content) -> bool:
    rows = [row for row in content.indicators if row.text.strip() == words]
    return any((f"if:{row.if_action_id}" if row.if_action_id else row.clause) == into for row in rows)


@dataclass(frozen=True)
class StartRow:
    """Where a placemat began from. All but `start` is empty once that is withdrawn; `copy`: from another program."""

    start: UUID
    pk: UUID | None = None
    title: str = ""
    language: str = ""
    collective: str = ""
    copy: bool = False


def starts_of(placemat: Placemat) -> list[StartRow]:
    """What a placemat began from, the newest first, without what was taken back. One SQL query."""
    rows = LearningStart.objects.filter(placemat=placemat, undone_at=None).order_by("-at")
    return [_row(one) for one in rows.select_related("summary__placemat__cycle__collective", "copy")]


def _row(one: LearningStart) -> StartRow:
    summary, copy = one.summary, one.copy
    if copy:
        whose = f"{read_frozen(copy.snapshot).collective}, {copy.from_name}"
        return StartRow(one.pk, copy.pk, copy.title, copy.language, whose, copy=True)
    if summary is None or summary.state != LearningState.PUBLISHED:
        return StartRow(one.pk)
    return StartRow(one.pk, summary.pk, summary.title, summary.language, summary.placemat.cycle.collective.name)


def began_from(summary: UUID) -> tuple[int, int]:
    """How many groups' placemats, and how many leaders' own, began from a summary. One SQL query."""
    rows = LearningStart.objects.filter(summary=summary, undone_at=None)
    groups = Count("placemat", distinct=True, filter=Q(placemat__leader=None))
    leaders = Count("placemat", distinct=True, filter=Q(placemat__leader__isnull=False))
    found = rows.aggregate(groups=groups, leaders=leaders)
    return found["groups"], found["leaders"]

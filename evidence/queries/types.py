"""The four types of data and their crossings, as a picture and as its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext

from evidence.engine.levels import FEWEST_DAYS, Crossing, State, TypeCover, cover, crossings, reach_brought
from evidence.models import DataPoint
from ilc.templatetags.ilc import DATA_TYPES
from inquiry.engine.guide.draft import Draft
from inquiry.engine.guide.guide import lexicons_for
from inquiry.engine.guide.levels import HIGHEST, Reach, reach
from inquiry.models import Placemat
from inquiry.queries.guide import draft_of
from inquiry.queries.guide_questions import LEVELS
from inquiry.queries.guide_words import lexicons
from inquiry.queries.placemat import Content

type Words = str | Promise

# What two types or more tell together; after Bernhardt's chart, in our words.
QUESTIONS: Mapping[frozenset[str], Words] = {
    frozenset(names.split()): words
    for names, words in {
        "demographic processes": gettext_lazy("Who takes part in what?"),
        "demographic perceptions": gettext_lazy("Do groups experience school differently?"),
        "demographic learning": gettext_lazy("Do some groups learn more here than others?"),
        "processes learning": gettext_lazy("Does what adults do make a difference to learning?"),
        "processes perceptions": gettext_lazy("How do people experience what the school does?"),
        "perceptions learning": gettext_lazy("Does how people feel about school go with what students learn?"),
        "demographic perceptions processes": gettext_lazy("Which ways of working do different groups prefer?"),
        "demographic processes learning": gettext_lazy("What works best for whom?"),
        "perceptions processes learning": gettext_lazy(
            "What difference does a practice make, given how it is seen and how it is done?"
        ),
        "demographic perceptions learning": gettext_lazy("How do background and experience together go with learning?"),
        "demographic perceptions processes learning": gettext_lazy("What would meet each student’s need best?"),
    }.items()
}
STATES: Mapping[State, Words] = {
    "brought": gettext_lazy("in the data"),
    "planned": gettext_lazy("promised"),
    "open": gettext_lazy("still a question"),
}
ORDER: tuple[State, ...] = ("brought", "planned", "open")
CORNERS = {"demographic": (92, 86), "perceptions": (268, 86), "processes": (92, 236), "learning": (268, 236)}
LABELS = {"demographic": 34, "perceptions": 34, "processes": 298, "learning": 298}  # how high their names stand


@dataclass(frozen=True)
class Corner:
    """A type of data where it stands in the picture, with what was brought of what is promised."""

    cover: TypeCover
    name: Words
    x: int
    y: int
    label_y: int

    @property
    def count(self) -> str:
        """How many of its indicators have data, for the inside of its circle."""
        brought = self.cover.leading_brought + self.cover.lagging_brought
        return f"{brought}/{self.cover.leading + self.cover.lagging}"


@dataclass(frozen=True)
class Edge:
    """A crossing of two types where it runs in the picture."""

    state: State
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True)
class CrossingRow:
    """A crossing in words."""

    names: Sequence[Words]
    question: Words
    state: State
    state_words: Words
    clauses: Sequence[str]


@dataclass(frozen=True)
class Rung:
    """One of the ten levels."""

    number: int
    words: Words
    state: State


@dataclass(frozen=True)
class TypesPicture:
    """All of it. `level`: by data; `planned`: by what is promised; `summary` and `lift` in a sentence each."""

    corners: Sequence[Corner]
    edges: Sequence[Edge]
    crossings: Sequence[CrossingRow]
    rungs: Sequence[Rung]
    level: int
    planned: int
    summary: str
    lift: str


def types_picture(content: Content) -> TypesPicture:
    """The picture of a placemat that was read with its content. One SQL query."""
    draft = draft_of(content)
    days = days_brought(content.placemat)
    planned = reach(draft.indicators, lexicons_for(draft, lexicons()))
    brought = reach_brought(draft.indicators, days)
    covers = cover(draft.indicators, days)
    crossed = crossings(draft.indicators, days)
    return TypesPicture(
        corners=[Corner(one, DATA_TYPES[one.type], *CORNERS[one.type], LABELS[one.type]) for one in covers],
        edges=[Edge(one.state, *_line(one)) for one in crossed if len(one.types) == 2],  # noqa: PLR2004
        crossings=[_row(one, draft) for one in sorted(crossed, key=lambda one: ORDER.index(one.state))],
        rungs=[_rung(number, brought, planned) for number in range(HIGHEST, 0, -1)],
        level=brought.level,
        planned=planned.level,
        summary=_summary(covers, brought),
        lift=_lift(brought),
    )


def days_brought(placemat: Placemat) -> dict[str, int]:
    """On how many days something was brought, by indicator's part. One SQL query."""
    rows = DataPoint.objects.filter(indicator__placemat=placemat, removed_at=None)
    counted = rows.order_by().values("indicator").annotate(days=Count("on", distinct=True))
    return {f"indicator:{row['indicator']}": row["days"] for row in counted}


def _line(one: Crossing) -> tuple[int, int, int, int]:
    return (*CORNERS[one.types[0]], *CORNERS[one.types[1]])


def _row(one: Crossing, draft: Draft) -> CrossingRow:
    return CrossingRow(
        names=[DATA_TYPES[name] for name in one.types],
        question=QUESTIONS[frozenset(one.types)],
        state=one.state,
        state_words=STATES[one.state],
        clauses=[words for words in (_clause_name(clause, draft) for clause in one.clauses) if words],
    )


def _clause_name(clause: str, draft: Draft) -> str:
    if clause.startswith("if:"):
        number = next(action.number for action in draft.actions if action.part == clause)
        return pgettext("clause", "If %(number)d") % {"number": number}
    return {"then": pgettext("clause", "Then"), "so_that": pgettext("clause", "So that")}.get(clause, "")


def _rung(number: int, brought: Reach, planned: Reach) -> Rung:
    state: State = "brought" if number <= brought.level else "planned" if number <= planned.level else "open"
    return Rung(number, LEVELS[number], state)


def _summary(covers: Sequence[TypeCover], brought: Reach) -> str:
    names = [str(DATA_TYPES[one.type]) for one in covers if one.state == "brought"]
    if not names:
        return gettext("Nothing has been brought yet: the picture shows what is promised.")
    return gettext("Data were brought of: %(types)s. Together they reach level %(level)d of ten: %(words)s.") % {
        "types": ", ".join(names),
        "level": brought.level,
        "words": LEVELS[brought.level],
    }


def _lift(brought: Reach) -> str:
    """What would lift the level by one, as the next thing to do."""
    names = ", ".join(str(DATA_TYPES[name]) for name in brought.needed)
    words = {
        "measure": gettext("The first data point of any indicator makes a beginning."),
        "time": gettext("One level up: data of %(count)d days or more for %(types)s."),
        "second": gettext("One level up: data for another indicator of the same type, %(types)s."),
        "type": gettext("One level up: data of one more type for the same clause, such as %(types)s."),
        "": gettext("All four types, over time: what would meet each student’s need best?"),
    }
    return words[brought.lift] % {"count": FEWEST_DAYS, "types": names}

"""Where a collective is in its cycle: the six phases, what is still open in each, and how it moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inquiry.models import Cycle, Phase
from inquiry.queries.guide import ANCHORS, open_findings, question_words
from inquiry.queries.phase_trace import Trace, Traces, traces_of
from inquiry.queries.placemat import Content

type Words = str | Promise

LEAVES_BEHIND: dict[int, Words] = {
    Phase.GATHERING: gettext_lazy("Answers from leaders, and themes that are grounded in them"),
    Phase.FORMING: gettext_lazy("A collective with its members, a facilitator and a rhythm of sessions"),
    Phase.DESIGNING: gettext_lazy("The placemat: a problem, one priority, a theory of action, the evidence promised"),
    Phase.ACTING: gettext_lazy("Leading data month by month, and what you adjusted because of it"),
    Phase.REVIEWING: gettext_lazy("What moved by the end, and how well the theory held"),
    Phase.SHARING: gettext_lazy("What others can learn from you, and where the next cycle begins"),
}
HAPPENS: dict[int, Words] = {
    Phase.GATHERING: gettext_lazy("Leaders say what they see in their schools, and themes grow out of it."),
    Phase.FORMING: gettext_lazy("Leaders who share a theme come together, ten at most, with somebody to guide them."),
    Phase.DESIGNING: gettext_lazy(
        "You name the problem, choose one thing, and say what you will do and what would show it."
    ),
    Phase.ACTING: gettext_lazy("You do what you said, and look month by month whether it is happening."),
    Phase.REVIEWING: gettext_lazy("You look at what moved by the end, and ask how well your theory held."),
    Phase.SHARING: gettext_lazy("You pass on what you learned, and the next cycle begins from there."),
}
PLACEMAT = "inquiry:placemat"
# Which of the guide's open findings belong to which phase; figures of single indicators are left to the placemat.
RULES = {
    Phase.DESIGNING: {
        "open-problem",
        "open-priority",
        "open-if",
        "open-then",
        "open-so",
        "if-leading",
        "lagging-none",
        "so-lagging",
        "then-lagging",
    },
    Phase.ACTING: {"indicator-rhythm", "if-leading", "reflect-well", "reflect-less", "reflect-adjust"},
    Phase.REVIEWING: {"lagging-none", "so-lagging", "then-lagging", "indicator-target"},
    Phase.SHARING: {"reflect-well", "reflect-less", "reflect-adjust"},
}


@dataclass(frozen=True)
class OpenQuestion:
    """Something that is still open, and the page on which it is settled: an address by name, id and place on it."""

    question: str
    url_name: str
    pk: UUID
    anchor: str = ""


@dataclass(frozen=True)
class PhaseStep:
    """One phase of this cycle. `state`: done, now, later. `there`: what it left behind for this collective so far."""

    number: int
    name: Words
    happens: Words
    leaves: Words
    state: str
    there: Sequence[Trace]
    open: Sequence[OpenQuestion]


@dataclass(frozen=True)
class Move:
    """One move in the history."""

    at: datetime
    by: str
    words: str
    reason: str
    on: bool


def phase_steps(cycle: Cycle, content: Content | None, traces: Traces) -> list[PhaseStep]:
    """The six phases with what is there and what is still open in each. No SQL."""
    return [
        PhaseStep(
            phase.value,
            phase.label,
            HAPPENS[phase],
            LEAVES_BEHIND[phase],
            "done" if phase < cycle.phase else "now" if phase == cycle.phase else "later",
            traces_of(phase, content, traces),
            open_questions(phase, cycle, content, traces),
        )
        for phase in Phase
    ]


def open_questions(phase: int, cycle: Cycle, content: Content | None, traces: Traces) -> list[OpenQuestion]:
    """What is still open in one phase. No SQL."""
    if phase == Phase.FORMING:
        return _forming(cycle.collective_id, traces)
    if content is None:
        return []
    wanted = RULES.get(Phase(phase), set())
    asked: dict[str, OpenQuestion] = {}
    for one in open_findings(content, phase=max(phase, int(cycle.phase))):
        if one.rule in wanted:
            key = one.rule if one.rule.startswith("indicator") else one.key  # one indicator stands for all of them
            question = OpenQuestion(question_words(one), PLACEMAT, content.placemat.pk, ANCHORS[one.place])
            asked.setdefault(key, question)
    return list(asked.values())


def list_moves(cycle: Cycle) -> list[Move]:
    """Every move of the cycle, the newest first. One SQL query."""
    rows = cycle.moves.select_related("by").order_by("-at", "-pk")
    return [
        Move(row.at, row.by.name, _move_words(row.from_phase, row.to_phase), row.reason, row.to_phase > row.from_phase)
        for row in rows
    ]


def _move_words(from_phase: int, to_phase: int) -> str:
    words = _("On to phase %(number)d: %(name)s") if to_phase > from_phase else _("Back to phase %(number)d: %(name)s")
    return words % {"number": to_phase, "name": Phase(to_phase).label}


def _forming(collective: UUID, traces: Traces) -> list[OpenQuestion]:
    questions = []
    if not traces.people.members:
        questions.append(OpenQuestion(_("Who sits in this collective?"), "collectives:collective-seats", collective))
    if not traces.people.facilitators:
        questions.append(OpenQuestion(_("Who guides it?"), "collectives:collective", collective))
    if not traces.rhythm:
        url_name = "facilitation:collective-sessions"
        questions.append(OpenQuestion(_("When do you meet each month?"), url_name, collective))
    return questions

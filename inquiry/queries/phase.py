"""Where a collective is in its cycle: what each phase leaves behind, what is still open, what has happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inquiry.models import Cycle, Phase, PlacematField
from inquiry.queries.guide import open_findings, question_words
from inquiry.queries.placemat import Content

type Words = str | Promise

PLACES = ("problem", "theory", "evidence")

LEAVES_BEHIND: dict[int, Words] = {
    Phase.GATHERING: gettext_lazy("Answers from leaders, and themes that are grounded in them"),
    Phase.FORMING: gettext_lazy("A collective with its members, a facilitator and a rhythm of sessions"),
    Phase.DESIGNING: gettext_lazy("The placemat: a problem, one priority, a theory of action, the evidence promised"),
    Phase.ACTING: gettext_lazy("Leading data month by month, and what you adjusted because of it"),
    Phase.REVIEWING: gettext_lazy("What moved by the end, and how well the theory held"),
    Phase.SHARING: gettext_lazy("What others can learn from you, and where the next cycle begins"),
}


@dataclass(frozen=True)
class PhaseStep:
    """One phase of this cycle. `state`: done, now, later. `open`: questions that are still open there."""

    number: int
    name: Words
    leaves: Words
    state: str
    open: Sequence[str]


@dataclass(frozen=True)
class Move:
    """One move in the history."""

    at: datetime
    by: str
    words: str
    reason: str


@dataclass(frozen=True)
class Open:
    """What a collective has beside its placemat, as far as phases ask for it."""

    members: int
    facilitators: int
    has_rhythm: bool


def phase_steps(cycle: Cycle, content: Content | None, beside: Open) -> list[PhaseStep]:
    """The six phases with what is still open in each. No SQL."""
    return [
        PhaseStep(
            phase.value,
            phase.label,
            LEAVES_BEHIND[phase],
            "done" if phase < cycle.phase else "now" if phase == cycle.phase else "later",
            open_questions(phase, content, beside),
        )
        for phase in Phase
    ]


def open_questions(phase: int, content: Content | None, beside: Open) -> list[str]:
    """What is still open in one phase, as questions. No SQL."""
    if phase == Phase.FORMING:
        return _forming(beside)
    if content is None:
        return []
    if phase == Phase.DESIGNING:
        return _designing(content)
    kinds = {one.kind for one in content.indicators}
    questions = {
        Phase.ACTING: ("leading" in kinds, _("Which leading data will you look at together?")),
        Phase.REVIEWING: ("lagging" in kinds, _("Which lagging data would tell you whether it moved?")),
        Phase.SHARING: (bool(content.text(PlacematField.WENT_WELL)), _("What went well, in one line?")),
    }
    settled, question = questions.get(Phase(phase), (True, ""))
    return [] if settled else [question]


def list_moves(cycle: Cycle) -> list[Move]:
    """Every move of the cycle, the newest first. One SQL query."""
    rows = cycle.moves.select_related("by").order_by("-at", "-pk")
    return [Move(row.at, row.by.name, _move_words(row.from_phase, row.to_phase), row.reason) for row in rows]


def _move_words(from_phase: int, to_phase: int) -> str:
    words = _("On to phase %(number)d: %(name)s") if to_phase > from_phase else _("Back to phase %(number)d: %(name)s")
    return words % {"number": to_phase, "name": Phase(to_phase).label}


def _forming(beside: Open) -> list[str]:
    questions = []
    if not beside.members:
        questions.append(_("Who sits in this collective?"))
    if not beside.facilitators:
        questions.append(_("Who guides it?"))
    if not beside.has_rhythm:
        questions.append(_("When do you meet each month?"))
    return questions


def _designing(content: Content) -> list[str]:
    """What the guide finds still to be written or promised. Where figures of indicators are open, nobody is asked."""
    return [
        question_words(one) for one in open_findings(content) if one.place in PLACES and "indicator" not in one.rule
    ]

"""The facilitator's question guide: which of the questions to think of first, and why.

Nothing here weighs or scores people. What fits the screen comes first; what was asked in this session already goes to
the end. Every place in the order has its reasons, so that a facilitator can disagree with them.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

type Shown = Literal[
    "",
    "problem",
    "theory",
    "if",
    "then",
    "so_that",
    "indicator_leading",
    "indicator_lagging",
    "commitments",
    "prompt_answers",
    "silence",
    "start",
    "end",
]
type ReasonKind = Literal["fits", "favourite", "own", "phase", "came_of", "asked", "new", "asked_here"]

FITS = (
    "problem",
    "if",
    "then",
    "so_that",
    "indicator_leading",
    "indicator_lagging",
    "if_without_indicator",
    "chart_moved",
    "chart_flat",
    "commitments",
    "prompt_answers",
    "silence",
    "start",
    "end",
)
THEORY = ("if", "then", "so_that")  # what stands there when the whole theory of action does
FACTS = frozenset({"if_without_indicator", "chart_moved", "chart_flat"})  # they say more than what kind of thing it is


@dataclass(frozen=True)
class Screen:
    """What the group looks at. `clause` names it, such as `if:<id>`.

    `has_indicator`: whether an if-action has one. `moved`: whether the chart that is shown moved, by a stated rule;
    None while there is no evidence that could say so.
    """

    kind: Shown = ""
    clause: str = ""
    has_indicator: bool | None = None
    moved: bool | None = None

    @property
    def fits(self) -> tuple[str, ...]:
        """What a question may fit here, what says most first."""
        facts = []
        if self.kind == "if" and self.has_indicator is False:
            facts.append("if_without_indicator")
        if self.moved is not None:
            facts.append("chart_moved" if self.moved else "chart_flat")
        kinds = THEORY if self.kind == "theory" else (self.kind,) if self.kind else ()
        return (*facts, *kinds)


@dataclass(frozen=True)
class Candidate:
    """A question that could be asked. `own`: written in this program, by the person or by an admin."""

    key: str
    phases: Collection[int]
    fits: Collection[str]
    own: bool = False


@dataclass(frozen=True)
class Earlier:
    """That a question was put to this collective. `here`: in this very session; `came_of`: what came of it."""

    key: str
    on: date
    here: bool
    came_of: str = ""


@dataclass(frozen=True)
class Reason:
    """Why a question stands where it stands. `fit`: what on the screen it fits; `earlier`: when it was asked before."""

    kind: ReasonKind
    fit: str = ""
    earlier: Earlier | None = None


@dataclass(frozen=True)
class Suggestion:
    """A question's key with its reasons, the strongest first."""

    key: str
    reasons: tuple[Reason, ...]


def order_questions(
    candidates: Sequence[Candidate],
    *,
    phase: int | None,
    screen: Screen,
    earlier: Iterable[Earlier],
    favourites: Collection[str],
) -> list[Suggestion]:
    """Every question once, in the order a facilitator would want to think of them.

    Asked in this session: last. Then what fits a fact on the screen (an if without an indicator, a chart that moved)
    before what fits its kind, before the rest; favourites first among equals, then what suits the phase, then what
    something came of, then what nobody has asked this collective, then own ones, then the order of the bank.
    """
    latest = _latest(earlier)
    ranked = []
    for place, one in enumerate(candidates):
        reasons = tuple(_reasons(one, phase=phase, screen=screen, last=latest.get(one.key), favourites=favourites))
        ranked.append((_rank(reasons), place, Suggestion(one.key, reasons)))
    return [suggestion for _, _, suggestion in sorted(ranked, key=lambda entry: entry[:2])]


def _latest(earlier: Iterable[Earlier]) -> dict[str, Earlier]:
    """The telling time of each question: here before elsewhere, fruitful before not, late before early."""
    found: dict[str, Earlier] = {}
    for one in earlier:
        known = found.get(one.key)
        if known is None or (one.here, bool(one.came_of), one.on) > (known.here, bool(known.came_of), known.on):
            found[one.key] = one
    return found


def _reasons(
    one: Candidate, *, phase: int | None, screen: Screen, last: Earlier | None, favourites: Collection[str]
) -> Iterator[Reason]:
    if last and last.here:
        yield Reason("asked_here", earlier=last)
    fit = next((word for word in screen.fits if word in one.fits), "")
    if fit:
        yield Reason("fits", fit=fit)
    if one.key in favourites:
        yield Reason("favourite")
    if phase in one.phases:
        yield Reason("phase")
    if last is None:
        yield Reason("new")
    elif not last.here:
        yield Reason("came_of" if last.came_of else "asked", earlier=last)
    if one.own:
        yield Reason("own")


def _rank(reasons: Sequence[Reason]) -> tuple[int, ...]:
    kinds = {reason.kind: reason for reason in reasons}
    fit = kinds["fits"].fit if "fits" in kinds else ""
    closeness = 0 if fit in FACTS else 1 if fit else 2
    history = 0 if "came_of" in kinds else 1 if "new" in kinds else 2
    return (
        int("asked_here" in kinds),
        closeness,
        int("favourite" not in kinds),
        int("phase" not in kinds),
        history,
        int("own" not in kinds),
    )

"""All questions about a placemat, the most useful first."""

from collections.abc import Mapping
from functools import partial

from inquiry.engine.guide.draft import PARTS, Draft, Finding
from inquiry.engine.guide.evidence import read_evidence, read_reflection
from inquiry.engine.guide.lexicon import Lexicon, language_of
from inquiry.engine.guide.problem import read_problem
from inquiry.engine.guide.theory import read_theory

# Every rule, in the order in which a facilitator would ask: what is still open, what carries the rest, what polishes.
RULES = (
    "open-problem", "open-priority", "problem-students", "problem-solution", "problem-data", "problem-whom",
    "priority-one",
    "open-if", "open-then", "open-so", "if-ours", "then-adults", "so-students", "if-seen", "then-repeats", "if-alike",
    "if-many", "chain-opening", "chain-sentence",
    "if-leading", "lagging-none", "so-lagging", "then-lagging", "indicator-activity", "types-leading", "types-lagging",
    "indicator-baseline", "indicator-target", "indicator-rhythm", "crossing", "level",
    "reflect-well", "reflect-less", "reflect-adjust",
)  # fmt: skip


def ask(draft: Draft, lexicons: Mapping[str, Lexicon]) -> list[Finding]:
    """What to ask about a placemat: part by part, and in each the most useful question first."""
    lexicon_of = lexicons_for(draft, lexicons)
    found = [
        *read_problem(draft, lexicon_of.get("problem_of_practice"), lexicon_of.get("priority")),
        *read_theory(draft, lexicon_of),
        *read_evidence(draft, lexicon_of),
        *read_reflection(draft),
    ]
    return sorted(found, key=lambda one: (PARTS.index(one.place), RULES.index(one.rule)))


def lexicons_for(draft: Draft, lexicons: Mapping[str, Lexicon]) -> dict[str, Lexicon | None]:
    """By which words each part is read: those of its people's language, or of the one it is plainly written in."""
    choose = partial(language_of, lexicons=lexicons, usual=draft.language)
    texts = {"problem_of_practice": draft.problem, "priority": draft.priority}
    texts |= {action.part: action.text for action in draft.actions} | {"then": draft.then, "so_that": draft.so_that}
    texts |= {one.part: one.text for one in draft.indicators}
    return {part: choose(text) for part, text in texts.items()}


def first_shown(findings: list[Finding], *, most: int) -> tuple[list[Finding], list[Finding]]:
    """The few questions shown at once, no two by the same rule, and the rest. The order stays."""
    shown: list[Finding] = []
    for one in findings:
        if len(shown) < most and one.rule not in {other.rule for other in shown}:
            shown.append(one)
    return shown, [one for one in findings if one not in shown]

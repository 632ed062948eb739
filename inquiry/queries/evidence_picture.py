"""A small picture of the evidence plan: which types of data, leading and lagging, and the level of analysis reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inquiry.engine.guide.draft import Draft
from inquiry.engine.guide.guide import lexicons_for
from inquiry.engine.guide.levels import HIGHEST, TYPES, reach
from inquiry.engine.guide.lexicon import Lexicon
from inquiry.queries.guide_questions import LEVELS, Words


@dataclass(frozen=True)
class PictureRow:
    """How many indicators of one type of data there are."""

    type: str
    leading: int
    lagging: int


@dataclass(frozen=True)
class EvidencePicture:
    """The plan at a glance. `level` is 0 before the first indicator; `steps`: which of the ten are reached."""

    rows: Sequence[PictureRow]
    level: int
    words: Words
    steps: Sequence[bool]


def evidence_picture(draft: Draft, lexicons: Mapping[str, Lexicon]) -> EvidencePicture:
    """The picture of a plan. No SQL."""
    counts = {
        (name, kind): sum(name in one.types and one.kind == kind for one in draft.indicators)
        for name in TYPES
        for kind in ("leading", "lagging")
    }
    level = reach(draft.indicators, lexicons_for(draft, lexicons)).level
    rows = [PictureRow(name, counts[name, "leading"], counts[name, "lagging"]) for name in TYPES]
    return EvidencePicture(rows, level, LEVELS[level], [step <= level for step in range(1, HIGHEST + 1)])

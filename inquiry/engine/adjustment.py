"""What an adjustment changed in a theory of action."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from inquiry.engine.comparison import Comparison, IfPair

type PartFate = Literal["added", "changed", "moved", "gone"]

THEORY = ("then", "so_that")


@dataclass(frozen=True)
class AdjustedPart:
    """One part, what became of it, and by which number people called an if-action."""

    part: str
    fate: PartFate
    number: int | None = None


def adjusted_parts(comparison: Comparison) -> list[AdjustedPart]:
    """The parts of the theory that are different, if-actions first."""
    return [
        *(AdjustedPart(f"if:{one.pk}", fate, one.now_number or one.was_number) for one, fate in _if_fates(comparison)),
        *(AdjustedPart(one.field, one.fate) for one in comparison.texts if one.field in THEORY and one.fate != "same"),
    ]


def theory_stood(comparison: Comparison) -> bool:
    """Whether anything of a theory stood at the earlier moment: what is written for the first time adjusts nothing."""
    return any(one.was for one in comparison.if_actions) or any(
        one.was for one in comparison.texts if one.field in THEORY
    )


def _if_fates(comparison: Comparison) -> Iterator[tuple[IfPair, PartFate]]:
    for one in comparison.if_actions:
        if one.fate != "same":
            yield one, one.fate
        elif one.moved:
            yield one, "moved"


def kept_part(kept: Mapping[str, Any]) -> AdjustedPart:
    """One part as it is kept with its adjustment."""
    return AdjustedPart(kept["part"], kept["fate"], kept["number"])

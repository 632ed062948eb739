"""What a group said in its judgement, as it is kept when it is settled and shown wherever it is read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Judged:
    """One clause, or the whole theory: how it read then, the answer, and what speaks for and against it.

    `clause` is "if", "then", "so" or "theory"; `number` that of an if-action. Citations are keys of references.
    `successes` and `challenges` are patterns across schools, of the whole theory alone.
    """

    part: str
    clause: str
    number: int | None = None
    words: str = ""
    answer: str = ""
    speaks_for: str = ""
    speaks_against: str = ""
    sure: str = ""
    sure_why: str = ""
    successes: str = ""
    challenges: str = ""
    lang: str = ""
    cites_for: tuple[str, ...] = ()
    cites_against: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it is not answered yet."""
        return not self.answer

    @property
    def cites(self) -> tuple[str, ...]:
        """Everything it points to."""
        return (*self.cites_for, *self.cites_against)


@dataclass(frozen=True)
class Said:
    """The judgement clause by clause, in the order of the theory, then of the whole."""

    clauses: tuple[Judged, ...]
    theory: Judged

    @property
    def parts(self) -> tuple[Judged, ...]:
        """All of it."""
        return (*self.clauses, self.theory)


def keep_said(said: Said) -> dict[str, Any]:
    """A judgement as JSON keeps it."""
    return {"clauses": [asdict(one) for one in said.clauses], "theory": asdict(said.theory)}


def read_said(kept: Mapping[str, Any]) -> Said:
    """A judgement as it was kept."""
    return Said(tuple(_judged(one) for one in kept["clauses"]), _judged(kept["theory"]))


def _judged(kept: Mapping[str, Any]) -> Judged:
    lists = {name: tuple(kept.get(name, ())) for name in ("cites_for", "cites_against")}
    return Judged(**{**kept, **lists})

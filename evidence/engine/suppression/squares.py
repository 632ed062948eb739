"""The commonest move, found fast: a square of two places and two groups, whose rows and columns keep their sums.

One figure goes up and the one beside it down; in another place below the same one it is the other way round. It suits
figures of places with nothing below them, touches no other district and no sum.
"""

from typing import NamedTuple

from evidence.engine.suppression.table import ALL, Cell
from evidence.engine.suppression.worlds import HOPELESS, Worlds


class Square(NamedTuple):
    """The figure itself, the one beside it, the same group elsewhere, and the fourth."""

    cell: Cell
    beside: Cell
    other: Cell
    fourth: Cell

    def signs(self, sign: int) -> dict[Cell, int]:
        """The move that raises the figure, or with -1 lowers it."""
        return {self.cell: sign, self.beside: -sign, self.other: -sign, self.fourth: sign}


class Part(NamedTuple):
    """A square moved by some people, up or down."""

    square: Square
    sign: int
    amount: int


class Gathered(NamedTuple):
    """Squares that together do what is wanted, and what is lost by hiding what they need hidden."""

    loss: float
    parts: list[Part]


class Squares:
    """Squares in the table that is being made."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds, self.frame, self.table = worlds, worlds.frame, worlds.table

    def fits(self, cell: Cell) -> bool:
        """Whether a figure stands where squares are: in a place with nothing below it, in a group of a kind."""
        row, column = divmod(cell, self.frame.columns)
        return column != ALL and cell not in self.table.split and self.frame.parent[row] >= 0

    def around(self, cell: Cell) -> float:
        """The least that any other shape loses: it goes through a sum above the figure or beside it."""
        row, column = divmod(cell, self.frame.columns)
        sums = (self.frame.parent[row] * self.frame.columns + column, row * self.frame.columns + ALL)
        there = [0.0 if one in self.table.shut else self.worlds.loss(one) for one in sums if one in self.table.counts]
        return min(there, default=HOPELESS)

    def gather(self, cell: Cell, level: int, span: int) -> Gathered | None:
        """Squares that together move a level of a figure over a span. None when there are too few.

        Hidden figures are taken as far as they go, upwards and then downwards; then those for which least is hidden.
        """
        counts = self.table.counts[cell]
        used: dict[Cell, int] = {}
        parts = self._rise(cell, level, span, used)
        span -= sum(part.amount for part in parts)
        if span > 0:
            most = min(span, counts[level], sum(counts) - 1)
            fewer = self._fall(cell, level, most)
            parts += fewer
            span -= sum(part.amount for part in fewer)
        lost = 0.0
        opened: set[Cell] = set()
        while span > 0:
            found = self._cheapest(cell, level, span, used, opened)
            if found is None:
                return None
            part, loss = found
            lost += loss
            parts.append(part)
            opened.update(part.square)
            for one in (part.square.beside, part.square.other):
                used[one] = used.get(one, 0) + part.amount
            span -= part.amount
        return Gathered(lost, parts)

    def _cheapest(
        self, cell: Cell, level: int, span: int, used: dict[Cell, int], opened: set[Cell]
    ) -> tuple[Part, float] | None:
        """The square that loses least for each person it moves."""
        columns = self.frame.columns
        row, column = divmod(cell, columns)

        def able(cells: list[Cell]) -> list[tuple[int, float, Cell]]:
            there = [one for one in cells if one in self.table.counts and one not in self.table.split]
            found = [(self._left(one, level, used), self._loss(one, opened), one) for one in there]
            return [one for one in found if one[0] > 0]

        besides = able([row * columns + one for one in self.frame.members[self.frame.kind[column]] if one != column])
        others = able([at * columns + column for at in self.frame.below[self.frame.parent[row]] if at != row])
        found, least = None, HOPELESS
        for left, loss, other in others:
            start = other - column - row * columns
            for left_beside, loss_beside, beside in besides:
                amount = min(span, left, left_beside)
                if loss + loss_beside < least * amount and any(self.table.counts.get(start + beside, ())):
                    whole = loss + loss_beside + self._loss(start + beside, opened)
                    if whole < least * amount:
                        found = Part(Square(cell, beside, other, start + beside), 1, amount), whole
                        least = whole / amount
        return found

    def _rise(self, cell: Cell, level: int, wanted: int, used: dict[Cell, int]) -> list[Part]:
        """How far squares that are hidden already raise a figure, the ones with most people to move first."""
        counts, shut = self.table.counts, self.table.shut
        besides, others = self._hidden_around(cell)
        besides = sorted((one for one in besides if counts[one][level]), key=lambda one: -counts[one][level])
        others = sorted((one for one in others if counts[one][level]), key=lambda one: -counts[one][level])
        parts: list[Part] = []
        for other in others:
            left = self._left(other, level, used)
            over = other - cell
            for beside in besides:
                if left <= 0 or wanted <= 0:
                    break
                if beside + over in shut and (amount := min(wanted, left, self._left(beside, level, used))) > 0:
                    parts.append(Part(Square(cell, beside, other, beside + over), 1, amount))
                    wanted, left = wanted - amount, left - amount
                    used[beside] = used.get(beside, 0) + amount
                    used[other] = used.get(other, 0) + amount
        return parts

    def _fall(self, cell: Cell, level: int, wanted: int) -> list[Part]:
        """How far squares that are hidden already lower it."""
        shut = self.table.shut
        besides, others = self._hidden_around(cell)
        parts: list[Part] = []
        for other in others:
            for beside in besides:
                if wanted <= 0:
                    return parts
                fourth = beside + other - cell
                if fourth in shut and (amount := min(wanted, self._left(fourth, level, {}))) > 0:
                    parts.append(Part(Square(cell, beside, other, fourth), -1, amount))
                    wanted -= amount
        return parts

    def _hidden_around(self, cell: Cell) -> tuple[list[Cell], list[Cell]]:
        """What is hidden beside a figure, and of its group elsewhere."""
        columns, shut = self.frame.columns, self.table.shut
        row, column = divmod(cell, columns)
        first = row * columns
        besides = [first + one for one in self.frame.members[self.frame.kind[column]] if first + one in shut]
        others = [at * columns + column for at in self.frame.below[self.frame.parent[row]]]
        return (
            [one for one in besides if one != cell],
            [one for one in others if one != cell and one in shut and one not in self.table.split],
        )

    def _left(self, cell: Cell, level: int, used: dict[Cell, int]) -> int:
        counts = self.table.counts[cell]
        return min(counts[level], sum(counts) - 1) - used.get(cell, 0)

    def _loss(self, cell: Cell, opened: set[Cell]) -> float:
        return 0.0 if cell in self.table.shut or cell in opened else self.worlds.loss(cell)

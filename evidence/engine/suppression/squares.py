"""The commonest move, found fast: a square of two places and two groups, whose rows and columns keep their sums.

One figure goes up and the one beside it down; in another place below the same one it is the other way round. It suits
figures of places with nothing below them, touches no other district and no sum.
"""

from collections.abc import Iterator
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


class Squares:
    """Squares in the table that is being made."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds, self.frame, self.table = worlds, worlds.frame, worlds.table

    def fits(self, cell: Cell) -> bool:
        """Whether a figure stands where squares are: in a place with nothing below it, in a group of a kind."""
        row, column = divmod(cell, self.frame.columns)
        return column != ALL and cell not in self.table.split and self.frame.parent[row] >= 0

    def gather(self, cell: Cell, level: int, span: int) -> list[Part] | None:
        """Squares that together move a level of a figure over a span, fewer first.

        Hidden figures are taken as far as they go; then those for which least is hidden. None when there are too few,
        or when some other shape might lose less.
        """
        squares = list(self._squares(cell))
        hidden = [square for square in squares if self._hidden(square)]
        counts = self.table.counts[cell]
        fewer = self._take(hidden, level, -1, min(span, counts[level], sum(counts) - 1), {})
        span -= sum(part.amount for part in fewer)
        used: dict[Cell, int] = {}
        more = self._take(hidden, level, 1, span, used)
        span -= sum(part.amount for part in more)
        opened: set[Cell] = set()
        lost, most = 0.0, self._around(cell)
        while span > 0:
            found, least = None, HOPELESS
            for square in squares:
                amount = min(span, self._left(square.beside, level, used), self._left(square.other, level, used))
                if amount > 0:
                    loss = sum(self._loss(one, opened) for one in square)
                    if loss / amount < least:
                        found, least, taken, losing = square, loss / amount, amount, loss
            if found is None or lost + losing > most:
                return None
            lost += losing
            opened.update(found)
            more.append(Part(found, 1, taken))
            used[found.beside] = used.get(found.beside, 0) + taken
            used[found.other] = used.get(found.other, 0) + taken
            span -= taken
        return fewer + more

    def _squares(self, cell: Cell) -> Iterator[Square]:
        columns, counts = self.frame.columns, self.table.counts
        row, column = divmod(cell, columns)
        members = self.frame.members[self.frame.kind[column]]
        besides = [one for one in members if one != column and any(counts.get(row * columns + one, ()))]
        for at in self.frame.below[self.frame.parent[row]]:
            other = at * columns + column
            if at == row or other in self.table.split or not any(counts.get(other, ())):
                continue
            for one in besides:
                fourth = at * columns + one
                if any(counts.get(fourth, ())):
                    yield Square(cell, row * columns + one, other, fourth)

    def _hidden(self, square: Square) -> bool:
        shut = self.table.shut
        return square.other in shut and square.beside in shut and square.fourth in shut

    def _take(self, squares: list[Square], level: int, sign: int, wanted: int, used: dict[Cell, int]) -> list[Part]:
        parts: list[Part] = []
        for square in squares:
            if wanted <= 0:
                break
            falling = (square.beside, square.other) if sign > 0 else (square.cell, square.fourth)
            amount = min(wanted, *(self._left(one, level, used) for one in falling))
            if amount > 0:
                parts.append(Part(square, sign, amount))
                wanted -= amount
                for one in falling:
                    used[one] = used.get(one, 0) + amount
        return parts

    def _left(self, cell: Cell, level: int, used: dict[Cell, int]) -> int:
        counts = self.table.counts[cell]
        return min(counts[level], sum(counts) - 1) - used.get(cell, 0)

    def _loss(self, cell: Cell, opened: set[Cell]) -> float:
        return 0.0 if cell in self.table.shut or cell in opened else self.worlds.loss(cell)

    def _around(self, cell: Cell) -> float:
        """The least that any other shape loses: it goes through a sum above the figure or beside it."""
        row, column = divmod(cell, self.frame.columns)
        sums = (self.frame.parent[row] * self.frame.columns + column, row * self.frame.columns + ALL)
        there = [0.0 if one in self.table.shut else self.worlds.loss(one) for one in sums if one in self.table.counts]
        return min(there, default=HOPELESS)

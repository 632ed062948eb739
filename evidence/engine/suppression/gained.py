"""What figures have gained by moves that were made for others: who is safe already needs no move of their own."""

from collections.abc import Hashable, Sequence

from evidence.engine.suppression.squares import Gathered
from evidence.engine.suppression.table import Cell, Table
from evidence.engine.suppression.worlds import Moved


class Gained:
    """By table, figure and level: how many people more and how many fewer there may be."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables, self.frame = tables, tables[-1].frame
        self.known: dict[tuple[int, Cell], list[list[int]]] = {}

    def enough(self, at: int, cell: Cell, level: int, span: int) -> bool:
        """Whether a level of a figure may lie anywhere over a span."""
        gained = self.known.get((at, cell))
        return gained is not None and sum(gained[level]) >= span

    def add(self, moved: Moved, touched: set[Hashable]) -> None:
        """Remember what was moved along, where the figure's own district alone was moved."""
        for (number, cell), change in moved.items():
            own = self.frame.owner[cell // self.frame.columns]
            if own is not None and touched - {own}:
                continue
            if change.count(0) != len(change) - 1:
                continue  # an exchange says nothing of how many people there are
            level = next(level for level, by in enumerate(change) if by)
            self._note(number, cell, level, change[level])

    def add_squares(self, gathered: Gathered, level: int, sign: int) -> None:
        """Remember it of squares that were moved up (1) or down (-1) in the last table, with no other beside it."""
        moved: dict[Cell, int] = {}
        for (cell, beside, other, fourth), way, amount in gathered.parts:
            if way == sign:
                by = amount * sign
                moved[cell] = moved.get(cell, 0) + by
                moved[beside] = moved.get(beside, 0) - by
                moved[other] = moved.get(other, 0) - by
                moved[fourth] = moved.get(fourth, 0) + by
        for cell, by in moved.items():
            if by:
                self._note(len(self.tables) - 1, cell, level, by)

    def _note(self, number: int, cell: Cell, level: int, by: int) -> None:
        gained = self.known.get((number, cell))
        if gained is None:
            gained = self.known[number, cell] = [[0, 0] for _ in self.tables[number].counts[cell]]
        way = 0 if by > 0 else 1
        gained[level][way] = max(gained[level][way], abs(by))

"""Other worlds: ways in which the figures could be different people's with every published word staying true.

A protected cell is safe when there are worlds in which its people are at least so many more or fewer. A world moves
people (`up` a level and `down` a level, or in and out of the table at -1) in some cells by +1 or -1 times an amount. It
must keep every sum, leave nobody negative, change nothing published, and do so in every release at once: a figure that
did not change between two releases is one unknown, not two.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import log2

from evidence.engine.suppression.releases import Signs, balanced, everywhere
from evidence.engine.suppression.rule import WIDTHS, bounds_of, ranges_of
from evidence.engine.suppression.table import ALL, NO_LIMIT, Cell, Table

type Moved = dict[tuple[int, Cell], list[int]]

HOPELESS = float("inf")


@dataclass(frozen=True, slots=True)
class World:
    """A move by `amount` people, in each table it touches; `loss` is what must be hidden before it can be."""

    amount: int
    loss: float
    up: int
    down: int
    signs: Mapping[int, Signs]  # by table


class Worlds:
    """The tables of all releases, the one being made last, and what moves in them lose."""

    def __init__(self, tables: list[Table], width: dict[Cell, int]) -> None:
        self.tables = tables
        self.now = len(tables) - 1
        self.table = tables[-1]
        self.frame = self.table.frame
        self.width = width
        self.losses: dict[Cell, float] = {}
        self.told: dict[tuple[Cell, int], list[tuple[int, int]]] = {}

    def owners_of(self, signs: Signs) -> set[Hashable]:
        """The districts whose people know a figure that takes part."""
        return {self.frame.owner[cell // self.frame.columns] for cell in signs} - {None}

    def weigh(
        self, at: int, signs: Signs, *, up: int, down: int, need: int, moved: Moved, most: float = HOPELESS
    ) -> World | None:
        """What a move would lose and by how many people it goes; None when it cannot be, or loses more than `most`."""
        if len(self.tables) == 1:
            found: dict[int, Signs] | None = {at: signs}
        else:
            found = everywhere(self.tables, at, signs, exchange=up >= 0 and down >= 0)
        if found is None:
            return None
        amount = need
        for number, here in found.items():
            table = self.tables[number]
            for cell, sign in here.items():
                inc, dec = table.levels(up, down) if sign > 0 else table.levels(down, up)
                before = moved.get((number, cell))
                room = table.room(cell, inc, dec, before)
                if room < amount and number == self.now and most > 0 and cell not in self.table.shut:
                    room = max(room, self.shut_room(cell, inc, dec, before))
                amount = min(amount, room // abs(sign))
                if amount <= 0:
                    return None
        loss = 0.0
        for cell, sign in found.get(self.now, {}).items():
            loss += self.price(cell, sign, up=up, down=down, amount=amount, moved=moved)[0]
            if loss > most:
                return None
        if not all(balanced(self.tables[number], here) for number, here in found.items()):
            return None
        return World(amount, loss, up, down, found)

    def price(
        self, cell: Cell, sign: int, *, up: int, down: int, amount: int, moved: Moved
    ) -> tuple[float, int | None]:
        """What it loses to let a cell move: nothing, a wider range (its width comes second), or the figure."""
        if cell in self.table.shut:
            return 0.0, None
        inc, dec = (up, down) if sign > 0 else (down, up)
        before = moved.get((self.now, cell))
        wanted = amount * abs(sign)
        if self.table.room(cell, inc, dec, before) >= wanted:
            return 0.0, None
        if inc >= 0 and dec >= 0:
            counts = self.table.counts[cell]
            stands = tuple(map(int.__add__, counts, before)) if before else counts
            for width in WIDTHS:
                if width > self.width[cell]:
                    bounds = self._bounds(cell, width)
                    if not _holds(bounds, self.table.bounds[cell]):
                        continue  # what was found with the room there is now would not be possible any more
                    if min(bounds[inc][1] - stands[inc], stands[dec] - bounds[dec][0]) >= wanted:
                        return self.loss(cell) * width / 50, width
        return self.loss(cell), None

    def _bounds(self, cell: Cell, width: int) -> list[tuple[int, int]]:
        found = self.told.get((cell, width))
        if found is None:
            counts = self.table.counts[cell]
            found = self.told[cell, width] = bounds_of(counts, ranges_of(counts, width))
        return found

    def loss(self, cell: Cell) -> float:
        """What nobody learns once a cell is hidden. A total nearly all of whose people one place shows loses little."""
        found = self.losses.get(cell)
        if found is None:
            columns = self.frame.columns
            row, column = divmod(cell, columns)
            people, weight = sum(self.table.counts[cell]), 1
            if cell in self.table.split:
                below = [self.table.counts.get(one * columns + column, ()) for one in self.frame.below[row]]
                people -= max(sum(one) for one in below)
                weight = 2 + self._height(row)
            found = (log2(2 + people)) * weight * (2 if column == ALL else 1)
            self.losses[cell] = found
        return found

    def _height(self, row: int) -> int:
        below = [one for one in self.frame.below[row] if one < self.frame.real_rows]
        return 0 if not below else 1 + self._height(below[0])

    def shut_room(self, cell: Cell, up: int, down: int, moved: list[int] | None) -> int:
        """How far a cell that is shown could move if it were hidden."""
        counts = self.table.counts[cell]
        if not any(counts):
            return 0  # that there is nobody is told as it is
        if moved is not None:
            counts = tuple(map(int.__add__, counts, moved))
        if down < 0:
            return NO_LIMIT
        return counts[down] if up >= 0 else min(counts[down], sum(counts) - 1)


def _holds(bounds: list[tuple[int, int]], others: list[tuple[int, int]]) -> bool:
    """Whether all that the others leave possible is possible with these."""
    return all(low <= least and most <= high for (low, high), (least, most) in zip(bounds, others, strict=False))

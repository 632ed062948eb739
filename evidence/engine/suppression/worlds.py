"""Other worlds: ways in which the figures could be different people's with every published word staying true.

A protected cell is safe when there are worlds in which its people are at least so many more or fewer. A world moves
people (`up` a level and `down` a level, or in and out of the table at -1) in some cells by +1 or -1 times an amount. It
must keep every sum, leave nobody negative, change nothing published, and do so in every release at once: a figure that
did not change between two releases is one unknown, not two.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log2

from evidence.engine.suppression.releases import Signs, balanced, everywhere
from evidence.engine.suppression.rule import WIDTHS, bounds_of, ranges_of
from evidence.engine.suppression.table import ALL, NO_LIMIT, Cell, Table

type Barred = Callable[[Hashable], bool]
type Score = Callable[[int, int, int], float]
type Moved = dict[tuple[int, Cell], list[int]]

FIXED = 3.0  # so that few moves are put together rather than many
MOST_TRIED = 4  # partners along a row or a column, those that lose least first
NEVER = HOPELESS = float("inf")


@dataclass(frozen=True, slots=True)
class World:
    """A move by `amount` people, in each table it touches; `loss` is what must be hidden before it can be."""

    amount: int
    loss: float
    up: int
    down: int
    signs: Mapping[int, Signs]  # by table


class Worlds:
    """The tables of all releases, the one being made last, and the search for moves in them."""

    def __init__(self, tables: list[Table], width: dict[Cell, int]) -> None:
        self.tables = tables
        self.now = len(tables) - 1
        self.table = tables[-1]
        self.frame = self.table.frame
        self.width = width
        self.losses: dict[Cell, float] = {}

    def best(
        self, at: int, cell: Cell, *, up: int, down: int, need: int, moved: Moved, free: bool, barred: Barred
    ) -> World | None:
        """The move of this cell that loses least for each person it moves, `need` people at most.

        With `free` only moves for which nothing more is hidden. `barred` says of an owner whether no cell of theirs may
        take part.
        """
        found: World | None = None
        least = HOPELESS
        for signs in self.moves(at, cell, up=up, down=down, need=need, moved=moved, free=free, barred=barred):
            world = self.weigh(at, signs, up=up, down=down, need=need, moved=moved, most=0.0 if free else least * need)
            if world is None:
                continue
            if world.loss == 0 and world.amount >= need:
                return world
            score = (world.loss + FIXED) / world.amount
            if score < least:
                found, least = world, score
        return found

    def owners_of(self, signs: Signs) -> set[Hashable]:
        """The districts whose people know a figure that takes part."""
        return {self.frame.owner[cell // self.frame.columns] for cell in signs} - {None}

    def moves(
        self, at: int, cell: Cell, *, up: int, down: int, need: int, moved: Moved, free: bool, barred: Barred
    ) -> Iterator[Signs]:
        """Shapes a move may have: some rows with their signs, times some columns with theirs."""
        table, columns = self.tables[at], self.frame.columns
        row, column = divmod(cell, columns)
        scores: dict[tuple[int, int, int], float] = {}

        def score(at_row: int, at_column: int, sign: int) -> float:
            key = (at_row, at_column, sign)
            if key not in scores:
                one = at_row * columns + at_column
                scores[key] = self.score(at, one, sign, up=up, down=down, need=need, moved=moved, free=free)
            return scores[key]

        shapes: Iterable[list[tuple[int, int]]] = self._row_shapes(table, row, column, score)
        if up >= 0 and down >= 0:
            shapes = reversed(list(shapes))  # large sums have room for an exchange
        for rows in shapes:
            if any(barred(owner) for one, _ in rows if (owner := self.frame.owner[one]) is not None):
                continue
            for signed in self._column_shapes(table, rows, column, score):
                signs: Signs = {}
                for at_row, row_sign in rows:
                    for at_column, column_sign in signed:
                        key = at_row * columns + at_column
                        if key in table.counts:
                            signs[key] = row_sign * column_sign
                yield signs

    def _row_shapes(self, table: Table, row: int, column: int, score: Score) -> Iterator[list[tuple[int, int]]]:
        columns = self.frame.columns
        rising = self._downwards(table, row, column, 1, score)
        while True:
            parent = self.frame.parent[row]
            if parent < 0 or parent * columns + column not in table.counts:
                yield list(rising)
                return
            others = [s for s in self.frame.below[parent] if s != row and s * columns + column in table.counts]
            for other in _cheapest(others, lambda one: score(one, column, -1)):
                falling = self._downwards(table, other, column, -1, score)
                if score(falling[-1][0], column, -1) < NEVER:
                    yield rising + falling
            if score(parent, column, 1) == NEVER:
                return
            rising = [*rising, (parent, 1)]
            row = parent

    def _downwards(self, table: Table, row: int, column: int, sign: int, score: Score) -> list[tuple[int, int]]:
        columns, signed = self.frame.columns, [(row, sign)]
        while row * columns + column in table.split:
            below = [one for one in self.frame.below[row] if one * columns + column in table.counts]
            row = min(below, key=lambda one: score(one, column, sign))
            signed.append((row, sign))
        return signed

    def _column_shapes(
        self, table: Table, rows: list[tuple[int, int]], column: int, score: Score
    ) -> Iterator[list[tuple[int, int]]]:
        row = rows[0][0]
        kind, columns = self.frame.kind[column], self.frame.columns
        kinds = table.kinds_at.get(row, [])

        def along(at_column: int, sign: int) -> float:
            hard = 0.0
            for at_row, row_sign in rows:
                hard += score(at_row, at_column, sign * row_sign)
                if hard == NEVER:
                    break
            return hard

        def easiest(of_kind: int) -> int:
            likely = sorted(present(of_kind), key=lambda member: score(row, member, 1))[:MOST_TRIED]
            return min(likely, key=lambda member: along(member, 1))

        def present(of_kind: int) -> list[int]:
            return [one for one in self.frame.members[of_kind] if row * columns + one in table.counts and one != column]

        if column != ALL:
            if kind not in kinds:
                yield [(column, 1)]
                return
            for other in _cheapest(present(kind), lambda one: along(one, -1)):
                yield [(column, 1), (other, -1)]
        rising = [(column, 1)] if column == ALL else [(column, 1), (ALL, 1)]
        others = [one for one in kinds if one != kind]
        yield rising + [(easiest(one), 1) for one in others]

    def score(
        self, at: int, cell: Cell, sign: int, *, up: int, down: int, need: int, moved: Moved, free: bool
    ) -> float:
        """How hard a cell is to bring into a move: 0 when it may move anyway."""
        table = self.tables[at]
        inc, dec = table.levels(up, down) if sign > 0 else table.levels(down, up)
        if cell not in table.counts:
            return 0.0 if free else 50.0
        before = moved.get((at, cell))
        room = table.room(cell, inc, dec, before)
        if room >= need:
            return 0.0
        if room > 0:
            return 5.0 * (1 - room / need)
        if free or cell in table.shut or at != self.now:
            return NEVER
        room = self._shut_room(cell, inc, dec, before)
        return self.loss(cell) * (1.0 if room >= need else 3.0) if room > 0 else NEVER

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
                    room = max(room, self._shut_room(cell, inc, dec, before))
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
                    bounds = bounds_of(counts, ranges_of(counts, width))
                    if min(bounds[inc][1] - stands[inc], stands[dec] - bounds[dec][0]) >= wanted:
                        return self.loss(cell) * width / 50, width
        return self.loss(cell), None

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

    def _shut_room(self, cell: Cell, up: int, down: int, moved: list[int] | None) -> int:
        counts = self.table.counts[cell]
        if not any(counts):
            return 0  # that there is nobody is told as it is
        if moved is not None:
            counts = tuple(map(int.__add__, counts, moved))
        if down < 0:
            return NO_LIMIT
        return counts[down] if up >= 0 else min(counts[down], sum(counts) - 1)


def _cheapest(options: list[int], score: Callable[[int], float]) -> Iterator[int]:
    """The easiest few; those that may move anyway come as soon as they are found."""
    found: list[tuple[float, int]] = []
    left = MOST_TRIED
    for one in options:
        hard = score(one)
        if hard == 0:
            yield one
            left -= 1
            if left == 0:
                return
        elif hard < NEVER:
            found.append((hard, one))
    yield from (one for _, one in sorted(found)[:left])

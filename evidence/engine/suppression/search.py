"""The search for the move of a cell that loses least: some rows with their signs, times some columns with theirs.

Nothing is weighed that could not win. Of each cell is kept, in its way up or down: how hard it is to bring in, by how
many people it may go at most, and the least that is lost by it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import chain

from evidence.engine.suppression.releases import Signs
from evidence.engine.suppression.rule import WIDTHS
from evidence.engine.suppression.table import ALL, Cell
from evidence.engine.suppression.worlds import HOPELESS, Moved, World, Worlds

type Barred = Callable[[Hashable], bool]
type Rows = list[tuple[int, int]]  # each with its sign
type Share = tuple[float, int, float]  # of a cell in a move: how hard, by how many people, the least that is lost

FIXED = 3.0  # so that few moves are put together rather than many
MOST_TRIED = 4  # partners along a row or a column, those that lose least first
NEVER = HOPELESS
BARRED: Share = (NEVER, 0, 0.0)


class Search:
    """Moves of a cell of the table `at`, by `need` people at most, on top of what was `moved`.

    With `free` only moves for which nothing more is hidden. `barred` says of an owner whether no cell of theirs may
    take part.
    """

    def __init__(
        self,
        worlds: Worlds,
        at: int,
        cell: Cell,
        *,
        up: int,
        down: int,
        need: int,
        moved: Moved,
        free: bool,
        barred: Barred,
    ) -> None:
        self.worlds, self.at, self.cell = worlds, at, cell
        self.up, self.down, self.need, self.moved, self.free, self.barred = up, down, need, moved, free, barred
        self.table, self.frame = worlds.tables[at], worlds.frame
        self.counts, self.columns = self.table.counts, self.frame.columns
        self.exchange = up >= 0 and down >= 0
        self.levels = self.table.levels(up, down)
        self.may_hide = not free and at == worlds.now
        self.rising: dict[Cell, Share] = {}
        self.falling: dict[Cell, Share] = {}
        self.least = HOPELESS  # of all that were found, what is lost for each person

    def best(self, *, least: float = HOPELESS) -> World | None:
        """The move that loses least for each person it moves; None when there is none below `least`."""
        self.least = least
        found: World | None = None
        for signs in self._moves():
            most = 0.0 if self.free else self.least * self.need
            world = self.worlds.weigh(
                self.at, signs, up=self.up, down=self.down, need=self.need, moved=self.moved, most=most
            )
            if world is None:
                continue
            if world.loss == 0 and world.amount >= self.need:
                return world
            if (score := score_of(world)) < self.least:
                found, self.least = world, score
        return found

    def _moves(self) -> Iterator[Signs]:
        row, column = divmod(self.cell, self.columns)
        shapes: Iterable[Rows] = self._row_shapes(row, column)
        if self.exchange:
            shapes = reversed(list(shapes))  # large sums have room for an exchange
        owner, barred = self.frame.owner, self.barred
        for rows in shapes:
            if any(barred(own) for one, _ in rows if (own := owner[one]) is not None):
                continue
            if self._signs(rows, [(column, 1)]) is None:
                continue
            for signed in self._column_shapes(rows, column):
                signs = self._signs(rows, signed)
                if signs is not None:
                    yield signs

    def _signs(self, rows: Rows, signed: Rows) -> Signs | None:
        """The move, if it may be better than what was found."""
        signs: Signs = {}
        amount, loss, columns, counts = self.need, 0.0, self.columns, self.counts
        for row, row_sign in rows:
            first = row * columns
            for column, column_sign in signed:
                cell = first + column
                if cell not in counts:
                    continue
                sign = row_sign * column_sign
                _, most, lost = self._share(cell, sign)
                if most < amount:
                    if most <= 0:
                        return None
                    amount = most
                loss += lost
                signs[cell] = sign
        return signs if loss + FIXED < self.least * amount else None

    def _row_shapes(self, row: int, column: int) -> Iterator[Rows]:
        columns, counts, parents = self.columns, self.counts, self.frame.parent
        rising = self._downwards(row, column, 1)
        while True:
            parent = parents[row]
            if parent < 0 or parent * columns + column not in counts:
                yield list(rising)
                return
            others = [s for s in self.frame.below[parent] if s != row and s * columns + column in counts]
            for other in self._cheapest(others, [(column, -1, self.columns)]):
                falling = self._downwards(other, column, -1)
                if self._share(falling[-1][0] * columns + column, -1)[0] < NEVER:
                    yield rising + falling
            if self._share(parent * columns + column, 1)[0] == NEVER:
                return
            rising = [*rising, (parent, 1)]
            row = parent

    def _downwards(self, row: int, column: int, sign: int) -> Rows:
        columns, signed = self.columns, [(row, sign)]
        while row * columns + column in self.table.split:
            below = [one for one in self.frame.below[row] if one * columns + column in self.counts]
            row = min(below, key=lambda one: self._share(one * columns + column, sign)[0])
            signed.append((row, sign))
        return signed

    def _column_shapes(self, rows: Rows, column: int) -> Iterator[Rows]:
        columns = self.columns
        row = rows[0][0]
        kind, members, counts = self.frame.kind[column], self.frame.members, self.counts
        kinds = self.table.kinds_at.get(row, [])
        first = row * columns
        if column != ALL:
            if kind not in kinds:
                yield [(column, 1)]
                return
            present = [one for one in members[kind] if first + one in counts and one != column]
            for other in self._cheapest(present, [(at * columns, -sign, 1) for at, sign in rows]):
                yield [(column, 1), (other, -1)]
        rising = [(column, 1)] if column == ALL else [(column, 1), (ALL, 1)]
        if self._signs(rows, rising) is None:
            return
        for other_kind in kinds:
            if other_kind != kind:
                present = [one for one in members[other_kind] if first + one in counts]
                likely = sorted(present, key=lambda one: self._share(first + one, 1)[0])[:MOST_TRIED]
                rising.append((min(likely, key=lambda one: self._along(rows, one)), 1))
        yield rising

    def _along(self, rows: Rows, column: int) -> float:
        hard = 0.0
        for row, sign in rows:
            hard += self._share(row * self.columns + column, sign)[0]
            if hard == NEVER:
                break
        return hard

    def _cheapest(self, options: list[int], lines: list[tuple[int, int, int]]) -> Iterator[int]:
        """The easiest few, each by the sum along its lines; those that may move anyway come as soon as they are found.

        A line is the cell of option 0, the sign, and how many cells lie from one option to the next.
        """
        ways = [(start, sign, step, self.rising if sign > 0 else self.falling) for start, sign, step in lines]
        found: list[tuple[float, int]] = []
        left = MOST_TRIED
        for one in options:
            hard = 0.0
            for start, sign, step, known in ways:
                cell = start + one * step
                share = known.get(cell)
                hard += (share or self._share(cell, sign))[0]
                if hard == NEVER:
                    break
            if hard == 0:
                yield one
                left -= 1
                if left == 0:
                    return
            elif hard < NEVER:
                found.append((hard, one))
        yield from (one for _, one in sorted(found)[:left])

    def _share(self, cell: Cell, sign: int) -> Share:
        known = self.rising if sign > 0 else self.falling
        share = known.get(cell)
        if share is None:
            share = known[cell] = self._look_at(cell, sign)
        return share

    def _look_at(self, cell: Cell, sign: int) -> Share:
        """What a cell brings into a move: nothing hard and nothing lost when it may move anyway."""
        table, need = self.table, self.need
        if cell not in self.counts:
            return (0.0 if self.free else 50.0), need, 0.0
        shut = cell in table.shut
        settled = shut or not self.may_hide
        up, down = self.levels if sign > 0 else self.levels[::-1]
        before = self.moved.get((self.at, cell)) if self.moved else None
        room = table.room(cell, up, down, before) if shut or self.exchange else 0
        if room >= need:
            return 0.0, need, 0.0
        if room > 0:
            most = room if settled else max(room, self.worlds.shut_room(cell, up, down, before))
            return 5.0 * (1 - room / need), most, 0.0
        return BARRED if settled else self._if_hidden(cell, self.worlds.shut_room(cell, up, down, before))

    def _if_hidden(self, cell: Cell, most: int) -> Share:
        """What a cell brings into a move that must be hidden for it, or told as a wider range."""
        if most <= 0:
            return BARRED
        loss = self.worlds.loss(cell)
        least = loss
        if self.exchange:
            width = self.worlds.width[cell]
            least = min(chain((loss * one / 50 for one in WIDTHS if one > width), (loss,)))
        return loss * (1.0 if most >= self.need else 3.0), most, least


def score_of(world: World) -> float:
    """What a world loses for each person it moves."""
    return (world.loss + FIXED) / world.amount

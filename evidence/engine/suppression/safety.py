"""Seeing to it that everything hidden stays hidden: from outside, and from the people of any one other district.

People of a district know its full figures. So a figure of another district needs worlds in which that district's
figures stay as they are: worlds inside the figure's own district and the sums above it, or two sets of worlds that
have no other district in common.
"""

from collections.abc import Callable, Hashable, Sequence

from evidence.engine.suppression.gained import Gained
from evidence.engine.suppression.rule import Counts, bounds_of, ranges_of
from evidence.engine.suppression.search import Barred, Search, score_of
from evidence.engine.suppression.squares import Gathered, Squares
from evidence.engine.suppression.table import Cell, Table
from evidence.engine.suppression.worlds import HOPELESS, Moved, World, Worlds

type Touched = set[Hashable]
type Attempt = Callable[[Barred, bool], Touched | None]  # the owners whose figures it moves; None when it fell short


def _nobody(owner: Hashable) -> bool:
    return False


class Safety:
    """Hides what is needed in the last of the tables, and notes the widths of what stays shown in `widths`."""

    def __init__(
        self,
        tables: list[Table],
        widths: dict[Cell, int],
        smallest: int,
        smallest_before: Sequence[int],
        *,
        coded: Callable[[Counts], bool],
    ) -> None:
        self.tables = tables
        self.table = tables[-1]
        self.now = len(tables) - 1
        self.frame = self.table.frame
        self.widths = widths
        self.worlds = Worlds(tables, widths)
        self.squares = Squares(self.worlds)
        self.smallest, self.smallest_before = smallest, smallest_before
        every = [counts for cell, counts in self.table.counts.items() if cell not in self.table.quiet]
        self.levels = max((len(counts) for table in tables for counts in table.counts.values()), default=0)
        # Whoever has enough people on a rare level has them on the others, too.
        self.rarest_first = sorted(
            range(self.levels), key=lambda level: sum(counts[level] for counts in every if level < len(counts))
        )
        self.gained = Gained(tables)
        self.near_the_ends = [{c for c in table.bounds if coded(table.counts[c])} for table in tables]

    def finish(self) -> bool:
        """Hide until nothing is left to do. False when something hidden could be worked out all the same."""
        safe = True
        looked_at: set[tuple[int, Cell, bool]] = set()  # what was told as a range may be hidden later on
        while waiting := [one for one in self._needy() if self._as_it_stands(one) not in looked_at]:
            for at, cell in sorted(waiting, key=self._in_turn):
                looked_at.add(self._as_it_stands((at, cell)))
                if not self._make_safe(at, cell):
                    safe = False
        return safe

    def _as_it_stands(self, one: tuple[int, Cell]) -> tuple[int, Cell, bool]:
        at, cell = one
        return at, cell, cell in self.tables[at].shut

    def _in_turn(self, one: tuple[int, Cell]) -> tuple[int, int, int]:
        at, cell = one
        return (sum(self.tables[at].counts[cell]), -at, cell)

    def _needy(self) -> set[tuple[int, Cell]]:
        """Every unknown that needs other worlds, in the last table that has it."""
        needy: set[tuple[int, Cell]] = set()
        for at, table in enumerate(self.tables):
            later = self.tables[at + 1 :]
            for cell in table.shut:
                if any(table.counts[cell]) and self._hides(table, cell) and not any(t.same(table, cell) for t in later):
                    needy.add((at, cell))
            for cell in self.near_the_ends[at]:
                if table.bounds.get(cell) and not any(t.same(table, cell) for t in later):
                    needy.add((at, cell))
        return needy

    def _hides(self, table: Table, cell: Cell) -> bool:
        """Whether a figure is hidden and small enough to matter, and was never shown."""
        if cell in table.quiet:
            return sum(table.counts[cell]) < self.smallest
        known = (one for one in self.tables if cell in one.bounds and one.same(table, cell))
        return not any(table.only_people or not one.only_people for one in known)

    def _people_known(self, table: Table, cell: Cell) -> bool:
        """Whether as many people were shown, on another day or with other answers: only the answers are hidden then."""
        return any(one.only_people and cell in one.bounds and one.same(table, cell) for one in self.tables)

    def _span(self, table: Table, cell: Cell) -> int:
        """The span a figure needs: the rule's, or the least strict under which it was hidden before."""
        past = zip(self.tables, self.smallest_before, strict=False)
        return min([self.smallest, *(smallest for one, smallest in past if one.same(table, cell))])

    def _make_safe(self, at: int, cell: Cell) -> bool:
        table = self.tables[at]
        counts, span = table.counts[cell], self._span(table, cell)
        if cell in table.shut:
            rarest = [0] if table.only_people else self.rarest_first
            levels = [level for level in rarest if level < len(counts)]  # it was counted otherwise before
            reached = [self._spread(at, cell, level, span) for level in levels]
            return all(reached)
        most = counts.index(max(counts))
        fewest = max(t.bounds[cell][most][0] for t in self.tables if t.same(table, cell) and t.bounds.get(cell))
        need = min(counts[most] - fewest, span)
        return need <= 0 or self._blur(at, cell, most, need)

    def _use(self, gathered: Gathered, level: int) -> bool:
        """Make a figure safe by squares. False when an earlier release stands against it."""
        moved: dict[int, Moved] = {1: {}, -1: {}}
        if len(self.tables) > 1:
            for square, sign, amount in gathered.parts:
                signs = square.signs(sign)
                world = self.worlds.weigh(self.now, signs, up=level, down=-1, need=amount, moved=moved[sign])
                if world is None or world.amount < amount:
                    return False
                self._move(world, moved[sign])
        for sign, one in moved.items():
            if one:
                self.gained.add(one, set())
            else:
                self.gained.add_squares(gathered, level, sign)
        if gathered.loss:
            for part in gathered.parts:
                for cell in part.square:
                    self._hide(cell)
        return True

    def _hide(self, cell: Cell) -> None:
        self.table.shut.add(cell)
        self.table.bounds.pop(cell, None)

    def _spread(self, at: int, cell: Cell, level: int, span: int) -> bool:
        """Whether a level of a hidden figure may be more and fewer over a span, hiding more if need be."""
        if self.gained.enough(at, cell, level, span):
            return True
        gathered = self.squares.gather(cell, level, span) if at == self.now and self.squares.fits(cell) else None
        if gathered and gathered.loss <= self.squares.around(cell) and self._use(gathered, level):
            return True
        table = self.tables[at]
        ups = [(up, -1) for up in (range(self.levels) if table.only_people else [level])]
        present = table.counts[cell][level]
        if not table.only_people and self._people_known(table, cell):
            ups = [(level, other) for other in range(len(table.counts[cell])) if other != level]
            span = min(span, sum(table.counts[cell]))
            if not ups:
                return True

        def attempt(barred: Barred, free: bool) -> Touched | None:
            fewer, touched = self._go(at, cell, [(down, up) for up, down in ups], min(span, present), barred, free=True)
            if fewer >= span:
                return touched
            more, also = self._go(at, cell, ups, span - fewer, barred, free=free)
            return touched | also if more + fewer >= span else None

        up, down = ups[0]
        return self._secure(at, cell, attempt, up=up, down=down, need=span, instead=gathered)

    def _blur(self, at: int, cell: Cell, most: int, need: int) -> bool:
        """Whether a figure told as near 0 % or 100 % may lie anywhere in the range that is told."""
        others = [(level, most) for level in range(len(self.tables[at].counts[cell])) if level != most]

        def attempt(barred: Barred, free: bool) -> Touched | None:
            moved, touched = self._go(at, cell, others, need, barred, free=free)
            return touched if moved >= need else None

        return self._secure(at, cell, attempt, up=others[0][0], down=most, need=need)

    def _secure(
        self,
        at: int,
        cell: Cell,
        attempt: Attempt,
        *,
        up: int,
        down: int,
        need: int,
        instead: Gathered | None = None,
    ) -> bool:
        """Whether attempts succeed, from outside and for each other district; `instead` are squares that would do."""
        own = self.frame.owner[cell // self.frame.columns]
        if own is None:
            return attempt(_nobody, False) is not None

        def others(owner: Hashable) -> bool:
            return owner != own

        def twice(free: bool) -> bool:
            touched = attempt(_nobody, free)
            return touched is not None and attempt(lambda owner: owner in touched and owner != own, free) is not None

        if attempt(others, True) is not None or twice(True):
            return True

        def loss(barred: Barred, least: float = HOPELESS) -> World | None:
            search = Search(self.worlds, at, cell, up=up, down=down, need=need, moved={}, free=False, barred=barred)
            return search.best(least=least)

        if instead is not None and self._use(instead, up):
            return True
        inside = loss(others)
        across = loss(_nobody, score_of(inside) if inside else HOPELESS)
        if across is not None and self._better_twice(across, own, loss, inside):
            return twice(False) or attempt(others, False) is not None
        return attempt(others, False) is not None or twice(False)

    def _better_twice(
        self, first: World, own: Hashable, loss: Callable[[Barred], World | None], inside: World | None
    ) -> bool:
        """Whether a world and a second one, of other districts, lose less than one inside the own district."""
        if inside is None:
            return True
        left = inside.loss / inside.amount - first.loss / first.amount
        touched = set().union(*(self.worlds.owners_of(signs) for signs in first.signs.values())) - {own}
        if left <= 0 or not touched:
            return False
        second = loss(lambda owner: owner in touched)
        return second is not None and second.loss / second.amount < left

    def _go(
        self, at: int, cell: Cell, ways: Sequence[tuple[int, int]], need: int, barred: Barred, *, free: bool
    ) -> tuple[int, Touched]:
        """Put moves together until `need` people are moved: how many were, and whose figures that touches."""
        moved: Moved = {}
        touched: Touched = set()
        done = 0
        for up, down in ways:
            while done < need:
                world = Search(
                    self.worlds, at, cell, up=up, down=down, need=need - done, moved=moved, free=free, barred=barred
                ).best()
                if world is None:
                    break
                self._allow(world, moved)
                self._move(world, moved)
                touched.update(*(self.worlds.owners_of(signs) for signs in world.signs.values()))
                done += world.amount
        self.gained.add(moved, touched)
        return done, touched - {self.frame.owner[cell // self.frame.columns]}

    def _allow(self, world: World, moved: Moved) -> None:
        """Hide what a move needs hidden."""
        for cell, sign in world.signs.get(self.now, {}).items():
            loss, width = self.worlds.price(cell, sign, up=world.up, down=world.down, amount=world.amount, moved=moved)
            if loss and width is not None:
                self.widths[cell] = width
                counts = self.table.counts[cell]
                self.table.bounds[cell] = bounds_of(counts, ranges_of(counts, width))
            elif loss:
                self._hide(cell)

    def _move(self, world: World, moved: Moved) -> None:
        for number, signs in world.signs.items():
            table = self.tables[number]
            up, down = table.levels(world.up, world.down)
            for cell, sign in signs.items():
                change = moved.setdefault((number, cell), [0] * len(table.counts[cell]))
                if up >= 0:
                    change[up] += sign * world.amount
                if down >= 0:
                    change[down] -= sign * world.amount

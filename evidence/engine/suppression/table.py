"""One table of figures (an indicator, a day, a state of knowledge) with its sums, and who is left over in them.

Rows are places in a tree, columns are groups: all, and the groups of each kind. A figure of a place is the sum of the
places below it plus whoever is in none of them; a figure of all is the sum of a kind's groups plus whoever is in none
of them. Those left over are cells too (the *rest*): nobody shows them, but they can be had by subtraction.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from evidence.engine.suppression.rule import Counts, Shown, Told, bounds_of

type Place = Hashable
type Group = Hashable  # None is all
type Key = tuple[Place, Group]
type Figures = Mapping[Key, Counts | None]  # None: nobody said how many people stand behind it
type Cell = int

NO_LIMIT = 1 << 30
ALL = 0


@dataclass(frozen=True)
class Layout:
    """How places and groups hang together: each place's parent (None at the top), each group's kind.

    `owners` names for each place the district whose people know its full figures; nobody knows those of a place left
    out.
    """

    parents: Mapping[Place, Place | None]
    kinds: Mapping[Group, Hashable]
    owners: Mapping[Place, Hashable] = field(default_factory=dict)


@dataclass(frozen=True)
class Release:
    """What was published once, and the figures it was made of. `smallest` is the rule's, then."""

    figures: Figures
    shown: Mapping[Key, Shown]
    smallest: int


class Frame:
    """Rows and columns that all tables of one indicator and day have in common, by number.

    Behind the places comes for each of them the row of who is in none of the places below it; behind the groups comes
    for each kind the column of who is in none of its groups.
    """

    def __init__(self, layout: Layout, keys: Sequence[Key]) -> None:
        self.places = list(layout.parents)
        row = {place: number for number, place in enumerate(self.places)}
        self.real_rows = len(self.places)
        self.parent = [-1 if up is None else row[up] for up in layout.parents.values()]
        self.parent += range(self.real_rows)
        self.owner = [layout.owners.get(place) for place in self.places] * 2
        self.below: list[list[int]] = [[] for _ in self.parent]
        for number, up in enumerate(self.parent):
            if up >= 0:
                self.below[up].append(number)
        self.groups: list[Group] = [None, *(group for group in layout.kinds if group is not None)]
        column = {group: number for number, group in enumerate(self.groups)}
        self.real_columns = len(self.groups)
        kinds = list(dict.fromkeys(layout.kinds[group] for group in self.groups[1:]))
        number_of = {kind: number for number, kind in enumerate(kinds)}
        self.kind = [-1, *(number_of[layout.kinds[group]] for group in self.groups[1:]), *range(len(kinds))]
        self.members: list[list[int]] = [[] for _ in kinds]
        for number, kind in enumerate(self.kind):
            if kind >= 0:
                self.members[kind].append(number)
        self.columns = len(self.kind)
        self.cell = {key: row[key[0]] * self.columns + column[key[1]] for key in keys}

    def rest_row(self, row: int) -> int:
        """Who is in this place and in none below it. A row of a rest has none."""
        return row + self.real_rows if row < self.real_rows else -1

    def rest_column(self, kind: int) -> int:
        """Who is in no group of this kind."""
        return self.real_columns + kind

    def depth_first(self) -> list[int]:
        """The real rows, each behind all that are below it."""
        order: list[int] = []
        stack = [row for row in range(self.real_rows) if self.parent[row] < 0]
        while stack:
            row = stack.pop()
            order.append(row)
            stack += [child for child in self.below[row] if child < self.real_rows]
        return order[::-1]


@dataclass
class Table:
    """Figures by cell number. `shut` cells are not published, `quiet` ones among them have no place on any page."""

    frame: Frame
    counts: dict[Cell, Counts]
    shut: set[Cell] = field(default_factory=set)
    quiet: set[Cell] = field(default_factory=set)
    bounds: dict[Cell, list[tuple[int, int]]] = field(default_factory=dict)  # of shown cells
    split: set[Cell] = field(default_factory=set)  # those that are a sum of places
    kinds_at: dict[int, list[int]] = field(default_factory=dict)  # kinds that add up to all, by row
    rows: set[int] = field(default_factory=set)
    only_people: bool = False  # what is known of how many people there are, on another day or in another indicator

    def same(self, other: "Table", cell: Cell) -> bool:
        """Whether a cell is one unknown in both: its figure did not change, or between days its number of people."""
        mine, theirs = self.counts.get(cell), other.counts.get(cell)
        if mine is None or theirs is None:
            return False
        return sum(mine) == sum(theirs) if self.only_people or other.only_people else mine == theirs

    def levels(self, up: int, down: int) -> tuple[int, int]:
        """A move's levels as this table has them."""
        return (min(up, 0), min(down, 0)) if self.only_people else (up, down)

    def show(self, cell: Cell, shown: Shown) -> None:
        """Note what is told of a cell that is not shut."""
        ranges = [] if self.only_people else shown.ranges
        self.bounds[cell] = bounds_of(self.counts[cell], ranges) if ranges else []

    def room(self, cell: Cell, up: int, down: int, moved: Sequence[int] | None = None) -> int:
        """How many people could be more on level `up` and fewer on `down` with nothing published amiss. -1: nowhere."""
        counts = self.counts.get(cell)
        if counts is None:
            return 0
        if moved is not None:
            counts = tuple(map(int.__add__, counts, moved))
        if cell in self.shut:
            if down < 0:
                return NO_LIMIT
            return counts[down] if up >= 0 else min(counts[down], sum(counts) - 1)
        bounds = self.bounds.get(cell)
        if up < 0 or down < 0 or not bounds:
            return 0
        return max(0, min(bounds[up][1] - counts[up], counts[down] - bounds[down][0]))


def make_table(
    frame: Frame, figures: Figures, shown: Mapping[Key, Shown] | None = None, *, only_people: bool = False
) -> Table:
    """A table with its rests. With `shown`, as it was published; without, with nothing shut but what no page shows."""
    counts = {frame.cell[key]: tuple(figure) for key, figure in figures.items() if figure is not None}
    if only_people:
        counts = {cell: (sum(figure),) for cell, figure in counts.items()}
    table = Table(frame, counts, only_people=only_people)
    _fill_in(table)
    _leave_over_in_places(table)
    _leave_over_in_kinds(table)
    table.rows = {cell // frame.columns for cell in counts}
    table.shut |= table.quiet
    for key, one in (shown or {}).items():
        cell = frame.cell[key]
        if cell not in counts:
            continue
        if one.told is Told.PROTECTED:
            table.shut.add(cell)
        else:
            table.show(cell, one)
    return table


def _fill_in(table: Table) -> None:
    """Give a place without a figure, between one above and others below that have one, the sum of those below."""
    frame, counts = table.frame, table.counts
    order = frame.depth_first()
    for column in range(frame.real_columns):
        for row in order:
            cell = row * frame.columns + column
            if cell in counts or not _figure_above(table, row, column):
                continue
            below = [counts[at] for child in frame.below[row] if (at := child * frame.columns + column) in counts]
            if below:
                counts[cell] = tuple(map(sum, zip(*below, strict=True)))
                table.quiet.add(cell)


def _figure_above(table: Table, row: int, column: int) -> bool:
    up = table.frame.parent[row]
    while up >= 0:
        if up * table.frame.columns + column in table.counts:
            return True
        up = table.frame.parent[up]
    return False


def _leave_over_in_places(table: Table) -> None:
    frame, counts = table.frame, table.counts
    for cell, total in list(counts.items()):
        row, column = divmod(cell, frame.columns)
        below = [counts[at] for child in frame.below[row] if (at := child * frame.columns + column) in counts]
        if below:
            table.split.add(cell)
            _leave_over(table, frame.rest_row(row) * frame.columns + column, total, below)


def _leave_over_in_kinds(table: Table) -> None:
    """Who is in no group of a kind. Where a place has no groups of a kind that the place above has, all of it is."""
    frame, counts = table.frame, table.counts
    rows = [*reversed(frame.depth_first()), *range(frame.real_rows, 2 * frame.real_rows)]
    for row in rows:
        first = row * frame.columns
        if first not in counts:
            continue
        above = table.kinds_at.get(frame.parent[row], [])
        for kind, members in enumerate(frame.members):
            groups = [counts[first + member] for member in members if first + member in counts]
            if groups or kind in above:
                table.kinds_at.setdefault(row, []).append(kind)
                _leave_over(table, first + frame.rest_column(kind), counts[first], groups)
    for cell in list(table.quiet):
        row, column = divmod(cell, frame.columns)
        if column < frame.real_columns or row * frame.columns + ALL not in table.split:
            continue
        if any(child * frame.columns + column in counts for child in frame.below[row]):
            table.split.add(cell)  # those left over live in the places below, too


def _leave_over(table: Table, at: Cell, total: Counts, parts: list[Counts]) -> None:
    """Note the rest. Nobody left is known to be nobody; a sum that was told too low is taken as a known difference."""
    rest = tuple(whole - sum(part[level] for part in parts) for level, whole in enumerate(total))
    if any(rest) and min(rest) >= 0:
        table.counts[at] = rest
        table.quiet.add(at)

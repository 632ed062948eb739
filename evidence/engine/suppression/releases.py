"""One move in several releases at once, and whether the sums of each still hold."""

from collections.abc import Sequence

from evidence.engine.suppression.table import ALL, Cell, Table

type Signs = dict[Cell, int]


def balanced(table: Table, signs: Signs) -> bool:
    """Whether every sum of the table still holds."""
    frame, columns, counts = table.frame, table.frame.columns, table.counts
    sums: dict[tuple[int, int], int] = {}
    for cell, sign in signs.items():
        row, column = divmod(cell, columns)
        if column < frame.real_columns:
            above = frame.parent[row] * columns + column
            if frame.parent[row] >= 0 and above in counts:
                sums[above, -1] = sums.get((above, -1), 0) - sign
            if cell in table.split:
                sums[cell, -1] = sums.get((cell, -1), 0) + sign
        if column == ALL:
            for kind in table.kinds_at.get(row, ()):
                sums[row, kind] = sums.get((row, kind), 0) + sign
        elif frame.kind[column] in table.kinds_at.get(row, ()):
            sums[row, frame.kind[column]] = sums.get((row, frame.kind[column]), 0) - sign
    return not any(sums.values())


def everywhere(tables: Sequence[Table], at: int, signs: Signs, *, exchange: bool) -> dict[int, Signs] | None:
    """The move in every table that shares an unknown with it; None when two tables would disagree about one.

    An exchange between levels changes nobody's number of people.
    """
    found = {at: signs}
    waiting = [at]
    while waiting:
        one = waiting.pop()
        for number, table in enumerate(tables):
            if number == one or (exchange and table.only_people):
                continue
            here = found.get(number)
            shared = [cell for cell in found[one] if table.same(tables[one], cell)]
            if here is None:
                if not shared:
                    continue
                here = found[number] = _carried(table, signs)
                waiting.append(number)
            for cell in {*shared, *here}:
                if here.get(cell, 0) != found[one].get(cell, 0) and table.same(tables[one], cell):
                    return None
    return found


def _carried(table: Table, signs: Signs) -> Signs:
    """The same move in another table. Whoever had no cell of their own there was among those left over."""
    frame, columns = table.frame, table.frame.columns
    carried: Signs = {}

    def add(row: int, column: int, sign: int) -> None:
        cell = row * columns + column
        if cell in table.counts:
            carried[cell] = carried.get(cell, 0) + sign

    for cell, sign in signs.items():
        if cell in table.counts:
            carried[cell] = carried.get(cell, 0) + sign
            continue
        row, column = divmod(cell, columns)
        over = frame.parent[row]
        rest = frame.rest_row(over) if over >= 0 else -1
        if row not in table.rows:
            if rest >= 0 and rest * columns + column in table.counts:
                add(rest, column, sign)
            elif rest >= 0 and frame.kind[column] >= 0:
                add(rest, frame.rest_column(frame.kind[column]), sign)
        elif frame.kind[column] >= 0:
            left = frame.rest_column(frame.kind[column])
            add(row, left, sign)
            if rest >= 0 and rest * columns + column in table.counts:
                add(rest, column, sign)
                add(rest, left, -sign)
    return {cell: sign for cell, sign in carried.items() if sign}

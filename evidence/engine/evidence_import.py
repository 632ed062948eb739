"""Reading the rows of an imported table: which data points each row holds, and what keeps one from being brought in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from evidence.engine.days import SPREADSHEET_DAY_ZERO, read_day
from evidence.engine.evidence_import_figures import MAX_NOTE, NOTHING, Figures, Unread, clean_words, read_figures
from evidence.engine.evidence_import_names import Names
from ilc.tables.reading import TableProblem, TableRow
from ilc.tables.seen import RowsSeen

_ONCE: Final = frozenset(("value", "share", "scale"))  # of these one stands for an indicator, day, school and group
_LONGEST_VALUE: Final = 200  # characters kept of what was met


class Problem(NamedTuple):
    """What keeps a data point from being brought in. `column` counts from 0; `value` is what was met, cut.

    `meant` is the name that may have been meant. The codes are the keys of `queries/evidence_import_problem.py`.
    """

    code: str
    column: int | None
    value: str
    meant: str = ""


class CheckedPoint(NamedTuple):
    """One data point: where it stands in the table, what it says, what is wrong. Neither of these two: nothing."""

    line: int
    column: int  # of its figure, where each column is a data point of its own; else 0
    indicator: str | None
    on: date | None
    school: str | None
    group: str | None
    kind: str
    figures: Figures
    note: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Counted:
    """How an indicator is counted; `levels` of a scale."""

    kind: str
    levels: int = 0


@dataclass(frozen=True)
class Reading:
    """What the columns of a table hold, what was chosen for all of its rows, and what its cells may name."""

    columns: Sequence[str]
    headers: Sequence[str]
    indicators: Names
    schools: Names
    groups: Names
    counted: Mapping[str, Counted]
    earliest: date
    latest: date
    indicator: str | None = None
    day: date | None = None
    decimal_comma: bool | None = None
    day_first: bool | None = None
    day_zero: date = SPREADSHEET_DAY_ZERO
    fill_down: bool = False
    elsewhere: Names | None = None  # schools of other districts

    @property
    def places(self) -> dict[str, int]:
        """Field to column."""
        return {name: column for column, name in enumerate(self.columns) if name and not name.startswith("each_")}

    @property
    def spread(self) -> tuple[str, tuple[int, ...]]:
        """What each of several columns is one of, and which columns these are."""
        columns = tuple(column for column, name in enumerate(self.columns) if name.startswith("each_"))
        return (self.columns[columns[0]].removeprefix("each_"), columns) if columns else ("", ())


class RowReader:
    """Reads rows one after the other: a cell may mean the one above, and nothing may stand twice."""

    def __init__(self, reading: Reading, seen: RowsSeen) -> None:
        self._reading, self._seen = reading, seen
        self._places = reading.places
        self._fields = tuple(self._places.items())
        self._spread, self._spread_columns = reading.spread
        self._above: dict[str, str] = {}

    def read(self, row: TableRow) -> Iterator[CheckedPoint]:
        """The data points of a row, each with its problems. A row that is not whole is one with a problem."""
        of_row = tuple(Problem(*problem) for problem in row.problems if problem.column is None)
        if of_row:
            yield CheckedPoint(row.number, 0, None, None, None, None, "", NOTHING, "", of_row)
            return
        said = row.cells
        cells = {name: said[column].strip() for name, column in self._fields}
        if self._reading.fill_down:
            self._fill_down(cells)
        if not self._spread_columns:
            yield self._point(row, cells, self._places, 0)
        for column in self._spread_columns:
            own = cells | {self._spread: self._reading.headers[column], "figure": row.cells[column].strip()}
            yield self._point(row, own, self._places | {self._spread: column, "figure": column}, column)

    def _fill_down(self, cells: dict[str, str]) -> None:
        for name in ("indicator", "day", "school", "group"):
            if name in cells:
                cells[name] = self._above[name] = cells[name] or self._above.get(name, "")

    def _point(self, row: TableRow, cells: dict[str, str], places: dict[str, int], column: int) -> CheckedPoint:
        found = _PointReader(self._reading, cells, places)
        if row.problems:
            found.table_problems(row.problems)
        point = found.point(row.number, column)
        if not point.problems and point.figures != NOTHING and point.kind in _ONCE:
            key = f"{point.indicator}|{point.on}|{point.school}|{point.group}"
            first = self._seen.first_row(key, row.number)
            if first is not None:
                return point._replace(problems=(Problem("twice", None, str(first)),))
        return point


class _PointReader:
    """Reads one data point, and notes what is wrong with its cells."""

    def __init__(self, reading: Reading, cells: dict[str, str], places: dict[str, int]) -> None:
        self._reading, self._cells, self._places = reading, cells, places
        self.problems: list[Problem] = []

    def table_problems(self, problems: Sequence[TableProblem]) -> None:
        read = set(self._places.values())
        self.problems += [Problem(*problem) for problem in problems if problem.column in read]

    def point(self, line: int, column: int) -> CheckedPoint:
        indicator = self._indicator()
        counted = self._reading.counted.get(indicator or "")
        figures = self._figures(counted) if counted else NOTHING
        if counted and figures == NOTHING and not self.problems:  # nothing was counted there, whatever else is said
            return CheckedPoint(line, column, indicator, None, None, None, counted.kind, NOTHING, "", ())
        on, school = self._day(), self._named("school", self._reading.schools)
        group = self._named("group", self._reading.groups)
        note = self._note()
        kind = counted.kind if counted else ""
        return CheckedPoint(line, column, indicator, on, school, group, kind, figures, note, tuple(self.problems))

    def _say(self, code: str, name: str, value: str, meant: str = "") -> None:
        self.problems.append(Problem(code, self._places.get(name), value[:_LONGEST_VALUE], meant))

    def _indicator(self) -> str | None:
        text = self._cells.get("indicator", "")
        indicator = self._named("indicator", self._reading.indicators) if text else self._reading.indicator
        if indicator is None:
            if not text:
                self._say("indicator_missing", "indicator", "")
        elif indicator not in self._reading.counted:
            self._say("indicator_not_counted", "indicator", text)
        return indicator

    def _named(self, name: str, names: Names) -> str | None:
        text = self._cells.get(name, "")
        found = names.find(text)
        if found.problem:
            elsewhere = self._reading.elsewhere if name == "school" and found.problem == "unknown" else None
            if elsewhere and elsewhere.find(text).id:
                self._say("school_elsewhere", name, text)
            else:
                self._say(f"{name}_{found.problem}", name, text, found.meant)
        return found.id

    def _day(self) -> date | None:
        text = self._cells.get("day", "")
        day = read_day(text, day_first=self._reading.day_first, day_zero=self._reading.day_zero)
        day = self._reading.day if day is None else day
        if day is None:
            self._say("day_missing", "day", "")
        elif isinstance(day, str):
            self._say(f"day_{day}", "day", text)
        elif not self._reading.earliest <= day <= self._reading.latest:
            self._say("day_ahead" if day > self._reading.latest else "day_long_ago", "day", text or day.isoformat())
        else:
            return day
        return None

    def _figures(self, counted: Counted) -> Figures:
        try:
            return read_figures(
                counted.kind,
                self._cell,
                levels=counted.levels,
                decimal_comma=self._reading.decimal_comma,
            )
        except Unread as unread:
            self._say(unread.code, unread.field, unread.value)
            return NOTHING

    def _cell(self, name: str) -> str:
        return self._cells.get(name, "")

    def _note(self) -> str:
        note = self._cells.get("note", "")
        try:
            return clean_words(note, "note", longest=MAX_NOTE) if note else ""
        except Unread as unread:
            self._say(unread.code, unread.field, unread.value)
            return ""

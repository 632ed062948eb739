"""The files of `manage.py form_collectives`: what they hold, read into a problem, and an assignment written down."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from collectives.engine.formation.problem import Assignment, Collective, Facilitator, Person, Problem, Rules

SEATS_HEADER: Final = ("participant_id", "collective_id", "theme", "slot", "language", "facilitator_id", "reason")


class BadFile(Exception):
    """A file that cannot be read as what it should be; says which file, which row and why."""


class Row(NamedTuple):
    """A row of a file, to take cells from by the name of their column."""

    file: str
    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """What stands in a cell."""
        return self.cells.get(column, "").strip()

    def needed(self, column: str) -> str:
        """The same. Raises BadFile when there is nothing."""
        return self.text(column) or self.refuse(f"{column} is empty")

    def list(self, column: str) -> list[str]:
        """The parts of a cell between semicolons."""
        return [part.strip() for part in self.text(column).split(";") if part.strip()]

    def whole(self, column: str, value: str) -> int:
        """A whole number from 0. Raises BadFile for anything else."""
        if not (value.isascii() and value.isdigit() and len(value) < MAX_DIGITS):
            self.refuse(f"{column} is {value!r}, and should be a whole number")
        return int(value)

    def slots(self) -> frozenset[int]:
        """The slots that the row lists."""
        return frozenset(self.whole("slots", slot) for slot in self.list("slots"))

    def refuse(self, why: str) -> str:
        """Raise BadFile that names this row."""
        raise BadFile(f"{self.file}, row {self.number}: {why}.")


MAX_DIGITS: Final = 10


def read_problem(folder: Path, *, rules: Rules | None = None) -> Problem:
    """The problem in a folder: participants.csv, facilitators.csv, and conflicts.csv and keep_together.csv if there.

    Pairs that name somebody who is no participant count for nothing. Raises BadFile.
    """
    people = [_person(row) for row in read_rows(folder / "participants.csv", ("id", "slots", "langs", "pref1"))]
    needed = ("id", "themes", "slots", "langs", "capacity")
    facilitators = [_facilitator(row) for row in read_rows(folder / "facilitators.csv", needed)]
    for name, keys in (("participants", [one.key for one in people]), ("facilitators", [f.key for f in facilitators])):
        _only_once(f"{name}.csv", keys)
    known = {person.key for person in people}
    apart, together = (
        tuple(pair for pair in _pairs(folder / f"{name}.csv") if known.issuperset(pair))
        for name in ("conflicts", "keep_together")
    )
    return Problem(tuple(people), tuple(facilitators), apart, together, rules or Rules())


def read_seats(path: Path) -> Assignment:
    """An assignment as `write_seats` wrote it. Raises BadFile."""
    members: dict[str, list[str]] = {}
    cells: dict[str, tuple[str, int, str, str]] = {}
    for row in read_rows(path, SEATS_HEADER[:6]):
        person, key = row.needed("participant_id"), row.text("collective_id")
        if not key:
            continue
        slot = row.whole("slot", row.needed("slot"))
        cell = (row.needed("theme"), slot, row.needed("language"), row.needed("facilitator_id"))
        if cells.setdefault(key, cell) != cell:
            row.refuse(f"{key} has another theme, slot, language or facilitator than in a row before")
        members.setdefault(key, []).append(person)
    _only_once(path.name, [member for seated in members.values() for member in seated])
    return Assignment(tuple(Collective(key, *cell, tuple(members[key])) for key, cell in cells.items()))


def read_pins(path: Path) -> dict[str, str]:
    """Who is pinned, and to which collective. Raises BadFile."""
    pins: dict[str, str] = {}
    for row in read_rows(path, ("participant_id", "collective_id")):
        person, key = row.needed("participant_id"), row.needed("collective_id")
        if pins.setdefault(person, key) != key:
            row.refuse(f"{person} is pinned to {pins[person]} in a row before")
    return pins


def write_seats(path: Path, problem: Problem, assignment: Assignment, reasons: dict[str, str]) -> None:
    """Write a line for each person: where they sit, or the reason why they have no seat."""
    places = assignment.places()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(SEATS_HEADER)
        for person in problem.people:
            if one := places.get(person.key):
                writer.writerow([person.key, one.key, one.theme, one.slot, one.language, one.facilitator, ""])
            else:
                writer.writerow([person.key, "", "", "", "", "", reasons[person.key]])


def read_rows(path: Path, needed: Sequence[str]) -> Iterator[Row]:
    """The rows of a CSV file, numbered as a spreadsheet does. Raises BadFile when a column is missing."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            header = [name.strip() for name in next(lines, [])]
            missing = [name for name in needed if name not in header]
            if missing:
                raise BadFile(f"{path.name} has no column {', '.join(missing)}.")
            for number, cells in enumerate(lines, start=2):
                if not any(cells):
                    continue
                if len(cells) != len(header):
                    raise BadFile(f"{path.name}, row {number}: {len(cells)} cells, and {len(header)} columns.")
                yield Row(path.name, number, dict(zip(header, cells, strict=True)))
    except FileNotFoundError as error:
        raise BadFile(f"{path} is not there.") from error
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadFile(f"{path.name} cannot be read as CSV in UTF-8: {error}.") from error


def _person(row: Row) -> Person:
    choices = [row.text(column) for column in ("pref1", "pref2", "pref3")]
    return Person(
        row.needed("id"),
        tuple(dict.fromkeys(choice for choice in choices if choice)),
        row.slots(),
        frozenset(row.list("langs")),
        row.text("role"),
        row.text("district"),
        row.text("region"),
    )


def _facilitator(row: Row) -> Facilitator:
    capacity = row.whole("capacity", row.needed("capacity"))
    themes, languages = frozenset(row.list("themes")), frozenset(row.list("langs"))
    return Facilitator(row.needed("id"), themes, row.slots(), languages, capacity)


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    if path.exists():
        for row in read_rows(path, ("a", "b")):
            yield row.needed("a"), row.needed("b")


def _only_once(file: str, keys: Sequence[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise BadFile(f"{file}: {key} is there twice.")
        seen.add(key)

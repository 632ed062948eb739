"""Rosters as pages show them: their list, columns with samples, rows with what would change."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Final, cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.models import (
    LANGUAGES,
    District,
    Participant,
    Position,
    Region,
    Role,
    RosterImport,
    RosterRow,
    RosterRowState,
    School,
)
from collectives.permissions.roster import visible_rosters
from collectives.queries.roster_problem import ProblemWords, problem_words
from ilc.tables.folding import column_letter
from ilc.tables.opening import open_table

ROWS_TO_A_PAGE: Final = 50
_SAMPLES: Final = 3
_LISTED: Final = 20

FIELD_LABELS: Final[dict[str, str | Promise]] = {
    "email": _("E-mail"),
    "name": _("Name"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "position": _("Position"),
    "school": _("School"),
    "district": _("District"),
    "region": _("Region"),
    "language": _("Language"),
    "roles": _("Roles"),
}


@dataclass(frozen=True)
class ColumnSample:
    """One column of a file: its letter in a spreadsheet, its header, its first cells."""

    letter: str
    header: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One field of a person, before and after. Empty: nothing there."""

    label: str | Promise
    old: str
    new: str


@dataclass(frozen=True)
class RosterLine:
    """One row of a roster as the preview shows it."""

    line: int
    state: str
    name: str
    email: str
    person: UUID | None
    changes: tuple[Change, ...] = ()
    problems: tuple[ProblemWords, ...] = ()


@dataclass(frozen=True)
class RosterPage:
    """Some rows, and the line after which the next page begins (None on the last)."""

    lines: tuple[RosterLine, ...] = field(default_factory=tuple)
    next_after: int | None = None


def list_rosters(participant: Participant) -> QuerySet[RosterImport]:
    """The latest rosters, newest first. One SQL query."""
    return visible_rosters(participant).select_related("uploaded_by").order_by("-uploaded_at")[:_LISTED]


def column_samples(roster: RosterImport) -> list[ColumnSample]:
    """The columns of the file with the first cells of each. Reads the file's beginning, no SQL."""
    with default_storage.open(roster.file) as file:
        table = open_table(cast(BinaryIO, file))
        rows = [row.cells for row in itertools.islice(table, _SAMPLES)]
    return [
        ColumnSample(column_letter(index), header, tuple(row[index] for row in rows))
        for index, header in enumerate(table.headers)
    ]


def list_roster_rows(roster: RosterImport, *, states: Sequence[str], after: int, kept_only: bool = False) -> RosterPage:
    """The rows in these states below a line of the file. At most four SQL queries."""
    rows = RosterRow.objects.filter(roster_import=roster, state__in=states, line__gt=after)
    if kept_only:
        rows = rows.exclude(problems=[])
    found = list(rows.select_related("participant").order_by("line")[: ROWS_TO_A_PAGE + 1])
    shown = found[:ROWS_TO_A_PAGE]
    places = _place_names(shown, roster)
    lines = tuple(_line(row, places, roster.options["headers"]) for row in shown)
    return RosterPage(lines, shown[-1].line if len(found) > ROWS_TO_A_PAGE else None)


def _line(row: RosterRow, places: dict[str, str], headers: Sequence[str]) -> RosterLine:
    before = row.before or {}
    changes: tuple[Change, ...] = ()
    if row.state in {RosterRowState.NEW, RosterRowState.CHANGED}:
        changes = tuple(
            Change(label, _shown(key, before.get(key, ""), places), _shown(key, row.values[key], places))
            for key, label in FIELD_LABELS.items()
            if key in row.values and not (key == "name" and row.state == RosterRowState.NEW)
        )
    name = row.participant.name if row.participant else row.values.get("name", "")
    problems = tuple(problem_words(problem, headers=headers) for problem in row.problems)
    return RosterLine(row.line, row.state, name, row.email, row.participant_id, changes, problems)


def _shown(key: str, value: str | list[str], places: dict[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(str(Role(role).label) for role in value)
    if key == "position" and value:
        return str(Position(value).label)
    if key == "language":
        return dict(LANGUAGES).get(value, value)
    if key in {"school", "district", "region"}:
        return places.get(value, "")
    return value


def _place_names(rows: Iterable[RosterRow], roster: RosterImport) -> dict[str, str]:
    """Names by id of every place these rows speak of. One SQL query for each kind of place they name."""
    names = {pk: name for new in roster.options.get("new_places", {}).values() for pk, name, _up in new}
    for key, model in (("school", School), ("district", District), ("region", Region)):
        said = {(values or {}).get(key) for row in rows for values in (row.values, row.before)}
        ids = {place_id for place_id in said if place_id} - set(names)
        if ids:
            names |= {str(pk): name for pk, name in model.objects.filter(pk__in=ids).values_list("pk", "name")}
    return names

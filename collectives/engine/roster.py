"""Reading the rows of a roster: what each row says about a person, and what keeps it from being brought in."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from collectives.engine.roster_words import (
    LANGUAGE_CODES,
    POSITION_CODES,
    ROLE_CODES,
    parse_language,
    parse_position,
    parse_roles,
)
from ilc.tables.formulas import is_formula
from ilc.tables.reading import TableRow
from ilc.tables.seen import RowsSeen

MAX_LENGTH: Final = 200  # characters of a name, a school, a district, a region
MAX_EMAIL_LENGTH: Final = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets

_LETTERS = "\u00ae-\u1fff\u2070-\ufefe\uff00-\U0010ffff"  # any script, but no invisible marks between letters
_LOCAL_PART = re.compile(r"[-!#$%&'*+/=?^_`{|}~0-9a-z]+(?:\.[-!#$%&'*+/=?^_`{|}~0-9a-z]+)*")
_DOMAIN = re.compile(
    rf"(?:[a-z0-9{_LETTERS}](?:[a-z0-9{_LETTERS}-]{{0,61}}[a-z0-9{_LETTERS}])?\.)+"
    rf"(?:xn--[a-z0-9-]{{1,59}}|[a-z{_LETTERS}][a-z0-9{_LETTERS}-]{{0,61}}[a-z{_LETTERS}])",
)
# Marks that turn the direction of all text after them; the plain direction marks that names need are not among them.
_DIRECTION_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE_ENDS = _DIRECTION_OVERRIDES + "\ufeff\u200b\u200e\u200f"
_OVERRIDE = re.compile(f"[{_DIRECTION_OVERRIDES}]")
_SAYS_NOTHING = frozenset(("", "-", "–", "—", "n/a", "s.o.", "s/o"))
_LONGEST_NOTHING = max(map(len, _SAYS_NOTHING))


class Problem(NamedTuple):
    """What keeps a row from being brought in. `column` counts from 0; `value` is what was met there, cut at 200.

    Codes of cells: `name_missing`, `email_missing`, `email_shape`, `same_email` (value: the row that has it first),
    `formula`, `too_long`, `lost_letter` (a replacement character: lost before the file reached us),
    `direction_override`, `position_unknown`, `role_unknown`, `language_unknown`, `control_character`, `cell_too_long`.
    Codes of rows: `ragged` (value: how many cells), `broken_quotes`.
    """

    code: str
    column: int | None
    value: str


ACCEPTED: Final[Mapping[str, tuple[str, ...]]] = {
    "position_unknown": POSITION_CODES,
    "role_unknown": ROLE_CODES,
    "language_unknown": LANGUAGE_CODES,
}
"""What a cell may say instead, for the problems where that is a short list."""


class RosterValues(NamedTuple):
    """What a row says about a person; an empty text (or no roles) where it says nothing."""

    email: str = ""
    name: str = ""
    position: str = ""
    school: str = ""
    district: str = ""
    region: str = ""
    language: str = ""
    roles: tuple[str, ...] = ()


class CheckedRow(NamedTuple):
    number: int
    values: RosterValues
    problems: tuple[Problem, ...]


def clean_text(text: str) -> str:
    """Spaces made single, NFC, invisible marks at the ends taken off; empty when it only says that there is nothing.

    Letters, combining marks and writing directions are kept as they are.
    """
    cleaned = " ".join(text.split())
    if not cleaned.isascii():
        cleaned = unicodedata.normalize("NFC", cleaned).strip(_INVISIBLE_ENDS + " ")
    return "" if len(cleaned) <= _LONGEST_NOTHING and cleaned.casefold() in _SAYS_NOTHING else cleaned


def clean_email(text: str) -> str:
    """The address in what people paste: lower-case, without `mailto:`, angle brackets or the name before them."""
    return _bare_email(clean_text(text))


def _bare_email(cleaned: str) -> str:
    if cleaned.endswith(">") and "<" in cleaned:
        cleaned = cleaned[cleaned.rindex("<") + 1 : -1].strip()
    return cleaned.lower().removeprefix("mailto:").strip()


def is_email(text: str) -> bool:
    """Whether a cleaned text has the shape of an address that mail can be sent to; the domain may be in any script."""
    local_part, at, domain = text.rpartition("@")
    return bool(
        at and len(text) <= MAX_EMAIL_LENGTH and _LOCAL_PART.fullmatch(local_part) and _DOMAIN.fullmatch(domain),
    )


def check_row(row: TableRow, mapping: Mapping[str, int], seen: RowsSeen) -> CheckedRow:
    """What this row says under this mapping (field to column), with everything that is wrong with it.

    A row that is not whole as a row of a table says nothing. Cells of columns that are not mapped are not looked at.
    """
    of_row = tuple(Problem(*problem) for problem in row.problems if problem.column is None)
    if of_row:
        return CheckedRow(row.number, RosterValues(), of_row)
    reader = _CellReader(row, mapping)
    email = reader.read("email", _read_email)
    values = RosterValues(
        email=email,
        name=reader.name(),
        position=reader.read("position", _read_position),
        school=reader.read("school", _read_place),
        district=reader.read("district", _read_place),
        region=reader.read("region", _read_place),
        language=reader.read("language", _read_language),
        roles=tuple(reader.read("roles", _read_roles).split()),
    )
    if email and (first := seen.first_row(email, row.number)) is not None:
        reader.note("same_email", mapping["email"], str(first))
    return CheckedRow(row.number, values, tuple(reader.problems))


class _CellReader:
    """Reads the cells of one row by field and notes what is wrong with them."""

    def __init__(self, row: TableRow, mapping: Mapping[str, int]) -> None:
        self._cells = row.cells
        self._mapping = mapping
        self.problems: list[Problem] = []
        if row.problems:
            mapped = mapping.values()
            self.problems += [Problem(*problem) for problem in row.problems if problem.column in mapped]

    def note(self, code: str, column: int, value: str) -> None:
        self.problems.append(Problem(code, column, value[:MAX_LENGTH]))

    def read(self, field: str, cell_reader: "_Reader") -> str:
        """What the cell says, nothing when there is no such column; problems are noted."""
        column = self._mapping.get(field)
        if column is None:
            return ""
        text, problems = cell_reader(self._cells[column])
        for code, value in problems:
            if code != "lost_letter" or not self._noted(column):  # a control character was replaced, and noted
                self.note(code, column, value)
        return text

    def name(self) -> str:
        if "name" in self._mapping:
            name, column = self.read("name", _read_words), self._mapping["name"]
        else:
            name = f"{self.read('first_name', _read_words)} {self.read('last_name', _read_words)}".strip()
            column = self._mapping.get("last_name", self._mapping.get("first_name", 0))
        if len(name) > MAX_LENGTH:
            self.note("too_long", column, name)
        elif not name and not any(self._noted(self._mapping.get(field)) for field in _NAME_FIELDS):
            self.note("name_missing", column, "")
        return name[:MAX_LENGTH]

    def _noted(self, column: int | None) -> bool:
        return column is not None and any(problem.column == column for problem in self.problems)


type _Read = tuple[str, tuple[tuple[str, str], ...]]  # what a cell says, and its problems as code and value
type _Reader = Callable[[str], _Read]

_NAME_FIELDS: Final = ("name", "first_name", "last_name")
_REPEATED: Final = 4096  # cells remembered: the same few schools and positions come again and again


def _read_words(cell: str) -> _Read:
    text = clean_text(cell)
    if not text:
        return "", ()
    if is_formula(text):
        return "", (("formula", text),)
    if not text.isascii():
        if _OVERRIDE.search(text):
            return "", (("direction_override", text),)
        if "\N{REPLACEMENT CHARACTER}" in text:
            return "", (("lost_letter", text),)
    if len(text) > MAX_LENGTH:
        return "", (("too_long", text),)
    return text, ()


def _read_email(cell: str) -> _Read:
    text, problems = _read_words(cell)
    if problems:
        return "", problems
    email = _bare_email(text)
    if is_email(email):
        return email, ()
    return "", (("email_shape", email) if email else ("email_missing", ""),)


_read_place: Final = lru_cache(_REPEATED)(_read_words)


@lru_cache(_REPEATED)
def _read_position(cell: str) -> _Read:
    return _read_code("position_unknown", clean_text(cell), parse_position)


@lru_cache(_REPEATED)
def _read_language(cell: str) -> _Read:
    return _read_code("language_unknown", clean_text(cell), parse_language)


def _read_code(problem: str, text: str, parse: Callable[[str], str | None]) -> _Read:
    code = parse(text) if text else ""
    return (code, ()) if code is not None else ("", ((problem, text),))


@lru_cache(_REPEATED)
def _read_roles(cell: str) -> _Read:
    roles, unknown = parse_roles(clean_text(cell))
    known = " ".join(code for code in ROLE_CODES if code in roles)
    return known, tuple(("role_unknown", word) for word in unknown)

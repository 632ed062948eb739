"""Reading the rows of a roster: what each row says about a person, and what keeps it from being brought in."""

import re
import unicodedata
from array import array
from collections.abc import Callable, Mapping, Sequence
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


class EmailsSeen:
    """Finds an e-mail that stands in two rows, in 12 bytes for each place and no object for each row.

    It keeps 64-bit hashes, salted anew in each process: two different e-mails of 200,000 are taken for one in about one
    file of a thousand million.
    """

    _EMPTY = 0

    def __init__(self, most_rows: int) -> None:
        places = 1 << (2 * most_rows).bit_length()  # at most half full, so that probing stays short
        self._mask = places - 1
        self._hashes = array("q", bytes(8 * places))
        self._rows = array("I", bytes(4 * places))

    def first_row(self, email: str, number: int) -> int | None:
        """The number of an earlier row with this e-mail; None (and this one remembered) when it is the first."""
        wanted = hash(email) or 1
        place = wanted & self._mask
        while (found := self._hashes[place]) != self._EMPTY:
            if found == wanted:
                return self._rows[place]
            place = (place + 1) & self._mask
        self._hashes[place] = wanted
        self._rows[place] = number
        return None


def clean_text(text: str) -> str:
    """Spaces made single, NFC, invisible marks at the ends taken off; empty when it only says that there is nothing.

    Letters, combining marks and writing directions are kept as they are.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", text).split()).strip(_INVISIBLE_ENDS + " ")
    return "" if cleaned.casefold() in _SAYS_NOTHING else cleaned


def clean_email(text: str) -> str:
    """The address in what people paste: lower-case, without `mailto:`, angle brackets or the name before them."""
    cleaned = clean_text(text)
    if cleaned.endswith(">") and "<" in cleaned:
        cleaned = cleaned[cleaned.rindex("<") + 1 : -1].strip()
    return cleaned.lower().removeprefix("mailto:").strip()


def is_email(text: str) -> bool:
    """Whether a cleaned text has the shape of an address that mail can be sent to; the domain may be in any script."""
    local_part, at, domain = text.rpartition("@")
    return bool(
        at and len(text) <= MAX_EMAIL_LENGTH and _LOCAL_PART.fullmatch(local_part) and _DOMAIN.fullmatch(domain),
    )


def check_row(row: TableRow, mapping: Mapping[str, int], seen: EmailsSeen) -> CheckedRow:
    """What this row says under this mapping (field to column), with everything that is wrong with it.

    A row that is not whole as a row of a table says nothing. Cells of columns that are not mapped are not looked at.
    """
    of_row = tuple(Problem(*problem) for problem in row.problems if problem.column is None)
    if of_row:
        return CheckedRow(row.number, RosterValues(), of_row)
    reader = _CellReader(row, mapping)
    email = reader.email()
    values = RosterValues(
        email=email,
        name=reader.name(),
        position=reader.code("position", parse_position),
        school=reader.text("school"),
        district=reader.text("district"),
        region=reader.text("region"),
        language=reader.code("language", parse_language),
        roles=reader.roles(),
    )
    if email and (first := seen.first_row(email, row.number)) is not None:
        reader.note("same_email", "email", str(first))
    return CheckedRow(row.number, values, tuple(reader.problems))


class _CellReader:
    """Reads the cells of one row by field and notes what is wrong with them."""

    def __init__(self, row: TableRow, mapping: Mapping[str, int]) -> None:
        self._cells = row.cells
        self._mapping = mapping
        mapped = mapping.values()
        self.problems = [Problem(*problem) for problem in row.problems if problem.column in mapped]

    def note(self, code: str, field: str, value: str) -> None:
        self.problems.append(Problem(code, self._mapping.get(field), value[:MAX_LENGTH]))

    def text(self, field: str) -> str:
        """What the cell says; nothing when it is refused, with a note."""
        text = self._acceptable(field, clean_text(self._cell(field)))
        if len(text) > MAX_LENGTH:
            self.note("too_long", field, text)
            return ""
        return text

    def name(self) -> str:
        fields = ("name",) if "name" in self._mapping else ("first_name", "last_name")
        name = " ".join(filter(None, map(self.text, fields)))
        if len(name) > MAX_LENGTH:
            self.note("too_long", fields[-1], name)
        elif not name and not self._noted(fields):
            self.note("name_missing", fields[-1], "")
        return name[:MAX_LENGTH]

    def email(self) -> str:
        """The address; nothing when the cell does not hold one, with a note."""
        cell = self._acceptable("email", clean_text(self._cell("email")))
        email = clean_email(cell)
        if is_email(email):
            return email
        if email:
            self.note("email_shape", "email", email)
        elif not self._noted(("email",)):
            self.note("email_missing", "email", "")
        return ""

    def code(self, field: str, parse: Callable[[str], str | None]) -> str:
        """The code of what the cell says; nothing when we do not know the word, with a note."""
        text = clean_text(self._cell(field))
        code = parse(text) if text else ""
        if code is None:
            self.note(f"{field}_unknown", field, text)
            return ""
        return code

    def roles(self) -> tuple[str, ...]:
        roles, unknown = parse_roles(clean_text(self._cell("roles")))
        for word in unknown:
            self.note("role_unknown", "roles", word)
        return tuple(code for code in ROLE_CODES if code in roles)

    def _cell(self, field: str) -> str:
        column = self._mapping.get(field)
        return "" if column is None else self._cells[column]

    def _acceptable(self, field: str, text: str) -> str:
        """The same text; nothing when it is not words that people write, with a note."""
        if not text:
            return ""
        if is_formula(text):
            self.note("formula", field, text)
        elif _OVERRIDE.search(text):
            self.note("direction_override", field, text)
        elif "\N{REPLACEMENT CHARACTER}" in text:
            if not self._noted((field,)):
                self.note("lost_letter", field, text)
        else:
            return text
        return ""

    def _noted(self, fields: Sequence[str]) -> bool:
        columns = {self._mapping.get(field) for field in fields}
        return any(problem.column in columns for problem in self.problems)

"""Recognising a whole column of a table as personal: by its header, by the shape that its cells share."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from evidence.engine.days import MONTHS
from evidence.engine.personal import DATE, WORD, PersonalKind, find_personal
from evidence.engine.personal_names import FAMILY, GIVEN, GIVEN_ALSO_A_WORD
from evidence.engine.personal_words import (
    BIRTH_HEADERS,
    DAY_HEADERS,
    INSTITUTIONS,
    MAYBE_NAME_HEADERS,
    NAME_HEADERS,
    NUMBER_HEADERS,
    PARTICLES,
)
from ilc.tables.folding import fold

YOUNGEST: Final = 4  # years, of a student
OLDEST: Final = 20

_FEWEST = 5  # cells, where the header says nothing
_MOST = 0.6  # of the cells: a few may be empty of sense, or titles
_SOME = 0.2  # of the names are on a list, where the header does not say that they are names
_DISTINCT = 0.8
_LONGEST_NAME = 60  # characters
_MOST_WORDS = 5
_PARTS_OF_A_DAY, _LONGEST_MONTH, _CENTURY = 3, 31, 100
_DIGITS = re.compile(r"\d{6,}")
_NUMBER = re.compile(r"(?=[^\s]*\d)[A-Za-z]{0,4}[\d -]{4,}[A-Za-z]{0,2}")


def personal_column(
    header: str, values: Sequence[str], *, today: date, known: Collection[str] = ()
) -> PersonalKind | None:
    """What personal things a column holds, None when nothing tells that it holds any.

    `values` are its cells or the first hundreds of them; empty ones do not count. Headers that say it are believed
    unless the cells cannot be that ("Students: 36"); without such a header most cells must have the shape and hardly
    any two be alike. `known` are names of schools, districts and groups: columns of these pass.
    """
    said = fold(re.sub(r"\(.*?\)", "", header))
    cells = [value.strip() for value in values if value.strip()]
    if not cells:
        return None
    distinct = len(set(map(str.casefold, cells))) / len(cells)
    enough = len(cells) >= _FEWEST and distinct >= _DISTINCT
    if _is_birth_dates(said, cells, today=today, enough=enough):
        return "birth_date"
    if said in NUMBER_HEADERS and _share(bool(_NUMBER.fullmatch(cell)) for cell in cells) >= _MOST:
        return "student_number"
    if enough and said not in DAY_HEADERS and _is_numbers(cells):
        return "student_number"
    return "name" if _is_names(said, cells, enough=enough, known=known) else None


@lru_cache(4096)
def whole_day(text: str) -> date | None:
    """The day a cell says, None when it says none or something else too. Of 3/4 the year is sure, no more."""
    if not DATE.fullmatch(text):
        return None
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    months = [month for word in re.findall(r"[^\W\d_]+", text) if (month := MONTHS.get(fold(word)))]
    if len(numbers) + len(months) != _PARTS_OF_A_DAY:
        return None
    if months:
        year, month, day = max(numbers), months[0], min(numbers)
    elif numbers[0] > _LONGEST_MONTH:
        year, month, day = numbers
    else:
        year, (month, day) = numbers[2], sorted(numbers[:2])
    try:
        return date(year + 2000 if year < _CENTURY else year, month, day)
    except ValueError:
        return None


def _is_birth_dates(said: str, cells: Sequence[str], *, today: date, enough: bool) -> bool:
    days = [day for cell in cells if (day := whole_day(cell))]
    if said in BIRTH_HEADERS:
        return len(days) >= _MOST * len(cells)
    of_students = sum(YOUNGEST <= (today - day).days / 365.25 <= OLDEST for day in days)
    return enough and said not in DAY_HEADERS and of_students >= _MOST * len(cells)


def _is_numbers(cells: Sequence[str]) -> bool:
    """Runs of digits of one length, no two alike: what is counted has not the same number of digits in every row."""
    runs = [cell for cell in cells if _DIGITS.fullmatch(cell)]
    lengths = {len(run) for run in runs}
    return len(runs) >= _MOST * len(cells) and len(lengths) == 1 and len(set(runs)) == len(runs)


def _is_names(said: str, cells: Sequence[str], *, enough: bool, known: Collection[str]) -> bool:
    passing = {fold(name) for name in known}
    named = [shape for cell in cells if fold(cell) not in passing and (shape := _name_shape(cell))]
    if len(named) < _MOST * len(cells):
        return False
    if said in NAME_HEADERS:
        return True
    if said in MAYBE_NAME_HEADERS and _share(shape == "both" or listed for shape, listed in named) >= _MOST:
        return True
    return enough and _share(listed for _shape, listed in named) >= _SOME


@lru_cache(4096)
def _name_shape(cell: str) -> tuple[str, bool] | None:
    """Whether a cell looks as a name does, of one word or of both names, and whether a list knows a word of it."""
    if len(cell) > _LONGEST_NAME or re.search(r"[\d%/:;()&?!]", cell):
        return None
    words = [word.group() for word in WORD.finditer(cell)]
    parts = [fold(part) for word in words for part in word.split("-")]
    if not 1 <= len(words) <= _MOST_WORDS or any(part in INSTITUTIONS or part in MONTHS for part in parts):
        return None
    if not all(word[0].isupper() or fold(word) in PARTICLES for word in words):
        return None
    listed = bool(find_personal(cell)) or (len(words) == 1 and not parts[0].isdigit() and parts[0] in GIVEN)
    given = any(part in GIVEN or part in GIVEN_ALSO_A_WORD for part in parts)
    both = len(words) > 1 and (given or "," in cell)
    listed = listed or (both and any(part in FAMILY for part in parts))
    return ("both" if len(words) > 1 else "one"), listed


def _share(found: Iterable[bool]) -> float:
    answers = list(found)
    return sum(answers) / len(answers)

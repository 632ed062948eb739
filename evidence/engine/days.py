"""Reading the days that people and spreadsheets write, in English, French and Spanish."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from ilc.tables.folding import fold

type DayProblem = Literal["unclear", "unreadable"]

SPREADSHEET_DAY_ZERO: Final = date(1899, 12, 30)
"""From which the numbers of most spreadsheets count days; those of an old Macintosh count from 1904-01-01."""

MONTHS: Final = {
    word: number
    for number, words in enumerate(
        (
            "jan january janv janvier ene enero", "feb february fev fevr fevrier febrero", "mar march mars marzo",
            "apr april avr avril abr abril", "may mai mayo", "jun june juin junio", "jul july juil juillet julio",
            "aug august aout ago agosto", "sep sept september septembre septiembre setiembre",
            "oct october octobre octubre", "nov november novembre noviembre", "dec december decembre dic diciembre",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip

_NUMBERS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z| ?[AaPp]\.?[Mm]\.?)?$")
_DAY_OF_WEEK = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mi[ée]|jue|vie|s[áa]b|dom)[^\W\d_]*\.?,?\s+(?=.*\d.*\d)",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(r"(?:(\d{4})[-/](\d{1,2})|([^\W\d_]{3,10})\.?,?\s(?:de\s|del\s)?(\d{4}))")
_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?[\s-](?:de\s)?(?P<month>[^\W\d_]{3,10})\.?,?[\s-](?:del?\s)?(?P<year>\d{4}|\d{2})"
    r"|(?P<month2>[^\W\d_]{3,10})\.?\s(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year2>\d{4})"
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_LONGEST_MONTH, _CENTURY, _SHORT_YEAR = 31, 100, 2
_LONGEST = 40  # characters


@lru_cache(8192)
def read_day(
    text: str, *, day_first: bool | None = None, day_zero: date = SPREADSHEET_DAY_ZERO
) -> date | DayProblem | None:
    """The day a cell says, None for an empty one. A month alone is its first day; a time beside the day is left out.

    `day_first` settles 3/4/2026, which is `unclear` without it; `day_zero` is from when a spreadsheet's numbers count.
    """
    said = " ".join(unicodedata.normalize("NFKC", text[: _LONGEST + 1]).split())
    if not said:
        return None
    return _read(_DAY_OF_WEEK.sub("", _TIME.sub("", said)), day_first, day_zero)


def _read(said: str, day_first: bool | None, day_zero: date) -> date | DayProblem:
    if numbers := _NUMBERS.fullmatch(said):
        return _of_numbers(numbers[1], numbers[2], numbers[3], day_first)
    if serial := _SERIAL.fullmatch(said):
        return day_zero + timedelta(days=int(serial[1]))
    if words := _WORDS.fullmatch(said):
        month = MONTHS.get(fold(words["month"] or words["month2"]), 0)
        return _day(words["year"] or words["year2"], month, int(words["day"] or words["day2"]))
    if alone := _MONTH_ALONE.fullmatch(said):
        return _day(alone[1] or alone[4], int(alone[2]) if alone[2] else MONTHS.get(fold(alone[3]), 0), 1)
    return "unreadable"


def tells_day_first(texts: list[str]) -> bool | None:
    """Whether these cells write the day before the month (31/12/2026); None when none of them tells."""
    for text in texts:
        numbers = _NUMBERS.fullmatch(" ".join(text.split()))
        if numbers and int(numbers[1]) <= _LONGEST_MONTH and len(numbers[1]) <= _SHORT_YEAR:
            first, second = int(numbers[1]), int(numbers[2])
            if max(first, second) > 12 >= min(first, second):  # noqa: PLR2004 - months
                return first > second
    return None


def _of_numbers(first: str, second: str, third: str, day_first: bool | None) -> date | DayProblem:
    if len(first) > _SHORT_YEAR or int(first) > _LONGEST_MONTH:
        return _day(first, int(second), int(third)) if len(third) <= _SHORT_YEAR else "unreadable"
    one, other = int(first), int(second)
    if day_first is None and one != other and max(one, other) <= 12:  # noqa: PLR2004 - months
        return "unclear"
    if max(one, other) > 12:  # noqa: PLR2004 - one of them is no month, whatever the others are
        day, month = max(one, other), min(one, other)
    else:
        day, month = (one, other) if day_first else (other, one)
    return _day(third, month, day)


def _day(year: str, month: int, day: int) -> date | DayProblem:
    number = int(year)
    try:
        return date(number + 2000 if number < _CENTURY else number, month, day)
    except ValueError:
        return "unreadable"

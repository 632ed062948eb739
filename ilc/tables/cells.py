"""The text that a person sees in a cell of a workbook, as far as its kind and its format tell."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.utils.escape import unescape

_DECIMALS = re.compile(r"^[^.;]*0(?:\.(0+))?(%?)[^;]*")
_ZEROS = re.compile(r"^0{2,}$")
_DIGITS = 15  # what a spreadsheet keeps of a number
_SHOWN_WITHOUT_POWERS = 1e-4


def cell_text(cell: Any, *, exact: bool = False) -> str:
    """What stands in a cell: text as it is, a date as 2026-09-01, a number in the decimals of its format.

    `exact` gives all decimals that a number has, whatever its format shows: 41.25% where a person sees 41%.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return str(unescape(value)) if "_x" in value else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or "General"), exact=exact)
    return _moment(value)


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return str(value)


def _number(value: float, shown_as: str, *, exact: bool) -> str:
    if _ZEROS.match(shown_as) and value == int(value) and value >= 0:
        return f"{int(value):0{len(shown_as)}}"  # a school code keeps its zeros in front
    form = _DECIMALS.match(shown_as) if shown_as != "General" and "E" not in shown_as else None
    if form:
        decimals, percent = len(form.group(1) or ""), form.group(2)
        if exact:
            return _plain(value * 100 if percent else value) + percent
        return f"{value * 100 if percent else value:.{decimals}f}{percent}"
    return _plain(value)


def _plain(value: float) -> str:
    value = float(f"{value:.{_DIGITS}g}")  # 0.29 as a percentage is 29, not 28.999999999999996
    if value == int(value):
        return str(int(value))
    return f"{value:.{_DIGITS}g}" if abs(value) >= _SHOWN_WITHOUT_POWERS else f"{value:.{_DIGITS}f}".rstrip("0")

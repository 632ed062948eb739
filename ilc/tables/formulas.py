"""Cells that a spreadsheet would compute.

Source of the characters: OWASP, "CSV Injection" (= + - @ tab, carriage return, line feed, and their full-width forms).
"""

import re

_FORMULA_STARTS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(f"[{_FORMULA_STARTS}]")
_MAYBE_DEFUSED = re.compile(f"'*[{_FORMULA_STARTS}]")
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might compute this instead of showing it."""
    return _FORMULA.match(text) is not None


def defused(text: str) -> str:
    """The same words with an apostrophe before them where a spreadsheet would compute. `as_text` takes it off again."""
    return "'" + text if _MAYBE_DEFUSED.match(text) else text


def as_text(cell: str) -> str:
    """What a cell says: `="00123"` (Excel's way to keep zeros) is 00123, and a defusing apostrophe is taken off."""
    if cell.startswith("="):
        found = _TEXT_FORMULA.fullmatch(cell)
        return found.group(1).replace('""', '"') if found else cell
    if cell.startswith("'") and _MAYBE_DEFUSED.match(cell):
        return cell[1:]
    return cell

"""A typed workbook: numbers and days stay what they are, texts stay texts, and no row is lost."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from ilc.tables import typed
from ilc.tables.typed import MOST_CHARACTERS, write_typed_xlsx


def test_cells_keep_their_types_and_no_text_is_computed() -> None:
    file = io.BytesIO()

    write_typed_xlsx(
        file, {"t": (["a", "b", "c", "d"], [[1.5, date(2026, 9, 1), True, "=1+1"], [-3, None, None, "#N/A"]])}
    )

    rows = list(load_workbook(file)["t"].iter_rows(min_row=2))
    assert [[cell.data_type for cell in row] for row in rows] == [["n", "d", "b", "s"], ["n", "n", "n", "s"]]
    assert [row[3].value for row in rows] == ["'=1+1", "#N/A"]
    assert rows[1][0].value == -3


def test_what_a_cell_cannot_hold_is_cut_or_left_out() -> None:
    file = io.BytesIO()

    write_typed_xlsx(file, {"t": (["a"], [["x" * (MOST_CHARACTERS + 1)], ["a\x00b"]])})

    long, control = (row[0].value for row in load_workbook(file)["t"].iter_rows(min_row=2))
    assert (len(long), long[-1], control) == (MOST_CHARACTERS, "…", "ab")


def test_a_full_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed, "MOST_ROWS", 3)
    file = io.BytesIO()

    write_typed_xlsx(file, {"t": (["a"], ([number] for number in range(4))), "u": (["a"], [])})

    workbook = load_workbook(file)
    found = {sheet.title: [row[0].value for row in sheet.iter_rows()] for sheet in workbook}
    assert found == {"t": ["a", 0, 1], "t 2": ["a", 2, 3], "u": ["a"]}

import io
import random
import zipfile

import pytest

from ilc.tables.formulas import as_text, defused, is_formula
from ilc.tables.opening import open_table
from ilc.tables.reading import read_csv
from ilc.tables.writing import write_csv, write_xlsx

ALPHABET = [
    "a",
    "é",
    "W̱",
    "ᐃ",
    "ع",
    "😀",
    "'",
    '"',
    ",",
    ";",
    "|",
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\n",
    "\r",
    "＝",
    " ",
    "0",
    '="0"',
]


def test_a_file_opens_with_accents_in_excel_and_quotes_every_cell():
    written = b"".join(write_csv([("Nom", "Rôle"), ("Côté", 'dit "Ti"')]))

    assert written == '\ufeff"Nom","Rôle"\r\n"Côté","dit ""Ti"""\r\n'.encode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_compute_is_defused(start):
    written = b"".join(write_csv([(f"{start}1+1",)])).decode("utf-8-sig")

    assert is_formula(f"{start}1+1")
    assert written.startswith(f"\"'{start}")


def test_ordinary_words_are_left_as_they_are():
    assert [defused(text) for text in ("Ana-Maria", "'okina", "O'Neil", "3+4", "")] == [
        "Ana-Maria",
        "'okina",
        "O'Neil",
        "3+4",
        "",
    ]


def test_whatever_is_written_is_read_again_as_it_was():
    chance = random.Random(2)
    texts = ["".join(chance.choices(ALPHABET, k=chance.randint(1, 6))) for _ in range(6000)]
    rows = [("x", *texts[i : i + 3]) for i in range(0, len(texts), 3)]

    for delimiter in (",", ";", "\t"):
        table = read_csv(io.BytesIO(b"".join(write_csv([("W", "A", "B", "C"), *rows], delimiter=delimiter))))
        assert [row.cells for row in table] == rows


def test_defusing_twice_is_undone_one_step_at_a_time():
    assert as_text(as_text(defused(defused("=cmd")))) == "=cmd"


def test_a_large_file_is_written_in_pieces():
    pieces = list(write_csv((str(number),) for number in range(2000)))

    assert len(pieces) > 3
    assert max(map(len, pieces)) < 10_000


def test_a_workbook_computes_nothing_and_is_read_as_it_was_written():
    written = write_xlsx({"Rows": [("School", "Note"), ("École", "=1+1"), ("", "@SUM(A1)")], "Lists": [("A",)]})

    table = open_table(io.BytesIO(written))

    assert [row.cells for row in table] == [("École", "=1+1"), ("", "@SUM(A1)")]
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ilc import archives
from ilc.tables import refusals, workbooks
from ilc.tables.opening import open_table
from ilc.tables.reading import MAX_COLUMNS, Table, TableProblem, TableRow
from ilc.tables.workbooks import SheetTable

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row></sheetData></worksheet>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def saved(workbook: Workbook) -> io.BytesIO:
    file = io.BytesIO()
    workbook.save(file)
    return file


def workbook_of(*rows: tuple[Any, ...]) -> io.BytesIO:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return saved(workbook)


def repacked(file: io.BytesIO, **parts: bytes) -> io.BytesIO:
    """The same workbook with other bytes in some of its parts."""
    again = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        names = [*old.namelist(), *(name for name in parts if name not in old.namelist())]
        for name in names:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return again


def test_rows_are_read_with_the_numbers_that_the_spreadsheet_shows():
    file = workbook_of((), ("Answer", "School"), ("Time to plan", "Gull Rock"), (), ("Équité", None))

    table = open_table(file)

    assert isinstance(table, SheetTable)
    assert (table.headers, table.header_number) == (("Answer", "School"), 2)
    assert list(table) == [TableRow(3, ("Time to plan", "Gull Rock"), ()), TableRow(5, ("Équité", ""), ())]
    assert [len(batch) for batch in table.batches(1)] == [1, 1]
    assert table.bytes_read == table.size


def test_a_csv_file_is_told_apart_by_what_is_in_it():
    assert isinstance(open_table(io.BytesIO(b"Answer\nTime\n")), Table)


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (12, "General", "12"),
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1234500000000000.0, "General", "1234500000000000"),
        (0.00001, "General", "0.00001"),
        (-2.5, "General", "-2.5"),
        (3.14159, "0.00", "3.14"),
        (1234.5, "#,##0.00", "1234.50"),
        (0.456, "0%", "46%"),
        (0.456, "0.0%", "45.6%"),
        (42, "00000", "00042"),
        (True, "General", "TRUE"),
        (datetime(2026, 9, 1), "yyyy-mm-dd", "2026-09-01"),
        (date(2026, 9, 1), "d mmm yyyy", "2026-09-01"),
        (datetime(2026, 9, 1, 14, 30), "yyyy-mm-dd hh:mm", "2026-09-01 14:30"),
        (datetime(2026, 9, 1, 14, 30, 5), "yyyy-mm-dd hh:mm:ss", "2026-09-01 14:30:05"),
        (time(9, 5), "hh:mm", "09:05"),
        (timedelta(hours=26, minutes=3), "[h]:mm", "26:03"),
        ("  two\nlines ", "General", "  two\nlines "),
        ("a_x000D_b", "General", "a\rb"),
        ("#N/A", "General", "#N/A"),
    ],
)
def test_a_cell_is_read_as_a_person_sees_it(value, form, seen):
    workbook = Workbook()
    workbook.active["A1"] = "Answer"
    workbook.active["A2"] = value
    workbook.active["A2"].number_format = form

    assert [row.cells for row in open_table(saved(workbook))] == [(seen,)]


def test_a_formula_that_was_never_computed_is_empty():
    assert [row.cells for row in open_table(workbook_of(("A", "B"), ("x", "=1+1")))] == [("x", "")]


def test_the_first_sheet_that_is_not_hidden_is_read_or_the_one_asked_for():
    workbook = Workbook()
    workbook.active.title = "Lists"
    workbook.active.append(("hidden",))
    workbook.active.sheet_state = "hidden"
    for title in ("Answers", "More"):
        workbook.create_sheet(title).append((title,))
    file = saved(workbook)

    assert [open_table(file).headers, open_table(file, sheet="More").headers] == [("Answers",), ("More",)]
    with pytest.raises(refusals.NoSuchSheet, match=r"no sheet named Other\. Its sheets are: Lists, Answers, More"):
        open_table(file, sheet="Other")


def test_cells_beside_the_table_and_control_characters_are_named_in_their_row():
    file = workbook_of(("A", "B"), ("x", "y", "z"), ("a_x0007_b", "", " "))

    assert list(open_table(file)) == [
        TableRow(2, ("x", "y"), (TableProblem("ragged", None, "3"),)),
        TableRow(3, ("a\ufffdb", ""), (TableProblem("control_character", 0, "a\ufffdb"),)),
    ]


def test_too_many_columns_or_rows_are_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "MAX_ROWS", 2)

    with pytest.raises(refusals.TooManyColumns):
        open_table(workbook_of(tuple(range(MAX_COLUMNS + 1))))
    with pytest.raises(refusals.TooManyRows):
        list(open_table(workbook_of(("A",), ("1",), ("2",), ("3",))))


def test_a_row_numbered_a_thousand_million_does_not_keep_us_busy():
    far_away = 'A</t></is></c></row><row r="1000000000"><c r="A1000000000" t="inlineStr"><is><t>B'
    sheet = (SHEET % far_away).encode()
    file = repacked(workbook_of(("A",)), **{"xl/worksheets/sheet1.xml": sheet})

    with pytest.raises(refusals.TooManyRows):
        list(open_table(file))


def test_nothing_in_a_workbook():
    with pytest.raises(refusals.NothingInTable):
        open_table(workbook_of())


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (OLE + bytes(2000), refusals.WorkbookTooOld),
        (OLE + bytes(2000) + "EncryptedPackage".encode("utf-16-le"), refusals.WorkbookEncrypted),
        (b"PK\x03\x04" + bytes(200), refusals.WorkbookDamaged),
    ],
)
def test_what_is_no_plain_workbook_is_refused_with_what_to_do(content, refusal):
    with pytest.raises(refusal):
        open_table(io.BytesIO(content))


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ({"xl/vbaProject.bin": b"macro"}, refusals.WorkbookWithMacros),
        ({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}, refusals.WorkbookDamaged),
        ({"xl/workbook.xml": b"nothing"}, refusals.WorkbookDamaged),
        ({"xl/media/image.png": bytes(archives.MAX_PART_IN_MEMORY + 1)}, refusals.WorkbookUnpacksTooLarge),
    ],
)
def test_a_workbook_that_hides_something_or_is_broken_is_refused(parts, refusal):
    with pytest.raises(refusal):
        list(open_table(repacked(workbook_of(("A",), ("x",)), **parts)))


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (0.4125, "0%", "41.25%"),
        (0.29, "0.0%", "29%"),
        (3.456, "0.0", "3.456"),
        (41.0, "General", "41"),
        (42, "00000", "00042"),
        (date(2026, 9, 1), "dd/mm/yy", "2026-09-01"),
    ],
)
def test_all_decimals_are_read_where_they_are_asked_for(value, form, seen):
    workbook = Workbook()
    workbook.active.append(("A",))
    workbook.active.append((value,))
    workbook.active["A2"].number_format = form

    assert [row.cells for row in open_table(saved(workbook), exact=True)] == [(seen,)]


def test_days_of_both_calendars_of_spreadsheets_are_read():
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(("Day",))
    workbook.active.append((date(2026, 11, 15),))

    table = open_table(saved(workbook))

    assert isinstance(table, SheetTable)
    assert [row.cells for row in table] == [("2026-11-15",)]
    assert (table.day_zero, table.visible_sheets) == (date(1904, 1, 1), ("Sheet",))


def test_another_kind_of_archive_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    with pytest.raises(refusals.WorkbookTooOld):
        open_table(file)


def test_laughing_entities_are_not_expanded():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY e0 "haha">{entities}]>' + SHEET % "&e9;"

    with pytest.raises(refusals.WorkbookDamaged):
        list(open_table(repacked(workbook_of(("A",)), **{"xl/worksheets/sheet1.xml": bomb.encode()})))


def test_every_refusal_can_be_kept_as_its_code():
    refusal = refusals.refusal_of("no_such_sheet", {"sheet": "A", "sheets": "B, C"})

    assert str(refusal) == "This workbook has no sheet named A. Its sheets are: B, C."

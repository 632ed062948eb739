import io
import logging
import zipfile
from datetime import date

import pytest
from django.core.files.storage import default_storage
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from evidence.models import EvidenceImport
from evidence.operations.evidence_import import choose_sheet
from evidence.operations.evidence_import_file import PersonalFound
from ilc.tables import refusals
from ilc.tenancy.scope import program_scope
from tests.evidence.imports import bring, check, points, rows, upload, workbook
from tests.evidence.setting import Shared

HEADERS = ("Indicator", "Day", "School", "Figure")


def stored(shared: Shared) -> list[str]:
    """What is kept of tables: rows of the database and files."""
    with program_scope(shared.program.pk):
        kept = [one.file for one in EvidenceImport.objects.all()]
    folder = f"p{shared.program.pk}/evidence-imports"
    return kept + (default_storage.listdir(folder)[1] if default_storage.exists(folder) else [])


NAMED = (
    ("Student name", "Day", "Figure"),
    ("Emma Whitfield", date(2026, 10, 15), "8 of 24"),
    ("Nokomis Sock", date(2026, 10, 15), "9 of 24"),
)


@pytest.mark.parametrize(
    "content", ["\n".join(",".join(map(str, row)) for row in NAMED).encode(), workbook(*NAMED)], ids=["csv", "xlsx"]
)
def test_a_table_with_names_is_refused_and_nothing_of_it_is_kept(
    counted: Shared, content: bytes, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.WARNING), pytest.raises(PersonalFound) as refused:
        upload(counted.placemat, counted.member, content, "Emma Whitfield.csv")

    assert stored(counted) == []
    assert [(cell.line, cell.letter, cell.kind, cell.masked) for _sheet, cell in refused.value.cells] == [
        (2, "A", "name", "E… W…"),
        (3, "A", "name", "N… S…"),
    ]
    assert "2 cells look personal (name)" in caplog.text
    assert not any(word in caplog.text for word in ("Emma", "Whitfield", "Nokomis"))


def test_a_name_in_one_note_is_enough(counted: Shared):
    content = "Day,School,Figure,Note\n2026-10-15,Pictou Road School,8 of 24,Emma Whitfield was away\n"

    with pytest.raises(PersonalFound) as refused:
        upload(counted.placemat, counted.member, content)

    assert [(cell.line, cell.letter) for _sheet, cell in refused.value.cells] == [(2, "D")]


def test_names_as_headers_are_found_too(counted: Shared):
    with pytest.raises(PersonalFound):
        upload(counted.placemat, counted.member, "Day,Emma Whitfield,Liam Brown\n2026-10-15,8,9\n")


def test_names_on_another_sheet_keep_the_whole_workbook_out(counted: Shared):
    made = Workbook()
    made.active.append(("Day", "Figure"))
    made.active.append((date(2026, 10, 15), "8 of 24"))
    made.create_sheet("Class list").append(("Emma Whitfield", "Liam Brown"))
    file = io.BytesIO()
    made.save(file)

    with pytest.raises(PersonalFound) as refused:
        upload(counted.placemat, counted.member, file.getvalue())

    assert {sheet for sheet, _cell in refused.value.cells} == {"Class list"}
    assert stored(counted) == []


def test_only_the_cells_of_sheets_that_are_seen_are_kept(counted: Shared):
    made = Workbook()
    made.properties.creator = "Emma Whitfield"
    made.active.append(("Day", "Figure"))
    made.active.append((date(2026, 10, 15), "8 of 24"))
    hidden = made.create_sheet("Hidden")
    hidden.append(("Day", "secret"))
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    made.save(file)

    found = upload(counted.placemat, counted.member, file.getvalue(), "Emma Whitfield.xlsx")

    assert found.file_name == "Table.xlsx"
    with default_storage.open(found.file) as copy:
        assert copy.read() == b"Day,Figure\n2,,2026-10-15,8 of 24\n"
    assert len(found.options["sheets"]) == 1


def test_what_numbers_and_days_look_like_in_a_workbook_is_read_right(counted: Shared):
    made = Workbook()
    sheet = made.active
    sheet.append((*HEADERS, "Of how many"))
    sheet.append(("Visits each week", date(2026, 9, 15), "Pictou Road School", 0.41111, 360))
    sheet.append(("", 46310, "", "9 of 24", ""))
    sheet.append(("", date(2026, 11, 15), "", "=8/24", 24))
    sheet.append(("Visits each week", date(2026, 11, 16), "Pictou Road School", "n/a", 24))
    sheet.append(("Visits each week", date(2026, 11, 17), "Pictou Road School", "<5", 24))
    sheet["D2"].number_format = "0%"
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("C2:C4")
    file = io.BytesIO()
    made.save(file)

    found = check(upload(counted.placemat, counted.member, file.getvalue(), "counts.xlsx"))

    assert rows(found) == [
        (2, "new", []),
        (3, "new", []),
        (4, "nothing", []),  # the formula was never computed: the file holds no result of it
        (5, "nothing", []),
        (6, "problem", ["hidden"]),
    ]
    assert points(bring(found, counted.member, leave_out_problems=True)) == [
        ("2026-09-15", "Pictou Road School", None, (148, 360)),
        ("2026-10-15", "Pictou Road School", None, (9, 24)),
    ]


def test_days_of_a_1904_workbook_are_read_right(counted: Shared):
    made = Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.active.append(HEADERS)
    made.active.append(("Visits each week", date(2026, 10, 15), "", "8 of 24"))
    made.active.append(("Visits each week", 44849, "", "9 of 24"))
    file = io.BytesIO()
    made.save(file)

    found = check(upload(counted.placemat, counted.member, file.getvalue()))

    assert [point[0] for point in points(bring(found, counted.member))] == ["2026-10-15", "2026-10-16"]


@pytest.mark.parametrize("text", ["=8/24", "=1+1", "@SUM(A1)", '=cmd|"/c calc"!A1'])
def test_a_formula_as_text_is_refused_with_its_row(counted: Shared, text: str):
    content = "Indicator;Day;Figure;Note\nVisits each week;2026-10-15;8 of 24;" + text + "\n"

    assert rows(check(upload(counted.placemat, counted.member, content))) == [(2, "problem", ["formula"])]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<html><body><table><tr><td>Day</td></tr></table></body></html>", refusals.WebPage),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', refusals.WebPage),
        (b"PK\x03\x04 not a zip", refusals.WorkbookDamaged),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", refusals.NotText),
        (b"", refusals.NothingInTable),
    ],
)
def test_a_file_that_is_no_table_is_refused_whatever_its_name(counted: Shared, content: bytes, refusal: type):
    with pytest.raises(refusal):
        upload(counted.placemat, counted.member, content, "counts.xlsx")

    assert stored(counted) == []


def test_a_workbook_with_macros_and_one_that_unpacks_without_end_are_refused(counted: Shared):
    plain = workbook(HEADERS)
    for name, data, refusal in (
        ("xl/vbaProject.bin", b"macro", refusals.WorkbookWithMacros),
        ("xl/media/a.png", bytes(70_000_000), refusals.WorkbookUnpacksTooLarge),
    ):
        file = io.BytesIO(plain)
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data)
        with pytest.raises(refusal):
            upload(counted.placemat, counted.member, file.getvalue())


def test_external_entities_in_a_workbook_read_nothing(counted: Shared):
    sheet = (
        '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Day&x;</t></is></c></row></sheetData></worksheet>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(HEADERS))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))

    with pytest.raises(refusals.WorkbookDamaged):
        upload(counted.placemat, counted.member, file.getvalue())


def test_a_sheet_can_be_chosen_and_its_columns_are_guessed_anew(counted: Shared):
    made = Workbook()
    made.active.append(("Read me", "first"))
    made.active.append(("nothing", "here"))
    made.create_sheet("Counts").append(HEADERS)
    made["Counts"].append(("Visits each week", date(2026, 10, 15), "", "8 of 24"))
    file = io.BytesIO()
    made.save(file)
    found = upload(counted.placemat, counted.member, file.getvalue())

    with program_scope(counted.program.pk):
        choose_sheet(found, number=1)
        found.refresh_from_db()

    assert found.columns == ["indicator", "day", "school", "figure"]
    assert check(found).counts["new"] == 1

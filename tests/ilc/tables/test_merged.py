import io

from openpyxl import Workbook

from ilc.tables import merged
from ilc.tables.opening import open_table


def workbook_with(*ranges: str) -> io.BytesIO:
    workbook = Workbook()
    sheet = workbook.active
    for row in (("School", "Day", "Count", ""), ("Gull Rock", "May", 1, ""), ("", "June", 2, ""), (), ("", "July", 3)):
        sheet.append(row)
    for cells in ranges:
        sheet.merge_cells(cells)
    file = io.BytesIO()
    workbook.save(file)
    return file


def test_each_of_some_merged_cells_says_what_they_show_together():
    table = open_table(workbook_with("A2:A5"))

    assert [row.cells for row in table] == [
        ("Gull Rock", "May", "1"),
        ("Gull Rock", "June", "2"),
        ("Gull Rock", "July", "3"),
    ]


def test_merged_headers_name_each_column():
    assert open_table(workbook_with("C1:D1")).headers == ("School", "Day", "Count", "Count (2)")


def test_of_very_many_ranges_the_first_are_read(monkeypatch):
    monkeypatch.setattr(merged, "MOST_RANGES", 1)

    table = open_table(workbook_with("A2:A3", "C1:D1"))

    filled = [table.headers[3] == "Count (2)", [row.cells[0] for row in table][1] == "Gull Rock"]
    assert sorted(filled) == [False, True]


def test_a_range_beyond_the_last_row_makes_no_rows():
    assert len(list(open_table(workbook_with("A2:A500")))) == 3

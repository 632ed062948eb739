import io
import tracemalloc
from pathlib import Path

import pytest

from ilc.tables import reading, refusals
from ilc.tables.reading import TableProblem, TableRow, read_csv

PEOPLE = "Nom;Prénom;Courriel\r\nCôté;Zoë;zoe@exemple.ca\r\n"


def table_of(text: str, encoding: str = "utf-8") -> reading.Table:
    return read_csv(io.BytesIO(text.encode(encoding)))


def cells_of(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in table_of(text)]


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252"),
        ("latin-1", "Windows-1252"),
    ],
)
def test_accents_are_read_right_in_every_encoding_that_spreadsheets_write(encoding, label):
    table = table_of(PEOPLE, encoding)

    assert table.encoding == label
    assert table.headers == ("Nom", "Prénom", "Courriel")
    assert list(table) == [TableRow(2, ("Côté", "Zoë", "zoe@exemple.ca"), ())]


def test_utf_16_is_read_in_either_byte_order():
    big_endian = read_csv(io.BytesIO(b"\xfe\xff" + PEOPLE.encode("utf-16-be")))

    assert [row.cells for row in big_endian] == [("Côté", "Zoë", "zoe@exemple.ca")]


def test_bytes_that_windows_leaves_unassigned_are_read_as_latin_1_and_named_in_their_row():
    table = read_csv(io.BytesIO(b"Name,School\nAn\xe9,\x81cole\n"))

    assert table.encoding == "Latin-1"
    assert list(table) == [TableRow(2, ("Ané", "\ufffdcole"), (TableProblem("control_character", 1, "\ufffdcole"),))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_found(delimiter):
    table = table_of(f"Name{delimiter}School\nAna{delimiter}Gull Rock\n")

    assert table.delimiter == delimiter
    assert [row.cells for row in table] == [("Ana", "Gull Rock")]


def test_commas_inside_the_cells_of_a_file_with_semicolons_do_not_mislead():
    table = table_of("Nom, prénom;Courriel;Rôles\nCôté, Zoë;zoe@exemple.ca;leader, admin\nRoy;roy@exemple.ca;admin\n")

    assert table.delimiter == ";"
    assert table.headers == ("Nom, prénom", "Courriel", "Rôles")


def test_the_delimiter_that_excel_names_in_its_first_line_wins_and_the_line_has_no_number():
    table = table_of("sep=|\r\nName|A;B\r\nAna|c;d\r\n")

    assert table.delimiter == "|"
    assert list(table) == [TableRow(2, ("Ana", "c;d"), ())]


def test_one_column_is_enough():
    assert cells_of("Courriel\nzoe@exemple.ca\n") == [("zoe@exemple.ca",)]


def test_quoting_as_excel_does_it():
    text = 'Name,School,Number\r\n"Roy ""Ti-Loup"", Léo","Gull Rock\r\nAnnex","=""00123"""\r\nAna,Bay,="007"\r\n'

    assert cells_of(text) == [('Roy "Ti-Loup", Léo', "Gull Rock\r\nAnnex", "00123"), ("Ana", "Bay", "007")]


def test_a_formula_is_kept_as_its_words():
    assert cells_of("Name,Link\nAna,=HYPERLINK(1)\n=cmd|' /C calc'!A0,x\n") == [
        ("Ana", "=HYPERLINK(1)"),
        ("=cmd|' /C calc'!A0", "x"),
    ]


def test_rows_have_the_numbers_that_a_spreadsheet_shows():
    text = '\r\nName,School\r\n\r\n"Ana\nMaria",Bay\r\n,\r\n  , \r\nZoë,Cove\r\n'

    assert [(row.number, row.cells) for row in table_of(text)] == [(4, ("Ana\nMaria", "Bay")), (7, ("Zoë", "Cove"))]


def test_old_line_ends_are_read_too():
    assert cells_of("Name,School\rAna,Bay\rZoë,Cove\r") == [("Ana", "Bay"), ("Zoë", "Cove")]


def test_a_row_with_other_cells_than_the_headers_is_named():
    rows = list(table_of("Name,School\nAna\nZoë,Cove,3rd\nLéo,Bay,,\n"))

    assert rows == [
        TableRow(2, ("Ana", ""), (TableProblem("ragged", None, "1"),)),
        TableRow(3, ("Zoë", "Cove"), (TableProblem("ragged", None, "3"),)),
        TableRow(4, ("Léo", "Bay"), ()),
    ]


def test_nul_and_control_characters_are_named_and_taken_out():
    rows = list(table_of("Name,School\nA\0na,Bay\nZoë,Co\x1bve\nLéo,Bay\tArm\n"))

    assert rows == [
        TableRow(2, ("A\ufffdna", "Bay"), (TableProblem("control_character", 0, "A\ufffdna"),)),
        TableRow(3, ("Zoë", "Co\ufffdve"), (TableProblem("control_character", 1, "Co\ufffdve"),)),
        TableRow(4, ("Léo", "Bay\tArm"), ()),
    ]


def test_a_very_long_cell_is_named_and_cut():
    (row,) = table_of(f"Name,School\nAna,{'b' * 10_001}\n")

    assert row == TableRow(2, ("Ana", "b" * 10_000), (TableProblem("cell_too_long", 1, "10001"),))


def test_a_quotation_mark_in_the_wrong_place_spoils_its_own_row_only():
    rows = list(table_of('Name,School\n"Ana"s,Bay\nZoë,Cove\n'))

    assert rows == [TableRow(2, ("", ""), (TableProblem("broken_quotes", None, ""),)), TableRow(3, ("Zoë", "Cove"), ())]


@pytest.mark.parametrize("rows_after", [2, 20_000])
def test_a_quotation_mark_that_never_closes_refuses_the_file_and_names_the_row(rows_after):
    table = table_of("Name,School\nAna,Bay\n" + '"Zoë,Cove\n' + "Léo,Bay\n" * rows_after)

    with pytest.raises(refusals.QuoteNeverCloses) as refusal:
        list(table)

    assert refusal.value.values == {"row": 3}
    assert str(refusal.value).startswith("Row 3 opens a quotation mark")


def test_headers_are_trimmed_and_no_two_are_alike():
    table = table_of(' Name ,,name,"E-mail\n address",Name,\n')

    assert table.headers == ("Name", "B", "name (2)", "E-mail address", "Name (3)")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", refusals.NothingInTable),
        (b"\xef\xbb\xbf\r\n , \r\n", refusals.NothingInTable),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><table><tr><td>A</td></tr></table>", refusals.WebPage),
        (b"<TABLE><tr><td>A</td></tr></TABLE>", refusals.WebPage),
        ("<html><body>".encode("utf-16"), refusals.WebPage),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', refusals.WebPage),
        (b"PK\x03\x04workbook", refusals.WorkbookNotText),
        (b"\xd0\xcf\x11\xe0old workbook", refusals.WorkbookNotText),
        (b"\xff\xfe\x00\x00", refusals.NotText),
        (b"\xff\xfea\x00\x00\xd8", refusals.NotText),
        (b"\xef\xbb\xbfName\nAn\xe9\n", refusals.NotText),
        (b"N\0a\0m\0e\0\nAna\n", refusals.NotText),
        (b"a," * 201 + b"z\n", refusals.TooManyColumns),
        (b'"Name\nAna\n', refusals.QuoteNeverCloses),
        (b"x" * 200_000, refusals.LineTooLong),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(content, refusal):
    with pytest.raises(refusal) as caught:
        read_csv(io.BytesIO(content))

    assert "%" not in str(caught.value)


def test_a_lone_surrogate_in_utf_16_is_refused():
    with pytest.raises(refusals.NotText):
        read_csv(io.BytesIO(b"\xff\xfe" + "Name\nZo".encode("utf-16-le") + b"\x00\xd8\n\x00"))


def test_a_file_of_too_many_bytes_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "large.csv"
    with path.open("wb") as large:
        large.truncate(reading.MAX_BYTES + 1)

    with pytest.raises(refusals.TableTooLarge, match="larger than 50 MB"):
        read_csv(path)


def test_two_hundred_thousand_rows_are_read_and_not_one_more():
    rows = b"Name\n" + b"Ana\n" * reading.MAX_ROWS

    assert sum(1 for _ in read_csv(io.BytesIO(rows))) == reading.MAX_ROWS
    with pytest.raises(refusals.TooManyRows):
        list(read_csv(io.BytesIO(rows + b"Ana\n")))


def test_a_kept_refusal_turns_into_the_same_words_again():
    refusal = refusals.QuoteNeverCloses(row=12)

    assert str(refusals.refusal_of(refusal.code, refusal.values)) == str(refusal)


def test_a_table_of_a_path_is_read_twice_in_batches_and_tells_how_far_it_is(tmp_path: Path):
    path = tmp_path / "people.csv"
    path.write_text("Name\n" + "Ana\n" * 5, encoding="utf-8")
    table = read_csv(path)

    sizes = [[len(batch) for batch in table.batches(2)] for _ in range(2)]

    assert sizes == [[2, 2, 1], [2, 2, 1]]
    assert table.bytes_read == table.size == 25


def test_memory_does_not_grow_with_the_number_of_rows(tmp_path: Path):
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.csv"
        path.write_text("Name;Courriel;École\n" + "Zoë Côté;zoe@exemple.ca;Gull Rock\n" * count, encoding="cp1252")
        tracemalloc.start()
        for _ in read_csv(path).batches(1000):
            pass
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(100)
    assert peak(100_000) <= 1.25 * peak(10_000)


def test_memory_stays_small_for_a_file_without_line_ends():
    class Endless(io.RawIOBase):
        """Fifty megabytes of one line that nobody keeps in memory."""

        position = 0

        def seek(self, offset: int, whence: int = 0) -> int:
            self.position = offset if whence == 0 else 50_000_000
            return self.position

        def read(self, size: int = -1) -> bytes:
            size = min(size, 50_000_000 - self.position)
            self.position += size
            return b"x" * size

    tracemalloc.start()
    with pytest.raises(refusals.LineTooLong):
        read_csv(Endless())  # type: ignore[arg-type]
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert highest < 5_000_000


@pytest.mark.parametrize("byte", [bytes([byte]) for byte in range(256)])
def test_any_byte_in_a_cell_is_read_or_named_or_refused_and_never_dropped(byte):
    try:
        rows = list(read_csv(io.BytesIO(b"Name,School\nA" + byte + b"na,Bay\nZo,Cove\n")))
    except refusals.TableRefused:
        return

    assert rows[-1].cells == ("Zo", "Cove")
    assert all("\0" not in cell for row in rows for cell in row.cells)
    assert len(rows[0].cells[0]) == 4 or len(rows) == 3 or rows[0].problems

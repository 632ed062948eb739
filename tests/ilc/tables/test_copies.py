import io

from ilc.tables.copies import CopyWriter, TableCopy
from ilc.tables.opening import open_table
from ilc.tables.reading import TableRow


def test_a_copy_gives_the_rows_that_were_read_with_their_numbers_and_problems():
    table = open_table(io.BytesIO('School;Note\n\nGull Rock;"two\nlines"\nÉcole;=1+1;more\n'.encode()))
    rows = list(table)
    file = io.BytesIO()

    writer = CopyWriter(file, table.headers)
    writer.write(rows[:1])
    writer.write(rows[1:])
    writer.end()

    copy = TableCopy(file)
    assert copy.headers == ("School", "Note")
    assert list(copy) == list(copy) == rows
    assert [row.number for row in rows] == [3, 4]
    assert list(copy.batches(1))[1] == [TableRow(4, ("École", "=1+1"), rows[1].problems)]
    assert rows[1].problems[0].code == "ragged"

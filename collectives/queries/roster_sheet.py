"""Rosters as files: the template to fill in, and the rows that need a look with what helps."""

import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, BinaryIO, cast

from django.core.files.storage import default_storage
from django.utils.translation import gettext

from collectives.models import RosterImport, RosterRow, RosterRowState
from collectives.queries.roster import FIELD_LABELS
from collectives.queries.roster_problem import one_line
from ilc.tables.opening import open_table
from ilc.tables.writing import write_csv

_TEMPLATE_FIELDS = ("name", "email", "position", "school", "district", "region", "language", "roles")


def roster_template() -> bytes:
    """An empty CSV file whose headers are recognised, in the reader's language."""
    return b"".join(write_csv([[str(FIELD_LABELS[field]) for field in _TEMPLATE_FIELDS]]))


def problem_sheet(roster: RosterImport) -> IO[bytes]:
    """A CSV file of the rows with problems, as they came, with what helps in a last column. Two SQL queries.

    On disk, open at its start; the caller closes it. Bring it in again once it is repaired.
    """
    sheet = tempfile.TemporaryFile()  # noqa: SIM115 - the answer that sends it closes it
    for piece in write_csv(_problem_rows(roster)):
        sheet.write(piece)
    sheet.seek(0)
    return sheet


def _problem_rows(roster: RosterImport) -> Iterator[Sequence[str]]:
    headers = roster.options["headers"]
    yield [*headers, gettext("What helps")]
    rows = RosterRow.objects.filter(roster_import=roster, state=RosterRowState.PROBLEM).order_by("line")
    problems = rows.values_list("line", "problems").iterator(chunk_size=1000)
    wanted = next(problems, None)
    with default_storage.open(roster.file) as file:
        for row in open_table(cast(BinaryIO, file)):
            if wanted is None:
                return
            if row.number == wanted[0]:
                yield [*row.cells, one_line(wanted[1], headers=headers)]
                wanted = next(problems, None)

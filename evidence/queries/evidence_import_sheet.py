"""Tables of data points as files: the template to fill in, and the rows that need a look with what helps."""

import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, BinaryIO, Final, cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from evidence.models import EvidenceImport, EvidenceImportRow, EvidenceImportRowState, MeasureKind
from evidence.queries.evidence_import_names import (
    counted_indicators,
    district_school_names,
    indicator_names,
    student_group_names,
)
from evidence.queries.evidence_import_problem import one_line
from ilc.tables.copies import TableCopy
from ilc.tables.writing import write_csv, write_xlsx
from inquiry.models import Placemat

_MOST_ROWS: Final = 2_000


def template_rows(placemat: Placemat, district: UUID) -> list[list[str]]:
    """A table with a row for each indicator that is counted and each own school, its figures open. Four SQL queries."""
    counted_as = counted_indicators(placemat)
    counted = [(text, counted_as[pk].kind) for pk, text in indicator_names(placemat) if pk in counted_as]
    schools = [name for _pk, name in district_school_names(district)] or [""]
    used = {kind for _text, kind in counted} or {MeasureKind.SHARE}
    fields = [_("Figure")] if used & {MeasureKind.VALUE, MeasureKind.SCALE, MeasureKind.YES_NO} else []
    fields += [_("How many"), _("Of how many")] if MeasureKind.SHARE in used else []
    fields += [_("Words")] if MeasureKind.WORDS in used else []
    header = [_("Indicator"), _("Day"), _("School"), _("Student group"), *fields, _("Note")]
    rows = [[text, "", school, *[""] * (len(header) - 3)] for text, _kind in counted for school in schools]
    return [header, *rows[:_MOST_ROWS]]


def template_csv(placemat: Placemat, district: UUID) -> bytes:
    """The template as a CSV file."""
    return b"".join(write_csv(template_rows(placemat, district)))


def template_xlsx(placemat: Placemat, district: UUID) -> bytes:
    """The template as a workbook, with the names of schools and student groups on sheets beside it."""
    return write_xlsx(
        {
            _("Data points"): template_rows(placemat, district),
            _("Schools"): [[_("School")], *([name] for _pk, name in district_school_names(district))],
            _("Student groups"): [[_("Student group")], *([name] for name in _group_names())],
        }
    )


def _group_names() -> list[str]:
    """Each student group once: under its name, and under that with its kind where two have the same."""
    said = student_group_names()
    names = [name for _pk, name in said[::2]]
    return [name if names.count(name) == 1 else full for name, (_pk, full) in zip(names, said[1::2], strict=True)]


def problem_sheet(evidence_import: EvidenceImport) -> IO[bytes]:
    """A CSV file of the rows with problems, as they came, with what helps in a last column. One SQL query.

    On disk, open at its start; the caller closes it. Bring it in again once it is repaired.
    """
    sheet = tempfile.TemporaryFile()  # noqa: SIM115 - the answer that sends it closes it
    for piece in write_csv(_problem_rows(evidence_import)):
        sheet.write(piece)
    sheet.seek(0)
    return sheet


def _problem_rows(evidence_import: EvidenceImport) -> Iterator[Sequence[str]]:
    headers = evidence_import.options["headers"]
    yield [*headers, _("What helps")]
    rows = EvidenceImportRow.objects.filter(
        evidence_import=evidence_import.pk, state=EvidenceImportRowState.PROBLEM
    ).order_by("line", "column")
    problems = rows.values_list("line", "problems").iterator(chunk_size=1000)
    wanted = next(problems, None)
    with default_storage.open(evidence_import.file) as file:
        for row in TableCopy(cast(BinaryIO, file)):
            said = []
            while wanted is not None and wanted[0] == row.number:
                said.append(one_line(wanted[1], headers=headers))
                wanted = next(problems, None)
            if said:
                yield [*row.cells, " / ".join(said)]
            if wanted is None:
                return

"""A table of data points on its way in: uploaded, columns named, looked at, brought in or stopped, undone."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, datetime
from typing import Any, BinaryIO, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Participant
from evidence.engine.days import tells_day_first
from evidence.engine.evidence_import_words import FIELDS, LEVELS, SPREADS, guess_columns
from evidence.engine.numbers import tells_decimal_comma
from evidence.models import EvidenceImport, EvidenceImportState
from evidence.operations.evidence_import_file import Sheet, plain_file_name, read_sheets
from evidence.permissions.data_point import own_district
from evidence.queries.evidence_import_names import (
    district_school_names,
    names_that_pass,
    scale_of,
    student_group_names,
)
from ilc.due import cancel, schedule
from ilc.errors import Refused
from ilc.tables.folding import fold
from ilc.tenancy.scope import bound_program_id
from inquiry.models import Placemat

CHECK: Final = "evidence_import_check"
BRING_IN: Final = "evidence_import_bring_in"
UNDO: Final = "evidence_import_undo"
"""What is due for a table; the key is its id."""

_FIGURES: Final = frozenset(("figure", "numerator", "percent", "words", *LEVELS))


class NoDistrict(Refused):
    """Whoever brings it belongs to no district."""


class ColumnsNotChosen(Refused):
    """The columns do not tell what the data points are."""


class ImportElsewhere(Refused):
    """The table is at another point than the person saw; nothing was done."""


class RowsNeedALook(Refused):
    """Some rows have problems and nobody said to leave them out."""


class NothingToBringIn(Refused):
    """Every data point stands already, or has a problem."""


@transaction.atomic
def upload_evidence(
    placemat: Placemat, *, file: BinaryIO, file_name: str, by: Participant, now: datetime
) -> EvidenceImport:
    """Keep a copy of a file's cells and guess what its columns hold. Raises TableRefused, PersonalFound, NoDistrict.

    The file itself is not kept. The copy goes again when the transaction does not come to its end.
    """
    district = own_district(by)
    if district is None:
        raise NoDistrict(_("Figures belong to a district, and you have none here. Ask a program admin to name yours."))
    with ExitStack() as stack:
        known = names_that_pass(placemat)
        sheets = read_sheets(file, known=known, today=now.date(), stack=stack)
        kept = [sheet.kept(bound_program_id()) | _guessed(sheet, placemat, district, by.language) for sheet in sheets]
    made = EvidenceImport(
        placemat=placemat,
        district_id=district,
        file_name=plain_file_name(file_name),
        options={"sheets": kept, "indicator": "", "day": "", "fill_down": False},
        uploaded_by=by,
        uploaded_at=now,
    )
    _take_sheet(made, 0)
    made.save()
    made.refresh_from_db(fields=["pk"])
    return made


@transaction.atomic
def choose_sheet(evidence_import: EvidenceImport, *, number: int) -> None:
    """Read another sheet of the workbook. Raises ImportElsewhere; ColumnsNotChosen when it has no such sheet."""
    evidence_import = _locked(
        evidence_import, EvidenceImportState.UPLOADED, EvidenceImportState.CHECKED, EvidenceImportState.STOPPED
    )
    if not 0 <= number < len(evidence_import.options["sheets"]):
        raise ColumnsNotChosen(_("This workbook has no such sheet. Choose one of those it has."))
    _take_sheet(evidence_import, number)
    evidence_import.state, evidence_import.trouble = EvidenceImportState.UPLOADED, ""
    evidence_import.save()


@transaction.atomic
def choose_columns(
    evidence_import: EvidenceImport,
    *,
    columns: Sequence[str],
    indicator: UUID | None,
    day: date | None,
    decimal_comma: bool,
    day_first: bool,
    fill_down: bool,
    now: datetime,
) -> None:
    """Say what each column holds and have every row checked. Raises ColumnsNotChosen, ImportElsewhere.

    `indicator` and `day` are those of every row whose cells name none. `decimal_comma` and `day_first` settle what can
    be read in two ways. With `fill_down` an empty cell of what names a row means the one above.
    """
    evidence_import = _locked(
        evidence_import, EvidenceImportState.UPLOADED, EvidenceImportState.CHECKED, EvidenceImportState.STOPPED
    )
    _check_columns(columns, evidence_import, has_indicator=indicator is not None, has_day=day is not None)
    evidence_import.columns = list(columns)
    evidence_import.options |= {
        "indicator": str(indicator or ""),
        "day": day.isoformat() if day else "",
        "decimal_comma": decimal_comma,
        "day_first": day_first,
        "fill_down": fill_down,
    }
    evidence_import.state, evidence_import.trouble = EvidenceImportState.CHECKING, ""
    evidence_import.counts, evidence_import.rows_read = {}, 0
    evidence_import.save()
    schedule(CHECK, str(evidence_import.pk), due_at=now)


@transaction.atomic
def stop_check(evidence_import: EvidenceImport, *, now: datetime) -> None:
    """Stop reading the table; nothing of it was brought. Raises ImportElsewhere when it has been read already."""
    evidence_import = _locked(evidence_import, EvidenceImportState.CHECKING)
    evidence_import.state = EvidenceImportState.STOPPED
    evidence_import.save(update_fields=["state"])
    cancel(CHECK, str(evidence_import.pk), now=now)


@transaction.atomic
def start_bringing_in(
    evidence_import: EvidenceImport, *, leave_out_problems: bool, by: Participant, now: datetime
) -> None:
    """Have new data points brought and changed ones corrected.

    Raises RowsNeedALook, NothingToBringIn, ImportElsewhere.
    """
    evidence_import = _locked(evidence_import, EvidenceImportState.CHECKED)
    problems = evidence_import.counts["problem"]
    if not evidence_import.counts["new"] + evidence_import.counts["changed"]:
        raise NothingToBringIn(_("No data point in this table is new or changed, so there is nothing to bring in."))
    if problems and not leave_out_problems:
        raise RowsNeedALook(
            ngettext(
                "%(count)s row needs a look. Repair it in the table, or say that it may be left out.",
                "%(count)s rows need a look. Repair them in the table, or say that they may be left out.",
                problems,
            )
            % {"count": problems},
        )
    evidence_import.state, evidence_import.trouble = EvidenceImportState.BRINGING_IN, ""
    evidence_import.brought_in_by, evidence_import.brought_in_at = by, now
    evidence_import.save()
    schedule(BRING_IN, str(evidence_import.pk), due_at=now)


@transaction.atomic
def stop_bringing_in(evidence_import: EvidenceImport) -> None:
    """Do not bring it in after all. Raises ImportElsewhere when it is in already.

    Work under way looks here after each piece, and takes back what it did; its row in `due` is its own until then.
    """
    evidence_import = _locked(evidence_import, EvidenceImportState.BRINGING_IN)
    evidence_import.state = EvidenceImportState.CHECKED
    evidence_import.brought_in_by = evidence_import.brought_in_at = None
    evidence_import.save()


@transaction.atomic
def start_undoing(evidence_import: EvidenceImport, *, by: Participant, now: datetime) -> None:
    """Have what was brought in taken back, as far as nobody changed it since. Raises ImportElsewhere."""
    evidence_import = _locked(evidence_import, EvidenceImportState.DONE)
    evidence_import.state = EvidenceImportState.UNDOING
    evidence_import.undone_by, evidence_import.undone_at = by, now
    evidence_import.save()
    schedule(UNDO, str(evidence_import.pk), due_at=now)


def _guessed(sheet: Sheet, placemat: Placemat, district: UUID, language: str) -> dict[str, Any]:
    """What the columns of a sheet seem to hold, and how it seems to write decimals and days."""
    cells = [cell for row in sheet.sample for cell in row]
    comma, first = tells_decimal_comma(cells), tells_day_first(cells)
    return {
        "columns": guess_columns(
            sheet.headers,
            scale=scale_of(placemat),
            schools={fold(name) for _pk, name in district_school_names(district)},
            groups={fold(name) for _pk, name in student_group_names()},
        ),
        "decimal_comma": language in {"fr", "es"} if comma is None else comma,
        "day_first": language in {"fr", "es"} if first is None else first,
    }


def _take_sheet(evidence_import: EvidenceImport, number: int) -> None:
    sheet = evidence_import.options["sheets"][number]
    evidence_import.file, evidence_import.columns = sheet["file"], list(sheet["columns"])
    evidence_import.rows_total, evidence_import.rows_read = sheet["rows"], 0
    names = ("headers", "encoding", "day_zero", "decimal_comma", "day_first")
    evidence_import.options |= {"sheet": number} | {name: sheet[name] for name in names}


def _locked(evidence_import: EvidenceImport, *states: EvidenceImportState) -> EvidenceImport:
    """The table as it is now, until this transaction ends; two people may press at once."""
    evidence_import = EvidenceImport.objects.select_for_update().get(pk=evidence_import.pk)
    if evidence_import.state not in states:
        raise ImportElsewhere(
            _("This table has moved on meanwhile: it is %(state)s. Look at it again.")
            % {"state": EvidenceImportState(evidence_import.state).label},
        )
    return evidence_import


def _check_columns(columns: Sequence[str], one: EvidenceImport, *, has_indicator: bool, has_day: bool) -> None:
    chosen = [name for name in columns if name]
    fields = [name for name in chosen if not name.startswith("each_")]
    spreads = {name.removeprefix("each_") for name in chosen if name.startswith("each_")}
    if len(columns) != len(one.options["headers"]) or not set(fields) <= set(FIELDS) or not spreads <= set(SPREADS):
        raise ColumnsNotChosen(_("One of these columns is not in the table. Choose the columns again."))
    if len(set(fields)) < len(fields):
        raise ColumnsNotChosen(_("One thing is chosen for two columns. Choose it for one column only."))
    if len(spreads) > 1 or spreads & set(fields) or (spreads and set(fields) & (_FIGURES - {"words"})):
        raise ColumnsNotChosen(
            _("Where several columns hold figures, they are all of one kind, and no other column says the same.")
        )
    if not spreads and not _FIGURES & set(fields):
        raise ColumnsNotChosen(_("Choose at least one column that holds the figures or the words."))
    if not has_indicator and not {"indicator"} & (set(fields) | spreads):
        raise ColumnsNotChosen(_("Choose the column that names the indicators, or one indicator for all rows."))
    if not has_day and not {"day"} & (set(fields) | spreads):
        raise ColumnsNotChosen(_("Choose the column that holds the days, or one day for all rows."))

"""Tables of data points as pages show them: their list, columns with samples, rows with what would change."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, cast

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant, School
from evidence.models import EvidenceImport, EvidenceImportRow, EvidenceImportRowState, StudentGroup
from evidence.permissions.evidence_import import visible_evidence_imports
from evidence.queries.evidence_import_problem import ProblemWords, problem_words
from ilc.tables.copies import TableCopy
from ilc.tables.folding import column_letter
from inquiry.models import Indicator, Placemat

ROWS_TO_A_PAGE: Final = 50
_SAMPLES: Final = 3
_LISTED: Final = 20

FIELD_LABELS: Final[dict[str, str | Promise]] = {
    "indicator": _("Indicator"),
    "day": _("Day"),
    "school": _("School"),
    "group": _("Student group"),
    "figure": _("Figure: 12, 8 of 36, yes"),
    "numerator": _("How many"),
    "denominator": _("Of how many"),
    "percent": _("Percent"),
    "words": _("Words"),
    "note": _("Note"),
}
SPREAD_LABELS: Final[dict[str, str | Promise]] = {
    "each_day": _("Figures of the day in its header"),
    "each_school": _("Figures of the school in its header"),
    "each_group": _("Figures of the student group in its header"),
    "each_indicator": _("Figures of the indicator in its header"),
}


@dataclass(frozen=True)
class ColumnSample:
    """One column of a table: its letter in a spreadsheet, its header, its first cells."""

    letter: str
    header: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One figure of a data point, before and after. Empty: nothing there."""

    label: str | Promise
    old: str
    new: str


@dataclass(frozen=True)
class ImportLine:
    """One data point of a table as the preview shows it."""

    line: int
    state: str
    indicator: str
    on: Any
    place: str
    figure: str
    changes: tuple[Change, ...]
    problems: tuple[ProblemWords, ...]


@dataclass(frozen=True)
class ImportPage:
    """Some data points, and what the next page begins after (empty on the last)."""

    lines: tuple[ImportLine, ...] = ()
    next_after: str = ""


def list_evidence_imports(participant: Participant, placemat: Placemat) -> QuerySet[EvidenceImport]:
    """The latest tables of the participant's district on a placemat, newest first. One SQL query."""
    imports = visible_evidence_imports(participant).filter(placemat=placemat)
    return imports.select_related("uploaded_by").order_by("-uploaded_at")[:_LISTED]


def column_samples(evidence_import: EvidenceImport) -> list[ColumnSample]:
    """The columns of the table with the first cells of each. Reads the copy's beginning, no SQL."""
    with default_storage.open(evidence_import.file) as file:
        rows = [row.cells for row in itertools.islice(TableCopy(cast(BinaryIO, file)), _SAMPLES)]
    return [
        ColumnSample(column_letter(index), header, tuple(row[index] for row in rows))
        for index, header in enumerate(evidence_import.options["headers"])
    ]


def list_import_rows(
    evidence_import: EvidenceImport, *, states: Sequence[str], after: tuple[int, int], kept_only: bool = False
) -> ImportPage:
    """The data points in these states after a line and a column of the table. At most four SQL queries."""
    rows = EvidenceImportRow.objects.filter(evidence_import=evidence_import.pk, state__in=states)
    rows = rows.filter(Q(line__gt=after[0]) | Q(line=after[0], column__gt=after[1]))
    if kept_only:
        rows = rows.exclude(problems=[])
    found = list(rows.order_by("line", "column")[: ROWS_TO_A_PAGE + 1])
    shown = found[:ROWS_TO_A_PAGE]
    names = _names(shown)
    lines = tuple(_line(row, names, evidence_import.options["headers"]) for row in shown)
    last = shown[-1] if len(found) > ROWS_TO_A_PAGE else None
    return ImportPage(lines, f"{last.line}-{last.column}" if last else "")


def figure_text(kind: str, values: Mapping[str, Any]) -> str:
    """A figure in words, without a unit: "8 / 36", "12.5", "3 · 5 · 8". Empty where there is none."""
    if kind in {"share", "yes_no"} and values.get("numerator") is not None:
        return f"{values['numerator']} / {values['denominator']}"
    if kind == "scale" and values.get("counts"):
        return " · ".join(map(str, values["counts"]))
    if kind == "value" and values.get("value") is not None:
        return f"{values['value']:.12g}"
    return str(values.get("words") or "")


def _line(row: EvidenceImportRow, names: dict[str, str], headers: Sequence[str]) -> ImportLine:
    figure = figure_text(row.kind, vars(row))
    changes: tuple[Change, ...] = ()
    if row.state == EvidenceImportRowState.CHANGED and row.was:
        before = vars(row) | row.was
        if set(row.was) - {"note"}:
            changes += (Change(_("Figure"), figure_text(row.kind, before), figure),)
        if "note" in row.was:
            changes += (Change(_("Note"), row.was["note"], row.note),)
    return ImportLine(
        row.line,
        row.state,
        names.get(str(row.indicator), ""),
        row.on,
        " · ".join(name for key in (row.school, row.group) if (name := names.get(str(key)))),
        figure,
        changes,
        tuple(problem_words(problem, headers=headers) for problem in row.problems),
    )


def _names(rows: Iterable[EvidenceImportRow]) -> dict[str, str]:
    """What these rows name, by id. Three SQL queries at most."""
    names: dict[str, str] = {}
    for field, model, name in (
        ("indicator", Indicator, "text"),
        ("school", School, "name"),
        ("group", StudentGroup, "name"),
    ):
        keys = {key for row in rows if (key := getattr(row, field))}
        if keys:
            names |= {str(pk): text for pk, text in model.objects.filter(pk__in=keys).values_list("pk", name)}
    return names

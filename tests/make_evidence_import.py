"""Tables of data points for tests, at the beginning and looked at. Call inside a program's scope."""

from typing import Any

from django.utils import timezone

from collectives.models import Participant
from evidence.models import EvidenceImport, EvidenceImportRow, EvidenceImportState
from evidence.permissions.data_point import own_district
from inquiry.models import Indicator
from tests.world_file import store


def make_evidence_import(indicator: Indicator, *, by: Participant, word: str = "More", **fields: Any) -> EvidenceImport:
    """A table of one row of an indicator's placemat; the row is staged unless its columns are to be named first."""
    sheet = {
        "title": f"{word} sheet",
        "file": store(f"{word}-table.csv", f"Day,Figure\n2,,2026-10-15,{word}\n".encode()),
        "headers": ["Day", "Figure"],
        "rows": 1,
        "day_zero": "1899-12-30",
        "encoding": "UTF-8",
        "columns": ["day", "figure"],
        "decimal_comma": False,
        "day_first": False,
    }
    state = fields.pop("state", EvidenceImportState.UPLOADED)
    made = EvidenceImport.objects.create(
        placemat=indicator.placemat,
        district_id=own_district(by),
        file_name=f"{word}.csv",
        file=sheet["file"],
        columns=sheet["columns"],
        options=sheet | {"sheets": [sheet], "sheet": 0, "indicator": "", "day": "", "fill_down": False},
        rows_total=1,
        state=state,
        counts={"new": 0, "changed": 0, "same": 0, "nothing": 0, "problem": 1},
        uploaded_by=by,
        uploaded_at=timezone.now(),
        **fields,
    )
    if state != EvidenceImportState.UPLOADED:
        EvidenceImportRow.objects.create(
            evidence_import=made.pk,
            line=2,
            column=0,
            state="problem",
            indicator=indicator.pk,
            problems=[["unreadable", 1, word, ""]],
        )
    return made

"""What is said of the draft of a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from collectives.models import Participant
from evidence.models import Report
from evidence.permissions.report import visible_report_comments
from evidence.queries.report_part import NAMES, Words


@dataclass(frozen=True)
class ReportRemark:
    """One comment. `part` names what it is about; empty for all of the report."""

    pk: UUID
    part: Words
    text: str
    lang: str
    by: str
    initials: str
    at: datetime
    resolved: bool
    resolved_by: str


def report_comments(report: Report, participant: Participant) -> Sequence[ReportRemark]:
    """Those that are still to be taken up first, then by their time. One SQL query."""
    rows = visible_report_comments(participant).filter(report=report).select_related("by", "resolved_by")
    found = [
        ReportRemark(
            row.pk,
            NAMES.get(row.part, ""),
            row.text,
            row.lang,
            row.by.name,
            row.by.initials,
            row.at,
            row.resolved_at is not None,
            row.resolved_by.name if row.resolved_by else "",
        )
        for row in rows.order_by("at", "pk")
    ]
    return sorted(found, key=lambda one: one.resolved)

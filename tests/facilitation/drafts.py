"""Drafts of reports, and where they are found."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import now

from evidence.models import Report, ReportKind
from evidence.operations.report import begin_report
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared


def begun(shared: Shared, kind: ReportKind, **fields: Any) -> Report:
    """One that was just begun."""
    with program_scope(shared.program.pk):
        return begin_report(kind, program=shared.program, now=now(), **fields)


def cycle_draft(shared: Shared) -> Report:
    """The member's, on the collective's cycle."""
    return begun(shared, ReportKind.CYCLE, placemat=shared.placemat, title="Our year with reading", by=shared.member)


def url(shared: Shared, name: str, *args: object) -> str:
    """A page of this program by its name."""
    return reverse(f"facilitation:{name}", args=[shared.program.slug, *args])

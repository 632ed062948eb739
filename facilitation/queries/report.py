"""What a report on a cycle tells of its sessions: when they were, and how many came. Nobody is named."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from collectives.models import Program
from evidence.models import Report
from evidence.queries.report import ReportSessions, ReportSheet, read_report
from evidence.queries.report_knowledge import read_knowledge
from evidence.queries.report_pdf import AnySheet
from facilitation.models import Session
from facilitation.queries.session_held import took_place, with_counts
from ilc.charts import Mark, Vessel, draw_vessels
from ilc.zones import date_words, local_time
from inquiry.models import Cycle, Placemat


def read_report_of_cycle(
    report: Report, placemat: Placemat, *, program: Program, now: datetime, style: str = ""
) -> ReportSheet:
    """The sheet of a report with the sessions of its cycle, in the active language. One SQL query more."""
    sessions = cycle_sessions(placemat.cycle, now=now, style=style)
    today = local_time(now, program.time_zone).date()
    return read_report(report, placemat, program=program, sessions=sessions, style=style, today=today)


def read_any_report(report: Report, *, program: Program, now: datetime, style: str = "") -> AnySheet:
    """The sheet of a report of any kind, read `WITH_ALL`, in the active language: the same whoever reads it."""
    if report.placemat is None:
        return read_knowledge(report, program=program, style=style)
    return read_report_of_cycle(report, report.placemat, program=program, now=now, style=style)


def cycle_sessions(cycle: Cycle, *, now: datetime, style: str = "") -> ReportSessions:
    """The sessions of a cycle that are over, by day: how many of the seats of that day came. One SQL query."""
    rows = list(_counted(cycle, now))
    held = [row for row in rows if took_place(row)]
    if not rows:
        return ReportSessions(None, _("No session has taken place yet."), ())
    says = _says(len(rows), len(held))
    drawing = draw_vessels(
        [_vessel(row) for row in rows], title=_("The sessions of the cycle"), summary=says, key="met", style=style
    )
    return ReportSessions(
        drawing,
        says,
        [(date_words(row.date), _came(row)) for row in rows],
        [Mark(row.date, "session") for row in held],
    )


def _counted(cycle: Cycle, now: datetime) -> Any:
    rows = Session.objects.filter(
        collective=cycle.collective_id, date__gte=cycle.starts_on, date__lte=cycle.ends_on, starts_at__lte=now
    )
    return with_counts(rows).order_by("starts_at", "pk")


def _vessel(row: Any) -> Vessel:
    name = date_format(row.date, pgettext("a day below a vessel, format", "j M"))
    if not took_place(row):
        return Vessel(name, "–", held=False)
    if not (row.marked and row.seats):
        return Vessel(name, "", held=True)
    of = _("%(came)d of %(seats)d") % {"came": row.came, "seats": row.seats}
    return Vessel(name, of, held=True, share=row.came / row.seats)


def _came(row: Any) -> str:
    if not took_place(row):
        return _("did not take place")
    if not (row.marked and row.seats):
        return _("took place")
    return _("%(came)d of %(seats)d came") % {"came": row.came, "seats": row.seats}


def _says(all_of_them: int, held: int) -> str:
    planned = ngettext("%(count)d session was planned", "%(count)d sessions were planned", all_of_them)
    took = ngettext("%(count)d took place", "%(count)d took place", held)
    return _("%(planned)s, %(took)s.") % {"planned": planned % {"count": all_of_them}, "took": took % {"count": held}}

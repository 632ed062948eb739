"""The page across collectives as tables to take along: what the page shows of all that fit, and nothing more."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from collectives.models import Collective
from evidence.queries.shared_whole import shared_wholes
from facilitation.models import Session
from facilitation.queries.dashboard import in_order
from facilitation.queries.dashboard_board import MONTHS, BoardRow, board_rows, read_board
from facilitation.queries.dashboard_finding import measures_of
from facilitation.queries.session_held import took_place, with_counts
from facilitation.queries.support_flag import flags_across
from ilc.tables.typed import TypedCell
from ilc.templatetags.ilc import PHASES
from inquiry.models import IndicatorKind

TOGETHER = 100  # collectives, whose lines are read at once

type Rows = Iterator[Sequence[TypedCell]]


@dataclass(frozen=True)
class Column:
    """One column: its head, and what stands in it."""

    head: str
    means: str


@dataclass(frozen=True)
class DashboardTable:
    """One table. `rows` reads it."""

    title: str
    columns: Sequence[Column]
    rows: Callable[[], Rows]


def dashboard_tables(
    collectives: QuerySet[Collective, Any], *, program: str, today: date, now: datetime
) -> list[DashboardTable]:
    """The collectives first, then their sessions, indicators and flags, and what every column means."""
    board = read_board(board_rows(in_order(collectives)), today=today, now=now).rows
    names = {row.pk: row.name for row in board}
    tables = [
        DashboardTable(_("Collectives"), _collective_columns(), lambda: _collectives(board)),
        DashboardTable(_("Sessions"), _session_columns(), lambda: _sessions(names, today, now)),
        DashboardTable(_("Indicators"), _indicator_columns(), lambda: _indicators(list(names))),
        DashboardTable(_("Help"), _help_columns(), lambda: _help(collectives, now)),
    ]
    about = [Column(_("Table"), ""), Column(_("Column"), ""), Column(_("What it means"), "")]
    dictionary = [(one.title, column.head, column.means) for one in tables for column in one.columns]
    dictionary.append(("", _("Program"), program))
    return [*tables, DashboardTable(_("About"), about, lambda: iter(dictionary))]


def _collective_columns() -> list[Column]:
    return [
        Column(_("Collective"), _("its name")),
        Column(_("Theme"), _("what it works on")),
        Column(_("Facilitators"), _("who guides it now")),
        Column(_("Phase"), _("the present phase of its open cycle, from 1 to 6; empty while it forms")),
        Column(_("Name of the phase"), _("the same in words")),
        Column(_("Since"), _("the day on which that phase last began")),
        Column(_("Who came"), _("by month: how many of the seats were there, or that no session took place")),
        Column(_("Evidence"), _("up to which month leading or lagging evidence tells, or how its plan stands")),
        Column(_("Hand up"), _("whether a flag is up now")),
    ]


def _collectives(board: Sequence[BoardRow]) -> Rows:
    for row in board:
        now = next((cell for cell in row.cells if cell.state == "now"), None)
        yield (
            row.name,
            row.theme,
            ", ".join(row.facilitators),
            row.phase,
            str(PHASES[row.phase - 1]) if row.phase else "",
            now.began if now else None,
            row.came,
            row.evidence,
            _("yes") if row.hand else _("no"),
        )


def _session_columns() -> list[Column]:
    return [
        Column(_("Collective"), _("whose session it was")),
        Column(_("Day"), _("the day it was set for")),
        Column(_("Took place"), _("yes: it was begun here, or somebody is marked as there")),
        Column(_("Came"), _("how many members are marked as there; empty when nobody marked it")),
        Column(_("Seats"), _("how many had a seat then")),
    ]


def _sessions(names: Mapping[UUID, str], today: date, now: datetime) -> Rows:
    since = today.replace(day=1) - relativedelta(months=MONTHS - 1)
    rows = with_counts(Session.objects.filter(collective__in=names, date__gte=since, starts_at__lte=now))
    for row in rows.order_by("collective__name", "starts_at", "pk"):
        held = took_place(row)
        came = row.came if held and row.marked else None
        yield names[row.collective_id], row.date, _("yes") if held else _("no"), came, row.seats


def _indicator_columns() -> list[Column]:
    return [
        Column(_("Collective"), _("whose indicator it is")),
        Column(_("Indicator"), _("what would be seen")),
        Column(_("Kind"), _("leading or lagging")),
        Column(_("Day"), _("the day that the figure tells about")),
        Column(_("Figure"), _("all of it together, in words, in the shared view; or that it is protected")),
        Column(_("Number"), _("the same as a number on the indicator’s axis; empty where it is protected")),
    ]


def _indicators(collectives: Sequence[UUID]) -> Rows:
    for some in batched(collectives, TOGETHER, strict=False):
        measures = list(measures_of(some))
        tables = shared_wholes({one.indicator_id: one for one in measures})
        for measure in measures:
            indicator, table = measure.indicator, tables.get(measure.indicator_id)
            if table is None:
                continue
            kind = _("leading") if indicator.kind == IndicatorKind.LEADING else _("lagging")
            name = indicator.placemat.cycle.collective.name
            for day in table.days:
                if figure := table.whole.get(day):
                    number = None if figure.value is None else round(figure.value, 2)
                    yield name, indicator.text, kind, day, figure.says, number


def _help_columns() -> list[Column]:
    return [
        Column(_("Collective"), _("where a hand is up")),
        Column(_("Reason"), _("what can be seen, or what somebody said")),
        Column(_("Since"), _("the day on which it was raised")),
        Column(_("Help offered"), _("whether any help was written down for it")),
    ]


def _help(collectives: QuerySet[Collective, Any], now: datetime) -> Rows:
    up, _settled = flags_across(collectives, now=now, most=None)
    for flag in up:
        answered = _("yes") if flag.answered else _("no")
        yield flag.collective, flag.words or flag.reason, localdate(flag.raised_at), answered

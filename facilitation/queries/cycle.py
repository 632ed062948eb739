"""A collective's cycles, one after another: what each leaves to be read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery

from collectives.models import Collective
from evidence.models import Settlement
from facilitation.models import Renewal, Session, SessionState
from inquiry.models import Cycle, Placemat


@dataclass(frozen=True)
class CycleRow:
    """One cycle. `placemat` is the collective's; `settled` the day of its judgement; `sessions`: how many took place.

    `why`: what the group said at its end; `kept`, `sharpened`, `dropped` count parts, None while it is open.
    """

    pk: UUID
    number: int
    name: str
    phase: int
    starts_on: date
    ends_on: date
    closed_at: datetime | None
    placemat: UUID | None
    settled: date | None
    sessions: int
    why: str
    kept: int | None
    sharpened: int | None
    dropped: int | None


def list_cycles(collective: Collective, *, now: datetime) -> list[CycleRow]:
    """The newest first. Three SQL queries."""
    placemats = Placemat.objects.filter(cycle=OuterRef("pk"), leader=None).values("pk")
    settled = Settlement.objects.filter(
        judgement__placemat__cycle=OuterRef("pk"), judgement__placemat__leader=None, taken_up_at=None
    )
    cycles = Cycle.objects.filter(collective=collective).annotate(
        mat=Subquery(placemats[:1]), settled=Subquery(settled.values("on")[:1])
    )
    held = list(
        Session.objects.filter(collective=collective, state=SessionState.PLANNED, starts_at__lte=now).values_list(
            "date", flat=True
        )
    )
    choices = {name: Count("parts", filter=Q(parts__choice=name)) for name in ("keep", "sharpen", "drop")}
    closed = Renewal.objects.filter(cycle__collective=collective, undone_at=None, closed_at__isnull=False)
    renewals: dict[UUID, Any] = {row.cycle_id: row for row in closed.annotate(**choices)}
    rows = []
    for one in cycles.order_by("-number"):
        renewal = renewals.get(one.pk)
        rows.append(
            CycleRow(
                pk=one.pk,
                number=one.number,
                name=one.name,
                phase=one.phase,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                closed_at=one.closed_at,
                placemat=one.mat,
                settled=one.settled,
                sessions=sum(one.starts_on <= day <= one.ends_on for day in held),
                why=renewal.why if renewal else "",
                kept=renewal.keep if renewal else None,
                sharpened=renewal.sharpen if renewal else None,
                dropped=renewal.drop if renewal else None,
            )
        )
    return rows

"""Where a hand would help, as the page across collectives tells it: reasons, what could help, what was settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from collectives.models import Collective
from facilitation.queries.support_flag import FlagRow, flags_across

SHOWN, SHOWN_SETTLED = 4, 3


@dataclass(frozen=True)
class DashboardHand:
    """A collective with the reasons why a hand is up. `answered`: help was written down for each of them."""

    pk: UUID
    name: str
    flags: Sequence[FlagRow]
    answered: bool


@dataclass(frozen=True)
class DashboardHands:
    """The first collectives where a hand is up, by name, and what was settled lately."""

    rows: Sequence[DashboardHand]
    settled: Sequence[FlagRow]


def dashboard_hands(collectives: QuerySet[Collective, Any], *, now: datetime) -> DashboardHands:
    """Of these collectives. One SQL query."""
    up, settled = flags_across(collectives, now=now)
    rows = []
    for (pk, name), flags in groupby(up, key=lambda flag: (flag.collective_pk, flag.collective)):
        found = list(flags)
        rows.append(DashboardHand(pk, name, found, all(flag.answered for flag in found)))
    return DashboardHands(rows[:SHOWN], settled[:SHOWN_SETTLED])

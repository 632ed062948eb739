"""Who guides a collective."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from collectives.models import Collective, Facilitator
from collectives.permissions.facilitator import visible_facilitators


@dataclass(frozen=True)
class FacilitatorRow:
    """One person who facilitates a collective now."""

    pk: UUID
    participant: UUID
    name: str
    initials: str
    named_by: str
    named_at: datetime


def list_facilitators(collective: Collective) -> list[FacilitatorRow]:
    """Who facilitates it now, longest first. One SQL query."""
    rows = visible_facilitators(collective).filter(left_at=None).select_related("participant", "named_by")
    return [
        FacilitatorRow(
            row.pk,
            row.participant.pk,
            row.participant.name,
            row.participant.initials,
            row.named_by.name if row.named_by else "",
            row.named_at,
        )
        for row in rows.order_by("named_at", "participant__name")
    ]


def find_released_facilitator(collective: Collective, pk: UUID | None) -> Facilitator | None:
    """Who was released from this collective, if they do not guide it again. At most one SQL query."""
    if pk is None:
        return None
    again = Facilitator.objects.filter(collective=collective, left_at=None, participant=OuterRef("participant"))
    rows = visible_facilitators(collective).exclude(left_at=None).exclude(Exists(again))
    return rows.select_related("participant").filter(pk=pk).first()

"""Who guides a collective."""

from collections.abc import Mapping
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
    email: str


def list_facilitators(collective: Collective, *, addresses: Mapping[UUID, str] | None = None) -> list[FacilitatorRow]:
    """Who facilitates it now, longest first; with the e-mails that the reader may see, if any. One SQL query."""
    emails = addresses or {}
    rows = visible_facilitators(collective).filter(left_at=None).select_related("participant", "named_by")
    return [
        FacilitatorRow(
            row.pk,
            row.participant.pk,
            row.participant.name,
            row.participant.initials,
            row.named_by.name if row.named_by else "",
            row.named_at,
            emails.get(row.participant.pk, ""),
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

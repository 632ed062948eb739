"""Roles in words, and who gave them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from collectives.models import Participant, RoleGrant


@dataclass(frozen=True)
class GrantRow:
    """A role that a participant holds or held."""

    pk: UUID
    words: str
    given_by: str
    given_at: datetime
    taken_by: str
    taken_at: datetime | None


def role_words(grant: RoleGrant) -> str:
    """A role as a page names it: "facilitator", "regional coordinator (Shore)". No SQL when the region is there."""
    if grant.region is None:
        return grant.get_role_display()
    return gettext("%(role)s (%(region)s)") % {"role": grant.get_role_display(), "region": grant.region.name}


def list_grants(participant: Participant) -> Sequence[GrantRow]:
    """Every role the participant holds or held, those held now first, latest first. One SQL query."""
    grants = RoleGrant.objects.filter(participant=participant).select_related("region", "given_by", "taken_by")
    rows = [
        GrantRow(
            grant.pk,
            role_words(grant),
            grant.given_by.name if grant.given_by else "",
            grant.given_at,
            grant.taken_by.name if grant.taken_by else "",
            grant.taken_at,
        )
        for grant in grants.order_by("-given_at")
    ]
    return sorted(rows, key=lambda row: row.taken_at is not None)


def find_taken_grant(participant: Participant, pk: UUID | None) -> GrantRow | None:
    """A role that the participant held and does not hold again. At most one SQL query."""
    if pk is None:
        return None
    rows = list_grants(participant)
    held = {row.words for row in rows if row.taken_at is None}
    return next((row for row in rows if row.pk == pk and row.taken_at and row.words not in held), None)

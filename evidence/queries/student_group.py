"""Student groups by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Count, Q

from evidence.models import StudentGroup


@dataclass(frozen=True)
class GroupRow:
    """A group; `used`: how many data points stand for it."""

    pk: UUID
    name: str
    used: int
    aside: bool


@dataclass(frozen=True)
class GroupKind:
    """The groups of one kind, in their order; those that were set aside come last."""

    name: str
    groups: Sequence[GroupRow]


def group_kinds() -> list[GroupKind]:
    """Every kind with its groups. One SQL query."""
    used = Count("data_points", filter=Q(data_points__removed_at=None))
    rows = StudentGroup.objects.annotate(used=used).order_by("kind", "position", "name")
    found = []
    for kind, some in groupby(rows, key=lambda one: one.kind):
        groups = [GroupRow(one.pk, one.name, one.used, one.removed_at is not None) for one in some]
        found.append(GroupKind(kind, sorted(groups, key=lambda one: one.aside)))
    return found

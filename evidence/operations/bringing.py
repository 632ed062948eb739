"""Doors by which somebody enters what they promised to bring, without signing in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from collectives.models import Door
from collectives.operations.door import make_doors
from ilc.tenancy.scope import bound_program_id

BRING: Final = "data_point"  # the purpose of such a door; its object is the line of the plan


def bringing_doors(lines: Iterable[UUID], *, now: datetime) -> dict[UUID, Door]:
    """The door of each of these lines of the plan, made where there is none yet. Two SQL statements at most.

    It stays the same for the whole plan, so that a link in an older mail opens what is asked for today.
    """
    keys = {str(pk): pk for pk in lines}
    found = Door.objects.filter(program_id=bound_program_id(), purpose=BRING, closed_at=None, object_key__in=keys)
    doors = {keys[door.object_key]: door for door in found}
    missing = [key for key, pk in keys.items() if pk not in doors]
    return doors | {keys[door.object_key]: door for door in make_doors(BRING, missing, expires_at=None, now=now)}

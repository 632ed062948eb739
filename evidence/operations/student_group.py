"""Naming student groups, setting one aside, bringing it back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from evidence.models import StudentGroup
from ilc.errors import Refused


class GroupNamed(Refused):
    """The program has a group of this kind and name already."""


@transaction.atomic
def add_student_groups(kind: str, names: Sequence[str]) -> list[StudentGroup]:
    """Groups of one kind, after those it has, all or none. Raises GroupNamed."""
    standing = StudentGroup.objects.filter(kind__iexact=kind)
    kind = standing.values_list("kind", flat=True).first() or kind  # one kind is written in one way
    last = standing.aggregate(last=Max("position"))["last"] or 0
    return [
        _save(StudentGroup(kind=kind, name=name, position=position)) for position, name in enumerate(names, last + 1)
    ]


@transaction.atomic
def rename_student_group(group: StudentGroup, *, name: str) -> None:
    """Call it otherwise; figures that were brought for it stay its own. Raises GroupNamed."""
    held = _hold(group)
    held.name = name
    _save(held)


@transaction.atomic
def set_group_aside(group: StudentGroup, *, now: datetime) -> None:
    """Nothing new is brought for it; what was stays. A second time changes nothing."""
    held = _hold(group)
    if held.removed_at is None:
        held.removed_at = now
        held.save(update_fields=["removed_at"])


@transaction.atomic
def bring_group_back(group: StudentGroup) -> None:
    """Figures can be brought for it again. A second time changes nothing. Raises GroupNamed."""
    held = _hold(group)
    if held.removed_at is not None:
        held.removed_at = None
        _save(held)


def _hold(group: StudentGroup) -> StudentGroup:
    return StudentGroup.objects.select_for_update(no_key=True).get(pk=group.pk)


def _save(group: StudentGroup) -> StudentGroup:
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as error:
        if "student_group_once" not in str(error):
            raise
        raise GroupNamed(
            _("There is a group called “%(name)s” of this kind already.") % {"name": group.name}
        ) from error
    return group

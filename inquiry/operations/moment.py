"""A moment of a placemat gets a name, another one, or none."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from ilc.errors import Refused
from inquiry.models import Moment, Placemat


class MomentNameTaken(Refused):
    """Another moment of this placemat has that name."""


class MomentToCome(Refused):
    """Nobody knows yet what will stand there."""


@transaction.atomic
def name_moment(placemat: Placemat, *, name: str, at: datetime, by: Participant, now: datetime) -> Moment:
    """Give a name to what stands there at a time up to now. Raises MomentNameTaken, MomentToCome."""
    if at > now:
        raise MomentToCome(_("That moment is still to come. Name it when it is there."))
    name = name.strip()
    _check_free(placemat, name)
    return Moment.objects.create(placemat=placemat, name=name, at=at, by=by, made_at=now)


@transaction.atomic
def rename_moment(moment: Moment, *, name: str, by: Participant, now: datetime) -> Moment:
    """The same moment under another name; the former name stays in its row. Raises MomentNameTaken."""
    name = name.strip()
    _check_free(moment.placemat, name, but=moment)
    held = Moment.objects.select_for_update().get(pk=moment.pk)
    if held.removed_at is not None or held.name == name:
        return held
    held.removed_by, held.removed_at = by, now
    held.save(update_fields=["removed_by", "removed_at"])
    return Moment.objects.create(placemat_id=held.placemat_id, name=name, at=held.at, by=by, made_at=now)


@transaction.atomic
def remove_moment(moment: Moment, *, by: Participant, now: datetime) -> None:
    """Take the name away; what stood there stays in the history. A second time changes nothing."""
    held = Moment.objects.select_for_update().get(pk=moment.pk)
    if held.removed_at is None:
        held.removed_by, held.removed_at = by, now
        held.save(update_fields=["removed_by", "removed_at"])


@transaction.atomic
def bring_back_moment(moment: Moment, *, by: Participant, now: datetime) -> Moment:
    """Give a moment its name again. Raises MomentNameTaken."""
    held = Moment.objects.select_for_update().get(pk=moment.pk)
    if held.removed_at is None:
        return held
    return name_moment(moment.placemat, name=held.name, at=held.at, by=by, now=now)


def _check_free(placemat: Placemat, name: str, *, but: Moment | None = None) -> None:
    Placemat.objects.select_for_update().get(pk=placemat.pk)  # two people may press at once
    same = placemat.moments.filter(name=name, removed_at=None).first()
    if same and same != but:
        raise MomentNameTaken(
            _("Another moment is called “%(name)s” already. What tells this one apart?") % {"name": name}
        )

"""A closing is taken back while nobody has begun to work in the next cycle."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import ForeignObjectRel, Model
from django.utils.translation import gettext as _

from collectives.models import Participant, Seat
from collectives.operations.seat import restore_seat
from evidence.models import Measure, PlanLine
from facilitation.models import Renewal, RenewalPart, RenewalSeat
from ilc.errors import Refused
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Cycle, Document, IfAction, Indicator, Placemat, PlacematChange, PlacematText
from inquiry.operations.cycle import hold_cycle, reopen_cycle

UNDONE_WITHIN = timedelta(days=7)
MADE = {Placemat, PlacematText, PlacematChange, IfAction, Indicator, Measure, PlanLine}  # what a closing makes


class UndoneBefore(Refused):
    """The closing was taken back before, or never happened."""


class TooLateToUndo(Refused):
    """It is part of the history by now."""


class NextCycleBegun(Refused):
    """People work in the next cycle."""


@transaction.atomic
def undo_renewal(cycle: Cycle, *, by: Participant, now: datetime) -> Renewal:
    """Open a closed cycle again, take the untouched next one away, give back the seats, and go on from the same draft.

    Raises UndoneBefore, TooLateToUndo, NextCycleBegun, or as restore_seat.
    """
    held = hold_cycle(cycle)
    renewal = Renewal.objects.select_for_update(of=("self",)).filter(cycle=held, undone_at=None).first()
    if renewal is None or renewal.closed_at is None:
        raise UndoneBefore(_("This closing was taken back already."))
    if now - renewal.closed_at > UNDONE_WITHIN:
        raise TooLateToUndo(_("A closing can be taken back for a week. This one is part of the history by now."))
    following, renewal.next_cycle = renewal.next_cycle, None
    renewal.undone_by, renewal.undone_at = by, now
    renewal.save()
    if following:
        _take_away(following, since=renewal.closed_at)
    elif held.collective.cycles.filter(number__gt=held.number).exists():
        raise NextCycleBegun(_("Another cycle has begun since. What stands in it would be lost."))
    reopen_cycle(held)
    _give_seats_back(renewal, by=by, now=now)
    return _draft_again(renewal, by=by, now=now)


def is_untouched(following: Cycle, *, since: datetime) -> bool:
    """Whether nobody has written, planned or moved anything in the next cycle. About thirty SQL queries."""
    placemats = list(Placemat.objects.filter(cycle=following))
    for placemat in placemats:
        ensure_fresh(placemat)
    indicators = list(Indicator.objects.filter(placemat__in=placemats))
    inside = {"indicator__in": indicators}
    changed = (
        len(placemats) != 1,
        following.closed_at is not None,
        PlacematChange.objects.filter(placemat__in=placemats, at__gt=since).exists(),
        PlanLine.objects.filter(**inside).exclude(made_at=since, ended_at=None).exists(),
        Measure.objects.filter(**inside).exclude(set_at=since).exists(),
    )
    actions = list(IfAction.objects.filter(placemat__in=placemats))
    return not any(changed) and not any(
        _is_pointed_to(model, rows)
        for model, rows in ((Cycle, [following]), (Placemat, placemats), (IfAction, actions), (Indicator, indicators))
    )


def _is_pointed_to(model: type[Model], rows: Sequence[Model]) -> bool:
    """Whether anything but what the closing made itself belongs to these rows: whatever an app may bring later."""
    return any(
        relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": rows}).exists()
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel) and relation.related_model not in MADE
    )


def _take_away(following: Cycle, *, since: datetime) -> None:
    if not is_untouched(following, since=since):
        raise NextCycleBegun(_("People have begun to work in the next cycle. What stands there would be lost."))
    placemats = Placemat.objects.filter(cycle=following)
    documents = list(placemats.values_list("document", flat=True))
    indicators = Indicator.objects.filter(placemat__in=placemats)
    PlanLine.objects.filter(indicator__in=indicators).delete()
    Measure.objects.filter(indicator__in=indicators).delete()
    indicators.delete()
    placemats.delete()
    Document.objects.filter(pk__in=documents).delete()
    following.delete()


def _give_seats_back(renewal: Renewal, *, by: Participant, now: datetime) -> None:
    """To who found no other seat since."""
    for row in RenewalSeat.objects.filter(renewal=renewal, seat__isnull=False).select_related("seat__collective"):
        seated = Seat.objects.filter(participant=row.participant_id, left_at=None, seated_at__gte=renewal.closed_at)
        if row.seat and not seated.exists():
            restore_seat(row.seat, by=by, now=now)


def _draft_again(renewal: Renewal, *, by: Participant, now: datetime) -> Renewal:
    """The same choices, for the group to go on from."""
    draft = Renewal.objects.create(cycle_id=renewal.cycle_id, begun_by=by, begun_at=now)
    copied = ("part", "choice", "words", "why", "version", "changed_by", "changed_at")
    for part in renewal.parts.all():
        RenewalPart.objects.create(renewal=draft, **{name: getattr(part, name) for name in copied})
    for row in renewal.seats.all():
        said = {name: getattr(row, name) for name in ("participant", "staying", "said_by", "said_at")}
        RenewalSeat.objects.create(renewal=draft, **said)
    return draft

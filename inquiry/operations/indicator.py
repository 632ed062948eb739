"""Indicators are promised, changed, moved, taken away and brought back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from collectives.models import Participant
from ilc.errors import Meanwhile
from inquiry.engine.indicator import lines
from inquiry.models import Indicator, Placemat, PlacematChange
from inquiry.queries.indicator import indicator_values

ASIDE = 32_000  # a position nobody has, while two change places
WORDS = ("text", "clause", "if_action", "data_types", "unit", "baseline", "target", "direction", "how_often")


class IndicatorChanged(Meanwhile[Indicator]):
    """Somebody else changed the indicator meanwhile. `theirs` is how it stands now."""


@transaction.atomic
def add_indicator(
    placemat: Placemat, *, kind: str, words: Mapping[str, Any], by: Participant, now: datetime
) -> Indicator:
    """Promise one more, at the end of its kind. `words` are those named in WORDS."""
    _lock(placemat)
    indicator = Indicator.objects.create(
        placemat=placemat, kind=kind, position=_last(placemat, kind) + 1, changed_by=by, changed_at=now, **words
    )
    _note(indicator, what="written", by=by, now=now)
    return indicator


@transaction.atomic
def change_indicator(
    indicator: Indicator, *, words: Mapping[str, Any], version: int, by: Participant, now: datetime
) -> Indicator:
    """Write it anew, upon the version one has read; who writes one that was taken away brings it back.

    Raises IndicatorChanged when that version is no longer the one.
    """
    _lock(indicator.placemat)
    standing = Indicator.objects.select_related("changed_by", "if_action").get(pk=indicator.pk)
    if all(getattr(standing, name) == value for name, value in words.items()) and standing.removed_at is None:
        return standing
    if standing.version != version:
        name = standing.changed_by.name if standing.changed_by else _("Somebody")
        reason = _(
            "%(name)s changed this indicator while you wrote. Both are here: look, and save what you want to keep."
        )
        raise IndicatorChanged(reason % {"name": name}, standing)
    for name, value in words.items():
        setattr(standing, name, value)
    if standing.removed_at is not None:
        _take_place(standing)
    _keep(standing, [*WORDS, "removed_at", "position"], what="written", by=by, now=now)
    return standing


@transaction.atomic
def move_indicator(indicator: Indicator, *, beside: Indicator, by: Participant, now: datetime) -> bool:
    """Change places with another of the same kind. False when one of the two has been taken away meanwhile."""
    _lock(indicator.placemat)
    rows = Indicator.objects.filter(pk__in=[indicator.pk, beside.pk], kind=indicator.kind, removed_at=None)
    standing = {row.pk: row for row in rows}
    if len(standing) != len({indicator.pk, beside.pk}) or indicator.pk == beside.pk:
        return False
    mine, other = standing[indicator.pk], standing[beside.pk]
    mine_at, other_at = mine.position, other.position
    Indicator.objects.filter(pk=other.pk).update(position=ASIDE)
    Indicator.objects.filter(pk=mine.pk).update(position=other_at)
    Indicator.objects.filter(pk=other.pk).update(position=mine_at)
    part = f"place:{mine.pk}"  # numbered apart from its words, so that a move disturbs nobody who is writing them
    moves = PlacematChange.objects.filter(placemat=mine.placemat_id, part=part).count()
    PlacematChange.objects.create(
        placemat_id=mine.placemat_id,
        part=part,
        version=moves + 1,
        text=f"{mine_at} → {other_at}",
        what="moved",
        by=by,
        at=now,
    )
    return True


@transaction.atomic
def remove_indicator(indicator: Indicator, *, by: Participant, now: datetime) -> None:
    """Take it away. It is kept, and can come back."""
    _lock(indicator.placemat)
    standing = Indicator.objects.get(pk=indicator.pk)
    if standing.removed_at is None:
        standing.removed_at = now
        _keep(standing, ["removed_at"], what="removed", by=by, now=now)


@transaction.atomic
def restore_indicator(indicator: Indicator, *, by: Participant, now: datetime) -> None:
    """Bring it back: where it stood if that place is free, else at the end of its kind."""
    _lock(indicator.placemat)
    standing = Indicator.objects.get(pk=indicator.pk)
    if standing.removed_at is None:
        return
    _take_place(standing)
    _keep(standing, ["removed_at", "position"], what="restored", by=by, now=now)


def _take_place(indicator: Indicator) -> None:
    """It stands there again: in its old place, or behind the others where that is taken."""
    kin = indicator.placemat.indicators.filter(kind=indicator.kind, removed_at=None)
    if kin.filter(position=indicator.position).exists():
        indicator.position = _last(indicator.placemat, indicator.kind) + 1
    indicator.removed_at = None


def _lock(placemat: Placemat) -> None:
    Placemat.objects.select_for_update().get(pk=placemat.pk)  # two people may press at once


def _last(placemat: Placemat, kind: str) -> int:
    rows = placemat.indicators.filter(kind=kind, removed_at=None)
    return int(rows.aggregate(last=Max("position"))["last"] or 0)


def _keep(indicator: Indicator, fields: list[str], *, what: str, by: Participant, now: datetime) -> None:
    indicator.version, indicator.changed_by, indicator.changed_at = indicator.version + 1, by, now
    indicator.save(update_fields=[*fields, "version", "changed_by", "changed_at"])
    _note(indicator, what=what, by=by, now=now)


def _note(indicator: Indicator, *, what: str, by: Participant, now: datetime) -> None:
    PlacematChange.objects.create(
        placemat_id=indicator.placemat_id,
        part=f"indicator:{indicator.pk}",
        version=indicator.version,
        text=_written(indicator),
        what=what,
        by=by,
        at=now,
    )


def _written(indicator: Indicator) -> str:
    """All of it for the history, a line to a field: names and codes of the model, for whoever shows it to word."""
    return lines(indicator_values(indicator))

"""The if-actions of a placemat."""

from collections.abc import Mapping
from uuid import UUID

from inquiry.models import IfAction, Placemat


def standing_if_actions(placemat: Placemat) -> list[IfAction]:
    """Those that stand there, in order. One query."""
    return list(placemat.if_actions.filter(removed_at=None).order_by("position", "pk"))


def all_if_actions(placemat: Placemat) -> Mapping[UUID, IfAction]:
    """By id, those too that were taken away, each with its placemat. One query."""
    return {one.pk: one for one in IfAction.objects.filter(placemat=placemat).select_related("placemat")}


def has_indicators(action: IfAction) -> bool:
    """Whether an indicator shows it, so that taking it away leaves one adrift. One query."""
    return action.indicators.filter(removed_at=None).exists()

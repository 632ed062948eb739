"""Putting things on a theme's shelf, in an order, and taking them away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant, Theme
from facilitation.models import ThemeResource
from ilc.errors import Refused

MOST_RESOURCES = 30


class ShelfFull(Refused):
    """The shelf holds as many things as people read."""


class OnTheShelf(Refused):
    """It stands there already."""


@transaction.atomic
def add_resource(
    theme: Theme,
    *,
    protocol: str = "",
    title: str = "",
    url: str = "",
    note: str = "",
    by: Participant,
    now: datetime,
) -> ThemeResource:
    """Put a protocol, or a title with an address, at the end of the shelf. Raises ShelfFull, OnTheShelf."""
    there = _hold(theme)
    if len(there) >= MOST_RESOURCES:
        raise ShelfFull(_("A shelf holds %(most)d things. Which one could go?") % {"most": MOST_RESOURCES})
    if any((one.protocol, one.url) == (protocol, url) for one in there):
        raise OnTheShelf(_("This stands on the shelf already."))
    position = max((one.position for one in there), default=0) + 1
    return ThemeResource.objects.create(
        theme=theme, position=position, protocol=protocol, title=title, url=url, note=note, by=by, at=now
    )


@transaction.atomic
def move_resource(resource: ThemeResource, *, up: bool) -> None:
    """Change places with its neighbour. At the end of the shelf nothing happens."""
    there = _hold(resource.theme)
    here = next((index for index, one in enumerate(there) if one.pk == resource.pk), None)
    if here is None or not 0 <= (other := here - 1 if up else here + 1) < len(there):
        return
    there[here], there[other] = there[other], there[here]
    for position, one in enumerate(there, start=1):
        one.position = position
    ThemeResource.objects.bulk_update(there, ["position"])


def remove_resource(resource: ThemeResource, *, now: datetime) -> None:
    """Take it away; it can be brought back. A second time changes nothing."""
    ThemeResource.objects.filter(pk=resource.pk, removed_at=None).update(removed_at=now)


def bring_back_resource(resource: ThemeResource) -> None:
    """Undo the taking away. A second time changes nothing."""
    ThemeResource.objects.filter(pk=resource.pk).update(removed_at=None)


def _hold(theme: Theme) -> list[ThemeResource]:
    """What stands there in order; nobody else arranges this shelf until the transaction ends."""
    Theme.objects.select_for_update().get(pk=theme.pk)
    return list(ThemeResource.objects.filter(theme=theme, removed_at=None).order_by("position", "pk"))

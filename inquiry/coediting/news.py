"""What pages that have a placemat open are told: to look again at a part of it."""

from uuid import UUID

from ilc.live import announce, channel
from ilc.tenancy.scope import bound_program_id
from inquiry.models import Placemat

WRITTEN = "written"  # for the servers of open pages: the document has grown
HISTORY = "history"  # for pages: what was written can be looked back to
TOPIC = "placemat:{}"


def placemat_channel(program_id: int, placemat: UUID) -> str:
    """Where news of one placemat are told."""
    return channel(program_id, TOPIC.format(placemat))


def tell(placemat: Placemat, *news: str) -> None:
    """Pages that have the placemat open look again at these parts of it, once this is committed."""
    for word in news:
        announce(bound_program_id(), TOPIC.format(placemat.pk), word)

"""What pages that have a sheet open are told: to look again at a part of it."""

from uuid import UUID

from ilc.live.announcing import announce, channel
from ilc.tenancy.scope import bound_program_id
from inquiry.models import Placemat

WRITTEN = "written"  # for the servers of open pages: the document has grown
HISTORY = "history"  # for pages: what was written can be looked back to
PLACEMAT = "placemat"  # the kind of sheet


def sheet_channel(program_id: int, kind: str, sheet: UUID) -> str:
    """Where news of one sheet are told."""
    return channel(program_id, f"{kind}:{sheet}")


def tell(placemat: Placemat, *news: str) -> None:
    """Pages that have the placemat open look again at these parts of it, once this is committed."""
    for word in news:
        tell_sheet(PLACEMAT, placemat.pk, word)


def tell_sheet(kind: str, sheet: UUID, word: str) -> None:
    """The same for any kind of sheet."""
    announce(bound_program_id(), f"{kind}:{sheet}", word)

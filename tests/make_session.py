"""Sessions that are on, for tests. Call inside a program's scope."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from collectives.models import Collective, Participant
from facilitation.models import AgendaItem, ItemKind, Session, SessionRun
from facilitation.operations.agenda import Item, add_items
from facilitation.operations.session_run import start_session
from tests.make import make_collective, make_participant, make_session, name_facilitator, seat

ITEMS = (Item("Arrive", 10), Item("Look at the work", 40), Item("Close", 10))


def make_session_now(
    by: Participant, *, collective: Collective | None = None, items: Sequence[Item] = ITEMS, now: datetime | None = None
) -> Session:
    """A session of 90 minutes whose time it is, with an agenda."""
    session = make_session(collective or make_collective())
    session.starts_at = now or timezone.now()
    session.save(update_fields=["starts_at"])
    add_items(session, items, by=by, now=session.starts_at)
    return session


def make_run(
    by: Participant, *, collective: Collective | None = None, items: Sequence[Item] = ITEMS, now: datetime | None = None
) -> SessionRun:
    """Such a session, begun by its facilitator."""
    session = make_session_now(by, collective=collective, items=items, now=now)
    return start_session(session, by=by, now=session.starts_at)


def make_full_collective(people: int = 6) -> tuple[Collective, Participant, list[Participant]]:
    """A collective with its facilitator and its members."""
    collective, guide = make_collective(), make_participant("Renée Thériault", role="facilitator")
    name_facilitator(collective, guide)
    members = [make_participant() for _number in range(people)]
    for member in members:
        seat(collective, member)
    return collective, guide, members


def items_of(session: Session) -> list[AgendaItem]:
    """Its agenda in order."""
    return list(AgendaItem.objects.filter(session=session).order_by("position"))


PROTOCOL = Item("Notice and wonder", 30, protocol="notice-and-wonder", kind=ItemKind.PROTOCOL)
SOON = timedelta(minutes=1)

"""Collectives whose sessions stand in calendars. Call inside a program's scope."""

from dataclasses import dataclass
from datetime import UTC, datetime

from collectives.models import Collective, Participant, Role
from facilitation.models import Session, SessionInvitation
from tests.make import make_collective, make_participant, make_session, name_facilitator, seat

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)  # three weeks before the session of make_session


@dataclass(frozen=True)
class Group:
    """A collective with one session three weeks after NOW, a member and a facilitator."""

    collective: Collective
    session: Session
    member: Participant
    facilitator: Participant


def make_group(**fields: object) -> Group:
    """The group; `fields` are the session's."""
    collective = make_collective("Reading with meaning")
    member = make_participant("Amara Okafor", email="amara@example.org")
    facilitator = make_participant("Renée Thériault", role=Role.FACILITATOR, email="renee@example.org")
    seat(collective, member)
    name_facilitator(collective, facilitator)
    return Group(collective, make_session(collective, **fields), member, facilitator)  # type: ignore[arg-type]


def told(session: Session) -> list[tuple[str, str, int, str]]:
    """Who was told what, in which order: name, method, sequence, kind of mail."""
    rows = SessionInvitation.objects.filter(session=session).select_related("participant", "notice").order_by("pk")
    return [(row.participant.name, row.method, row.sequence, row.notice.kind) for row in rows]

"""A session's exit ticket, and what the session after it learns from it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from collectives.models import Asked, GatheringState
from collectives.permissions.gathering import shows_results
from facilitation.models import Prompt, PromptUse, Session, SessionState


@dataclass(frozen=True)
class TicketBefore:
    """The exit ticket of the session before: its prompt, that session's day, and how many have answered."""

    prompt: UUID
    on: date
    answered: int


def find_exit_ticket(session_pk: UUID) -> Prompt | None:
    """The exit ticket of a session, if one was prepared. One SQL query."""
    found = Prompt.objects.filter(session=session_pk, use=PromptUse.EXIT)
    return found.select_related("gathering").first()


def ticket_before(session: Session) -> TicketBefore | None:
    """What was written as the session before this one ended; None when there is nothing that may be read.

    Of an anonymous one that is open, or that fewer than five have answered, nothing is said. Two SQL queries at most.
    """
    sessions = Session.objects.filter(collective=session.collective_id, starts_at__lt=session.starts_at)
    before = sessions.filter(state=SessionState.PLANNED).order_by("-starts_at").values("pk")[:1]
    rows = Prompt.objects.filter(session__in=before, use=PromptUse.EXIT).select_related("gathering", "session")
    prompt = rows.exclude(gathering__state=GatheringState.DRAFT).first()
    if prompt is None or not shows_results(prompt.gathering):
        return None
    answered = Asked.objects.filter(gathering=prompt.gathering_id, answered=True).count()
    return TicketBefore(prompt.pk, prompt.session.date, answered) if answered else None

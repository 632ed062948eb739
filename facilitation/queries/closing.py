"""The last two minutes of whoever led a session: what members get, and what the next session begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from collectives.models import Participant
from facilitation.models import AgendaItem, Prompt, PromptUse, Session, SessionRun
from facilitation.permissions.self_reflection import can_reflect
from facilitation.queries.agenda_draft import draft_for
from facilitation.queries.prompt import prompt_row
from facilitation.queries.self_reflection import own_reflection
from facilitation.queries.session import When, when_of
from facilitation.queries.session_summary import (
    Summary,
    goes_out_at,
    session_summary,
    summary_readers,
    summary_unreached,
)

FIRST_ITEMS = 3


@dataclass(frozen=True)
class NextAgenda:
    """The next session, and what its agenda begins with. `drafted`: as it would be drafted now; nothing is kept yet."""

    session: Session
    when: When
    items: Sequence[str]
    drafted: bool


@dataclass(frozen=True)
class Closing:
    """The summary as members will get it; when it goes out by itself, None when it went; how many get it.

    `unreached`: to whom it could not be sent.
    """

    summary: Summary
    goes_out_at: datetime | None
    readers: int
    unreached: Sequence[str]
    next: NextAgenda | None
    may_reflect: bool
    reflected: bool


def closing_of(session: Session, reader: Participant, prompts: Sequence[Prompt], *, now: datetime) -> dict[str, Any]:
    """What the page of a session that ended shows to whoever leads it, given its prompts with_numbers().

    About twelve SQL queries, seven more for a draft.
    """
    run = SessionRun.objects.select_related("session__collective").get(session=session)
    summary = session_summary(run, now=now)
    closing = Closing(
        summary=summary,
        goes_out_at=goes_out_at(run),
        readers=summary_readers(session).count(),
        unreached=summary_unreached(session) if run.summary_at else [],
        next=_next_agenda(summary.next, reader) if summary.next else None,
        may_reflect=can_reflect(reader, session.collective),
        reflected=own_reflection(session, reader) is not None,
    )
    ticket = next((prompt for prompt in prompts if prompt.use == PromptUse.EXIT), None)
    return {
        "closing": closing,
        "exit_ticket": prompt_row(ticket) if ticket else None,
        "closes_at": ticket.gathering.closes_at if ticket else None,
    }


def _next_agenda(session: Session, reader: Participant) -> NextAgenda:
    titles = AgendaItem.objects.filter(session=session).order_by("position").values_list("title", flat=True)
    items = list(titles[:FIRST_ITEMS])
    drafted = not items
    if drafted:
        items = [item.title for item in draft_for(session, reader)[:FIRST_ITEMS]]
    return NextAgenda(session, when_of(session), items, drafted)

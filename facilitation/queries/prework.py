"""When what is asked before a session goes out."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from collectives.models import Gathering, Participant
from collectives.queries.gathering import waiting_asked
from facilitation.models import Prompt, PromptUse, Session
from ilc.due import Due
from ilc.tenancy.scope import bound_program_id

PREWORK: Final = "prework"  # due: the key is the prompt's; and the kind of the mail
AHEAD: Final = timedelta(days=7)
TO_THINK: Final = timedelta(minutes=30)  # within that week: before it goes out by itself, a word can still be changed


def goes_out_at(session: Session, *, now: datetime) -> datetime:
    """When what is written now goes out by itself: a week ahead, soon within that week. No SQL."""
    return max(now + TO_THINK, session.starts_at - AHEAD)


def waiting_prework(session: Session, participant: Participant, *, now: datetime) -> Gathering | None:
    """What was asked before a session and still waits for this person's answer; the first. One SQL query."""
    prompts = Prompt.objects.filter(session=session, use=PromptUse.BEFORE)
    asked = waiting_asked(participant, now=now).filter(gathering__in=prompts.values("gathering")).first()
    return asked.gathering if asked else None


def planned_times(prompts: Iterable[Prompt]) -> dict[UUID, datetime]:
    """When each of these prompts goes out by itself; those that do not are not there. One SQL query."""
    keys = {str(prompt.pk): prompt.pk for prompt in prompts}
    rows = Due.objects.filter(program_id=bound_program_id(), kind=PREWORK, done_at=None, key__in=keys)
    return {keys[key]: due_at for key, due_at in rows.values_list("key", "due_at")}

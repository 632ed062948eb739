"""The summary of a session: to each member once, when the facilitator presses, or by itself the same day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Asked, Gathering, Notice, Participant
from collectives.operations.gathering_open import links_of
from collectives.operations.notice import Message, door_url, write_notices
from collectives.queries.notice import SAME_WEEK, Thing, things_told
from facilitation.models import SessionRun
from facilitation.operations.session_news import tell_session
from facilitation.operations.session_run import hold_run
from facilitation.queries.exit_ticket import find_exit_ticket
from facilitation.queries.session_summary import (
    SUMMARY,
    goes_out_at,
    own_part,
    people_missed,
    session_summary,
    summary_readers,
)
from ilc.due import cancel, schedule
from ilc.errors import Refused


class StillOn(Refused):
    """The session is not over."""


def plan_summary(run: SessionRun) -> None:
    """Make it due, unless it went out before."""
    at = goes_out_at(run)
    if at is not None:
        schedule(SUMMARY, str(run.session_id), due_at=at)


def cancel_summary(run: SessionRun, *, now: datetime) -> None:
    """The session goes on after all."""
    cancel(SUMMARY, str(run.session_id), now=now)


@transaction.atomic
def send_summary(run: SessionRun, *, by: Participant | None, now: datetime) -> list[Notice]:
    """Write to everybody who has a seat, each in their language. Twice is once: then nothing comes back.

    `by` is None when it goes out by itself. About fifteen SQL statements for any number of people. Raises StillOn.
    """
    held = hold_run(run)
    if held.ended_at is None:
        raise StillOn(_("The session is on. End it first; then its summary goes out."))
    if held.summary_at is not None:
        return []
    held.summary_at, held.summary_by = now, by
    held.save(update_fields=["summary_at", "summary_by"])
    if by is not None:  # by itself: whoever holds the work finishes it
        cancel(SUMMARY, str(held.session_id), now=now)
    people = list(summary_readers(held.session))
    tell_session(held.session_id, "step")
    return write_notices(_messages(held, people, now), kind=SUMMARY, template=SUMMARY, now=now)


def _messages(run: SessionRun, people: Sequence[Participant], now: datetime) -> list[Message]:
    summary = session_summary(run, now=now)
    told = things_told(people, since=now - SAME_WEEK)
    missed = people_missed(run.session, people)
    asked = _exit_ticket(run, people, now)
    messages = []
    for person in people:
        own, ticket = own_part(summary, person, told=told[person.pk]), asked.get(person.pk, {})
        context = {
            "session": run.session,
            "collective": run.session.collective,
            "summary": summary,
            "own": own,
            "missed": person.pk in missed,
            **ticket,
        }
        tells = own.things
        if ticket:
            tells.append(Thing("gathering", str(ticket["gathering"].pk)))
        messages.append(Message(person, f"{run.session_id}:{person.pk}", context, tells=tells))
    return messages


def _exit_ticket(run: SessionRun, people: Sequence[Participant], now: datetime) -> dict[UUID, dict[str, Any]]:
    """For whom the exit ticket still waits: the gathering, and their own link. At most five SQL statements."""
    ticket = find_exit_ticket(run.session_id)
    gathering: Gathering | None = ticket.gathering if ticket else None
    if gathering is None or not gathering.takes_answers(now):
        return {}
    rows = Asked.objects.filter(gathering=gathering, answered=False, participant__in=[one.pk for one in people])
    waiting = set(rows.values_list("participant", flat=True))
    doors = links_of(gathering, [one for one in people if one.pk in waiting], now=now)
    return {pk: {"gathering": gathering, "ticket_url": door_url(door)} for pk, door in doors.items()}

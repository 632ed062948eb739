"""The exit ticket as a session ends: put to those who have a seat, for two days."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from collectives.models import GatheringState, Participant
from collectives.operations.gathering_close import close_later
from collectives.operations.gathering_open import NobodyToAsk, NotReady
from collectives.operations.gathering_within import open_within
from facilitation.models import SessionRun
from facilitation.queries.exit_ticket import find_exit_ticket

OPEN_FOR: Final = timedelta(days=2)  # after the end


def open_exit_ticket(run: SessionRun, *, by: Participant, now: datetime) -> None:
    """Open what was prepared, or let what is open stay open; the members' pages show it. The caller holds the run.

    An anonymous one that fewer than five would be asked stays a draft; so does one that says nothing yet.
    """
    prompt = find_exit_ticket(run.session_id)
    if prompt is None or prompt.gathering.state == GatheringState.CLOSED:
        return
    closes_at = now + OPEN_FOR
    if prompt.gathering.state == GatheringState.OPEN:
        close_later(prompt.gathering, at=closes_at, by=by, now=now)
    else:
        try:
            with transaction.atomic():
                prompt.gathering.closes_at = closes_at
                prompt.gathering.save(update_fields=["closes_at"])
                open_within(prompt.gathering, by=by, now=now, letters=False)
        except (NobodyToAsk, NotReady):
            return
    run.shows = {"kind": "prompt", "pk": str(prompt.pk)}
    run.save(update_fields=["shows"])

"""Ending a session, and going on after all."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import Prompt, PromptUse, SessionRun, SessionStep
from facilitation.operations.exit_ticket import open_exit_ticket
from facilitation.operations.prompt import close_prompt
from facilitation.operations.session_news import tell_session
from facilitation.operations.session_run import (
    LEFT_ON,
    LEFT_ON_FOR,
    SessionNotOn,
    enter_step,
    hold_run,
    leave_step,
)
from facilitation.operations.session_summary import cancel_summary, plan_summary
from ilc.due import cancel, schedule

RESUMED_UNTIL: Final = timedelta(hours=12)  # after its end


@transaction.atomic
def end_session(run: SessionRun, *, by: Participant | None, now: datetime) -> SessionRun:
    """Say that it is over; what was asked before it and in it takes no more answers. Twice does no harm.

    `by` is None when nobody did and it ends by itself, in the name of whoever led. The exit ticket opens when it was
    prepared, and the summary goes out by itself within three hours.
    """
    held = hold_run(run)
    if held.ended_at is None:
        leader = by or held.led_by
        for prompt in Prompt.objects.filter(session=held.session_id).exclude(use=PromptUse.EXIT):
            close_prompt(prompt, by=leader, now=now)
        leave_step(held, now=now)
        held.ended_at, held.ended_by = now, by
        held.save(update_fields=["ended_at", "ended_by"])
        open_exit_ticket(held, by=leader, now=now)
        plan_summary(held)
        if by is not None:  # by itself: whoever holds the work finishes it
            cancel(LEFT_ON, str(held.session_id), now=now)
        tell_session(held.session_id, "step")
    return held


@transaction.atomic
def resume_session(run: SessionRun, *, by: Participant, now: datetime) -> SessionRun:
    """Go on after all, at the step where it ended; whoever does it leads. The summary waits for the next end.

    Raises SessionNotOn after twelve hours.
    """
    held = hold_run(run)
    if held.ended_at is None:
        return held
    if now - held.ended_at > RESUMED_UNTIL:
        raise SessionNotOn(
            _("This session ended on another day. Plan a new one, and its agenda begins with what is open.")
        )
    last = SessionStep.objects.filter(run=held).select_related("item").order_by("-began_at", "-pk").first()
    held.ended_at = held.ended_by = None
    held.led_by, held.led_since = by, now
    cancel_summary(held, now=now)
    schedule(LEFT_ON, str(held.session_id), due_at=now + LEFT_ON_FOR)
    held.save(update_fields=["ended_at", "ended_by", "led_by", "led_since"])
    if last is not None:
        enter_step(held, last.item, last.number, by=by, now=now)
    tell_session(held.session_id, "step")
    return held

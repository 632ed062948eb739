"""Beginning a session, leading it, handing it on, ending it."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from collectives.operations.door import close_doors, make_code_door
from facilitation.models import AgendaItem, Session, SessionRun, SessionState, SessionStep
from facilitation.operations.answer_grouping import ask_for_groups
from facilitation.operations.session_news import tell_session
from facilitation.queries.calendar import ends_at
from facilitation.queries.prompt import prepared_prompts
from facilitation.queries.session_step import protocols_of, steps_of
from ilc.due import schedule
from ilc.errors import Refused

ROOM: Final = "session_room"  # the purpose of the door that a session's code opens
BEGINS_BEFORE: Final = timedelta(hours=2)
LEFT_ON: Final = "session_left_on"  # due: nobody ended it; the key is the session's
LEFT_ON_FOR: Final = timedelta(hours=12)  # after its planned end


class SessionNotOn(Refused):
    """It is cancelled, too early, or over."""


class NothingPlanned(Refused):
    """Its agenda is empty."""


class NotLeading(Refused):
    """Somebody else leads the session now."""


@transaction.atomic
def start_session(session: Session, *, by: Participant, now: datetime) -> SessionRun:
    """Begin with the first item. Whoever presses second finds it begun, and led by the first.

    What was answered beforehand is grouped now. Raises SessionNotOn, NothingPlanned.
    """
    held = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    begun = SessionRun.objects.select_related("led_by").filter(session=held).first()
    if begun is not None:
        return begun
    if held.state != SessionState.PLANNED:
        raise SessionNotOn(_("This session is cancelled. Take it up again first, then begin it."))
    if held.starts_at - now > BEGINS_BEFORE:
        raise SessionNotOn(_("It is early: a session can be begun from two hours before its time."))
    first = AgendaItem.objects.filter(session=held).order_by("position").first()
    if first is None:
        raise NothingPlanned(_("Nothing is planned yet. Draft the agenda, it takes one press; then begin."))
    code = make_code_door(ROOM, str(held.pk), now=now)
    run = SessionRun.objects.create(session=held, started_at=now, started_by=by, led_by=by, led_since=now, code=code)
    _enter(run, first, 1, by=by, now=now)
    schedule(LEFT_ON, str(held.pk), due_at=max(now, ends_at(held)) + LEFT_ON_FOR)
    ask_for_groups(prepared_prompts(held), now=now)
    tell_session(held.pk, "step")
    return run


@transaction.atomic
def take_over(run: SessionRun, *, by: Participant, now: datetime) -> SessionRun:
    """Lead from now on, whether or not whoever led is still there. Twice does no harm. Raises SessionNotOn."""
    held = hold_run(run)
    if held.ended_at is not None:
        raise SessionNotOn(_("This session is over."))
    if held.led_by_id != by.pk:
        held.led_by, held.led_since = by, now
        held.save(update_fields=["led_by", "led_since"])
        tell_session(held.session_id, "step")
    return held


@transaction.atomic
def show_on_screens(run: SessionRun, shows: dict[str, Any], *, by: Participant, now: datetime) -> None:
    """Say what the screens show beside the step; empty for what the step asks for. Raises NotLeading, SessionNotOn."""
    held = hold_led(run, by=by)
    if held.shows != shows:
        held.shows = shows
        held.save(update_fields=["shows"])
        tell_session(held.session_id, "step")


@transaction.atomic
def renew_code(run: SessionRun, *, by: Participant, now: datetime) -> SessionRun:
    """Another code to join, when the former one went further than the room. Raises NotLeading, SessionNotOn."""
    held = hold_led(run, by=by)
    close_doors(ROOM, str(held.session_id), now=now)
    held.code = make_code_door(ROOM, str(held.session_id), now=now)
    held.save(update_fields=["code"])
    tell_session(held.session_id, "step")
    return held


def hold_led(run: SessionRun, *, by: Participant) -> SessionRun:
    """The run, held until the transaction ends, while this person leads it. Raises NotLeading, SessionNotOn."""
    held = hold_run(run)
    if held.ended_at is not None:
        raise SessionNotOn(_("This session is over."))
    if held.led_by_id != by.pk:
        raise NotLeading(_("%(name)s leads now. Take over, then go on.") % {"name": held.led_by.name})
    return held


def enter_step(run: SessionRun, item: AgendaItem, number: int, *, by: Participant, now: datetime) -> None:
    """Leave the step where the group is, and begin another. The caller holds the run."""
    leave_step(run, now=now)
    _enter(run, item, number, by=by, now=now)


def hold_run(run: SessionRun) -> SessionRun:
    """The run, held until the transaction ends."""
    return SessionRun.objects.select_for_update(of=("self",)).select_related("led_by").get(pk=run.pk)


def leave_step(run: SessionRun, *, now: datetime) -> None:
    """The group is at no step any more. The caller holds the run."""
    step = SessionStep.objects.filter(run=run, ended_at=None).first()
    if step is not None:
        step.ended_at = step.paused_at or now
        step.paused_at = None
        step.save(update_fields=["ended_at", "paused_at"])


def _enter(run: SessionRun, item: AgendaItem, number: int, *, by: Participant, now: datetime) -> None:
    steps = steps_of(item, protocols_of([item]))
    place = min(max(1, number), len(steps))
    SessionStep.objects.create(
        run=run, item=item, number=place, planned_seconds=60 * steps[place - 1].minutes, began_at=now, by=by
    )
    if run.shows:
        run.shows = {}
        run.save(update_fields=["shows"])

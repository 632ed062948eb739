"""Going from step to step of a session, and stretching, pausing and shortening on the way."""

from dataclasses import replace
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import AgendaItem, SessionRun, SessionStep
from facilitation.operations.agenda import ItemChangedMeanwhile, change_item, item_of
from facilitation.operations.session_news import tell_session
from facilitation.operations.session_run import enter_step, hold_led
from facilitation.queries.session_step import protocols_of, steps_of
from ilc.errors import Refused

MOST_ADDED_SECONDS: Final = 60 * 60  # to one step


class StepMovedMeanwhile(Refused):
    """The group is at another step than the one this person saw."""


class NowhereToGo(Refused):
    """There is no step after the last one, nor before the first."""


@transaction.atomic
def go_to_step(run: SessionRun, *, item: UUID, number: int, seen: int, by: Participant, now: datetime) -> None:
    """Take the group to a step. `seen` is the key of the step this person saw the group at.

    Pressing twice goes once. Raises StepMovedMeanwhile, NowhereToGo, NotLeading, SessionNotOn.
    """
    held = hold_led(run, by=by)
    _check(held, seen)
    row = AgendaItem.objects.filter(session=held.session_id, pk=item).first()
    if row is None:
        raise NowhereToGo(_("That item was taken from the agenda."))
    enter_step(held, row, number, by=by, now=now)
    tell_session(held.session_id, "step")


@transaction.atomic
def move_step(run: SessionRun, way: Literal["on", "back"], *, seen: int, by: Participant, now: datetime) -> None:
    """To the next step, or back to the one before: within the item, else to the neighbouring item.

    Raises StepMovedMeanwhile, NowhereToGo, NotLeading, SessionNotOn.
    """
    held = hold_led(run, by=by)
    step = _check(held, seen)
    items = list(AgendaItem.objects.filter(session=held.session_id).order_by("position"))
    protocols = protocols_of(items)
    places = [(item, number) for item in items for number in range(1, len(steps_of(item, protocols)) + 1)]
    here = next((i for i, (item, number) in enumerate(places) if (item.pk, number) == (step.item_id, step.number)), 0)
    there = here + (1 if way == "on" else -1)
    if not 0 <= there < len(places):
        raise NowhereToGo(
            _("This is the last step. End the session when you are done.")
            if way == "on"
            else _("This is the first step.")
        )
    item, number = places[there]
    enter_step(held, item, number, by=by, now=now)
    tell_session(held.session_id, "step")


@transaction.atomic
def pause_step(run: SessionRun, *, seen: int, by: Participant, now: datetime) -> None:
    """Stop the clock. Twice does no harm. Raises StepMovedMeanwhile, NotLeading, SessionNotOn."""
    held = hold_led(run, by=by)
    step = _check(held, seen)
    if step.paused_at is None:
        step.paused_at = now
        step.save(update_fields=["paused_at"])
        tell_session(held.session_id, "step")


@transaction.atomic
def go_on(run: SessionRun, *, seen: int, by: Participant, now: datetime) -> None:
    """Let the clock go on. Twice does no harm. Raises StepMovedMeanwhile, NotLeading, SessionNotOn."""
    held = hold_led(run, by=by)
    step = _check(held, seen)
    if step.paused_at is not None:
        step.paused_seconds += round((now - step.paused_at).total_seconds())
        step.paused_at = None
        step.save(update_fields=["paused_at", "paused_seconds"])
        tell_session(held.session_id, "step")


@transaction.atomic
def add_time(run: SessionRun, *, seconds: int, seen: int, by: Participant, now: datetime) -> None:
    """Give the step more time, an hour at most in all. Raises StepMovedMeanwhile, NotLeading, SessionNotOn."""
    held = hold_led(run, by=by)
    step = _check(held, seen)
    added = min(MOST_ADDED_SECONDS, step.added_seconds + seconds)
    if added != step.added_seconds:
        step.added_seconds = added
        step.save(update_fields=["added_seconds"])
        tell_session(held.session_id, "step")


@transaction.atomic
def shorten_item(run: SessionRun, *, item: UUID, minutes: int, was: int, by: Participant, now: datetime) -> None:
    """Give an item still to come fewer minutes; `was` is what this person saw. The agenda's history keeps what it was.

    Raises ItemChangedMeanwhile, NotLeading, SessionNotOn.
    """
    held = hold_led(run, by=by)
    row = AgendaItem.objects.select_related("session").filter(session=held.session_id, pk=item).first()
    if row is None or row.minutes != was:
        raise ItemChangedMeanwhile(_("Somebody changed this item meanwhile. Look at the run sheet again."))
    seen = item_of(row)
    change_item(row, replace(seen, minutes=minutes), was=seen, by=by, now=now)
    tell_session(held.session_id, "step")


def _check(run: SessionRun, seen: int) -> SessionStep:
    step = SessionStep.objects.select_related("item", "by").get(run=run, ended_at=None)
    if step.pk != seen:
        raise StepMovedMeanwhile(
            _("The group is at “%(title)s” by now. Look where you are, then go on.") % {"title": step.item.title}
        )
    return step

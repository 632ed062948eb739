"""Feedback on a draft: asked for, moved from step to step, closed with what came of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collectives.models import Collective, Notice, Participant
from collectives.operations.notice import Message, write_notices
from ilc.errors import Refused
from inquiry.engine.writing import clean
from inquiry.models import FeedbackChange, FeedbackRound, FeedbackStep, Placemat
from inquiry.queries.feedback import asked_people

SUMMARY_ASKED = gettext_lazy("Say in a sentence what you take from it: those who gave feedback will read it.")


class FeedbackStillOpen(Refused):
    """One round at a time, so that everybody knows which question is meant."""


class PlacematKeptPrivate(Refused):
    """A leader's own placemat is shown before others are asked about it."""


class DayIsOver(Refused):
    """The day until which one asks has passed."""


class SummaryAsked(Refused):
    """A tuning round ends with what its presenters take from it."""


@transaction.atomic
def ask_feedback(
    placemat: Placemat,
    *,
    question: str,
    tuning: bool,
    asks_members: bool,
    asks_facilitators: bool,
    collective: Collective | None,
    until: datetime,
    by: Participant,
    now: datetime,
) -> FeedbackRound:
    """Ask. At least one of the three must be asked. Raises FeedbackStillOpen, PlacematKeptPrivate, DayIsOver."""
    held = Placemat.objects.select_for_update().get(pk=placemat.pk)  # two people may press at once
    if held.leader_id is not None and held.shown_at is None:
        raise PlacematKeptPrivate(
            _("Only you can read this placemat. Show it to your collective first; then you can ask for feedback.")
        )
    if FeedbackRound.objects.filter(placemat=held, closed_at=None).exists():
        raise FeedbackStillOpen(_("There is a feedback round going on. Close it first, then ask anew."))
    if until <= now:
        raise DayIsOver(_("That day has passed. Choose one that gives people time to read."))
    return FeedbackRound.objects.create(
        placemat=held,
        question=clean(question).text,
        lang=by.reads,
        tuning=tuning,
        step=FeedbackStep.CLARIFY if tuning else "",
        asks_members=asks_members,
        asks_facilitators=asks_facilitators,
        collective=collective,
        until=until,
        asked_by=by,
        asked_at=now,
    )


@transaction.atomic
def move_feedback(feedback_round: FeedbackRound, *, step: str, by: Participant, now: datetime) -> None:
    """On to another step of a tuning round, or back. Nothing happens once it is closed, or without steps."""
    held = FeedbackRound.objects.select_for_update().get(pk=feedback_round.pk)
    if not held.tuning or held.closed_at is not None or held.step == step:
        return
    FeedbackChange.objects.create(feedback_round=held, was=held.step, by=by, at=now)
    held.step = step
    held.save(update_fields=["step"])


@transaction.atomic
def close_feedback(feedback_round: FeedbackRound, *, summary: str, by: Participant, now: datetime) -> FeedbackRound:
    """End it: from now on those asked read nothing any more. A second time changes nothing. Raises SummaryAsked."""
    held = FeedbackRound.objects.select_for_update().get(pk=feedback_round.pk)
    if held.closed_at is not None:
        return held
    words = clean(summary).text.strip()
    if held.tuning and not words:
        raise SummaryAsked(str(SUMMARY_ASKED))
    held.summary, held.closed_by, held.closed_at = words, by, now
    held.save(update_fields=["summary", "closed_by", "closed_at"])
    return held


def write_feedback_notices(feedback_round: FeedbackRound, *, kind: str, by: Participant, now: datetime) -> list[Notice]:
    """Write to everybody who is asked and has an account, but for `by`: `feedback_asked`, or `feedback_closed`.

    A fixed number of SQL statements.
    """
    placemat = feedback_round.placemat
    context = {"feedback": feedback_round, "placemat": placemat, "collective": placemat.cycle.collective, "by": by}
    messages = [
        Message(person, f"{feedback_round.pk}:{person.pk}", context) for person in asked_people(feedback_round, but=by)
    ]
    return write_notices(messages, kind=kind, template=kind, now=now)

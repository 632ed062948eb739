"""Asking members what they want and facilitators what they can guide; reminding; until when; no longer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Ballot, Formation, FormationState, Offer, Participant
from collectives.operations.formation import BEFORE_FORMING, OPEN_STATES, FormedAlready, NothingOpen, lock_formation
from collectives.operations.formation_mail import mail_is_due, plan_reminder
from collectives.operations.program import note_change
from collectives.queries.ballot import ONE_DAY, to_remind
from collectives.queries.formation import open_themes
from ilc.errors import Refused
from ilc.zones import clock_words, local_time


class NobodyToAsk(Refused):
    """Everybody has been asked, or has answered."""


class RemindedToday(Refused):
    """One reminder a day is plenty."""


class DatePassed(Refused):
    """Answers are due on a day to come."""


class NotAsking(Refused):
    """Only while it asks can it remind."""


@transaction.atomic
def ask_formation(
    formation: Formation,
    *,
    leaders: Iterable[Participant],
    facilitators: Iterable[Participant],
    by: Participant,
    now: datetime,
) -> int:
    """Ask them, each once; how many were asked now. The first time, the formation begins to ask.

    Raises NothingOpen, DatePassed, NobodyToAsk, FormedAlready. Ask for the mails after the commit.
    """
    held = lock_formation(formation, BEFORE_FORMING)
    if not open_themes(held).exists():
        raise NothingOpen(_("Which themes are open? Choose one at least."))
    _check_date(held.answers_by, now)
    asked = _ask(Ballot, held, leaders, now) + _ask(Offer, held, facilitators, now)
    if not asked:
        raise NobodyToAsk(_("Everybody among them has been asked already."))
    note_change("formation", about=held.pk, was={"state": held.state, "asked": asked}, by=by, now=now)
    held.state, held.asked_at = FormationState.ASKING, held.asked_at or now
    held.save(update_fields=["state", "asked_at"])
    mail_is_due(held, now=now)
    plan_reminder(held, now=now)
    return asked


@transaction.atomic
def remind_formation(formation: Formation, *, by: Participant | None, now: datetime) -> int:
    """Remind those who have not answered; how many. `by` None: it reminds by itself, two days before answers are due.

    Raises NotAsking, RemindedToday, NobodyToAsk. Ask for the mails after the commit.
    """
    held = _lock_asking(formation)
    if held.reminded_at and held.reminded_at > now - ONE_DAY:
        at = clock_words(local_time(held.reminded_at, held.zone))
        raise RemindedToday(_("A reminder went out at %(time)s. One a day is plenty; try tomorrow.") % {"time": at})
    late = sum(to_remind(held, model, at=now).count() for model in (Ballot, Offer))
    if not late:
        raise NobodyToAsk(_("Everybody has answered, or was asked within the last day."))
    if by is not None:
        was = {"reminded_at": held.reminded_at.isoformat() if held.reminded_at else None}
        note_change("formation", about=held.pk, was=was, by=by, now=now)
    held.reminded_at = now
    held.save(update_fields=["reminded_at"])
    mail_is_due(held, now=now)
    return late


@transaction.atomic
def set_answers_by(formation: Formation, answers_by: datetime | None, *, by: Participant, now: datetime) -> None:
    """Give people longer, or less long. Raises DatePassed, FormedAlready."""
    held = lock_formation(formation, BEFORE_FORMING)
    _check_date(answers_by, now)
    if held.answers_by != answers_by:
        was = {"answers_by": held.answers_by.isoformat() if held.answers_by else None}
        note_change("formation", about=held.pk, was=was, by=by, now=now)
        held.answers_by = answers_by
        held.save(update_fields=["answers_by"])
        plan_reminder(held, now=now)


@transaction.atomic
def close_asking(formation: Formation, *, by: Participant, now: datetime) -> None:
    """Members and facilitators no longer answer by themselves. A second time changes nothing. Raises NotAsking."""
    held = lock_formation(formation, OPEN_STATES)
    if held.state == FormationState.FORMING:
        return
    if held.state != FormationState.ASKING:
        raise NotAsking(_("Nobody has been asked yet."))
    _move(held, FormationState.FORMING, by=by, now=now)


@transaction.atomic
def reopen_asking(formation: Formation, *, by: Participant, now: datetime) -> None:
    """Let people answer again. A second time changes nothing. Raises FormedAlready."""
    held = lock_formation(formation, OPEN_STATES)
    if held.state == FormationState.FORMING:
        _move(held, FormationState.ASKING, by=by, now=now)


@transaction.atomic
def end_formation(formation: Formation, *, by: Participant, now: datetime) -> None:
    """Nothing comes of it; everything in it stays to be read. Raises FormedAlready once accepted or ended."""
    held = lock_formation(formation, OPEN_STATES)
    held.ended_at = now
    held.save(update_fields=["ended_at"])
    _move(held, FormationState.ENDED, by=by, now=now)


@transaction.atomic
def take_formation_up_again(formation: Formation, *, by: Participant, now: datetime) -> None:
    """Undo an end: it asks again if it has asked before. A second time changes nothing."""
    held = Formation.objects.select_for_update(no_key=True).get(pk=formation.pk)
    if held.state == FormationState.ENDED:
        held.ended_at = None
        held.save(update_fields=["ended_at"])
        _move(held, FormationState.ASKING if held.asked_at else FormationState.DRAFT, by=by, now=now)


def _move(held: Formation, state: FormationState, *, by: Participant, now: datetime) -> None:
    note_change("formation", about=held.pk, was={"state": held.state}, by=by, now=now)
    held.state = state
    held.save(update_fields=["state"])
    plan_reminder(held, now=now)


def _ask(model: Any, formation: Formation, people: Iterable[Participant], now: datetime) -> int:
    before = set(model.objects.filter(formation=formation).values_list("participant_id", flat=True))
    rows = [model(formation=formation, participant=one, asked_at=now) for one in people if one.pk not in before]
    return len(model.objects.bulk_create(rows))


def _lock_asking(formation: Formation) -> Formation:
    try:
        return lock_formation(formation, {FormationState.ASKING})
    except FormedAlready as reason:
        raise NotAsking(_("Only while people are asked can they be reminded.")) from reason


def _check_date(answers_by: datetime | None, now: datetime) -> None:
    if answers_by and answers_by <= now:
        raise DatePassed(_("Answers are asked for by a day that has passed. Choose a later one."))

"""Somebody takes on a next step, and it is done, changed, or let go. What it was before stays in its history."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Collective, Participant
from collectives.permissions.collective import people_of
from facilitation.models import Commitment, CommitmentChange, Session
from ilc.errors import Refused
from ilc.zones import date_words


class NotOfTheCollective(Refused):
    """A commitment is for one of the collective's people."""


class CommitmentChangedMeanwhile(Refused):
    """Somebody changed it since this person looked."""


@dataclass(frozen=True)
class NextStep:
    """What a commitment says. `who` is a participant's key."""

    text: str
    who: UUID
    due_on: date


def make_commitment(
    collective: Collective, step: NextStep, *, session: Session | None = None, by: Participant, now: datetime
) -> Commitment:
    """One more commitment, made in a session or between two. Raises NotOfTheCollective."""
    _require_one_of_its_people(collective, step.who)
    return Commitment.objects.create(
        collective=collective,
        session=session,
        text=step.text,
        who_id=step.who,
        due_on=step.due_on,
        by=by,
        at=now,
    )


@transaction.atomic
def change_commitment(
    commitment: Commitment, step: NextStep, *, was: NextStep, by: Participant, now: datetime
) -> Commitment:
    """Write it anew. `was` is what the person saw. Raises CommitmentChangedMeanwhile, NotOfTheCollective."""
    held = _hold(commitment)
    if step_of(held) != was:
        raise CommitmentChangedMeanwhile(
            _("Somebody changed this commitment meanwhile. It now says: “%(text)s”, %(who)s, by %(day)s.")
            % {"text": held.text, "who": held.who.name, "day": date_words(held.due_on)}
        )
    if step == was:
        return held
    if step.who != was.who:
        _require_one_of_its_people(held.collective, step.who)
    _keep_what_it_was(held, by=by, now=now)
    held.text, held.who_id, held.due_on = step.text, step.who, step.due_on
    held.save(update_fields=["text", "who", "due_on"])
    return held


@transaction.atomic
def keep_commitment(commitment: Commitment, *, by: Participant, now: datetime) -> None:
    """It is done. A second time changes nothing."""
    held = _hold(commitment)
    if held.done_at is None:
        _keep_what_it_was(held, by=by, now=now)
        _settle(held, done_at=now, done_by=by)


@transaction.atomic
def let_go(commitment: Commitment, *, reason: str = "", by: Participant, now: datetime) -> None:
    """Not after all; a reason may be given. A second time changes nothing."""
    held = _hold(commitment)
    if held.let_go_at is None:
        _keep_what_it_was(held, by=by, now=now)
        _settle(held, let_go_at=now, let_go_by=by, reason=reason)


@transaction.atomic
def reopen_commitment(commitment: Commitment, *, by: Participant, now: datetime) -> None:
    """It is still to be done. A second time changes nothing."""
    held = _hold(commitment)
    if not held.open:
        _keep_what_it_was(held, by=by, now=now)
        _settle(held)


def step_of(commitment: Commitment) -> NextStep:
    """What a stored commitment says."""
    return NextStep(commitment.text, commitment.who_id, commitment.due_on)


def _hold(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("who", "collective")
    return rows.get(pk=commitment.pk)


def _settle(
    held: Commitment,
    *,
    done_at: datetime | None = None,
    done_by: Participant | None = None,
    let_go_at: datetime | None = None,
    let_go_by: Participant | None = None,
    reason: str = "",
) -> None:
    held.done_at, held.done_by = done_at, done_by
    held.let_go_at, held.let_go_by, held.reason = let_go_at, let_go_by, reason
    held.save(update_fields=["done_at", "done_by", "let_go_at", "let_go_by", "reason"])


def _keep_what_it_was(held: Commitment, *, by: Participant, now: datetime) -> None:
    CommitmentChange.objects.create(
        commitment=held,
        text=held.text,
        who=held.who,
        due_on=held.due_on,
        done_at=held.done_at,
        let_go_at=held.let_go_at,
        reason=held.reason,
        by=by,
        at=now,
    )


def _require_one_of_its_people(collective: Collective, who: UUID) -> None:
    if who not in people_of(collective):
        raise NotOfTheCollective(
            _("A commitment is for somebody of %(collective)s. Who could take it on?") % {"collective": collective.name}
        )

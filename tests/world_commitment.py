"""What people of the world took on: a commitment that was changed once, and one that is done."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from collectives.models import Participant
from facilitation.models import Commitment, CommitmentChange, Session


def make_commitments_here(word: str, things: Mapping[str, object], member: Participant) -> dict[str, object]:
    """The ids of what an address may ask for. Every text holds `word`."""
    commitment = _commitment(things, f"{word} commitment", member)
    _change(commitment, f"{word} former commitment", member)
    _commitment(things, f"{word} kept commitment", member, done_at=timezone.now(), done_by=member)
    return {"commitment": commitment.pk}


def more_commitments(things: Mapping[str, object], member: Participant, number: int) -> None:
    """One more of everything."""
    _commitment(things, f"More {number}", member)
    _commitment(things, f"More done {number}", member, done_at=timezone.now(), done_by=member)
    _change(Commitment.objects.get(pk=things["commitment"]), f"More {number}", member)


def _commitment(things: Mapping[str, object], text: str, member: Participant, **settled: object) -> Commitment:
    session, now = Session.objects.get(pk=things["session"]), timezone.now()
    return Commitment.objects.create(
        collective_id=session.collective_id,
        session=session,
        text=text,
        who=member,
        due_on=(now + timedelta(days=30)).date(),
        by=member,
        at=now,
        **settled,
    )


def _change(commitment: Commitment, text: str, by: Participant) -> None:
    CommitmentChange.objects.create(
        commitment=commitment, text=text, who=by, due_on=commitment.due_on, by=by, at=timezone.now()
    )

"""What became of the world's placemats: changes, a moment, an adjustment, the decision behind it, and commitments."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from collectives.models import Participant
from facilitation.models import Decision
from inquiry.models import Adjustment, Moment, PhaseMove, Placemat, PlacematChange
from tests.world_commitment import make_commitments_here


def make_history_here(word: str, things: Mapping[str, object], member: Participant) -> dict[str, object]:
    """The ids of what an address may ask for. Every text holds `word`."""
    now = timezone.now()
    placemat = Placemat.objects.get(pk=things["placemat"])
    for part in ("priority", "then", f"if:{things['if_action']}"):
        _change(placemat, part, f"{word} former {part}", member, now - timedelta(days=1))
    _change(placemat, f"indicator:{things['indicator']}", f"text: {word} indicator", member, now - timedelta(days=1))
    PhaseMove.objects.create(
        cycle=placemat.cycle, from_phase=2, to_phase=3, reason=f"{word} reason", by=member, at=now - timedelta(hours=9)
    )
    moment = Moment.objects.create(placemat=placemat, name=f"{word} moment", at=now, by=member, made_at=now)
    adjustment = _adjustment(placemat, f"{word} why", member, now)
    decision = Decision.objects.create(session_id=things["session"], text=f"{word} decision", by=member, at=now)
    Decision.objects.create(
        session_id=things["session"], text=f"{word} cause", by=member, at=now, adjustment=adjustment
    )
    _adjustment(placemat, f"{word} open why", member, now)
    made = {"moment": moment.pk, "adjustment": adjustment.pk, "decision": decision.pk}
    return made | make_commitments_here(word, things, member)


def more_history(things: Mapping[str, object], member: Participant, number: int) -> None:
    """One more of everything: by another part, so that each stands for itself."""
    now = timezone.now() + timedelta(minutes=number)
    placemat = Placemat.objects.get(pk=things["placemat"])
    _change(placemat, "priority", f"More {number}", member, now)
    _change(placemat, "so_that", f"More {number}", member, now)
    Moment.objects.create(placemat=placemat, name=f"Moment {number}", at=now, by=member, made_at=now)
    PhaseMove.objects.create(cycle=placemat.cycle, from_phase=2, to_phase=3, reason=f"More {number}", by=member, at=now)
    session, adjustment = things["session"], Adjustment.objects.get(pk=things["adjustment"])
    Decision.objects.create(session_id=session, text=f"More {number}", by=member, at=now)
    Decision.objects.create(session_id=session, text=f"More {number}", by=member, at=now, adjustment=adjustment)
    _adjustment(placemat, f"More {number}", member, now)


def _change(placemat: Placemat, part: str, text: str, by: Participant, at: datetime) -> None:
    version = placemat.changes.filter(part=part).count() + 1
    PlacematChange.objects.create(placemat=placemat, part=part, version=version, text=text, by=by, at=at)


def _adjustment(placemat: Placemat, why: str, by: Participant, at: datetime) -> Adjustment:
    return Adjustment.objects.create(
        placemat=placemat,
        parts=[{"part": "then", "fate": "changed", "number": None}],
        from_at=at - timedelta(days=2),
        to_at=at,
        why=why,
        on=at.date(),
        by=by,
        at=at,
    )

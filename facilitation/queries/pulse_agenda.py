"""What a session could take up of the pulse: what came of it, or that a phase has begun in which it was not asked."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from collectives.permissions.gathering import FEWEST
from facilitation.models import Pulse, Session
from facilitation.queries.pulse import count_seated
from inquiry.models import Cycle, PhaseMove


def pulse_reasons(session: Session, *, met_before: datetime | None) -> Iterator[dict[str, Any]]:
    """Reasons for an agenda, as AgendaItem keeps them. Four SQL queries at most.

    What was said since the group met; and in the first session of a phase that the group can be asked. Later sessions
    say nothing of it: who did not want to ask is not told so month by month.
    """
    cycle = Cycle.objects.filter(collective=session.collective_id, closed_at=None).first()
    if cycle is None:
        return
    pulses = Pulse.objects.filter(cycle=cycle, gathering__shuffled_at__isnull=False, gathering__answers__gte=FEWEST)
    if met_before is not None:
        pulses = pulses.filter(gathering__closed_at__gt=met_before)
    if (said := pulses.select_related("gathering").order_by("-gathering__closed_at").first()) is not None:
        yield {"because": "pulse", "phase": said.phase, "count": said.gathering.answers}
    first = met_before is None or met_before < _begun_at(cycle)
    asked = Pulse.objects.filter(cycle=cycle, phase=cycle.phase).exists()
    if first and not asked and count_seated(session.collective_id) >= FEWEST:
        yield {"because": "pulse_due", "phase": cycle.phase}


def _begun_at(cycle: Cycle) -> datetime:
    moves = PhaseMove.objects.filter(cycle=cycle, to_phase=cycle.phase).order_by("-at")
    moved_at = moves.values_list("at", flat=True).first()
    return moved_at or datetime.combine(cycle.starts_on, time.min, tzinfo=UTC)

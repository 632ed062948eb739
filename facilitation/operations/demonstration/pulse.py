"""How collectives of a demonstration program see themselves: what was said in earlier phases, one that is asked now."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from collectives.operations.gathering_close import close_gathering
from collectives.operations.gathering_open import LETTERS
from facilitation.models import Pulse
from facilitation.operations.demonstration.answering import answer_as
from facilitation.operations.demonstration.inquiries import Work
from facilitation.operations.pulse import open_pulse
from ilc.due import cancel

DAYS = timedelta(days=10)


def take_pulses(works: Sequence[Work], entries: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """Ask and answer, as the file says: earlier phases closed with what came, the newest still open."""
    by_name = {work.collective.name: work for work in works}
    for entry in entries:
        _take(by_name[entry["collective"]], entry, now=now)


def _take(work: Work, entry: Mapping[str, Any], *, now: datetime) -> None:
    if work.placemat is None or work.span is None:
        return
    begun = work.span.at(entry["at"]) if "at" in entry else now - timedelta(days=2)
    pulse = open_pulse(work.placemat.cycle, by=work.facilitator, now=begun, closes_at=begun + DAYS)
    # The cycle has moved on since: which phase it was in then, the file says.
    Pulse.objects.filter(pk=pulse.pk).update(phase=entry["phase"])
    words = [*entry.get("words", []), *[""] * len(work.members)]
    for number, (member, steps) in enumerate(zip(work.members, entry["steps"], strict=False)):
        said = [*map(int, steps), words[number]]
        answer_as(member, pulse.gathering, said, language=work.collective.language, now=begun + timedelta(hours=number))
    if "at" in entry:
        cancel(LETTERS, f"{pulse.gathering_id}:asked", now=now)
        close_gathering(pulse.gathering, by=None, now=min(begun + DAYS, now))

"""The world's collective is being asked how it sees itself."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from collectives.models import Gathering, GatheringState, Participant
from facilitation.models import Pulse
from inquiry.models import Cycle, Phase
from tests.make import make_participant
from tests.make_gathering import make_gathering


def make_pulse_here(word: str, things: Mapping[str, object], people: Mapping[str, Participant]) -> dict[str, object]:
    """Open, in an earlier phase than the one its cycle is in. Every text holds `word`."""
    cycle, guide = Cycle.objects.get(pk=things["cycle"]), people["facilitator"]
    pulse = _ask(cycle, guide, Phase.GATHERING, f"{word} pulse")
    for person in (people["member"], people["colleague"]):
        pulse.gathering.asked.create(participant=person)
    return {"pulse": pulse.pk}


def more_pulse(things: Mapping[str, object], guide: Participant, number: int) -> None:
    """One more that is closed, with answers that may be shown."""
    cycle, now = Cycle.objects.get(pk=things["cycle"]), timezone.now()
    phase = (Phase.FORMING, Phase.ACTING, Phase.REVIEWING, Phase.SHARING)[number % 4]
    if Pulse.objects.filter(cycle=cycle, phase=phase).exists():
        return
    gathering = _ask(cycle, guide, phase, f"More {number}").gathering
    for _person in range(5):
        gathering.asked.create(participant=make_participant())
    for question in gathering.questions.all():
        for step in range(1, 6):
            said = {"text": "More"} if question.kind == "open_text" else {"value": step}
            gathering.responses.create(question=question, **said)
    Gathering.objects.filter(pk=gathering.pk).update(
        state=GatheringState.CLOSED, closed_at=now, shuffled_at=now, answers=5
    )


def _ask(cycle: Cycle, guide: Participant, phase: int, title: str) -> Pulse:
    gathering = make_gathering(
        guide,
        kinds=("scale", "open_text"),
        collective=cycle.collective,
        title={"en": title},
        intro={"en": title},
        state=GatheringState.OPEN,
        opened_by=guide,
        opened_at=timezone.now(),
        closes_at=timezone.now() + timedelta(days=9),
    )
    keys = ["shared-problem", "help"]
    return Pulse.objects.create(cycle=cycle, phase=phase, gathering=gathering, keys=keys)

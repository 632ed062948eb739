"""Pulses for tests. Call inside a program's scope."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from collectives.models import Participant, Role
from collectives.operations.gathering_close import close_gathering
from collectives.operations.response import Answer, give_answers
from collectives.queries.response import Answerer
from facilitation.models import Pulse
from facilitation.operations.pulse import open_pulse
from inquiry.models import Cycle
from tests.make import make_collective, make_cycle, make_participant, name_facilitator, seat


def make_group(name: str = "", *, people: int = 6) -> tuple[Cycle, Participant, list[Participant]]:
    """A collective with its open cycle, its facilitator and its members."""
    collective = make_collective(name)
    guide = make_participant(role=Role.FACILITATOR)
    name_facilitator(collective, guide)
    members = [make_participant() for _number in range(people)]
    for member in members:
        seat(collective, member)
    return make_cycle(collective), guide, members


def ask_pulse(cycle: Cycle, by: Participant, *, now: datetime | None = None) -> Pulse:
    """Open for ten days."""
    now = now or timezone.now()
    return open_pulse(cycle, by=by, now=now, closes_at=now + timedelta(days=10))


def answer_pulse(pulse: Pulse, person: Participant, steps: Sequence[int], text: str = "") -> None:
    """One person's answers: a step for each question along a scale, and words if there are any."""
    asked = list(pulse.gathering.questions.order_by("number").values_list("pk", flat=True))
    answers = [Answer(pk, value=step) for pk, step in zip(asked, steps, strict=False)]
    if text:
        answers.append(Answer(asked[-1], text=text))
    answerer = Answerer(person, f"secret of {person.pk}".ljust(43, "x"))
    give_answers(pulse.gathering, answers, asked=asked, answerer=answerer, language="en", now=timezone.now())


def make_pulse(
    cycle: Cycle, by: Participant, members: Sequence[Participant], steps: Sequence[int], *, now: datetime | None = None
) -> Pulse:
    """A closed one: each of the first members chose one step throughout and wrote a word."""
    pulse = ask_pulse(cycle, by, now=now)
    for number, (member, step) in enumerate(zip(members, steps, strict=False)):
        answer_pulse(pulse, member, [step] * 6, f"Words {number}")
    close_gathering(pulse.gathering, by=by, now=timezone.now())
    pulse.gathering.refresh_from_db()
    return pulse

"""What is asked before sessions, as the tasks send it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from collectives.models import Gathering, GatheringState, Notice, Program, QuestionKind
from collectives.operations.gathering_within import Ask
from facilitation.models import Prompt, PromptUse
from facilitation.operations.prompt import prepare_prompt
from facilitation.queries.prework import PREWORK
from facilitation.tasks.prework import send_prework_by_itself, sweep_prework
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make import make_session
from tests.make_session import make_full_collective


def planned(program: Program, *, anonymous: bool = False, people: int = 6) -> Prompt:
    """A prompt before a session in five days, whose time has come."""
    now = timezone.now() - timedelta(hours=1)
    with program_scope(program.pk):
        collective, guide, _members = make_full_collective(people)
        session = make_session(collective, on=(now + timedelta(days=5)).date())
        ask = Ask(QuestionKind.OPEN_TEXT, "What did you try?")
        return prepare_prompt(session, ask, use=PromptUse.BEFORE, anonymous=anonymous, language="en", by=guide, now=now)


def stands(program: Program) -> tuple[str, int, int]:
    """The state, the letters that were written, and what is still to be sent."""
    with program_scope(program.pk):
        waiting = Due.objects.filter(kind=PREWORK, done_at=None).count()
        return Gathering.objects.get().state, Notice.objects.filter(kind=PREWORK).count(), waiting


def test_it_goes_out_by_itself_once(program: Program) -> None:
    prompt = planned(program)

    for _ in range(2):
        send_prework_by_itself(program_id=program.pk, prompt_pk=str(prompt.pk))

    assert stands(program) == (GatheringState.OPEN, 6, 0)


def test_what_cannot_be_sent_stays_for_a_person_to_decide(program: Program) -> None:
    prompt = planned(program, anonymous=True, people=2)

    send_prework_by_itself(program_id=program.pk, prompt_pk=str(prompt.pk))

    assert stands(program) == (GatheringState.DRAFT, 0, 0)


def test_the_sweep_rings_for_what_is_due(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    prompt, rung = planned(program), list[dict[str, Any]]()
    monkeypatch.setattr(send_prework_by_itself, "delay", lambda **ids: rung.append(ids))

    sweep_prework()

    assert rung == [{"program_id": program.pk, "prompt_pk": str(prompt.pk)}]

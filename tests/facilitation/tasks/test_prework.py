"""What is asked before sessions, as the tasks send it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from collectives.models import Gathering, GatheringState, Notice, Program, QuestionKind
from collectives.operations.gathering_within import Ask
from facilitation.models import Prompt, PromptUse, Session
from facilitation.operations.prework import send_prework
from facilitation.operations.prompt import prepare_prompt
from facilitation.operations.session import move_session, slot_of
from facilitation.queries.calendar import ends_at
from facilitation.queries.prework import PREWORK
from facilitation.tasks.prework import send_prework_by_itself, sweep_prework
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import make_program, make_session
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


def test_sent_by_a_press_and_by_workers_while_the_session_moves_each_gets_one_letter(committed: None) -> None:
    program, now = make_program("before-we-meet"), timezone.now()
    prompts = [planned(program) for _ in range(4)]

    def by_itself() -> None:
        for prompt in prompts:
            send_prework_by_itself(program_id=program.pk, prompt_pk=str(prompt.pk))

    def press() -> None:
        for prompt in prompts:
            with program_scope(program.pk):
                send_prework(prompt, by=prompt.made_by, now=now)

    def move() -> None:
        for prompt in prompts:
            with program_scope(program.pk):
                session = Session.objects.get(pk=prompt.session_id)
                slot = replace(slot_of(session), date=session.date + timedelta(days=1))
                move_session(session, slot=slot, reason="Snow", version=session.version, by=prompt.made_by, now=now)

    at_once(by_itself, press, move, by_itself)

    with program_scope(program.pk):
        ends = {ends_at(session) for session in Session.objects.all()}
        assert Notice.objects.filter(kind=PREWORK).count() == 6 * 4
        assert set(Gathering.objects.values_list("state", "closes_at")) == {(GatheringState.OPEN, end) for end in ends}

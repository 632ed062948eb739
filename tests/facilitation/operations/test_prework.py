"""What is asked before a session: by itself a week ahead, when somebody sends it, and when the session moves."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from collectives.models import Asked, Door, Gathering, GatheringState, Notice, Participant, Program, QuestionKind
from collectives.operations.gathering_open import NobodyToAsk
from collectives.operations.gathering_within import Ask
from facilitation.models import Prompt, PromptUse, Session
from facilitation.operations.agenda import Item, add_items
from facilitation.operations.prework import TooLateToAsk, send_due_prework, send_prework
from facilitation.operations.prompt import prepare_prompt, remove_prompt
from facilitation.operations.session import cancel_session, make_sessions, move_session, restore_session, slot_of
from facilitation.operations.session_end import end_session
from facilitation.operations.session_run import start_session
from facilitation.queries.prework import PREWORK
from facilitation.queries.rhythm import plan_rhythm_change
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make import make_rhythm, make_session
from tests.make_session import make_full_collective

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
SESSION = datetime(2026, 12, 15, 19, 30, tzinfo=UTC)  # 15:30 in Halifax
AFTER = SESSION + timedelta(minutes=90)


def prepared(*, anonymous: bool = False, people: int = 6) -> tuple[Prompt, Session, Participant]:
    collective, guide, _members = make_full_collective(people)
    session = make_session(collective, on=date(2026, 12, 15))
    ask = Ask(QuestionKind.OPEN_TEXT, "What did you try?")
    prompt = prepare_prompt(session, ask, use=PromptUse.BEFORE, anonymous=anonymous, language="en", by=guide, now=NOW)
    return prompt, session, guide


def due_at() -> datetime | None:
    return Due.objects.filter(kind=PREWORK, done_at=None).values_list("due_at", flat=True).first()


def test_it_goes_out_a_week_ahead_to_everybody_with_a_seat_until_the_session_ends(program: Program) -> None:
    with program_scope(program.pk):
        prompt, _session, _guide = prepared()
        planned = due_at()

        early = send_due_prework(prompt.pk, now=SESSION - timedelta(days=8))
        letters = send_due_prework(prompt.pk, now=SESSION - timedelta(days=7))

        gathering = Gathering.objects.get()
        assert early == []
        assert planned == SESSION - timedelta(days=7)
        assert (gathering.state, gathering.closes_at, Asked.objects.count()) == (GatheringState.OPEN, AFTER, 6)
        assert len(letters) == 6
        said = letters[0].text
        assert "What did you try?" in said
        assert "Tuesday 15 December 2026, 19:30 UTC" in said
        assert "until Tuesday 15 December 2026, 21:00 UTC" in said
        assert Door.objects.filter(purpose="gathering").count() == 6
        assert list(Due.objects.filter(done_at=None).exclude(kind="notice").values_list("kind", flat=True)) == [
            "gathering_closing"
        ]


def test_within_that_week_it_goes_out_soon(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide, _members = make_full_collective()
        session = make_session(collective, on=date(2026, 12, 15))
        late = SESSION - timedelta(days=2)
        ask = Ask(QuestionKind.ONE_WORD, "One word?")

        prepare_prompt(session, ask, use=PromptUse.BEFORE, anonymous=False, language="en", by=guide, now=late)

        assert due_at() == late + timedelta(minutes=30)


def test_sending_it_twice_sends_it_once(program: Program) -> None:
    with program_scope(program.pk):
        prompt, _session, guide = prepared()

        first = send_prework(prompt, by=guide, now=NOW)
        second = send_prework(prompt, by=guide, now=NOW + timedelta(hours=1))

        assert (len(first), second, Gathering.objects.get().opened_at) == (6, [], NOW)
        assert due_at() is None


def test_nothing_goes_out_for_a_session_that_is_over_or_cancelled(program: Program) -> None:
    with program_scope(program.pk):
        prompt, session, guide = prepared()
        with pytest.raises(TooLateToAsk):
            send_prework(prompt, by=guide, now=AFTER)
        cancel_session(session, reason="Snow", version=session.version, by=guide, now=NOW)

        with pytest.raises(TooLateToAsk):
            send_prework(prompt, by=guide, now=NOW)
        assert (Notice.objects.count(), due_at()) == (0, None)


def test_an_anonymous_one_needs_five(program: Program) -> None:
    with program_scope(program.pk):
        prompt, _session, guide = prepared(anonymous=True, people=4)

        with pytest.raises(NobodyToAsk):
            send_prework(prompt, by=guide, now=NOW)


def test_it_follows_a_session_that_is_moved(program: Program) -> None:
    with program_scope(program.pk):
        prompt, session, guide = prepared()
        slot = slot_of(session)
        later = replace(slot, date=date(2026, 12, 22))

        moved = move_session(session, slot=later, reason="Storm", version=session.version, by=guide, now=NOW)
        before = due_at()
        send_prework(prompt, by=guide, now=NOW)
        move_session(moved, slot=slot, reason="No storm", version=moved.version, by=guide, now=NOW)

        assert before == SESSION
        assert Gathering.objects.get().closes_at == AFTER
        assert Notice.objects.filter(kind="prework").count() == 6
        assert not Due.objects.filter(kind="gathering_reminding").exists()


def test_cancelled_it_takes_no_answers_and_taken_up_again_it_goes_on(program: Program) -> None:
    with program_scope(program.pk):
        prompt, session, guide = prepared()
        ask = Ask(QuestionKind.OPEN_TEXT, "Another?")
        prepare_prompt(session, ask, use=PromptUse.BEFORE, anonymous=False, language="en", by=guide, now=NOW)
        send_prework(prompt, by=guide, now=NOW)
        opened = Gathering.objects.get(state=GatheringState.OPEN)

        cancelled = cancel_session(session, reason="Snow", version=session.version, by=guide, now=NOW)
        opened.refresh_from_db()
        meanwhile = (opened.takes_answers(NOW), due_at())
        restore_session(cancelled, reason="Thaw", version=cancelled.version, by=guide, now=NOW)

        opened.refresh_from_db()
        assert meanwhile == (False, None)
        assert (opened.takes_answers(NOW), opened.closes_at) == (True, AFTER)
        assert due_at() == SESSION - timedelta(days=7)
        assert Notice.objects.filter(kind="prework").count() == 6


def test_never_taken_up_again_it_closes_when_it_would_have(program: Program) -> None:
    with program_scope(program.pk):
        prompt, session, guide = prepared()
        send_prework(prompt, by=guide, now=NOW)
        cancel_session(session, reason="Snow", version=session.version, by=guide, now=NOW)

        assert Due.objects.get(kind="gathering_closing", done_at=None).due_at == AFTER


def test_it_closes_with_a_session_that_ends_early_and_then_nothing_goes_out(program: Program) -> None:
    with program_scope(program.pk):
        prompt, session, guide = prepared()
        ask = Ask(QuestionKind.OPEN_TEXT, "Another?")
        late = prepare_prompt(session, ask, use=PromptUse.BEFORE, anonymous=False, language="en", by=guide, now=NOW)
        send_prework(prompt, by=guide, now=NOW)
        add_items(session, [Item("Arrive", 10)], by=guide, now=NOW)
        run = start_session(session, by=guide, now=SESSION)

        end_session(run, by=guide, now=SESSION + timedelta(minutes=20))

        prompt.gathering.refresh_from_db()
        assert prompt.gathering.state == GatheringState.CLOSED
        with pytest.raises(TooLateToAsk):
            send_prework(late, by=guide, now=SESSION + timedelta(minutes=30))


def test_a_new_rhythm_leaves_a_session_with_prompts_alone(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide, _members = make_full_collective(2)
        rhythm = make_rhythm(collective)
        make_sessions([rhythm], until=date(2027, 1, 31), now=NOW)
        session = Session.objects.filter(starts_at__gt=NOW).earliest("starts_at")
        ask = Ask(QuestionKind.OPEN_TEXT, "What did you try?")
        prepare_prompt(session, ask, use=PromptUse.BEFORE, anonymous=False, language="en", by=guide, now=NOW)

        plan = plan_rhythm_change(rhythm, None, now=NOW, until=NOW.date())

        assert [(kept.session, kept.reasons) for kept in plan.kept] == [(session, ("has prompts",))]


def test_thrown_away_it_does_not_go_out(program: Program) -> None:
    with program_scope(program.pk):
        prompt, _session, guide = prepared()
        key = prompt.pk

        remove_prompt(prompt, by=guide, now=NOW)

        assert (due_at(), send_due_prework(key, now=SESSION)) == (None, [])

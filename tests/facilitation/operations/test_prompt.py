"""Putting a prompt to the group, and what is ever seen of the answers."""

from datetime import UTC, datetime

import pytest
from django.utils.crypto import get_random_string

from collectives.models import (
    Asked,
    Gathering,
    GatheringState,
    Notice,
    Participant,
    Program,
    QuestionKind,
    Response,
)
from collectives.operations.gathering_open import NobodyToAsk
from collectives.operations.gathering_within import Ask
from collectives.operations.response import Answer, GatheringIsClosed, give_answers
from collectives.queries.response import Answerer
from facilitation.models import MAX_PROMPTS, Prompt, PromptUse, SessionRun
from facilitation.operations.prompt import (
    PromptAsked,
    TooManyPrompts,
    close_prompt,
    hide_answers,
    open_prompt,
    prepare_exit_ticket,
    prepare_prompt,
    remove_prompt,
    show_answers,
)
from facilitation.operations.session_run import NotLeading
from facilitation.permissions.prompt import readable_answers
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make import make_participant
from tests.make_session import make_full_collective, make_run

NOW = datetime(2026, 11, 17, 19, 30, tzinfo=UTC)
NOTICE = Ask(QuestionKind.OPEN_TEXT, "What do you notice?")


def prepared(run: SessionRun, by: Participant, *, anonymous: bool = False, use: PromptUse = PromptUse.LIVE) -> Prompt:
    return prepare_prompt(run.session, NOTICE, use=use, anonymous=anonymous, language="en", by=by, now=NOW)


def answer(prompt: Prompt, person: Participant, text: str, *, language: str = "en") -> None:
    prompt.gathering.refresh_from_db()
    question = prompt.gathering.questions.get()
    give_answers(
        prompt.gathering,
        [Answer(question.pk, text=text)],
        asked=[question.pk],
        answerer=Answerer(person, get_random_string(43)),
        language=language,
        now=NOW,
    )


def read(prompt: Prompt, *, runs: bool = True) -> list[str]:
    prompt = Prompt.objects.select_related("gathering").get(pk=prompt.pk)
    return sorted(row.text for row in readable_answers(prompt, runs=runs))


def test_an_opened_prompt_is_on_the_screens_and_writes_to_nobody(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, members = make_full_collective()
        run = make_run(by, collective=collective, now=NOW)
        prompt = prepared(run, by)

        open_prompt(prompt, run, by=by, now=NOW)
        open_prompt(prompt, run, by=by, now=NOW)

        assert SessionRun.objects.get().shows == {"kind": "prompt", "pk": str(prompt.pk)}
        assert set(Asked.objects.values_list("participant", flat=True)) == {person.pk for person in members}
        assert (Notice.objects.count(), Due.objects.filter(kind="gathering_letters").count()) == (0, 0)


def test_only_who_leads_opens(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, _members = make_full_collective()
        run = make_run(by, collective=collective, now=NOW)
        prompt = prepared(run, by)

        with pytest.raises(NotLeading):
            open_prompt(prompt, run, by=make_participant(role="facilitator"), now=NOW)


def test_named_answers_are_hidden_until_they_are_shown_and_then_grow(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, members = make_full_collective()
        run = make_run(by, collective=collective, now=NOW)
        prompt = prepared(run, by)
        open_prompt(prompt, run, by=by, now=NOW)
        answer(prompt, members[0], "It climbs")
        hidden = read(prompt), read(prompt, runs=False)

        show_answers(prompt, by=by, now=NOW)
        shown = read(prompt, runs=False)
        answer(prompt, members[1], "Up and down")
        grown = read(prompt, runs=False)
        hide_answers(prompt, by=by, now=NOW)

        assert hidden == ([], [])
        assert (shown, grown, read(prompt)) == (["It climbs"], ["It climbs", "Up and down"], [])


def test_showing_anonymous_answers_closes_and_mixes_them(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, members = make_full_collective()
        run = make_run(by, collective=collective, now=NOW)
        prompt = prepared(run, by, anonymous=True)
        open_prompt(prompt, run, by=by, now=NOW)
        for number, member in enumerate(members):
            answer(prompt, member, f"Word {number}")
        before = set(Response.objects.values_list("pk", flat=True))

        show_answers(prompt, by=by, now=NOW)

        prompt.gathering.refresh_from_db()
        assert (prompt.gathering.state, read(prompt, runs=False)) == (
            GatheringState.CLOSED,
            [f"Word {number}" for number in range(6)],
        )
        assert not before & set(Response.objects.values_list("pk", flat=True))
        assert set(Response.objects.values_list("key", "participant", "answered_at")) == {(None, None, None)}
        with pytest.raises(GatheringIsClosed):
            answer(prompt, members[0], "Too late")


@pytest.mark.parametrize(("french", "kept"), [(1, {""}), (5, {"en", "fr"}), (0, {"en"})])
def test_the_language_of_an_anonymous_answer_stays_only_where_many_wrote_in_it(
    program: Program, french: int, kept: set[str]
) -> None:
    with program_scope(program.pk):
        collective, by, members = make_full_collective(10)
        run = make_run(by, collective=collective, now=NOW)
        prompt = prepared(run, by, anonymous=True)
        open_prompt(prompt, run, by=by, now=NOW)
        for number, member in enumerate(members):
            answer(prompt, member, f"Word {number}", language="fr" if number < french else "en")

        show_answers(prompt, by=by, now=NOW)

        assert set(Response.objects.values_list("language", flat=True)) == kept


@pytest.mark.parametrize(("away", "refused"), [(0, False), (1, True), (5, False)])
def test_the_same_question_to_nearly_the_same_people_stays_hidden(
    program: Program, away: int, *, refused: bool
) -> None:
    with program_scope(program.pk):
        collective, by, members = make_full_collective(10)
        run = make_run(by, collective=collective, now=NOW)
        first, second = prepared(run, by, anonymous=True), prepared(run, by, anonymous=True)
        second.gathering.questions.update(words={"en": "what do you  NOTICE"})
        for prompt, people in ((first, members), (second, members[away:])):
            open_prompt(prompt, run, by=by, now=NOW)
            for number, member in enumerate(people):
                answer(prompt, member, f"Word {number}")
        show_answers(first, by=by, now=NOW)

        shows = show_answers(second, by=by, now=NOW)

        assert (shows, bool(read(second))) == (not refused, not refused)
        assert Gathering.objects.get(pk=second.gathering_id).state == GatheringState.CLOSED


def test_four_anonymous_answers_are_shown_to_nobody(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, members = make_full_collective()
        run = make_run(by, collective=collective, now=NOW)
        prompt = prepared(run, by, anonymous=True)
        open_prompt(prompt, run, by=by, now=NOW)
        for member in members[:4]:
            answer(prompt, member, "Secret")

        show_answers(prompt, by=by, now=NOW)

        assert Response.objects.count() == 4
        assert (read(prompt), read(prompt, runs=False)) == ([], [])


def test_nothing_anonymous_is_asked_of_fewer_than_five(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, _members = make_full_collective(people=4)
        run = make_run(by, collective=collective, now=NOW)
        prompt = prepared(run, by, anonymous=True)

        with pytest.raises(NobodyToAsk):
            open_prompt(prompt, run, by=by, now=NOW)


def test_what_was_asked_before_is_read_by_who_runs_it_and_later_by_all(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, members = make_full_collective()
        run = make_run(by, collective=collective, now=NOW)
        prompt = prepared(run, by, use=PromptUse.BEFORE)
        open_prompt(prompt, run, by=by, now=NOW)
        answer(prompt, members[0], "I tried it twice")

        assert (read(prompt), read(prompt, runs=False)) == (["I tried it twice"], [])


def test_one_that_was_asked_stays_and_one_that_was_not_may_go(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, _members = make_full_collective()
        run = make_run(by, collective=collective, now=NOW)
        asked, draft = prepared(run, by), prepared(run, by)
        open_prompt(asked, run, by=by, now=NOW)
        close_prompt(asked, by=by, now=NOW)
        close_prompt(asked, by=by, now=NOW)

        remove_prompt(draft, by=by, now=NOW)
        with pytest.raises(PromptAsked):
            remove_prompt(asked, by=by, now=NOW)

        assert [prompt.pk for prompt in Prompt.objects.all()] == [asked.pk]


def test_a_session_has_one_exit_ticket_and_twenty_prompts(program: Program) -> None:
    with program_scope(program.pk):
        collective, by, _members = make_full_collective()
        run = make_run(by, collective=collective, now=NOW)

        first = prepare_exit_ticket(run.session, by=by, now=NOW)
        again = prepare_exit_ticket(run.session, by=by, now=NOW)
        for _number in range(MAX_PROMPTS - 1):
            prepared(run, by)

        assert first == again
        assert first.gathering.questions.count() > 1
        with pytest.raises(TooManyPrompts):
            prepared(run, by)

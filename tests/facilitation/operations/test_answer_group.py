"""Answers that belong together: proposed, decided by a person, never read sooner than they may be."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.crypto import get_random_string

from collectives.models import Participant, Program, QuestionKind, Response
from collectives.operations.gathering_within import Ask, open_within
from collectives.operations.response import Answer, give_answers
from collectives.queries.response import Answerer
from facilitation.models import MAX_GROUPS, AnswerGroup, Prompt, PromptUse
from facilitation.operations.answer_group import (
    AnswerNotThere,
    GroupsFull,
    NothingToGroup,
    Together,
    add_group,
    bring_back_group,
    dissolve_group,
    propose_groups,
    put_answer,
    rename_group,
)
from facilitation.operations.prompt import close_prompt, prepare_prompt
from facilitation.operations.session_run import start_session
from facilitation.queries.answer_group import GROUP, answers_to_group, grouping_of, shown_groups
from facilitation.queries.prompt import given_answers
from ilc.due import is_done
from ilc.tenancy.scope import program_scope
from tests.make_session import make_full_collective, make_session_now

NOW = datetime(2026, 11, 17, 19, 30, tzinfo=UTC)
TEXTS = ("Students explain to each other", "A tidy room", "They explain their thinking", "The timer", "Pairs explain")


def make_prepared(
    *texts: str, anonymous: bool = False, kind: QuestionKind = QuestionKind.OPEN_TEXT
) -> tuple[Prompt, Participant]:
    """A prompt that members answered before the session with these words, and who runs it."""
    collective, by, members = make_full_collective()
    session = make_session_now(by, collective=collective, now=NOW)
    ask = Ask(kind, "What did you see?")
    prompt = prepare_prompt(session, ask, use=PromptUse.BEFORE, anonymous=anonymous, language="en", by=by, now=NOW)
    open_within(prompt.gathering, by=by, now=NOW, letters=False)
    give(prompt, members, texts)
    return prompt, by


def give(prompt: Prompt, members: Sequence[Participant], texts: Sequence[str]) -> None:
    """Each of them answers with one of these texts."""
    prompt.gathering.refresh_from_db()
    question = prompt.gathering.questions.get()
    for member, text in zip(members, texts, strict=False):
        give_answers(
            prompt.gathering,
            [Answer(question.pk, text=text)],
            asked=[question.pk],
            answerer=Answerer(member, get_random_string(43)),
            language="en",
            now=NOW,
        )


def pks(*texts: str) -> list[object]:
    return [Response.objects.get(text=text).pk for text in texts]


def seen(prompt: Prompt) -> dict[str, list[str]]:
    """Each group on the screens with its texts."""
    prompt = Prompt.objects.select_related("gathering").get(pk=prompt.pk)
    groups = shown_groups(prompt, given_answers(prompt, runs=True))
    return {group.name: sorted(text.text for text in group.texts) for group in groups}


def propose(prompt: Prompt, name: str, *texts: str) -> bool:
    return propose_groups(prompt, [Together(name, pks(*texts)), Together("one", pks(TEXTS[1]))], now=NOW)  # type: ignore[arg-type]


def test_what_is_proposed_stands_until_it_is_proposed_anew(program: Program) -> None:
    with program_scope(program.pk):
        prompt, _by = make_prepared(*TEXTS)

        propose(prompt, "explain", TEXTS[0], TEXTS[2])
        first = seen(prompt)
        propose(prompt, "explaining", TEXTS[0], TEXTS[2], TEXTS[4])

        assert first == {"explain": [TEXTS[0], TEXTS[2]], "Alone": sorted([TEXTS[1], TEXTS[3], TEXTS[4]])}
        assert seen(prompt) == {"explaining": sorted([TEXTS[0], TEXTS[2], TEXTS[4]]), "Alone": [TEXTS[1], TEXTS[3]]}


def test_what_a_person_grouped_is_never_proposed_over(program: Program) -> None:
    with program_scope(program.pk):
        prompt, by = make_prepared(*TEXTS)
        propose(prompt, "explain", TEXTS[0], TEXTS[2])
        group = AnswerGroup.objects.get()

        put_answer(prompt, pks(TEXTS[4])[0], into=group.pk, by=by, now=NOW)  # type: ignore[arg-type]
        again = propose(prompt, "other", TEXTS[1], TEXTS[3])
        moved = seen(prompt)
        dissolve_group(group, by=by, now=NOW)
        after = propose(prompt, "other", TEXTS[1], TEXTS[3])

        assert (again, after) == (False, False)
        assert moved == {"explain": sorted([TEXTS[0], TEXTS[2], TEXTS[4]]), "Alone": [TEXTS[1], TEXTS[3]]}
        assert seen(prompt) == {}


def test_a_dissolved_group_comes_back_with_what_nobody_put_elsewhere(program: Program) -> None:
    with program_scope(program.pk):
        prompt, by = make_prepared(*TEXTS)
        propose(prompt, "explain", TEXTS[0], TEXTS[2])
        group = AnswerGroup.objects.get()
        rename_group(group, name="Talking it through", by=by, now=NOW)

        dissolve_group(group, by=by, now=NOW)
        other = add_group(prompt, name="Room", by=by, now=NOW)
        put_answer(prompt, pks(TEXTS[2])[0], into=other.pk, by=by, now=NOW)  # type: ignore[arg-type]
        bring_back_group(group, by=by, now=NOW)
        bring_back_group(group, by=by, now=NOW)

        alone = sorted([TEXTS[1], TEXTS[3], TEXTS[4]])
        assert seen(prompt) == {"Talking it through": [TEXTS[0]], "Room": [TEXTS[2]], "Alone": alone}


def test_an_answer_stands_in_one_group_or_alone(program: Program) -> None:
    with program_scope(program.pk):
        prompt, by = make_prepared(*TEXTS)
        first, second = (add_group(prompt, name=name, by=by, now=NOW) for name in ("First", "Second"))
        answer = answers_to_group(prompt).get(text=TEXTS[1]).pk

        for into in (first.pk, second.pk, second.pk):
            put_answer(prompt, answer, into=into, by=by, now=NOW)
        moved = seen(prompt)
        put_answer(prompt, answer, into=None, by=by, now=NOW)

        assert moved == {"Second": [TEXTS[1]], "Alone": sorted({*TEXTS} - {TEXTS[1]})}
        assert seen(prompt) == {}


def test_answers_and_groups_of_another_prompt_are_not_taken(program: Program) -> None:
    with program_scope(program.pk):
        prompt, by = make_prepared(*TEXTS)
        other, _guide = make_prepared("Elsewhere")
        group, strange = add_group(prompt, name="Here", by=by, now=NOW), add_group(other, name="There", by=by, now=NOW)

        for answer, into in ((pks("Elsewhere")[0], group.pk), (pks(TEXTS[0])[0], strange.pk)):
            with pytest.raises(AnswerNotThere):
                put_answer(prompt, answer, into=into, by=by, now=NOW)  # type: ignore[arg-type]


def test_twelve_groups_fit(program: Program) -> None:
    with program_scope(program.pk):
        prompt, by = make_prepared(*TEXTS)
        groups = [add_group(prompt, name=f"Group {n}", by=by, now=NOW) for n in range(MAX_GROUPS)]

        with pytest.raises(GroupsFull):
            add_group(prompt, name="One more", by=by, now=NOW)
        dissolve_group(groups[0], by=by, now=NOW)
        add_group(prompt, name="One more", by=by, now=NOW)
        with pytest.raises(GroupsFull):
            bring_back_group(groups[0], by=by, now=NOW)


def test_open_anonymous_answers_are_grouped_by_nobody_and_closed_ones_as_the_new_rows(program: Program) -> None:
    with program_scope(program.pk):
        prompt, by = make_prepared(*TEXTS, anonymous=True)
        old = pks(*TEXTS)

        nothing = propose(prompt, "explain", TEXTS[0], TEXTS[2])
        groups = AnswerGroup.objects.count()
        with pytest.raises(NothingToGroup):
            add_group(prompt, name="Early", by=by, now=NOW)
        with pytest.raises(AnswerNotThere):
            put_answer(prompt, old[0], into=None, by=by, now=NOW)  # type: ignore[arg-type]
        close_prompt(prompt, by=by, now=NOW)
        propose(prompt, "explain", TEXTS[0], TEXTS[2])
        group = AnswerGroup.objects.get()
        with pytest.raises(AnswerNotThere):
            put_answer(prompt, old[0], into=group.pk, by=by, now=NOW)  # type: ignore[arg-type]

        assert (nothing, groups) == (True, 0)
        assert seen(prompt)["explain"] == [TEXTS[0], TEXTS[2]]


def test_four_anonymous_answers_are_never_grouped(program: Program) -> None:
    with program_scope(program.pk):
        prompt, by = make_prepared(*TEXTS[:4], anonymous=True)
        close_prompt(prompt, by=by, now=NOW)

        propose(prompt, "explain", TEXTS[0], TEXTS[2])

        with pytest.raises(NothingToGroup):
            add_group(prompt, name="Few", by=by, now=NOW)
        assert (AnswerGroup.objects.count(), seen(prompt)) == (0, {})


def test_the_same_question_answered_by_nearly_the_same_people_is_not_grouped_beside_the_first(
    program: Program,
) -> None:
    with program_scope(program.pk):
        first, by = make_prepared(*TEXTS, anonymous=True)
        close_prompt(first, by=by, now=NOW)
        ask = Ask(QuestionKind.OPEN_TEXT, "What did you see?")
        about = {"use": PromptUse.BEFORE, "anonymous": True, "language": "en", "by": by, "now": NOW}
        second = prepare_prompt(first.session, ask, **about)  # type: ignore[arg-type]
        open_within(second.gathering, by=by, now=NOW, letters=False)
        people = [seat.participant for seat in first.session.collective.seats.order_by("number")]
        give(second, people, [*TEXTS, "And one more"])
        later = NOW + timedelta(minutes=5)
        close_prompt(second, by=by, now=later)

        answers = [len(given_answers(Prompt.objects.get(pk=one.pk), runs=True)) for one in (first, second)]
        with pytest.raises(NothingToGroup):
            add_group(second, name="Telling", by=by, now=later)

        assert answers == [5, 0]


def test_a_scale_is_not_grouped(program: Program) -> None:
    with program_scope(program.pk):
        prompt, by = make_prepared(kind=QuestionKind.SCALE)

        with pytest.raises(NothingToGroup):
            add_group(prompt, name="Twos", by=by, now=NOW)


def test_groups_are_asked_for_as_the_session_begins_and_when_what_was_prepared_closes(program: Program) -> None:
    with program_scope(program.pk):
        prompt, by = make_prepared(*TEXTS)
        later, _guide = make_prepared(*TEXTS[:1])
        before = is_done(GROUP, str(prompt.pk))

        start_session(prompt.session, by=by, now=NOW)
        close_prompt(later, by=by, now=NOW)

        assert (before, is_done(GROUP, str(prompt.pk)), is_done(GROUP, str(later.pk))) == (None, False, False)


def test_what_is_asked_of_the_page_says_what_may_be_done(program: Program) -> None:
    with program_scope(program.pk):
        prompt, by = make_prepared(*TEXTS)
        answers = given_answers(prompt, runs=True)
        new = grouping_of(prompt, answers)
        propose(prompt, "explain", TEXTS[0], TEXTS[2])
        proposed = grouping_of(prompt, answers)
        add_group(prompt, name="Empty", by=by, now=NOW)
        mine = grouping_of(prompt, answers)
        for group in AnswerGroup.objects.all():
            dissolve_group(group, by=by, now=NOW)
        undone = grouping_of(prompt, answers)

        assert [(one.proposable, one.proposed, len(one.groups)) for one in (new, proposed, mine, undone)] == [
            (True, False, 0),
            (True, True, 1),
            (False, False, 2),
            (False, False, 0),
        ]

"""Grouping answers in the background: each language by itself, and nothing that a person has grouped."""

import pytest
from django.utils import timezone

from collectives.models import GatheringState, Program, Response
from facilitation.models import AnswerGroup, GroupedAnswer, Prompt
from facilitation.operations.answer_grouping import ask_for_groups
from facilitation.queries.answer_group import GROUP
from facilitation.tasks.answer_group import propose_answer_groups, sweep_answer_groups
from ilc.due import is_done
from ilc.tenancy.scope import program_scope
from tests.make_session import make_full_collective, make_session_now
from tests.world_session import make_prompt

READING = {
    "fr": (
        "Les élèves expliquent leur raisonnement à voix haute",
        "Des élèves qui expliquent à un camarade leur raisonnement",
        "Trois élèves ont expliqué leur raisonnement au tableau",
        "Le temps manque pour préparer la leçon",
        "Pas assez de temps pour préparer les leçons ensemble",
    ),
    "es": (
        "Los alumnos explican su razonamiento en voz alta",
        "Alumnos que explican su razonamiento a un compañero",
        "Tres alumnos explicaron su razonamiento en la pizarra",
        "Falta tiempo para preparar la clase",
        "No hay bastante tiempo para preparar las clases juntos",
    ),
}


def make_answered(texts: dict[str, tuple[str, ...]]) -> Prompt:
    """A shown prompt that as many members answered, in their languages."""
    words = [(language, text) for language, some in texts.items() for text in some]
    collective, by, members = make_full_collective(people=len(words))
    session = make_session_now(by, collective=collective)
    prompt = make_prompt(session, by, "What did you see?", asked=members, state=GatheringState.CLOSED)
    Prompt.objects.filter(pk=prompt.pk).update(shown_at=timezone.now(), shown_by=by)
    question = prompt.gathering.questions.get()
    Response.objects.bulk_create(
        Response(
            gathering=prompt.gathering,
            question=question,
            participant=member,
            text=text,
            language=language,
            answered_at=timezone.now(),
        )
        for member, (language, text) in zip(members, words, strict=True)
    )
    ask_for_groups([prompt.pk], now=timezone.now())
    return prompt


def grouped() -> list[tuple[set[str], int]]:
    """The languages in each group, and how many answers."""
    rows = GroupedAnswer.objects.select_related("response", "group")
    groups = [[row.response for row in rows if row.group == group] for group in AnswerGroup.objects.order_by("number")]
    return [({one.language for one in group}, len(group)) for group in groups]


def test_french_and_spanish_answers_are_grouped_each_among_their_own(program: Program) -> None:
    with program_scope(program.pk):
        prompt = make_answered(READING)

    propose_answer_groups(program_id=program.pk, prompt_pk=str(prompt.pk))
    propose_answer_groups(program_id=program.pk, prompt_pk=str(prompt.pk))

    with program_scope(program.pk):
        assert sorted(grouped(), key=str) == [({"es"}, 2), ({"es"}, 3), ({"fr"}, 2), ({"fr"}, 3)]
        assert "" not in AnswerGroup.objects.values_list("name", flat=True)
        assert is_done(GROUP, str(prompt.pk))


def test_three_answers_are_left_alone_and_the_sweep_rings_for_what_waits(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    with program_scope(program.pk):
        few = make_answered({"fr": READING["fr"][:3]})
    rung: list[dict[str, object]] = []
    monkeypatch.setattr(propose_answer_groups, "delay", lambda **asked: rung.append(asked))

    sweep_answer_groups()
    propose_answer_groups(program_id=program.pk, prompt_pk=str(few.pk))

    with program_scope(program.pk):
        assert AnswerGroup.objects.count() == 0
        assert is_done(GROUP, str(few.pk))
    assert rung == [{"program_id": program.pk, "prompt_pk": str(few.pk)}]

"""Gatherings of a demonstration program: a survey that is closed, a poll in the room and a reflection that are open."""

import random
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from collectives.models import Gathering, GatheringKind, GatheringQuestion, Participant, QuestionKind
from collectives.operations.gathering import GatheringSettings, choose_people, edit_gathering, make_gathering
from collectives.operations.gathering_close import close_gathering
from collectives.operations.gathering_open import open_gathering
from collectives.operations.response import Answer, give_answers
from collectives.queries.response import Answerer
from facilitation.operations.demonstration.people import People

POLLED: Final = 18


def make_gatherings(people: People, content: Mapping[str, Any], *, now: datetime) -> list[Gathering]:
    """The survey of the autumn with everybody's answers, a live poll, and a reflection that a few are asked for."""
    survey = _survey(people, content, now=now)
    poll = _poll(people, content["words"], now=now)
    reflection = make_gathering(GatheringKind.REFLECTION, by=people.admin, now=now - timedelta(days=2))
    choose_people(reflection, people.leaders[:12], ask=True, by=people.admin, now=now)
    open_gathering(reflection, by=people.admin, now=now - timedelta(days=2))
    return [survey, poll, reflection]


def _survey(people: People, content: Mapping[str, Any], *, now: datetime) -> Gathering:
    opened_at = now - timedelta(days=40)
    survey = _with_code(make_gathering(GatheringKind.SURVEY, by=people.admin, now=opened_at), people.admin, opened_at)
    open_gathering(survey, by=people.admin, now=opened_at)
    questions = list(survey.questions.order_by("number"))
    chance = random.Random("autumn")  # noqa: S311  the same answers come each time it is made
    lines = list(content["answers"])
    chance.shuffle(lines)
    for line in lines:
        language, quotable, words = (part.strip() for part in line.split(";", 2))
        answers = [Answer(questions[0].pk, text=words, quotable=quotable == "q")]
        answers += _others(questions, chance)
        asked = [one.pk for one in questions]
        give_answers(
            survey, answers, asked=asked, answerer=_somebody(), language=language, now=opened_at + timedelta(days=1)
        )
    return close_gathering(survey, by=people.admin, now=now - timedelta(days=20))


def _others(questions: Sequence[GatheringQuestion], chance: random.Random) -> list[Answer]:
    """Most people rank something, too."""
    answers = []
    for question in questions:
        if question.kind == QuestionKind.RANKING and chance.random() < 0.9:  # noqa: PLR2004  nine in ten
            keys = [option["key"] for option in question.options]
            answers.append(Answer(question.pk, value=chance.sample(keys, chance.randint(1, 3))))
    return answers


def _poll(people: People, words: Sequence[str], *, now: datetime) -> Gathering:
    opened_at = now - timedelta(hours=1)
    poll = make_gathering(GatheringKind.LIVE_POLL, by=people.admin, now=opened_at)
    open_gathering(poll, by=people.admin, now=opened_at)
    word = poll.questions.get(kind=QuestionKind.ONE_WORD)
    for said in words[:POLLED]:
        answers = [Answer(word.pk, text=said)]
        give_answers(poll, answers, asked=[word.pk], answerer=_somebody(), language="en", now=opened_at)
    return poll


def _with_code(gathering: Gathering, admin: Participant, now: datetime) -> Gathering:
    settings = GatheringSettings(
        title=gathering.title, intro=gathering.intro, anonymous=gathering.anonymous, asks="code", closes_at=None
    )
    return edit_gathering(gathering, settings, by=admin, now=now)


def _somebody() -> Answerer:
    """Whoever has the code, with a secret of their own."""
    return Answerer(participant=None, secret=secrets.token_urlsafe(24))

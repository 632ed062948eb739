"""How somebody of a demonstration program answers a prompt."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.crypto import get_random_string

from collectives.models import Gathering, Participant
from collectives.operations.response import Answer, give_answers
from collectives.queries.response import Answerer

SECRET_LENGTH = 43  # of a browser of their own


def answer_as(
    person: Participant, gathering: Gathering, said: Sequence[str | int], *, language: str, now: datetime
) -> None:
    """One thing said to each question, in their order. A number is a step of a scale; what is empty was left open."""
    asked = [question.pk for question in gathering.questions.order_by("number")]
    answers = [
        Answer(pk, value=one) if isinstance(one, int) else Answer(pk, text=one)
        for pk, one in zip(asked, said, strict=True)
        if one
    ]
    answerer = Answerer(person, get_random_string(SECRET_LENGTH))
    give_answers(gathering, answers, asked=asked, answerer=answerer, language=language, now=now)

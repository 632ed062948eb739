"""Answering a gathering: all questions at once, as often as one likes until it closes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from collectives.engine.answer_key import answer_key
from collectives.models import Gathering, GatheringState
from collectives.queries.response import Answerer
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id

# Closing takes the row for itself: it waits for the answers that are on their way, and those that come later see it.
_HOLD = "SELECT state, closes_at, anonymous FROM gathering WHERE program_id = %s AND id = %s FOR KEY SHARE"
_MARK_PERSON = """
    INSERT INTO asked (program_id, id, gathering_id, participant_id, answered) VALUES (%s, %s, %s, %s, true)
    ON CONFLICT (program_id, gathering_id, participant_id) DO UPDATE SET answered = true WHERE NOT asked.answered
    RETURNING id
"""
_MARK_SOMEBODY = """
    INSERT INTO asked (program_id, id, gathering_id, key, answered) VALUES (%s, %s, %s, %s, true)
    ON CONFLICT (program_id, gathering_id, key) WHERE key IS NOT NULL DO NOTHING
    RETURNING id
"""
_IS_HERE = "SELECT EXISTS (SELECT FROM response WHERE program_id = %s AND key = ANY(%s))"
_FORGET_KEYS = "DELETE FROM response WHERE program_id = %s AND key = ANY(%s)"
_FORGET_QUESTIONS = "DELETE FROM response WHERE program_id = %s AND question_id = ANY(%s) AND participant_id = %s"
_COLUMNS = (
    "program_id, id, gathering_id, question_id, text, language, value, quotable, key, participant_id, answered_at"
)
_WRITE = f"""
    INSERT INTO response ({_COLUMNS}) VALUES {{rows}}
    ON CONFLICT (program_id, question_id, {{who}}) WHERE {{who}} IS NOT NULL DO UPDATE SET
        text = EXCLUDED.text, language = EXCLUDED.language, value = EXCLUDED.value, quotable = EXCLUDED.quotable,
        answered_at = EXCLUDED.answered_at
"""  # noqa: S608  column names only


class GatheringIsClosed(Refused):
    """It takes no answers: it is not open, or its time is over."""


class AnsweredElsewhere(Refused):
    """This person has answered anonymously, with a secret that is not here."""


class NothingAnswered(Refused):
    """No question was answered."""


@dataclass(frozen=True)
class Answer:
    """One question's answer. `text` for words, `value` for everything else."""

    question_pk: UUID
    text: str = ""
    value: Any = None
    quotable: bool = False


def give_answers(
    gathering: Gathering,
    answers: Sequence[Answer],
    *,
    asked: Sequence[UUID],
    answerer: Answerer,
    language: str,
    now: datetime,
) -> None:
    """Keep somebody's answers; what they had answered before is replaced. The same again changes nothing.

    `asked` are all its questions: one that is not answered any more holds no answer. Of an anonymous answer neither
    the person nor the time is kept. Three SQL statements, at most two more when it is changed; no savepoint, for
    whatever it refuses, it has written nothing.
    Raises GatheringIsClosed, NothingAnswered, AnsweredElsewhere.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [bound_program_id(), gathering.pk])
        state, closes_at, anonymous = cursor.fetchone()
        over = closes_at is not None and closes_at <= now
        if state != GatheringState.OPEN or over or anonymous != gathering.anonymous:
            raise GatheringIsClosed(_("This gathering takes no more answers."))
        if not answers:
            raise NothingAnswered(_("Nothing was answered yet: write or choose something first."))
        first = _mark(cursor, gathering, answerer)
        if not first and gathering.anonymous and not _is_here(cursor, asked, answerer):
            raise AnsweredElsewhere(
                _("You have answered already, by your link or on another device. To change your answer, go there.")
            )
        _write(cursor, gathering, answers, answerer=answerer, language=language, now=now)
        answered = {one.question_pk for one in answers}
        open_ones = [pk for pk in asked if pk not in answered]
        if open_ones and not first:
            _forget(cursor, gathering, open_ones, answerer)


def _mark(cursor: Any, gathering: Gathering, answerer: Answerer) -> bool:
    """Mark that this person has answered. False when they had; whoever presses twice at once waits here."""
    beside = [bound_program_id(), uuid4(), gathering.pk]
    if answerer.participant is not None:
        cursor.execute(_MARK_PERSON, [*beside, answerer.participant.pk])
    else:
        cursor.execute(_MARK_SOMEBODY, [*beside, answer_key(answerer.secret, gathering.pk)])
    return cursor.fetchone() is not None


def _is_here(cursor: Any, asked: Sequence[UUID], answerer: Answerer) -> bool:
    """Whether some answer was given with this secret."""
    if answerer.participant is None:
        return True  # the mark itself was found by the secret
    cursor.execute(_IS_HERE, [bound_program_id(), _keys(answerer, asked)])
    return bool(cursor.fetchone()[0])


def _write(
    cursor: Any,
    gathering: Gathering,
    answers: Sequence[Answer],
    *,
    answerer: Answerer,
    language: str,
    now: datetime,
) -> None:
    values: list[Any] = []
    for one in answers:
        if gathering.anonymous:
            whose: list[Any] = [answer_key(answerer.secret, one.question_pk), None, None]
        else:
            whose = [None, answerer.participant.pk if answerer.participant else None, now]
        said = [one.text, language if one.text else "", None if one.value is None else Jsonb(one.value), one.quotable]
        values += [bound_program_id(), uuid4(), gathering.pk, one.question_pk, *said, *whose]
    row = f"({', '.join(['%s'] * 11)})"
    who = "key" if gathering.anonymous else "participant_id"
    cursor.execute(_WRITE.format(rows=", ".join([row] * len(answers)), who=who), values)


def _forget(cursor: Any, gathering: Gathering, questions: list[UUID], answerer: Answerer) -> None:
    """A question whose answer was taken back holds none any more."""
    if gathering.anonymous:
        cursor.execute(_FORGET_KEYS, [bound_program_id(), _keys(answerer, questions)])
    elif answerer.participant is not None:
        cursor.execute(_FORGET_QUESTIONS, [bound_program_id(), questions, answerer.participant.pk])


def _keys(answerer: Answerer, questions: Sequence[UUID]) -> list[bytes]:
    return [answer_key(answerer.secret, pk) for pk in questions]

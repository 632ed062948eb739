"""The made-up people of a rehearsal while its session is on: by and by they come in, and answer what they are asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.crypto import get_random_string

from collectives.models import Asked, Gathering, GatheringQuestion, GatheringState, Participant, QuestionKind
from collectives.operations.response import Answer, give_answers
from collectives.queries.response import Answerer
from facilitation.models import Attendance, Came, Prompt, PromptUse, Session, SessionRun
from facilitation.operations.attendance import join_session
from facilitation.operations.session_news import tell_session
from facilitation.permissions.attendance import expected_participants
from ilc.content import SOURCE_LANGUAGE, read_content
from ilc.due import claim, finish, release, schedule
from ilc.tenancy.scope import program_scope

PEOPLE: Final = "rehearsal_people"  # due: somebody comes in or answers; the key is the session's
AT_ONCE: Final = 2
PAUSE: Final = timedelta(seconds=2)
HOLD: Final = timedelta(seconds=30)
SECRET_LENGTH: Final = 43  # as of a browser of their own
LANGUAGES: Final = ("en", "fr", "es")


def rehearsal_content(language: str) -> dict[str, Any]:
    """The content in a language, in English where there is none."""
    return read_content("facilitation", f"rehearsal_{language if language in LANGUAGES else SOURCE_LANGUAGE}")


def wake_people(session: UUID, *, now: datetime) -> None:
    """Something was begun or asked in a rehearsal's session: its people take part from now on."""
    schedule(PEOPLE, str(session), due_at=now)


def move_people(program_id: int, session: str, *, now: datetime) -> bool:
    """Two come in, two answer each open prompt. Whether there was anything to do; it is due again while there is more.

    Safe to run twice, or at once in two workers: the due row decides who works.
    """
    lease = claim(program_id, PEOPLE, session, now=now, lease=HOLD)
    if lease is None:
        return False
    with program_scope(program_id):
        found = Session.objects.select_related("collective").filter(pk=UUID(session)).first()
        moved = found is not None and _move(found, now=now)
    if moved:
        release(lease, due_at=now + PAUSE)
    else:
        finish(lease, now=now)
    return moved


def _move(session: Session, *, now: datetime) -> bool:
    """All but the last of them: somebody always says nothing."""
    people = list(expected_participants(session, now=now).filter(user=None).order_by("email"))
    moved = False
    if SessionRun.objects.filter(session=session, ended_at=None).exists():
        here = Attendance.objects.filter(session=session).exclude(came="").values_list("participant", flat=True)
        coming = [one for one in people if one.pk not in set(here)][:AT_ONCE]
        for person in coming:
            join_session(session, came=Came.ROOM, by=person, now=now)
        moved = bool(coming)
    prompts = Prompt.objects.filter(session=session, gathering__state=GatheringState.OPEN).select_related("gathering")
    for prompt in prompts:
        moved = _answer(prompt, people[:-1], language=session.collective.language, now=now) or moved
    return moved


def _answer(prompt: Prompt, people: Sequence[Participant], *, language: str, now: datetime) -> bool:
    gathering: Gathering = prompt.gathering
    if not gathering.takes_answers(now):
        return False
    asked = Asked.objects.filter(gathering=gathering, answered=False).values_list("participant", flat=True)
    still = [(number, one) for number, one in enumerate(people) if one.pk in set(asked)][:AT_ONCE]
    content, questions = rehearsal_content(language)["session"], list(gathering.questions.order_by("number"))
    for number, person in still:
        given = [_say(prompt, question, content, number + place) for place, question in enumerate(questions)]
        answerer = Answerer(person, get_random_string(SECRET_LENGTH))
        give_answers(
            gathering, given, asked=[one.pk for one in questions], answerer=answerer, language=language, now=now
        )
    if still:
        tell_session(prompt.session_id, "answers")
    return bool(still)


def _say(prompt: Prompt, question: GatheringQuestion, content: Mapping[str, Any], number: int) -> Answer:
    """What the person of this number says: to the prompt that was prepared something of their own, else what fits."""
    prepared = prompt.use == PromptUse.LIVE and content["prompt"] in question.words.values()
    texts = content["answers" if prepared else "others"]
    if question.kind == QuestionKind.OPEN_TEXT:
        return Answer(question.pk, text=texts[number % len(texts)])
    if question.kind == QuestionKind.ONE_WORD:
        return Answer(question.pk, text=content["words"][number % len(content["words"])])
    return Answer(question.pk, value=_choose(question, number))


def _choose(question: GatheringQuestion, number: int) -> Any:
    """A value as the answers of its kind are kept; what its settings leave open is as the forms take it."""
    keys = [one["key"] for one in question.options]
    mine, given = keys[number % len(keys)] if keys else "", question.settings
    match question.kind:
        case QuestionKind.SCALE:
            return max(given.get("lowest", 1), given["highest"] - 1 - number % 2)
        case QuestionKind.RANKING:
            return keys[: given.get("most", len(keys))]
        case QuestionKind.DOTS:
            return {mine: given["dots"]}
    return [mine]

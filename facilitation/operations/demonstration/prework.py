"""What members of a demonstration program are asked before a session to come, and what some have answered already."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.utils import translation

from collectives.models import QuestionKind
from collectives.operations.gathering_within import Ask
from facilitation.models import Prompt, PromptUse, Session, SessionState
from facilitation.operations.agenda import Item, draft_agenda
from facilitation.operations.demonstration.answering import answer_as
from facilitation.operations.demonstration.inquiries import Work
from facilitation.operations.prework import send_prework
from facilitation.operations.prompt import prepare_prompt
from facilitation.queries.agenda_draft import draft_for

ASKED: Final = {
    "en": "What did you try since we last met, and what did you notice?",
    "fr": "Qu’avez-vous essayé depuis notre dernière rencontre, et qu’avez-vous remarqué?",
}
PLANNED: Final = {
    "en": "In one word: how is our theory of action holding up?",
    "fr": "En un mot\u00a0: comment notre théorie d’action tient-elle?",
}
ANSWERS: Final = {
    "en": [
        "I opened two staff meetings with a piece of student work instead of the agenda. People talked to each other.",
        "Visited three classrooms with a colleague. We saw the routine in two, and a good reason in the third.",
        "Nothing yet: report cards. I have the look-for sheet in my bag and a date for next week.",
        "Asked four students what reading is for. One said “to finish”. I have been thinking about it since.",
    ],
    "fr": [
        "J’ai commencé deux réunions par une trace d’élève plutôt que par l’ordre du jour. On s’est parlé.",
        "Trois classes visitées à deux. La routine y était dans deux, et une bonne raison dans la troisième.",
        "Rien encore\u00a0: les bulletins. La grille est dans mon sac, et une date est fixée.",
    ],
}


def ask_before(works: Sequence[Work], *, now: datetime) -> None:
    """The first collective was asked yesterday, some have answered, and the agenda takes it up.

    A question of the session after waits for its day.
    """
    for work in works[:1]:
        coming = Session.objects.filter(collective=work.collective, starts_at__gt=now, state=SessionState.PLANNED)
        following, later = coming.order_by("starts_at")[:2]
        prompt = _write(following, work, QuestionKind.OPEN_TEXT, ASKED, now=now - timedelta(days=1))
        send_prework(prompt, by=work.facilitator, now=now - timedelta(days=1))
        _answer(prompt, work, now=now - timedelta(hours=3))
        _plan(following, work, now=now - timedelta(hours=2))
        _write(later, work, QuestionKind.ONE_WORD, PLANNED, now=now)


def _write(session: Session, work: Work, kind: QuestionKind, words: Mapping[str, str], *, now: datetime) -> Prompt:
    language = work.collective.language
    ask = Ask(kind, words.get(language, words["en"]))
    return prepare_prompt(
        session, ask, use=PromptUse.BEFORE, anonymous=False, language=language, by=work.facilitator, now=now
    )


def _plan(session: Session, work: Work, *, now: datetime) -> None:
    with translation.override(work.collective.language):
        items = [
            Item(one.title, one.minutes, protocol=one.protocol, kind=one.kind, why=one.why)
            for one in draft_for(session, work.facilitator)
        ]
    draft_agenda(session, items, by=work.facilitator, now=now)


def _answer(prompt: Prompt, work: Work, *, now: datetime) -> None:
    language = work.collective.language
    for member, text in zip(work.members[1:], ANSWERS.get(language, ANSWERS["en"]), strict=False):
        answer_as(member, prompt.gathering, [text], language=language, now=now)

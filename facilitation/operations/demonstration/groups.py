"""What groups of a demonstration program said as a session began, put together; and what they wrote as they left."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import translation

from collectives.models import Gathering, QuestionKind
from collectives.operations.gathering_close import close_gathering
from collectives.operations.gathering_within import Ask, open_within
from facilitation.models import Prompt, PromptUse, Session, SessionState
from facilitation.operations.answer_group import Together, propose_groups, rename_group
from facilitation.operations.demonstration.answering import answer_as
from facilitation.operations.demonstration.inquiries import Work
from facilitation.operations.prompt import prepare_exit_ticket, prepare_prompt, show_answers
from facilitation.queries.answer_group import answers_to_group, standing_groups
from facilitation.queries.calendar import ends_at

LEFT: Final = timedelta(minutes=4)  # how long people wrote as they left


def make_groups(works: Sequence[Work], content: Mapping[str, Any], *, now: datetime) -> None:
    """The last session of one collective: its answers in groups, one of them named by hand; its exit ticket, closed."""
    work = next(work for work in works if work.collective.name == content["collective"])
    behind = Session.objects.filter(collective=work.collective, starts_at__lt=now, state=SessionState.PLANNED)
    session = behind.order_by("-starts_at").first()
    if session is None:
        return
    with translation.override(work.collective.language):
        _group(session, work, content)
        _leave(session, work, content["exit_ticket"])


def _group(session: Session, work: Work, content: Mapping[str, Any]) -> None:
    by, begins = work.facilitator, session.starts_at
    prompt = prepare_prompt(
        session,
        Ask(QuestionKind.OPEN_TEXT, content["prompt"]),
        use=PromptUse.LIVE,
        anonymous=False,
        language=work.collective.language,
        by=by,
        now=begins - timedelta(days=2),
    )
    _answer(prompt, work, [[answer["text"]] for answer in content["answers"]], at=begins + timedelta(minutes=8))
    shown = begins + timedelta(minutes=12)
    show_answers(prompt, by=by, now=shown)
    prompt.refresh_from_db()
    keys = dict(answers_to_group(prompt).values_list("text", "pk"))
    together = [
        Together(group, [keys[one["text"]] for one in content["answers"] if one.get("group") == group])
        for group in content["groups"]
    ]
    propose_groups(prompt, together, now=shown)
    first = standing_groups(prompt)[0]
    rename_group(first, name=content["first_group"], by=by, now=shown + timedelta(minutes=2))


def _leave(session: Session, work: Work, tickets: Sequence[Sequence[str | int]]) -> None:
    prompt = prepare_exit_ticket(session, by=work.facilitator, now=session.starts_at)
    _answer(prompt, work, tickets, at=ends_at(session))


def _answer(prompt: Prompt, work: Work, said: Sequence[Sequence[str | int]], *, at: datetime) -> None:
    """Members answer, and it is closed."""
    gathering = open_within(prompt.gathering, by=work.facilitator, now=at, letters=False)
    for member, words in zip(work.members, said, strict=False):
        answer_as(member, gathering, words, language=work.collective.language, now=at)
    close_gathering(Gathering.objects.get(pk=gathering.pk), by=work.facilitator, now=at + LEFT)

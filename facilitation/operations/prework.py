"""What is asked before a session: it goes out by mail a week ahead, or when somebody sends it, and follows it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from collectives.models import Gathering, GatheringState, Notice, Participant, Program
from collectives.models.user import LANGUAGES
from collectives.operations.gathering_close import close_later, pause_gathering
from collectives.operations.gathering_open import links_of
from collectives.operations.gathering_within import open_within
from collectives.operations.notice import Message, door_url, write_notices
from collectives.permissions.gathering import FEWEST
from collectives.queries.gathering_words import words_in
from collectives.queries.notice import Thing
from facilitation.models import Prompt, PromptUse, Session, SessionRun, SessionState
from facilitation.operations.session_news import tell_session
from facilitation.queries.calendar import ends_at
from facilitation.queries.prework import AHEAD, PREWORK, goes_out_at
from ilc.due import cancel, schedule
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id


class TooLateToAsk(Refused):
    """The session is over or does not take place."""


def plan_prework(prompt: Prompt, *, now: datetime) -> None:
    """Let a prompt that is asked before the session go out by itself. One SQL statement."""
    schedule(PREWORK, str(prompt.pk), due_at=goes_out_at(prompt.session, now=now))


@transaction.atomic
def send_prework(prompt: Prompt, *, by: Participant, now: datetime) -> list[Notice]:
    """Write to everybody who has a seat, each with a link of their own that takes answers until the session ends.

    Twice is once: then nothing comes back. Raises TooLateToAsk, NotReady, NobodyToAsk.
    """
    held = _hold(prompt.pk)
    if held is None or held.gathering.state != GatheringState.DRAFT:
        return []
    session = held.session
    run = SessionRun.objects.filter(session=session).first()
    over = ends_at(session) <= now or (run is not None and run.ended_at is not None)
    if session.state != SessionState.PLANNED or session.collective.closed_at is not None or over:
        raise TooLateToAsk(_("This session is over, or does not take place. Ask in the session that comes next."))
    held.gathering.intro = _intro(session)
    held.gathering.closes_at = ends_at(session)
    held.gathering.save(update_fields=["intro", "closes_at"])
    opened = open_within(held.gathering, by=by, now=now, letters=False)
    cancel(PREWORK, str(held.pk), now=now)
    tell_session(session.pk, "prompt")
    return write_notices(_letters(session, opened, by=by, now=now), kind=PREWORK, template=PREWORK, now=now)


@transaction.atomic
def send_due_prework(prompt_pk: UUID, *, now: datetime) -> list[Notice]:
    """What its time has come for, in the name of whoever prepared it; nothing when it was moved to later or is gone.

    Raises what send_prework() does.
    """
    held = _hold(prompt_pk)
    if held is None or held.session.starts_at - AHEAD > now:
        return []
    return send_prework(held, by=held.made_by, now=now)


@transaction.atomic
def follow_session(session: Session, *, by: Participant, now: datetime) -> None:
    """The session was moved, cancelled or taken up again: what is asked before it follows, without another mail.

    Cancelled, nothing goes out and no answer is taken; what came stays, and taken up again it goes on. The caller
    holds the session.
    """
    prompts = Prompt.objects.filter(session=session, use=PromptUse.BEFORE)
    for prompt in prompts.select_related("gathering", "session"):
        state = prompt.gathering.state
        if session.state != SessionState.PLANNED:
            cancel(PREWORK, str(prompt.pk), now=now)
            if state == GatheringState.OPEN:
                pause_gathering(prompt.gathering, now=now)
        elif state == GatheringState.DRAFT:
            plan_prework(prompt, now=now)
        elif state == GatheringState.OPEN and ends_at(session) > now:
            close_later(prompt.gathering, at=ends_at(session), by=by, now=now, reminds=False)


def _hold(prompt_pk: UUID) -> Prompt | None:
    """A prompt as it stands, held with its session: the session first, as whoever moves it does, then its run."""
    session_pk = Prompt.objects.filter(pk=prompt_pk).values_list("session", flat=True).first()
    if session_pk is None:
        return None
    Session.objects.select_for_update(no_key=True).get(pk=session_pk)
    SessionRun.objects.select_for_update().filter(session=session_pk).first()
    rows = Prompt.objects.select_for_update(of=("self",)).select_related("gathering", "session__collective", "made_by")
    return rows.filter(pk=prompt_pk).first()


def _letters(session: Session, gathering: Gathering, *, by: Participant, now: datetime) -> Sequence[Message]:
    rows = gathering.asked.filter(participant__isnull=False).select_related("participant__user")
    people = [row.participant for row in rows.order_by("participant__name", "participant") if row.participant]
    links = links_of(gathering, people, now=now)
    question = gathering.questions.order_by("number")[0]
    program = Program.objects.get(pk=bound_program_id())
    return [
        Message(
            person,
            f"{gathering.pk}:{person.pk}",
            {
                "session": session,
                "collective": session.collective,
                "gathering": gathering,
                "question": words_in(question.words, person.reads, otherwise=program.language),
                "by": by,
                "door_url": door_url(links[person.pk]),
                "fewest": FEWEST,
            },
            tells=[Thing("gathering", str(gathering.pk))],
        )
        for person in people
    ]


def _intro(session: Session) -> dict[str, str]:
    """Why it comes, in every language. When the session is, the mail and the calendar say: it may be moved."""
    words = {}
    for code, _name in LANGUAGES:
        with translation.override(code):
            words[code] = _(
                "Before %(collective)s meets: a few words from you now make the time together worth more."
            ) % {"collective": session.collective.name}
    return words

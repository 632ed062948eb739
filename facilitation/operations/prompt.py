"""Putting a prompt to the group: preparing it, opening, showing what was answered, closing."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Gathering, GatheringKind, GatheringState, Participant
from collectives.operations.gathering import discard_gathering, make_gathering
from collectives.operations.gathering_close import close_gathering
from collectives.operations.gathering_within import Ask, ask_within, open_within
from facilitation.models import MAX_PROMPTS, AgendaItem, Prompt, PromptUse, Session, SessionRun
from facilitation.operations.answer_grouping import ask_for_groups
from facilitation.operations.prework import plan_prework
from facilitation.operations.prompt_item import require_item
from facilitation.operations.session_news import tell_session
from facilitation.operations.session_run import hold_led
from facilitation.permissions.prompt import tells_who
from facilitation.queries.prework import PREWORK
from ilc.due import cancel
from ilc.errors import Refused

KINDS: Final = {PromptUse.BEFORE: GatheringKind.REFLECTION, PromptUse.LIVE: GatheringKind.LIVE_POLL}


class TooManyPrompts(Refused):
    """A session holds MAX_PROMPTS."""


class PromptNotAsked(Refused):
    """It was put to nobody."""


class PromptAsked(Refused):
    """It was put to the group already, so it stays."""


@transaction.atomic
def prepare_prompt(
    session: Session,
    ask: Ask,
    *,
    use: PromptUse,
    anonymous: bool,
    language: str,
    by: Participant,
    now: datetime,
    item: AgendaItem | None = None,
) -> Prompt:
    """Write a prompt, to be opened later; one that is asked before the session goes out a week ahead.

    Raises TooManyPrompts, ItemGone.
    """
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    require_item(item, session)
    _make_room(session)
    gathering = ask_within(
        session.collective, ask, kind=KINDS[use], anonymous=anonymous, language=language, by=by, now=now
    )
    prompt = _keep(session, gathering, use=use, item=item, by=by, now=now)
    if use == PromptUse.BEFORE:
        plan_prework(prompt, now=now)
    return prompt


@transaction.atomic
def prepare_exit_ticket(session: Session, *, by: Participant, now: datetime) -> Prompt:
    """The session's exit ticket with the ready-made questions; the one there is when there is one."""
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    there = Prompt.objects.filter(session=session, use=PromptUse.EXIT).first()
    if there is not None:
        return there
    _make_room(session)
    gathering = make_gathering(GatheringKind.EXIT_TICKET, collective=session.collective, by=by, now=now)
    return _keep(session, gathering, use=PromptUse.EXIT, item=None, by=by, now=now)


@transaction.atomic
def open_prompt(prompt: Prompt, run: SessionRun, *, by: Participant, now: datetime) -> None:
    """Put it to the group: from now on the screens show it. Twice does no harm.

    Raises NotReady, NobodyToAsk, NotLeading, SessionNotOn.
    """
    held = hold_led(run, by=by)
    row = hold_prompt(prompt)
    if row.gathering.state == GatheringState.DRAFT:
        open_within(row.gathering, by=by, now=now, letters=False)
    held.shows = {"kind": "prompt", "pk": str(row.pk)}
    held.save(update_fields=["shows"])
    tell_session(row.session_id, "prompt")


@transaction.atomic
def close_prompt(prompt: Prompt, *, by: Participant | None, now: datetime) -> None:
    """Take no more answers; what was asked before the session is grouped then. Twice does no harm."""
    row = hold_prompt(prompt)
    if row.gathering.state == GatheringState.OPEN:
        close_gathering(row.gathering, by=by, now=now)
        if row.use == PromptUse.BEFORE:
            ask_for_groups([row.pk], now=now)
        tell_session(row.session_id, "prompt")


@transaction.atomic
def show_answers(prompt: Prompt, *, by: Participant, now: datetime) -> bool:
    """Let the group see what was answered. An anonymous prompt takes no more answers from then on.

    With too few answers it is closed all the same, and the screens say that they stay protected. Twice does no harm.
    False: it is closed, and stays hidden, for beside the same question's earlier answers it would tell who said what.
    """
    row = hold_prompt(prompt)
    if row.gathering.anonymous and row.gathering.state == GatheringState.OPEN:
        row.gathering = close_gathering(row.gathering, by=by, now=now)
    shows = row.shown_at is not None or not (row.gathering.anonymous and tells_who(row))
    if row.shown_at is None and shows:
        row.shown_at, row.shown_by = now, by
        row.save(update_fields=["shown_at", "shown_by"])
    tell_session(row.session_id, "prompt")
    return shows


@transaction.atomic
def put_on_screens(prompt: Prompt, run: SessionRun, *, by: Participant, now: datetime) -> bool:
    """Show a prompt on every screen with its answers. False where they stay hidden, as show_answers() says.

    Raises PromptNotAsked, NotLeading, SessionNotOn.
    """
    if prompt.gathering.state == GatheringState.DRAFT:
        raise PromptNotAsked(_("Nobody was asked this yet, so there are no answers to show."))
    open_prompt(prompt, run, by=by, now=now)
    return show_answers(prompt, by=by, now=now)


@transaction.atomic
def hide_answers(prompt: Prompt, *, by: Participant, now: datetime) -> None:
    """Take the answers from the screens again. Twice does no harm."""
    row = hold_prompt(prompt)
    if row.shown_at is not None:
        row.shown_at = row.shown_by = None
        row.save(update_fields=["shown_at", "shown_by"])
        tell_session(row.session_id, "prompt")


@transaction.atomic
def remove_prompt(prompt: Prompt, *, by: Participant, now: datetime) -> None:
    """Throw away a prompt that was not put to anybody. Raises PromptAsked."""
    row = hold_prompt(prompt)
    if row.gathering.state != GatheringState.DRAFT:
        raise PromptAsked(_("It was put to the group, so it stays with the session."))
    gathering = row.gathering
    cancel(PREWORK, str(row.pk), now=now)
    row.delete()
    discard_gathering(gathering, by=by, now=now)


def _make_room(session: Session) -> None:
    if Prompt.objects.filter(session=session).count() >= MAX_PROMPTS:
        raise TooManyPrompts(
            _("A session holds %(most)d prompts. Which of them would you rather ask another time?")
            % {"most": MAX_PROMPTS}
        )


def _keep(
    session: Session,
    gathering: Gathering,
    *,
    use: PromptUse,
    item: AgendaItem | None,
    by: Participant,
    now: datetime,
) -> Prompt:
    prompt = Prompt.objects.create(session=session, gathering=gathering, item=item, use=use, made_by=by, made_at=now)
    tell_session(session.pk, "prompt")
    return prompt


def hold_prompt(prompt: Prompt) -> Prompt:
    """The run first, as whoever leads does, then the prompt: two who press at once wait for each other."""
    SessionRun.objects.select_for_update().filter(session=prompt.session_id).first()
    return Prompt.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=prompt.pk)

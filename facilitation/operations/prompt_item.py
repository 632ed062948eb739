"""Which agenda item offers a prompt."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import AgendaItem, ChangeKind, Prompt, PromptUse, Session, SessionChange, SessionRun
from facilitation.operations.session_news import tell_session
from ilc.errors import Refused

BEFOREHAND: Final = "prepared"  # the reason of a drafted item that takes up what was answered beforehand


class ItemGone(Refused):
    """Somebody took the item, or the prompt, away meanwhile."""


@transaction.atomic
def bind_prompt(prompt: Prompt, item: AgendaItem, *, by: Participant, now: datetime) -> None:
    """Let an item of its session offer a prompt, and no other item. Twice does no harm. Raises ItemGone."""
    _bind(prompt, item, by=by, now=now)


@transaction.atomic
def unbind_prompt(prompt: Prompt, *, by: Participant, now: datetime) -> None:
    """Let no item offer it; it stays with the session. Twice does no harm. Raises ItemGone."""
    _bind(prompt, None, by=by, now=now)


def _bind(prompt: Prompt, item: AgendaItem | None, *, by: Participant, now: datetime) -> None:
    session = Session.objects.select_for_update().get(pk=prompt.session_id)
    SessionRun.objects.select_for_update().filter(session=session).first()
    held = Prompt.objects.select_for_update(of=("self",)).select_related("item").filter(pk=prompt.pk).first()
    if held is None:
        raise ItemGone(_gone())
    require_item(item, session)
    if held.item_id == (item.pk if item else None):
        return
    was = {"prompt": str(held.pk), "of_item": held.item.title if held.item else ""}
    SessionChange.objects.create(session=session, what=ChangeKind.AGENDA, was={"bound": was}, by=by, at=now)
    held.item = item
    held.save(update_fields=["item"])
    tell_session(session.pk, "prompt", "agenda")


def require_item(item: AgendaItem | None, session: Session) -> None:
    """See that an item is still on the agenda. The caller holds the session. Raises ItemGone."""
    if item is not None and not AgendaItem.objects.filter(pk=item.pk, session=session).exists():
        raise ItemGone(_gone())


def take_up_prework(items: list[AgendaItem]) -> None:
    """Let the drafted item of what was answered beforehand, if there is one, offer it. The caller holds the session."""
    for item in items:
        if any(one.get("because") == BEFOREHAND for one in item.why):
            Prompt.objects.filter(session=item.session_id, use=PromptUse.BEFORE, item=None).update(item=item)
            return


def _gone() -> str:
    return _("Somebody took this away while you were looking. Below you see how the agenda stands now.")

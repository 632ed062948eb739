"""Planning a session item by item. Whatever an item was before stays in the session's history."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import MAX_ITEMS, AgendaItem, ChangeKind, ItemKind, Prompt, Session, SessionChange, SessionStep
from facilitation.operations.prompt_item import take_up_prework
from facilitation.operations.session_news import tell_session
from ilc.errors import Refused


class AgendaFull(Refused):
    """The agenda has as many items as it can hold."""


class AgendaBegun(Refused):
    """A draft is only offered while the agenda is empty."""


class ItemBegun(Refused):
    """The group has been at the item: it is part of what happened."""


class ItemChangedMeanwhile(Refused):
    """Somebody changed or took away the item since this person looked."""


@dataclass(frozen=True)
class Item:
    """What an agenda item says. `why` says what it was drafted from, as the model keeps it."""

    title: str
    minutes: int
    note: str = ""
    protocol: str = ""
    kind: str = ItemKind.FREE
    why: Sequence[Mapping[str, Any]] = field(default=(), compare=False)


@transaction.atomic
def draft_agenda(session: Session, items: Sequence[Item], *, by: Participant, now: datetime) -> None:
    """Fill an empty agenda. Raises AgendaBegun when somebody was quicker, AgendaFull."""
    if _hold(session):
        raise AgendaBegun(_("Somebody began the agenda a moment ago. It stays as they wrote it."))
    take_up_prework(_append(session, items, start=1, by=by, now=now))


@transaction.atomic
def add_items(session: Session, items: Sequence[Item], *, by: Participant, now: datetime) -> list[AgendaItem]:
    """Add items at the end: one, or the steps of a protocol. Raises AgendaFull."""
    there = _hold(session)
    return _append(session, items, start=len(there) + 1, by=by, now=now)


@transaction.atomic
def change_item(row: AgendaItem, item: Item, *, was: Item, by: Participant, now: datetime) -> None:
    """Write an item anew. `was` is what the person saw. Raises ItemChangedMeanwhile, naming what stands there now."""
    held = _find(row)
    if held is None or item_of(held) != was:
        raise ItemChangedMeanwhile(_changed_words(held))
    if item == was:
        return
    tell_session(held.session_id, "agenda")
    _keep(held.session, {"changed": _as_json(held)}, by=by, now=now)
    held.title, held.minutes, held.note, held.protocol = item.title, item.minutes, item.note, item.protocol
    held.kind = item.kind
    held.save(update_fields=["title", "minutes", "note", "protocol", "kind"])


@transaction.atomic
def move_item(row: AgendaItem, *, up: bool, by: Participant, now: datetime) -> None:
    """Let an item change places with its neighbour. At the end of the list nothing happens."""
    _place(row, lambda here: here - 1 if up else here + 1, by=by, now=now)


@transaction.atomic
def place_item(row: AgendaItem, *, position: int, by: Participant, now: datetime) -> None:
    """Let an item stand at a position, counted from 1; those after it move along. Beyond the list nothing happens."""
    _place(row, lambda _here: position - 1, by=by, now=now)


def _place(row: AgendaItem, where: Callable[[int], int], *, by: Participant, now: datetime) -> None:
    items = _hold(row.session)
    here = next((index for index, item in enumerate(items) if item.pk == row.pk), None)
    if here is None:
        raise ItemChangedMeanwhile(_changed_words(None))
    there = where(here)
    if there == here or not 0 <= there < len(items):
        return
    _keep(row.session, {"moved": _as_json(items[here])}, by=by, now=now)
    items.insert(there, items.pop(here))
    _number(items)


@transaction.atomic
def remove_item(row: AgendaItem, *, by: Participant, now: datetime) -> SessionChange | None:
    """Take an item away; what comes back is what `bring_back_item` needs. None when it was gone already.

    Raises ItemBegun.
    """
    items = _hold(row.session)
    held = next((item for item in items if item.pk == row.pk), None)
    if held is None:
        return None
    if SessionStep.objects.filter(item=held).exists():
        raise ItemBegun(_("The group has been at this item, so it stays on the run sheet."))
    offered = [str(pk) for pk in Prompt.objects.filter(item=held).values_list("pk", flat=True)]
    change = _keep(row.session, {"removed": _as_json(held) | {"prompts": offered}}, by=by, now=now)
    held.delete()
    _number([item for item in items if item.pk != held.pk])
    return change


@transaction.atomic
def bring_back_item(session: Session, change_pk: UUID, *, by: Participant, now: datetime) -> None:
    """Undo the taking away of an item, at its former place, with its prompts; twice is once. Raises AgendaFull."""
    items = _hold(session)
    change = SessionChange.objects.select_for_update().filter(session=session, pk=change_pk).first()
    if change is None or "removed" not in change.was or "brought_back" in change.was:
        return
    removed = change.was["removed"]
    [item] = _append(session, [_from_json(removed)], start=len(items) + 1, by=by, now=now)
    Prompt.objects.filter(session=session, item=None, pk__in=removed.get("prompts", ())).update(item=item)
    items.insert(min(removed["position"] - 1, len(items)), item)
    _number(items)
    change.was["brought_back"] = True
    change.save(update_fields=["was"])


def item_of(row: AgendaItem) -> Item:
    """What a stored item says."""
    return Item(row.title, row.minutes, row.note, row.protocol, row.kind)


def _hold(session: Session) -> list[AgendaItem]:
    """The agenda in order; nobody else plans this session until the transaction ends."""
    Session.objects.select_for_update().get(pk=session.pk)
    tell_session(session.pk, "agenda")
    return list(AgendaItem.objects.filter(session=session).order_by("position"))


def _find(row: AgendaItem) -> AgendaItem | None:
    return AgendaItem.objects.select_for_update(of=("self",)).select_related("session").filter(pk=row.pk).first()


def _append(session: Session, items: Sequence[Item], *, start: int, by: Participant, now: datetime) -> list[AgendaItem]:
    if start - 1 + len(items) > MAX_ITEMS:
        raise AgendaFull(
            _("An agenda holds %(most)d items. What could be left out, or be one item?") % {"most": MAX_ITEMS}
        )
    rows = [
        AgendaItem(
            session=session,
            position=position,
            title=item.title,
            minutes=item.minutes,
            note=item.note,
            protocol=item.protocol,
            kind=item.kind,
            why=list(item.why),
            made_by=by,
            made_at=now,
        )
        for position, item in enumerate(items, start)
    ]
    return AgendaItem.objects.bulk_create(rows)


def _number(items: Sequence[AgendaItem]) -> None:
    """Positions from 1. The database checks that each is taken once when the transaction ends."""
    for position, item in enumerate(items, 1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


def _keep(session: Session, was: dict[str, Any], *, by: Participant, now: datetime) -> SessionChange:
    return SessionChange.objects.create(session=session, what=ChangeKind.AGENDA, was=was, by=by, at=now)


def _as_json(row: AgendaItem) -> dict[str, Any]:
    return {
        "title": row.title,
        "minutes": row.minutes,
        "note": row.note,
        "protocol": row.protocol,
        "kind": row.kind,
        "why": row.why,
        "position": row.position,
    }


def _from_json(was: dict[str, Any]) -> Item:
    kind, why = was.get("kind", ItemKind.FREE), was.get("why", ())
    return Item(was["title"], was["minutes"], was["note"], was["protocol"], kind, why)


def _changed_words(row: AgendaItem | None) -> str:
    if row is None:
        return _("Somebody took this item away while you were looking.")
    return _("Somebody changed this item meanwhile. It now says: “%(title)s”, %(minutes)d minutes.") % {
        "title": row.title,
        "minutes": row.minutes,
    }

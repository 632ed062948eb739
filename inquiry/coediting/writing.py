"""Writing on a placemat from a request, a task or a command: into the same document that open pages write in."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now as time_now
from django.utils.translation import gettext as _

from collectives.models import Participant
from ilc.errors import Refused
from inquiry.coediting.news import WRITTEN, tell
from inquiry.coediting.replica import Replica
from inquiry.engine.position import after, between
from inquiry.engine.saving import Edit, IfActionWords, TooLong, Touch, Written
from inquiry.engine.writing import clean, merge
from inquiry.models import MAX_IF_ACTIONS, MAX_TEXT, Document, DocumentUpdate, Placemat, PlacematField
from inquiry.operations.words import keep_words

COMPACT_AT = 500  # updates since the last snapshot


class TooManyIfActions(Refused):
    """A placemat holds MAX_IF_ACTIONS."""


@dataclass
class _Log:
    """A document, locked, with what its updates make of it and who touched what since the rows were made."""

    document: Document
    replica: Replica
    touches: list[Touch]


@transaction.atomic
def open_document(placemat: Placemat, *, now: datetime) -> Document:
    """The placemat's document; made from its rows, once, when it has none yet."""
    # A join would show the document of before the lock. Rows that point to the placemat are made under it all the same:
    # whoever keeps words holds the document already and makes such rows.
    held = Placemat.objects.select_for_update(no_key=True).get(pk=placemat.pk)
    if held.document is None:
        held.document = _first_document(held, now=now)
        held.save(update_fields=["document"])
    placemat.document = held.document
    return held.document


@transaction.atomic
def write_placemat(
    placemat: Placemat, *, edits: Iterable[Edit], by: Participant, now: datetime, what: str = "written"
) -> Written:
    """Bring what each edit changed into what stands there now. A text longer than MAX_TEXT is not kept, and told.

    `what` is the history's word for it: written, or restored.
    """
    log = _open_log(placemat, now=now)
    standing = _texts(log.replica)
    wanted: dict[str, str] = {}
    too_long, left_out = [], 0
    for edit in edits:
        if edit.part not in standing:
            continue
        base, (mine, lost) = clean(edit.base).text, clean(edit.text)
        theirs = standing[edit.part]
        merged = merge(base=base, mine=mine, theirs=theirs)
        left_out += lost if merged != theirs else 0
        if len(merged) > max(MAX_TEXT, len(theirs)):
            too_long.append(TooLong(edit.part, mine, len(mine)))
        elif merged != theirs:
            wanted[edit.part] = merged

    def write() -> None:
        for part, text in wanted.items():
            log.replica.rewrite(part, text)

    _write(placemat, log, write, by=by, now=now, what=what)
    gone = {f"if:{pk}" for pk, action in log.replica.words().if_actions.items() if action.removed}
    return Written(tuple(wanted), tuple(part for part in wanted if part in gone), tuple(too_long), left_out)


@transaction.atomic
def add_if_action(placemat: Placemat, *, text: str = "", by: Participant, now: datetime) -> UUID:
    """One more at the end. Raises TooManyIfActions."""
    log = _open_log(placemat, now=now)
    standing = _standing(log.replica)
    _check_room(standing)
    pk = uuid.uuid4()
    place = after(standing[-1][1].position if standing else None)
    _write(placemat, log, lambda: log.replica.put_if_action(pk, text=text, position=place), by=by, now=now)
    return pk


@transaction.atomic
def move_if_action(placemat: Placemat, *, pk: UUID, up: bool, by: Participant, now: datetime) -> bool:
    """Change places with the one before or after. False when there is none."""
    log = _open_log(placemat, now=now)
    standing = _standing(log.replica)
    order = [key for key, _action in standing]
    there = order.index(pk) + (-1 if up else 1) if pk in order else -1
    if not 0 <= there < len(order):
        return False
    others = [action.position for key, action in standing if key != pk]
    place = _place(others, there)
    _write(placemat, log, lambda: log.replica.set_if_action(pk, position=place), by=by, now=now)
    return True


@transaction.atomic
def remove_if_action(placemat: Placemat, *, pk: UUID, by: Participant, now: datetime) -> bool:
    """Take it away; its indicators stay, and say that it is gone. False when it was gone already."""
    log = _open_log(placemat, now=now)
    if pk not in dict(_standing(log.replica)):
        return False
    _write(placemat, log, lambda: log.replica.set_if_action(pk, removed=True), by=by, now=now)
    return True


@transaction.atomic
def restore_if_action(placemat: Placemat, *, pk: UUID, by: Participant, now: datetime) -> None:
    """Put it back where it was. Raises TooManyIfActions."""
    log = _open_log(placemat, now=now)
    standing = _standing(log.replica)
    if pk in dict(standing) or pk not in log.replica.words().if_actions:
        return
    _check_room(standing)
    _write(placemat, log, lambda: log.replica.set_if_action(pk, removed=False), by=by, now=now)


@transaction.atomic
def ensure_fresh(placemat: Placemat, *, now: datetime | None = None) -> None:
    """Bring the rows up to date with the document. One SQL query when they are."""
    behind = Document.objects.filter(placemats=placemat, materialised_seq__lt=F("head_seq"))
    if behind.exists():
        log = _open_log(placemat, now=now or time_now())
        _keep(placemat, log, now=now or time_now())


@transaction.atomic
def compact(document: Document, *, least: int = COMPACT_AT) -> bool:
    """Fold the log into one snapshot, as far as the rows have been made from it. False when somebody else is at it.

    `least`: how many updates make it worth while.
    """
    held = Document.objects.select_for_update(skip_locked=True).filter(pk=document.pk).first()
    if held is None or held.materialised_seq - held.snapshot_seq < least:
        return False
    rows = held.updates.filter(seq__gt=held.snapshot_seq, seq__lte=held.materialised_seq).order_by("seq")
    updates = list(rows.values_list("seq", "payload"))
    if [seq for seq, _payload in updates] != list(range(held.snapshot_seq + 1, held.materialised_seq + 1)):
        raise LookupError(f"The log of document {held.pk} has a hole.")
    snapshot = [bytes(held.snapshot)] if held.snapshot else []
    held.snapshot = Replica([*snapshot, *(bytes(payload) for _seq, payload in updates)]).doc.get_update()
    held.snapshot_seq = held.materialised_seq
    held.save(update_fields=["snapshot", "snapshot_seq"])
    held.updates.filter(seq__lte=held.snapshot_seq).delete()
    return True


def _first_document(placemat: Placemat, *, now: datetime) -> Document:
    """One stored update with what the rows say. Texts are never read back into a document after this."""
    replica = Replica()
    texts, actions = list(placemat.texts.all()), list(placemat.if_actions.all())

    def write() -> None:
        for row in texts:
            replica.rewrite(row.field, row.text)
        for action in actions:
            replica.put_if_action(action.pk, text=action.text, position=action.position)
            if action.removed_at:
                replica.set_if_action(action.pk, removed=True)

    update, _parts = replica.change(write)
    seq = 1 if update else 0
    document = Document.objects.create(head_seq=seq, materialised_seq=seq, made_at=now)
    if update:
        DocumentUpdate.objects.create(document=document, seq=seq, payload=update, at=now)
    return document


def _open_log(placemat: Placemat, *, now: datetime) -> _Log:
    open_document(placemat, now=now)
    document = Document.objects.select_for_update(of=("self",)).get(placemats=placemat)
    replica = Replica([bytes(document.snapshot)] if document.snapshot else [])
    touches: list[Touch] = []
    for row in document.updates.filter(seq__gt=document.snapshot_seq).order_by("seq"):
        parts = replica.apply(bytes(row.payload))
        if row.seq > document.materialised_seq:
            touches += [Touch(row.seq, part, row.by_id, row.at) for part in sorted(parts)]
    return _Log(document, replica, touches)


def _write(
    placemat: Placemat,
    log: _Log,
    write: Callable[[], None],
    *,
    by: Participant,
    now: datetime,
    what: str = "written",
) -> None:
    """Append one update to the log, make the rows of it, and tell whoever has the page open."""
    update, parts = log.replica.change(write)
    if update is None or not parts:
        return
    document = log.document
    document.head_seq += 1
    document.save(update_fields=["head_seq"])
    DocumentUpdate.objects.create(document=document, seq=document.head_seq, payload=update, by=by, at=now)
    log.touches += [Touch(document.head_seq, part, by.pk, now) for part in sorted(parts)]
    _keep(placemat, log, now=now, what=what)
    tell(placemat, WRITTEN)


def _keep(placemat: Placemat, log: _Log, *, now: datetime, what: str = "written") -> None:
    words = log.replica.words()
    keep_words(placemat, words=words, touches=log.touches, seq=log.document.head_seq, now=now, what=what)


def _texts(replica: Replica) -> dict[str, str]:
    words = replica.words()
    return (
        dict.fromkeys(PlacematField.values, "")
        | dict(words.texts)
        | {f"if:{pk}": action.text for pk, action in words.if_actions.items()}
    )


def _standing(replica: Replica) -> list[tuple[UUID, IfActionWords]]:
    """Those that were not taken away, in order."""
    actions = [(pk, action) for pk, action in replica.words().if_actions.items() if not action.removed]
    return sorted(actions, key=lambda one: (one[1].position, str(one[0])))


def _place(others: Sequence[str], there: int) -> str:
    """A position among the others, so that one stands at index `there`."""
    before = others[there - 1] if there else None
    if there >= len(others):
        return after(before)
    try:
        return between(before, others[there])
    except ValueError:  # two who added at once share a place
        return between(None, others[0]) if there == 0 else after(others[-1])


def _check_room(standing: Sequence[object]) -> None:
    if len(standing) >= MAX_IF_ACTIONS:
        raise TooManyIfActions(
            _("A placemat holds %(most)d if-actions, and has them all. Which two could become one?")
            % {"most": MAX_IF_ACTIONS}
        )

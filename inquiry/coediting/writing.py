"""Writing on a placemat from a request, a task or a command: into the same document that open pages write in."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from ilc.errors import Refused
from inquiry.coediting import news
from inquiry.coediting.kind import SheetKind
from inquiry.coediting.log import freshen, open_log, open_sheet, write_sheet
from inquiry.coediting.replica import Replica
from inquiry.engine.position import after, between
from inquiry.engine.saving import Edit, IfActionWords, Written
from inquiry.models import MAX_IF_ACTIONS, MAX_TEXT, Document, Placemat, PlacematField
from inquiry.operations.words import keep_words
from inquiry.permissions.placemat import placemat_writers, visible_placemats


class TooManyIfActions(Refused):
    """A placemat holds MAX_IF_ACTIONS."""


def open_document(placemat: Placemat, *, now: datetime) -> Document:
    """The placemat's document; made from its rows, once, when it has none yet."""
    return open_sheet(PLACEMAT, placemat, now=now)


def write_placemat(
    placemat: Placemat, *, edits: Iterable[Edit], by: Participant, now: datetime, what: str = "written"
) -> Written:
    """Bring what each edit changed into what stands there now. A text longer than MAX_TEXT is not kept, and told.

    `what` is the history's word for it: written, or restored.
    """
    return write_sheet(PLACEMAT, placemat, edits=edits, by=by, now=now, what=what)


def ensure_fresh(placemat: Placemat, *, now: datetime | None = None) -> None:
    """Bring the rows up to date with the document. One SQL query when they are."""
    freshen(PLACEMAT, placemat, now=now)


@transaction.atomic
def add_if_action(placemat: Placemat, *, text: str = "", by: Participant, now: datetime) -> UUID:
    """One more at the end. Raises TooManyIfActions."""
    log = open_log(PLACEMAT, placemat, now=now)
    standing = _standing(log.replica)
    _check_room(standing)
    pk = uuid.uuid4()
    place = after(standing[-1][1].position if standing else None)
    log.write(lambda: log.replica.put_if_action(pk, text=text, position=place), by=by, now=now)
    return pk


@transaction.atomic
def move_if_action(placemat: Placemat, *, pk: UUID, up: bool, by: Participant, now: datetime) -> bool:
    """Change places with the one before or after. False when there is none."""
    log = open_log(PLACEMAT, placemat, now=now)
    standing = _standing(log.replica)
    order = [key for key, _action in standing]
    there = order.index(pk) + (-1 if up else 1) if pk in order else -1
    if not 0 <= there < len(order):
        return False
    others = [action.position for key, action in standing if key != pk]
    place = _place(others, there)
    log.write(lambda: log.replica.set_if_action(pk, position=place), by=by, now=now)
    return True


@transaction.atomic
def remove_if_action(placemat: Placemat, *, pk: UUID, by: Participant, now: datetime) -> bool:
    """Take it away; its indicators stay, and say that it is gone. False when it was gone already."""
    log = open_log(PLACEMAT, placemat, now=now)
    if pk not in dict(_standing(log.replica)):
        return False
    log.write(lambda: log.replica.set_if_action(pk, removed=True), by=by, now=now)
    return True


@transaction.atomic
def restore_if_action(placemat: Placemat, *, pk: UUID, by: Participant, now: datetime) -> None:
    """Put it back where it was. Raises TooManyIfActions."""
    log = open_log(PLACEMAT, placemat, now=now)
    standing = _standing(log.replica)
    if pk in dict(standing) or pk not in log.replica.words().if_actions:
        return
    _check_room(standing)
    log.write(lambda: log.replica.set_if_action(pk, removed=False), by=by, now=now)


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


def _find(pk: UUID) -> Placemat | None:
    return Placemat.objects.select_related("cycle__collective", "document").filter(pk=pk).first()


def _sees(participant: Participant, pk: UUID) -> bool:
    return visible_placemats(participant).filter(pk=pk).exists()


def _fill(placemat: Placemat) -> Callable[[Replica], None]:
    """What its rows say."""
    texts, actions = list(placemat.texts.all()), list(placemat.if_actions.all())

    def write(replica: Replica) -> None:
        for row in texts:
            replica.rewrite(row.field, row.text)
        for action in actions:
            replica.put_if_action(action.pk, text=action.text, position=action.position)
            if action.removed_at:
                replica.set_if_action(action.pk, removed=True)

    return write


PLACEMAT = SheetKind(
    name=news.PLACEMAT,
    documents="placemats",
    texts=PlacematField.values,
    most_characters=MAX_TEXT,
    find=_find,
    writers=placemat_writers,
    reads=_sees,
    fill=_fill,
    keep_words=keep_words,
)

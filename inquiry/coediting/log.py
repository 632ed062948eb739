"""The log of a sheet's document, from a request, a task or a command: the same that open pages write in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now as time_now

from collectives.models import Participant
from inquiry.coediting.kind import Sheet, SheetKind
from inquiry.coediting.news import WRITTEN, tell_sheet
from inquiry.coediting.replica import Replica
from inquiry.engine.saving import Edit, TooLong, Touch, Written
from inquiry.engine.writing import clean, merge
from inquiry.models import Document, DocumentUpdate

COMPACT_AT = 500  # updates since the last snapshot


@dataclass
class Log:
    """A document, locked, with what its updates make of it and who touched what since the rows were made."""

    kind: SheetKind
    sheet: Sheet
    document: Document
    replica: Replica
    touches: list[Touch]

    def write(self, write: Callable[[], None], *, by: Participant, now: datetime, what: str = "written") -> None:
        """Append one update to the log, make the rows of it, and tell whoever has the page open."""
        update, parts = self.replica.change(write)
        if update is None or not parts:
            return
        document = self.document
        document.head_seq += 1
        document.save(update_fields=["head_seq"])
        DocumentUpdate.objects.create(document=document, seq=document.head_seq, payload=update, by=by, at=now)
        self.touches += [Touch(document.head_seq, part, by.pk, now) for part in sorted(parts)]
        self.keep(now=now, what=what)
        tell_sheet(self.kind.name, self.sheet.pk, WRITTEN)

    def keep(self, *, now: datetime, what: str = "written") -> None:
        """Make the rows of it."""
        words, seq = self.replica.words(), self.document.head_seq
        self.kind.keep_words(self.sheet, words=words, touches=self.touches, seq=seq, now=now, what=what)


@transaction.atomic
def open_sheet(kind: SheetKind, sheet: Sheet, *, now: datetime) -> Document:
    """The sheet's document; made from its rows, once, when it has none yet."""
    # A join would show the document of before the lock. Rows that point to the sheet are made under it all the same:
    # whoever keeps words holds the document already and makes such rows.
    held = type(sheet).objects.select_for_update(no_key=True).get(pk=sheet.pk)  # type: ignore[attr-defined]  # a model
    if held.document is None:
        held.document = _first_document(kind, held, now=now)
        held.save(update_fields=["document"])
    sheet.document = held.document
    document: Document = held.document
    return document


@transaction.atomic
def open_log(kind: SheetKind, sheet: Sheet, *, now: datetime) -> Log:
    """Nobody else writes there until the transaction ends."""
    open_sheet(kind, sheet, now=now)
    document = Document.objects.select_for_update(of=("self",)).get(**kind.of(sheet))
    replica = kind.replica([bytes(document.snapshot)] if document.snapshot else [])
    touches: list[Touch] = []
    for row in document.updates.filter(seq__gt=document.snapshot_seq).order_by("seq"):
        parts = replica.apply(bytes(row.payload))
        if row.seq > document.materialised_seq:
            touches += [Touch(row.seq, part, row.by_id, row.at) for part in sorted(parts)]
    return Log(kind, sheet, document, replica, touches)


@transaction.atomic
def write_sheet(
    kind: SheetKind, sheet: Sheet, *, edits: Iterable[Edit], by: Participant, now: datetime, what: str = "written"
) -> Written:
    """Bring what each edit changed into what stands there now. A text that gets too long is not kept, and told.

    `what` is the history's word for it: written, or restored.
    """
    log = open_log(kind, sheet, now=now)
    words = log.replica.words()
    standing = dict(words.texts) | {f"if:{pk}": action.text for pk, action in words.if_actions.items()}
    wanted: dict[str, str] = {}
    too_long, left_out = [], 0
    for edit in edits:
        if edit.part not in standing:
            continue
        base, (mine, lost) = clean(edit.base).text, clean(edit.text)
        theirs = standing[edit.part]
        merged = merge(base=base, mine=mine, theirs=theirs)
        left_out += lost if merged != theirs else 0
        if len(merged) > max(kind.most_characters, len(theirs)):
            too_long.append(TooLong(edit.part, mine, len(mine)))
        elif merged != theirs:
            wanted[edit.part] = merged

    def write() -> None:
        for part, text in wanted.items():
            log.replica.rewrite(part, text)

    log.write(write, by=by, now=now, what=what)
    gone = {f"if:{pk}" for pk, action in log.replica.words().if_actions.items() if action.removed}
    return Written(tuple(wanted), tuple(part for part in wanted if part in gone), tuple(too_long), left_out)


@transaction.atomic
def freshen(kind: SheetKind, sheet: Sheet, *, now: datetime | None = None) -> None:
    """Bring the rows up to date with the document. One SQL query when they are."""
    behind = Document.objects.filter(**kind.of(sheet), materialised_seq__lt=F("head_seq"))
    if behind.exists():
        open_log(kind, sheet, now=now or time_now()).keep(now=now or time_now())


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


def _first_document(kind: SheetKind, sheet: Sheet, *, now: datetime) -> Document:
    """One stored update with what the rows say. Texts are never read back into a document after this."""
    replica, fill = kind.replica(), kind.fill(sheet)
    update, _parts = replica.change(lambda: fill(replica))
    seq = 1 if update else 0
    document = Document.objects.create(head_seq=seq, materialised_seq=seq, made_at=now)
    if update:
        DocumentUpdate.objects.create(document=document, seq=seq, payload=update, at=now)
    return document

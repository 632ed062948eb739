"""What stands in a placemat's document becomes rows: for pages, queries and paper, and for the history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inquiry.engine.saving import IfActionWords, SheetWords, Touch
from inquiry.models import IfAction, Placemat, PlacematChange, PlacematField, PlacematText
from inquiry.operations.spell import Writers, goes_on, keep_rows
from inquiry.queries.moment import last_mark

type Row = PlacematText | IfAction


@dataclass(frozen=True)
class Difference:
    """One part that reads, stands or counts differently from its row."""

    part: str
    row: Row
    what: str


def keep_words(
    placemat: Placemat,
    *,
    words: SheetWords,
    touches: Sequence[Touch],
    seq: int,
    now: datetime,
    what: str = "written",
) -> int:
    """Make the rows say what the document says at `seq`, and write down who changed what. About seven SQL queries.

    `touches`, and what comes back, as with `keep_rows`. `what` is the word for texts that changed: written, or
    restored.
    """

    def save(writers: Mapping[str, Writers]) -> None:
        differences = [*_texts(placemat, words, writers, now), *_if_actions(placemat, words, writers, now)]
        if differences:
            worded = [replace(one, what=what) if one.what == "written" else one for one in differences]
            _save(placemat, worded, writers, now)

    return keep_rows({"placemats": placemat}, touches=touches, seq=seq, save=save)


def _texts(placemat: Placemat, words: SheetWords, writers: Mapping[str, Writers], now: datetime) -> list[Difference]:
    rows = {row.field: row for row in placemat.texts.all()}
    found = []
    for field in PlacematField.values:
        text, row = words.texts.get(field, ""), rows.get(field)
        if row is None and text:
            row = PlacematText(placemat=placemat, field=field)
        if row is None or row.text == text:
            continue
        row.text = text
        found.append(Difference(field, _by_whom(row, writers.get(field), now), "written"))
    return found


def _if_actions(
    placemat: Placemat, words: SheetWords, writers: Mapping[str, Writers], now: datetime
) -> list[Difference]:
    rows = {row.pk: row for row in placemat.if_actions.all()}
    new = words.if_actions.keys() - rows.keys()
    foreign = set(IfAction.objects.filter(pk__in=new).values_list("pk", flat=True)) if new else set()
    found = []
    for pk, action in words.if_actions.items():
        if pk in foreign:  # an id of another placemat's: nobody's page makes one
            continue
        part = f"if:{pk}"
        row = rows.get(pk) or IfAction(pk=pk, placemat=placemat, version=0, position="", changed_at=now)
        if what := _what(row, action):
            row.text, row.position = action.text, action.position
            row.removed_at = (row.removed_at or now) if action.removed else None
            found.append(Difference(part, _by_whom(row, writers.get(part), now), what))
    return found


def _what(row: IfAction, action: IfActionWords) -> str:
    """The word for what became of an if-action; empty when nothing did."""
    if action.removed != bool(row.removed_at):
        return "removed" if action.removed else "restored"
    if row.text != action.text or not row.version:
        return "written"
    return "moved" if row.position != action.position else ""


def _by_whom(row: Row, writers: Writers | None, now: datetime) -> Row:
    row.changed_by_id, row.changed_at = (writers.by, writers.at) if writers else (None, now)
    return row


def _save(placemat: Placemat, differences: Sequence[Difference], writers: Mapping[str, Writers], now: datetime) -> None:
    """The rows, and a change for each: a new one, or the one of a spell of writing that goes on.

    No spell goes on over a moment that people look back to: what stood there then is kept. A part's changes follow each
    other in time as in number: an update that waited for the disk counts from when those before it were written.
    """
    parts = [one.part for one in differences]
    last = placemat.changes.filter(part__in=parts).order_by("part", "-version").distinct("part")
    spells = {change.part: change for change in last}
    unknown = Writers(None, frozenset(), now)
    going_on = {one.part for one in differences if _goes_on(spells.get(one.part), one, writers.get(one.part, unknown))}
    marked_at = last_mark(placemat) if going_on else None
    for one in differences:
        who = writers.get(one.part, unknown)
        spell = spells.get(one.part)
        at = max(who.at, spell.at) if spell else who.at
        if spell and one.part in going_on and (marked_at is None or spell.at > marked_at):
            spell.text, spell.at, spell.position = one.row.text, at, _position(one.row)
            spell.save(update_fields=["text", "at", "position"])
        else:
            one.row.version = (spell.version if spell else 0) + 1
            PlacematChange.objects.create(
                placemat=placemat,
                part=one.part,
                version=one.row.version,
                text=one.row.text,
                position=_position(one.row),
                what=one.what,
                by_id=who.by,
                also_by=sorted(who.also),
                began_at=at,
                at=at,
            )
        one.row.save()


def _goes_on(spell: PlacematChange | None, difference: Difference, who: Writers) -> bool:
    if spell is None or spell.what != "written" or difference.what != "written":
        return False
    return goes_on(spell, who, text=difference.row.text)


def _position(row: Row) -> str:
    return row.position if isinstance(row, IfAction) else ""

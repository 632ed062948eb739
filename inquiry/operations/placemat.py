"""What is written on a placemat: saved with versions, so that of two people who wrote at once nobody loses a word."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import Max, Q

from collectives.models import Participant
from inquiry.engine.saving import Conflict, Edit, SaveResult, TooLong
from inquiry.engine.writing import clean, join, merge
from inquiry.models import MAX_TEXT, Cycle, IfAction, Placemat, PlacematChange, PlacematField, PlacematText

type Writing = PlacematText | IfAction


@transaction.atomic
def save_placemat(placemat: Placemat, *, edits: Iterable[Edit], by: Participant, now: datetime) -> SaveResult:
    """Save each text that changed upon the version that still stands; tell of the others. Five queries, two per text.

    A text that only moved or is back in the meantime is no conflict: what counts is whether the words changed.
    """
    Placemat.objects.select_for_update().get(pk=placemat.pk)
    standing = _standing(placemat)
    known = [edit for edit in edits if edit.part in standing or edit.part in PlacematField.values]
    written = _written_upon(placemat, known)
    saved: list[str] = []
    conflicts: list[Conflict] = []
    too_long: list[TooLong] = []
    left_out = 0
    for edit in known:
        row = standing.get(edit.part)
        base = "" if row is None else row.text if edit.version == row.version else written.get(_version_key(edit))
        mine, lost = clean(edit.text)
        left_out += lost
        if edit.choice == "both":
            mine = join(base or "", mine)
        match _outcome(edit, base=base, mine=mine, row=row):
            case "too long":
                too_long.append(TooLong(edit.part, mine, len(mine)))
            case "conflict" if row:
                conflicts.append(_conflict(edit.part, mine, row))
            case "save":
                _write(placemat, edit.part, mine, row=row, by=by, now=now)
                saved.append(edit.part)
    return SaveResult(tuple(saved), tuple(conflicts), tuple(too_long), left_out)


def _outcome(
    edit: Edit, *, base: str | None, mine: str, row: Writing | None
) -> Literal["same", "save", "conflict", "too long"]:
    theirs = row.text if row else ""
    outcome = merge(base=base, mine=mine, theirs=theirs)
    if edit.choice == "theirs" or (outcome == "same" and edit.choice != "mine"):
        return "same"
    if len(mine) > MAX_TEXT:
        return "too long"
    removed = _is_removed(row)
    if edit.choice == "open" or base != theirs or (removed and edit.choice not in {"mine", "both"}):
        return "conflict"
    return "save" if mine != theirs or removed else "same"


def start_own_placemat(cycle: Cycle, *, leader: Participant, now: datetime) -> Placemat:
    """A leader's own placemat of this cycle, private until shown; the one there is, if there is one."""
    return Placemat.objects.get_or_create(cycle=cycle, leader=leader, defaults={"made_at": now})[0]


@transaction.atomic
def show_placemat(placemat: Placemat, *, by: Participant, now: datetime) -> None:
    """Let the people of the collective read a leader's own placemat."""
    _keep_reach(placemat, "shown", shown_at=now, by=by, now=now)


@transaction.atomic
def keep_placemat_private(placemat: Placemat, *, by: Participant, now: datetime) -> None:
    """Keep a leader's own placemat to its leader again. That it was shown stays in its history."""
    _keep_reach(placemat, "private", shown_at=None, by=by, now=now)


def _keep_reach(placemat: Placemat, what: str, *, shown_at: datetime | None, by: Participant, now: datetime) -> None:
    held = Placemat.objects.select_for_update().get(pk=placemat.pk)
    if bool(held.shown_at) == bool(shown_at):
        return
    held.shown_at = shown_at
    held.save(update_fields=["shown_at"])
    version = held.changes.filter(part="placemat").count() + 1
    PlacematChange.objects.create(placemat=held, part="placemat", version=version, what=what, by=by, at=now)


def _standing(placemat: Placemat) -> dict[str, Writing]:
    texts: Sequence[Writing] = list(placemat.texts.select_related("changed_by"))
    actions: Sequence[Writing] = list(placemat.if_actions.select_related("changed_by"))
    return {part_of(row): row for row in (*texts, *actions)}


def part_of(row: Writing) -> str:
    """How changes name this text."""
    return f"if:{row.pk}" if isinstance(row, IfAction) else row.field


def _written_upon(placemat: Placemat, edits: Sequence[Edit]) -> Mapping[tuple[str, int], str]:
    """The texts that the edits were written upon, as history has them. One query."""
    wanted = Q(pk=None)
    for edit in edits:
        wanted |= Q(part=edit.part, version=edit.version)
    rows = PlacematChange.objects.filter(wanted, placemat=placemat).values_list("part", "version", "text")
    return {(part, version): text for part, version, text in rows} | {(edit.part, 0): "" for edit in edits}


def _version_key(edit: Edit) -> tuple[str, int]:
    return edit.part, edit.version


def _conflict(part: str, mine: str, row: Writing) -> Conflict:
    by = row.changed_by.name if row.changed_by else ""
    return Conflict(part, mine, row.text, row.version, by, row.changed_at, _is_removed(row))


def _is_removed(row: Writing | None) -> bool:
    return isinstance(row, IfAction) and row.removed_at is not None


def _write(placemat: Placemat, part: str, text: str, *, row: Writing | None, by: Participant, now: datetime) -> None:
    if row is None:
        row = PlacematText(placemat=placemat, field=part)
    if isinstance(row, IfAction) and row.removed_at is not None:
        last = placemat.if_actions.filter(removed_at=None).aggregate(last=Max("position"))["last"] or 0
        row.position, row.removed_at = last + 1, None
    row.text, row.version, row.changed_by, row.changed_at = text, row.version + 1, by, now
    row.save()
    PlacematChange.objects.create(placemat=placemat, part=part, version=row.version, text=text, by=by, at=now)

"""Saying which words carry a code: of one's own district alone. And undoing the latest step."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.models import Code, Coding, CodingMove
from evidence.operations.coding import (
    CodingRow,
    What,
    bring_back,
    code_here,
    code_named,
    coding_rows,
    forget_codings,
    lock_codes,
    note_move,
    refuse_standing,
)
from evidence.permissions.coding import visible_coding_moves
from evidence.permissions.data_point import own_district, visible_data_points
from ilc.errors import Refused
from inquiry.models import Indicator


class NoWordsChosen(Refused):
    """There are no words of one's district to give a code to."""


class MovedOn(Refused):
    """The step is not the latest any more."""


@transaction.atomic
def code_words(
    indicator: Indicator, points: Collection[UUID], *, code: UUID | None, by: Participant, now: datetime
) -> Code:
    """Let words of the participant's district carry a code, beside those they carry.

    Raises NotInWords, CodeGone, NoWordsChosen.
    """
    lock_codes(indicator.pk)
    held = code_here(indicator.pk, code)
    chosen = _own_words(indicator, points, by)
    added = _add(held, chosen, by=by, now=now)
    if added:
        _note(indicator, What.CODED, held, {"added": added}, by=by, now=now)
    return held


@transaction.atomic
def code_words_anew(
    indicator: Indicator, points: Collection[UUID], *, name: str, by: Participant, now: datetime
) -> Code:
    """The same with the code of that name, which is made where there is none.

    Raises NotInWords, NoWordsChosen, CodesFull, PersonalData.
    """
    lock_codes(indicator.pk)
    chosen = _own_words(indicator, points, by)
    held, made = code_named(indicator.pk, name, by=by, now=now)
    if made:
        note_move(indicator.pk, What.MADE, words=held.name, was={"code": str(held.pk)}, by=by, now=now)
    added = _add(held, chosen, by=by, now=now)
    if added:
        _note(indicator, What.CODED, held, {"added": added}, by=by, now=now)
    return held


@transaction.atomic
def uncode_words(
    indicator: Indicator, points: Collection[UUID], *, code: UUID | None, by: Participant, now: datetime
) -> Code:
    """Take a code off words of the participant's district. Raises NotInWords, CodeGone, NoWordsChosen."""
    lock_codes(indicator.pk)
    held = code_here(indicator.pk, code)
    rows = Coding.objects.filter(code=held, data_point__in=_own_words(indicator, points, by))
    taken = coding_rows(rows)
    rows.delete()
    if taken:
        _note(indicator, What.UNCODED, held, {"taken": taken}, by=by, now=now)
    return held


@transaction.atomic
def undo_coding(indicator: Indicator, move: UUID | None, *, by: Participant, now: datetime) -> CodingMove:
    """Take back the latest step that the participant sees. Raises MovedOn when it is another; NotInWords, CodesFull
    and CodeStands where what it did away with does not fit any more.
    """
    lock_codes(indicator.pk)
    standing = visible_coding_moves(by).filter(indicator=indicator, undone_at=None)
    latest = standing.order_by("-number").first()
    if latest is None or latest.pk != move:
        raise MovedOn(_("Something else was done meanwhile. This is how the codes stand now."))
    _take_back(latest, by=by, now=now)
    latest.undone_by, latest.undone_at = by, now
    latest.save(update_fields=["undone_by", "undone_at"])
    return latest


def _take_back(move: CodingMove, *, by: Participant, now: datetime) -> None:
    was = move.was
    forget_codings(was.get("added", ()))
    if was.get("taken"):
        Coding.objects.bulk_create(
            [
                Coding(data_point_id=point, code_id=code, by_id=who, at=datetime.fromisoformat(at))
                for point, code, who, at in was["taken"]
            ],
            ignore_conflicts=True,
        )
    if "code" not in was:
        return
    code = Code.objects.get(pk=was["code"])
    match move.what:
        case What.RENAMED:
            refuse_standing(code, was["name"])
            code.name = was["name"]
            code.save(update_fields=["name"])
        case What.MERGED | What.REMOVED:
            bring_back(code)
        case What.MADE | What.RESTORED:
            Code.objects.filter(pk=code.pk).update(gone_at=now, gone_by=by)


def _own_words(indicator: Indicator, points: Collection[UUID], by: Participant) -> list[UUID]:
    rows = visible_data_points(by).filter(indicator=indicator, removed_at=None, pk__in=points).exclude(words="")
    found = list(rows.values_list("pk", flat=True))
    if not found:
        raise NoWordsChosen(_("Choose words of your district first: each has a box in its corner."))
    return found


def _add(held: Code, points: Sequence[UUID], *, by: Participant, now: datetime) -> list[CodingRow]:
    carried = set(Coding.objects.filter(code=held, data_point__in=points).values_list("data_point", flat=True))
    fresh = [Coding(data_point_id=pk, code=held, by=by, at=now) for pk in points if pk not in carried]
    Coding.objects.bulk_create(fresh)
    return coding_rows(fresh)


def _note(
    indicator: Indicator,
    what: str,
    code: Code,
    was: dict[str, Sequence[CodingRow]],
    *,
    by: Participant,
    now: datetime,
) -> None:
    note_move(indicator.pk, what, district=own_district(by), words=code.name, was=was, by=by, now=now)

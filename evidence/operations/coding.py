"""Codes of words: making, renaming, merging, taking away and bringing back. All members see and write them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from collectives.models import District, Participant, School
from evidence.models import MAX_CODES, Code, Coding, CodingMove, Measure, MeasureKind
from evidence.operations.data_point import refuse_personal
from ilc.errors import Refused
from inquiry.models import Indicator

What: Final = CodingMove.What
MOST_LETTERS: Final = 250  # of a move's words

type CodingRow = Sequence[str]
"""A data point, its code, who gave it, when."""


class NotInWords(Refused):
    """The indicator is not told in words, was taken away, or its cycle is over."""


class CodeGone(Refused):
    """The code was taken away or merged meanwhile."""


class CodesFull(Refused):
    """An indicator has MAX_CODES codes at most."""


class CodeStands(Refused):
    """There is another code of that name."""


@transaction.atomic
def make_code(indicator: Indicator, *, name: str, by: Participant, now: datetime) -> Code:
    """A code of that name, the one that stands where there is one. Raises NotInWords, CodesFull, PersonalData."""
    lock_codes(indicator.pk)
    code, made = code_named(indicator.pk, name, by=by, now=now)
    if made:
        note_move(indicator.pk, What.MADE, words=code.name, was={"code": str(code.pk)}, by=by, now=now)
    return code


@transaction.atomic
def rename_code(code: Code, *, name: str, by: Participant, now: datetime) -> None:
    """Give a code another name. The same again changes nothing.

    Raises NotInWords, CodeGone, CodeStands, PersonalData.
    """
    lock_codes(code.indicator_id)
    held = code_here(code.indicator_id, code.pk)
    if held.name == name:
        return
    refuse_names(name)
    refuse_standing(held, name)
    was = {"code": str(held.pk), "name": held.name}
    held.name = name
    held.save(update_fields=["name"])
    note_move(held.indicator_id, What.RENAMED, words=f"{was['name']} → {name}", was=was, by=by, now=now)


@transaction.atomic
def merge_codes(code: Code, *, into: UUID | None, by: Participant, now: datetime) -> None:
    """Let another code carry its words, those of every district, and take it away. Raises NotInWords, CodeGone."""
    lock_codes(code.indicator_id)
    held = code_here(code.indicator_id, code.pk)
    other = code_here(code.indicator_id, into)
    if other == held:
        raise CodeGone(_("Choose another code to merge it into."))
    carried = Coding.objects.filter(code=other).values("data_point")
    fresh = [
        Coding(data_point_id=row.data_point_id, code=other, by_id=row.by_id, at=row.at)
        for row in Coding.objects.filter(code=held).exclude(data_point__in=carried)
    ]
    Coding.objects.bulk_create(fresh)
    held.gone_by, held.gone_at, held.merged_into = by, now, other
    held.save(update_fields=["gone_by", "gone_at", "merged_into"])
    was = {"code": str(held.pk), "added": coding_rows(fresh)}
    note_move(held.indicator_id, What.MERGED, words=f"{held.name} → {other.name}", was=was, by=by, now=now)


@transaction.atomic
def remove_code(code: Code, *, by: Participant, now: datetime) -> None:
    """Take a code away; its words keep it for when it comes back. Twice does no harm. Raises NotInWords."""
    lock_codes(code.indicator_id)
    held = Code.objects.get(pk=code.pk)
    if held.gone_at is not None:
        return
    held.gone_by, held.gone_at = by, now
    held.save(update_fields=["gone_by", "gone_at"])
    note_move(held.indicator_id, What.REMOVED, words=held.name, was={"code": str(held.pk)}, by=by, now=now)


@transaction.atomic
def restore_code(code: Code, *, by: Participant, now: datetime) -> None:
    """Bring a code back that was taken away, with its words. Twice does no harm.

    Raises NotInWords, CodeGone for one that was merged, CodesFull, CodeStands.
    """
    lock_codes(code.indicator_id)
    held = Code.objects.get(pk=code.pk)
    if held.gone_at is None:
        return
    if held.merged_into_id is not None:
        raise CodeGone(_("“%(name)s” was merged. Its words carry the other code now.") % {"name": held.name})
    bring_back(held)
    note_move(held.indicator_id, What.RESTORED, words=held.name, was={"code": str(held.pk)}, by=by, now=now)


def bring_back(held: Code) -> None:
    """Let a code stand again. Raises CodesFull, CodeStands."""
    refuse_full(held.indicator_id)
    refuse_standing(held, held.name)
    held.gone_by = held.gone_at = held.merged_into = None
    held.save(update_fields=["gone_by", "gone_at", "merged_into"])


def code_named(indicator: UUID, name: str, *, by: Participant, now: datetime) -> tuple[Code, bool]:
    """The standing code of that name, and whether it was made now. Under the lock. Raises CodesFull, PersonalData."""
    refuse_names(name)
    found = Code.objects.filter(indicator=indicator, gone_at=None, name__iexact=name).first()
    if found is not None:
        return found, False
    refuse_full(indicator)
    last = Code.objects.filter(indicator=indicator).aggregate(last=Max("number"))["last"] or 0
    code = Code.objects.create(indicator_id=indicator, name=name, number=last + 1, made_by=by, made_at=now)
    code.refresh_from_db(fields=["pk"])
    return code, True


def lock_codes(indicator: UUID) -> Measure:
    """The measure, held until this transaction ends; two people may press at once. Raises NotInWords."""
    held = (
        Measure.objects.select_for_update(of=("self",), no_key=True)
        .select_related("indicator__placemat__cycle__collective")
        .filter(indicator=indicator, kind=MeasureKind.WORDS, indicator__removed_at=None)
        .first()
    )
    cycle = held.indicator.placemat.cycle if held else None
    if held is None or cycle is None or cycle.closed_at or cycle.collective.closed_at:
        raise NotInWords(
            _("This indicator is not told in words any more, or its cycle is over. Its codes stay as they are.")
        )
    return held


def code_here(indicator: UUID, pk: UUID | None) -> Code:
    """A standing code of the indicator. Raises CodeGone."""
    found = Code.objects.filter(indicator=indicator, gone_at=None, pk=pk).first() if pk else None
    if found is None:
        raise CodeGone(_("That code is not there any more. This is how they stand now."))
    return found


def refuse_names(name: str) -> None:
    """Raises PersonalData when a code's name names somebody: everybody reads it. Names of places pass. Two queries."""
    known = {*School.objects.values_list("name", flat=True), *District.objects.values_list("name", flat=True)}
    refuse_personal({"name": name}, known)


def refuse_full(indicator: UUID) -> None:
    """Raises CodesFull when no further code fits."""
    if Code.objects.filter(indicator=indicator, gone_at=None).count() >= MAX_CODES:
        raise CodesFull(
            _("%(most)d codes are there, and more say less. Which two could become one?") % {"most": MAX_CODES}
        )


def refuse_standing(held: Code, name: str) -> None:
    """Raises CodeStands when another standing code has that name."""
    others = Code.objects.filter(indicator=held.indicator_id, gone_at=None, name__iexact=name).exclude(pk=held.pk)
    if others.exists():
        raise CodeStands(_("There is a code “%(name)s” already. Merge the two if they are one.") % {"name": name})


def coding_rows(rows: Iterable[Coding]) -> list[CodingRow]:
    """Codings as a move keeps them."""
    return [(str(row.data_point_id), str(row.code_id), str(row.by_id), row.at.isoformat()) for row in rows]


def note_move(
    indicator: UUID,
    what: str,
    *,
    district: UUID | None = None,
    words: str,
    was: dict[str, Any],
    by: Participant,
    now: datetime,
) -> CodingMove:
    """Keep a step with what was before it. Under the lock."""
    last = CodingMove.objects.filter(indicator=indicator).aggregate(last=Max("number"))["last"] or 0
    return CodingMove.objects.create(
        indicator_id=indicator,
        district_id=district,
        number=last + 1,
        what=what,
        words=words[:MOST_LETTERS],
        was=was,
        by=by,
        at=now,
    )


def forget_codings(rows: Sequence[CodingRow]) -> None:
    """Take these codings off, those that are still there."""
    pairs = {(UUID(point), UUID(code)) for point, code, *_rest in rows}
    there = Coding.objects.filter(
        data_point__in={point for point, _code in pairs}, code__in={code for _point, code in pairs}
    )
    gone = [row.pk for row in there if (row.data_point_id, row.code_id) in pairs]
    Coding.objects.filter(pk__in=gone).delete()

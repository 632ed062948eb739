"""People write down what they make of what was brought, and decide what follows from it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.engine.reference import Reference
from evidence.models import ADJUSTING, Analysis, AnalysisChange
from evidence.operations.citation import cite, cited
from ilc.errors import Meanwhile, Refused
from inquiry.models import Adjustment, Placemat

What = AnalysisChange.What


class AnalysisChanged(Meanwhile[Analysis]):
    """Somebody else changed the analysis meanwhile. `theirs` is how it stands now."""


class NothingToAdjust(Refused):
    """Only where the course is to adapt or to abandon something does the theory change."""


class AdjustmentOfOthers(Refused):
    """The adjustment belongs to another theory."""


@dataclass(frozen=True)
class AnalysisWords:
    """The four answers and the clauses they speak of."""

    seen: str
    reading: str = ""
    rivals: str = ""
    next_step: str = ""
    parts: tuple[str, ...] = ()


@transaction.atomic
def add_analysis(
    placemat: Placemat, *, words: AnalysisWords, cites: Sequence[Reference], by: Participant, now: datetime
) -> Analysis:
    """Write one down."""
    made = Analysis.objects.create(
        placemat=placemat,
        **_fields(words),
        lang=by.reads,
        by=by,
        at=now,
        changed_by=by,
        changed_at=now,
    )
    cite(made, cites)
    return made


@transaction.atomic
def change_analysis(
    analysis: Analysis,
    *,
    words: AnalysisWords,
    cites: Sequence[Reference],
    version: int,
    by: Participant,
    now: datetime,
) -> Analysis:
    """Write it anew, upon the version one has read; what stood there is kept. One that was taken away comes back.

    Raises AnalysisChanged when that version is no longer the one.
    """
    held = _hold(analysis)
    fields, pointed = _fields(words), cited(held)
    same = all(getattr(held, name) == value for name, value in fields.items()) and set(pointed) == set(cites)
    if same and held.removed_at is None:
        return held
    if held.version != version:
        reason = _(
            "%(name)s changed this analysis while you wrote. Both are here: look, and save what you want to keep."
        )
        raise AnalysisChanged(reason % {"name": held.changed_by.name}, held)
    was = {name: getattr(held, name) for name in fields} | {"cites": [one.key for one in pointed]}
    _keep(held, What.WRITTEN, was=was, by=by, now=now)
    for name, value in fields.items():
        setattr(held, name, value)
    held.removed_at = None
    held.version, held.changed_by, held.changed_at = held.version + 1, by, now
    held.save(update_fields=[*fields, "removed_at", "version", "changed_by", "changed_at"])
    cite(held, cites)
    return held


@transaction.atomic
def decide_course(analysis: Analysis, *, course: str, why: str, by: Participant, now: datetime) -> None:
    """Say what follows from it; an empty course says that it is open again. An adjustment it led to stays named only
    where something is still adapted or abandoned.
    """
    held = _hold(analysis)
    why = why.strip()
    if (held.course, held.course_why) == (course, why):
        return
    _keep(held, What.DECIDED, was=_decided(held), by=by, now=now)
    held.course, held.course_why = course, why
    held.decided_by, held.decided_at = (by, now) if course else (None, None)
    if course not in ADJUSTING:
        held.adjustment = None
    held.save(update_fields=["course", "course_why", "decided_by", "decided_at", "adjustment"])


@transaction.atomic
def link_analysis(analysis: Analysis, *, adjustment: Adjustment | None, by: Participant, now: datetime) -> None:
    """Say which adjustment of the theory it led to, or that it led to none.

    Raises AdjustmentOfOthers, and NothingToAdjust where the course is neither to adapt nor to abandon.
    """
    held = _hold(analysis)
    if adjustment and adjustment.placemat_id != held.placemat_id:
        raise AdjustmentOfOthers(_("That adjustment belongs to another theory of action."))
    if adjustment and held.course not in ADJUSTING:
        raise NothingToAdjust(_("Decide first to adapt or to abandon something; then say what you adjusted."))
    if held.adjustment_id == (adjustment.pk if adjustment else None):
        return
    _keep(held, What.LINKED, was=_decided(held), by=by, now=now)
    held.adjustment = adjustment
    held.save(update_fields=["adjustment"])


@transaction.atomic
def remove_analysis(analysis: Analysis, *, by: Participant, now: datetime) -> None:
    """Take it away; it can be brought back. A second time changes nothing."""
    held = _hold(analysis)
    if held.removed_at is None:
        _keep(held, What.REMOVED, was={}, by=by, now=now)
        held.removed_at = now
        held.save(update_fields=["removed_at"])


@transaction.atomic
def restore_analysis(analysis: Analysis, *, by: Participant, now: datetime) -> None:
    """Bring it back. A second time changes nothing."""
    held = _hold(analysis)
    if held.removed_at is not None:
        _keep(held, What.RESTORED, was={}, by=by, now=now)
        held.removed_at = None
        held.save(update_fields=["removed_at"])


def _hold(analysis: Analysis) -> Analysis:
    rows = Analysis.objects.select_for_update(of=("self",)).select_related("changed_by")
    return rows.get(pk=analysis.pk)  # two people may press at once


def _fields(words: AnalysisWords) -> dict[str, Any]:
    return asdict(words) | {"parts": list(words.parts)}


def _decided(analysis: Analysis) -> dict[str, str]:
    return {
        "course": analysis.course,
        "course_why": analysis.course_why,
        "decided_by": str(analysis.decided_by_id or ""),
        "adjustment": str(analysis.adjustment_id or ""),
    }


def _keep(analysis: Analysis, what: str, *, was: dict[str, Any], by: Participant, now: datetime) -> None:
    AnalysisChange.objects.create(analysis=analysis, what=what, was=was, by=by, at=now)

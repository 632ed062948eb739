"""Improvement plans: added, read in the background, their passages accepted by a person, who may take that back."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Board, BoardText, ImprovementPlan, Participant, Passage, PlanState
from collectives.operations.board import add_texts, count_change, lock_board
from ilc.due import schedule
from ilc.errors import Refused
from ilc.files import keep_file_with_rows

READ: Final = "plan_read"
"""What is due for a plan; the key is the plan's id."""


class PlanElsewhere(Refused):
    """The plan is at another point than the person saw; nothing was done."""


class NoPassageChosen(Refused):
    """There is nothing to accept or to leave."""


@dataclass(frozen=True)
class PlanWork:
    """What is to be read of a plan: a stored file, or pasted words."""

    plan_pk: UUID
    file: str
    pasted: str


@dataclass(frozen=True)
class FoundPassage:
    """Words that seem to state a focus, with their place in words, why, and their language."""

    text: str
    place: str
    why: str
    language: str


def add_plan(
    title: str, *, file: BinaryIO | None = None, pasted: str = "", by: Participant, now: datetime
) -> ImprovementPlan:
    """Keep a plan and have it read. The file goes again when the transaction does not come to its end."""
    path = ""
    if file is not None:
        path = f"p{by.program_id}/plans/{uuid.uuid4().hex}"
        file.seek(0)
        keep_file_with_rows(path, file)
    plan = ImprovementPlan.objects.create(title=title, file=path, pasted=pasted, added_by=by, added_at=now)
    plan.refresh_from_db(fields=["pk"])
    schedule(READ, str(plan.pk), due_at=now)
    return plan


def begin_plan(plan_pk: UUID) -> PlanWork | None:
    """What is to be read; None when nobody waits for it any more."""
    plan = ImprovementPlan.objects.filter(pk=plan_pk, state=PlanState.READING, removed_at=None).first()
    return PlanWork(plan.pk, plan.file, plan.pasted) if plan else None


@transaction.atomic
def note_passages(work: PlanWork, passages: Sequence[FoundPassage], *, silent_pages: Sequence[int]) -> None:
    """Keep what was found in a plan, for a person to look at. `silent_pages` hold no text: they are pictures."""
    plan = ImprovementPlan.objects.select_for_update(no_key=True).get(pk=work.plan_pk)
    if plan.state != PlanState.READING:
        return
    Passage.objects.bulk_create(
        Passage(plan=plan, number=number, text=one.text, place=one.place[:200], why=one.why, language=one.language[:5])
        for number, one in enumerate(passages, 1)
    )
    plan.state, plan.trouble = PlanState.READ, json.dumps({"silent_pages": list(silent_pages)}) if silent_pages else ""
    plan.save(update_fields=["state", "trouble"])


@transaction.atomic
def refuse_plan(work: PlanWork, *, code: str, values: dict[str, str | int]) -> None:
    """Say why a plan cannot be read; the code and values turn into words again later."""
    ImprovementPlan.objects.filter(pk=work.plan_pk, state=PlanState.READING).update(
        state=PlanState.REFUSED, trouble=json.dumps({"code": code, "values": values})
    )


@transaction.atomic
def look_at_passages(
    plan: ImprovementPlan,
    board: Board,
    *,
    passages: Sequence[UUID] | None,
    accepted: bool | None,
    by: Participant,
    now: datetime,
) -> int:
    """Accept passages (they come to the board), leave them out, or, with None, take that back. How many.

    `passages` None: all that nobody has looked at yet. Raises PlanElsewhere, NoPassageChosen, BoardBusy, TooManyTexts.
    """
    held = lock_board(board)
    found = ImprovementPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if found.removed_at or found.state != PlanState.READ:
        raise PlanElsewhere(_("This plan is not there any more, or is still being read. Look at it again."))
    rows = Passage.objects.filter(plan=found)
    chosen = list(rows.filter(accepted=None) if passages is None else rows.filter(pk__in=passages))
    if not chosen:
        raise NoPassageChosen(_("Choose the passages first: each has a box."))
    if accepted:
        add_texts(held, [_text(held, found, one) for one in chosen if not one.accepted])
    else:
        BoardText.objects.filter(passage__in=chosen).delete()
    Passage.objects.filter(pk__in=[one.pk for one in chosen]).update(
        accepted=accepted,
        looked_at=now if accepted is not None else None,
        looked_at_by=by if accepted is not None else None,
    )
    count_change(held)
    return len(chosen)


@transaction.atomic
def remove_plan(plan: ImprovementPlan, *, by: Participant, now: datetime) -> None:
    """Take a plan away, and what it brought off every board. A second time changes nothing."""
    found = ImprovementPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if found.removed_at is None:
        BoardText.objects.filter(passage__plan=found).delete()
        Passage.objects.filter(plan=found).update(accepted=None, looked_at=None, looked_at_by=None)
        found.removed_at = now
        found.save(update_fields=["removed_at"])


@transaction.atomic
def bring_plan_back(plan: ImprovementPlan, *, by: Participant, now: datetime) -> None:
    """Have a plan that was taken away again; its passages are looked at anew. A second time changes nothing."""
    ImprovementPlan.objects.filter(pk=plan.pk).update(removed_at=None)


def _text(board: Board, plan: ImprovementPlan, passage: Passage) -> BoardText:
    source = f"{plan.title}, {passage.place}" if passage.place else plan.title
    return BoardText(
        board=board, passage=passage, text=passage.text, language=passage.language, source=source[:200], quotable=False
    )

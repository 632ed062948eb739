"""A placemat begins from what another group learned; and taking that back."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.engine.learning_summary import FrozenIndicator, read_frozen
from evidence.models import (
    DataPoint,
    LearningStart,
    LearningStartPart,
    LearningState,
    LearningSummary,
    LibraryCopy,
    PlanLine,
)
from evidence.operations.measure import Counting, set_measure
from evidence.queries.learning_start import BELOW, StartPart, plan_start
from ilc.errors import Refused
from inquiry.coediting.writing import add_if_action, ensure_fresh, remove_if_action, write_placemat
from inquiry.engine.saving import Edit
from inquiry.engine.taking import below as put_below
from inquiry.engine.taking import without
from inquiry.models import MAX_TEXT, Clause, IfAction, Indicator, IndicatorKind, Placemat
from inquiry.operations.indicator import add_indicator, remove_indicator
from inquiry.operations.phase import CycleClosed
from inquiry.permissions.placemat import is_closed, placemat_writers
from inquiry.queries.origin import standing_text


class NotPublished(Refused):
    """It was withdrawn meanwhile."""


class NotTheirs(Refused):
    """Others write that placemat."""


class NothingChosen(Refused):
    """No part goes along."""


class StartChanged(Refused):
    """Something is other than what the person agreed to."""


class StartTooLong(Refused):
    """What stands there and what would go below are more than one text holds."""


@transaction.atomic
def start_from(
    source: LearningSummary | LibraryCopy,
    placemat: Placemat,
    *,
    chosen: Collection[str],
    below: Collection[str],
    seen: str,
    by: Participant,
    now: datetime,
) -> LearningStart:
    """Write the chosen parts into a placemat as people write there; a second press with what was seen changes nothing.

    Where something stands, words go below it as lines of their own, and only those that `below` names. Raises
    NotPublished, CycleClosed, NotTheirs, NothingChosen, StartChanged, StartTooLong, or as add_if_action.
    """
    Placemat.objects.select_for_update().get(pk=placemat.pk)  # two people may press at once
    held = _hold(source)
    origin = {"copy": held} if isinstance(held, LibraryCopy) else {"summary": held}
    check_start(placemat, by=by)
    before = LearningStart.objects.filter(**origin, placemat=placemat, seen=seen, undone_at=None).first()
    if before:
        return before
    ensure_fresh(placemat, now=now)
    plan = plan_start(read_frozen(held.snapshot), placemat, chosen=chosen, below=below)
    if not plan.taken:
        raise NothingChosen(_("Nothing would go along. Choose at least one part."))
    if plan.digest != seen:
        raise StartChanged(_("Something changed while you read. Look again: below is what would happen now."))
    start = LearningStart.objects.create(**origin, placemat=placemat, seen=seen, by=by, at=now)
    became = _write(plan.taken, placemat, by=by, now=now)
    LearningStartPart.objects.bulk_create(
        LearningStartPart(
            start=start,
            part=one.part,
            words=one.choice.words,
            became=became[one.part],
            lines=[asdict(line) for line in one.choice.indicator.plan.lines] if one.choice.indicator else [],
        )
        for one in plan.taken
    )
    return start


def _hold(source: LearningSummary | LibraryCopy) -> LearningSummary | LibraryCopy:
    held: LearningSummary | LibraryCopy | None
    if isinstance(source, LibraryCopy):
        held = LibraryCopy.objects.select_for_update().filter(pk=source.pk).first()
    else:
        held = LearningSummary.objects.select_for_update().filter(pk=source.pk, state=LearningState.PUBLISHED).first()
    if held is None:
        raise NotPublished(
            _("It was withdrawn meanwhile, so nothing was written. Look for another one in the library.")
        )
    return held


def check_start(placemat: Placemat, *, by: Participant) -> None:
    """Whether somebody may write there now. Raises CycleClosed, NotTheirs."""
    if is_closed(placemat):
        raise CycleClosed(_("That cycle is closed. Choose a placemat of a cycle that is open."))
    if by.pk not in placemat_writers(placemat):
        raise NotTheirs(_("Others write that placemat. Choose one that you write."))


def _write(parts: list[StartPart], placemat: Placemat, *, by: Participant, now: datetime) -> dict[str, str]:
    """By part of the summary, the part of the placemat that it became."""
    became: dict[str, str] = {}
    edits = []
    for one in parts:
        if one.choice.indicator is None and one.into.startswith("if:clause:"):
            became[one.part] = f"if:{add_if_action(placemat, text=one.choice.words, by=by, now=now)}"
        elif one.choice.indicator is None:
            became[one.part] = one.into
            edits.append(_edit(one))
    write_placemat(placemat, edits=edits, by=by, now=now)
    actions = {f"if:{row.pk}": row for row in IfAction.objects.filter(placemat=placemat)}
    for one in parts:
        if one.choice.indicator:
            action = actions.get(became.get(one.choice.of, one.into))
            made = _promise(one.choice.indicator, one.choice.key, action, placemat, by=by, now=now)
            became[one.part] = f"indicator:{made.pk}"
    return became


def _edit(one: StartPart) -> Edit:
    text = put_below(one.standing, one.choice.words) if one.way == BELOW else one.choice.words
    if len(text) > MAX_TEXT:
        raise StartTooLong(
            _("“%(part)s” would hold more than %(most)d characters. Leave it out, or shorten what stands there.")
            % {"part": one.choice.name, "most": MAX_TEXT}
        )
    return Edit(one.into, one.standing, text)


def _promise(
    one: FrozenIndicator, key: str, action: IfAction | None, placemat: Placemat, *, by: Participant, now: datetime
) -> Indicator:
    """The indicator without the other group's figures, counted as they counted."""
    words = {
        "text": one.text,
        "clause": {"if": Clause.IF, "then": Clause.THEN, "so": Clause.SO_THAT}[key],
        "if_action": action,
        "data_types": list(one.types),
        "unit": one.plan.unit,
        "direction": one.direction,
        "how_often": one.how_often,
    }
    kind = IndicatorKind.LEADING if key == "if" else IndicatorKind.LAGGING
    made = add_indicator(placemat, kind=kind, words=words, by=by, now=now)
    if one.plan.kind:
        set_measure(made, Counting(one.plan.kind, one.plan.about, one.plan.scale), by=by, now=now)
    return made


@transaction.atomic
def undo_start(start: LearningStart, *, by: Participant, now: datetime) -> int:
    """Take out again what nobody has touched since; what somebody changed stays. How many parts stay; twice: 0.

    Raises CycleClosed, NotTheirs.
    """
    placemat = (
        Placemat.objects.select_for_update(of=("self",)).select_related("cycle__collective").get(pk=start.placemat_id)
    )
    check_start(placemat, by=by)
    held = LearningStart.objects.select_for_update().get(pk=start.pk)
    if held.undone_at:
        return 0
    ensure_fresh(placemat, now=now)
    parts = {row.became: row for row in held.parts.all()}
    kept = _take_indicators(parts, by=by, now=now)
    used = set(Indicator.objects.filter(placemat=placemat, removed_at=None).values_list("if_action_id", flat=True))
    edits = []
    for became, row in parts.items():
        if became.startswith("indicator:"):
            continue
        standing = standing_text(placemat, part=became)
        rest = without(standing, row.words)
        if rest is None or _shown(became, used):
            kept += 1
        elif became.startswith("if:") and not rest.strip():
            remove_if_action(placemat, pk=UUID(became.removeprefix("if:")), by=by, now=now)
        else:
            edits.append(Edit(became, standing, rest))
    write_placemat(placemat, edits=edits, by=by, now=now)
    held.undone_by, held.undone_at = by, now
    held.save(update_fields=["undone_by", "undone_at"])
    return kept


def _take_indicators(parts: Mapping[str, LearningStartPart], *, by: Participant, now: datetime) -> int:
    """How many stay, because somebody changed them, planned them or brought something for them."""
    keys = [UUID(became.removeprefix("indicator:")) for became in parts if became.startswith("indicator:")]
    rows = Indicator.objects.filter(pk__in=keys, removed_at=None).select_related("placemat")
    worked = set(PlanLine.objects.filter(indicator__in=keys).values_list("indicator_id", flat=True))
    worked |= set(DataPoint.objects.filter(indicator__in=keys).values_list("indicator_id", flat=True))
    stay = [row for row in rows if row.pk in worked or row.version > 1]
    for row in rows:
        if row not in stay:
            remove_indicator(row, by=by, now=now)
    return len(stay)


def _shown(became: str, used: Collection[UUID]) -> bool:
    """Whether an indicator still shows this if-action: it would be said to be gone."""
    return became.startswith("if:") and UUID(became.removeprefix("if:")) in used

"""One press: the cycle is closed, and the next begins with what the group keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from collectives.operations.seat import CollectiveClosed, end_seat
from evidence.models import Measure, PlanLine
from evidence.operations.evidence_plan import Promise, add_plan_line
from evidence.operations.measure import Counting, set_measure
from facilitation.models import Renewal, RenewalChoice, RenewalPart, RenewalSeat, SessionRun, Staying
from facilitation.operations.renewal import begin_renewal
from facilitation.operations.session import SessionIsOn
from facilitation.queries.renewal_plan import PartPlan, RenewalPlan, plan_renewal
from ilc.errors import Refused
from inquiry.coediting.writing import add_if_action, ensure_fresh, write_placemat
from inquiry.engine.saving import Edit
from inquiry.models import Cycle, IfAction, Indicator, Placemat, PlacematField
from inquiry.operations.cycle import close_cycle, hold_cycle, start_cycle
from inquiry.operations.indicator import WORDS, add_indicator
from inquiry.operations.phase import CycleClosed


class RenewalChanged(Refused):
    """Something is other than what the person agreed to."""


@dataclass(frozen=True)
class Following:
    """The next cycle."""

    name: str
    starts_on: date
    ends_on: date


@transaction.atomic
def renew_cycle(
    placemat: Placemat, *, following: Following | None, why: str, seen: str, by: Participant, now: datetime
) -> Renewal:
    """Close the cycle of a collective's placemat, end the seats of who goes, and begin the next from what is kept.

    `seen`: the digest of the plan that the person agreed to. `following` None: no other cycle begins now.
    Raises CycleClosed, CollectiveClosed, SessionIsOn, RenewalChanged, CycleDatesTurned.
    """
    cycle = hold_cycle(placemat.cycle)
    _check(cycle)
    ensure_fresh(placemat, now=now)
    renewal = begin_renewal(cycle, by=by, now=now)
    plan = plan_renewal(placemat, renewal)
    if plan.digest != seen:
        raise RenewalChanged(_("Something changed while you read. Look again: below is what would happen now."))
    close_cycle(cycle, now=now)
    _end_seats(plan, renewal, cycle, by=by, now=now)
    became: dict[str, str] = {}
    if following:
        begun = start_cycle(
            cycle.collective,
            name=following.name,
            starts_on=following.starts_on,
            ends_on=following.ends_on,
            by=by,
            now=now,
        )
        became = _carry(plan, cycle, begun, by=by, now=now)
        renewal.next_cycle = begun
    _keep(plan, renewal, became, by=by, now=now)
    renewal.closed_by, renewal.closed_at, renewal.why = by, now, why.strip()
    renewal.save()
    return renewal


def _check(cycle: Cycle) -> None:
    if cycle.closed_at:
        raise CycleClosed(_("This cycle is closed already. What it wrote stays to be read."))
    if cycle.collective.closed_at:
        raise CollectiveClosed(_("%(collective)s is closed. Reopen it first.") % {"collective": cycle.collective})
    if SessionRun.objects.filter(session__collective=cycle.collective_id, ended_at=None).exists():
        raise SessionIsOn(_("A session is on. End it first, then close the cycle."))


def _end_seats(plan: RenewalPlan, renewal: Renewal, cycle: Cycle, *, by: Participant, now: datetime) -> None:
    for one in plan.seats:
        if one.goes:
            words = _("moves to another collective after %(cycle)s") if one.staying == Staying.MOVES else ""
            reason = (words or _("left at the end of %(cycle)s")) % {"cycle": cycle.name}
            end_seat(one.seat, reason=reason, by=by, now=now)
            RenewalSeat.objects.filter(renewal=renewal, participant=one.seat.participant_id).update(seat=one.seat)


def _carry(plan: RenewalPlan, former: Cycle, begun: Cycle, *, by: Participant, now: datetime) -> dict[str, str]:
    """Write what is carried on the new placemat, as people write there. By former part, the new one."""
    placemat = Placemat.objects.select_related("cycle__collective").get(cycle=begun, leader=None)
    carried = [one for one in plan.parts if one.carried]
    texts = [one for one in carried if one.part in PlacematField.values]
    write_placemat(placemat, edits=[Edit(one.part, "", one.words) for one in texts], by=by, now=now)
    became = {one.part: one.part for one in texts}
    for one in carried:
        if one.part.startswith("if:"):
            became[one.part] = f"if:{add_if_action(placemat, text=one.words, by=by, now=now)}"
    actions = {f"if:{row.pk}": row for row in IfAction.objects.filter(placemat=placemat)}
    made: dict[UUID, Indicator] = {}
    for one in sorted(carried, key=lambda part: part.indicator.position if part.indicator else 0):
        if one.indicator:
            action = actions[became[f"if:{one.indicator.if_action_id}"]] if one.indicator.if_action_id else None
            made[one.indicator.pk] = _carry_indicator(one, one.indicator, placemat, action, by=by, now=now)
            became[one.part] = f"indicator:{made[one.indicator.pk].pk}"
    _carry_measures(made, by=by, now=now)
    _carry_lines(plan, made, begun.starts_on - former.starts_on, by=by, now=now)
    return became


def _carry_indicator(
    one: PartPlan, former: Indicator, placemat: Placemat, action: IfAction | None, *, by: Participant, now: datetime
) -> Indicator:
    words = {name: getattr(former, name) for name in WORDS} | {"text": one.words, "if_action": action}
    return add_indicator(placemat, kind=former.kind, words=words, by=by, now=now)


def _carry_measures(made: Mapping[UUID, Indicator], *, by: Participant, now: datetime) -> None:
    for row in Measure.objects.filter(indicator__in=made):
        counting = Counting(row.kind, row.about, row.scale, row.baseline, row.target)
        set_measure(made[row.indicator_id], counting, by=by, now=now)


def _carry_lines(
    plan: RenewalPlan, made: Mapping[UUID, Indicator], later: timedelta, *, by: Participant, now: datetime
) -> None:
    """The same people bring the same from the same places, as much later as the next cycle begins."""
    for line in plan.lines:
        add_plan_line(made[line.indicator_id], _promise(line, later), by=by, now=now)


def _promise(line: PlanLine, later: timedelta) -> Promise:
    until = line.until + later if line.until else None
    return Promise(line.participant, line.school, line.how_often, line.source, line.first_due + later, until)


def _keep(plan: RenewalPlan, renewal: Renewal, became: Mapping[str, str], *, by: Participant, now: datetime) -> None:
    """Write down what became of every part, so that each word of the next cycle says where it comes from."""
    rows = {row.part: row for row in RenewalPart.objects.filter(renewal=renewal)}
    for one in plan.parts:
        row = rows.get(one.part) or RenewalPart(renewal=renewal, part=one.part, changed_by=by, changed_at=now)
        row.choice, row.was, row.became = one.choice, one.was, became.get(one.part, "")
        row.words = one.words if one.choice == RenewalChoice.SHARPEN else ""
        row.save()

"""Raising and lowering support flags: each night by the rules, at any time by hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from collectives.engine.rhythm import instant
from collectives.models import Collective, Participant, Program
from collectives.operations.collective import lock_collective
from facilitation.engine.support import CollectiveSeen, Reason, reasons_of
from facilitation.models import FlagRule, HelpKind, SupportFlag
from facilitation.queries.support_seen import collectives_seen
from ilc.due import lock_batch
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id
from ilc.zones import date_words, local_time

DUE_KIND = "support_flags"
AT = time(5, 30)  # before anybody opens their home page


class AlreadyLowered(Refused):
    """Somebody lowered the flag before."""


@transaction.atomic
def review_support(*, now: datetime) -> bool:
    """Look at every collective of the bound program when that is due, and make it due again tomorrow morning.

    False when it is not due, or somebody is at it. One transaction: flags and the next time are both kept or neither.
    """
    due = lock_batch(DUE_KIND, now=now, limit=1)
    if not due:
        return False
    zone = Program.objects.get(pk=bound_program_id()).time_zone
    review_flags(collectives_seen(now=now, zone=zone), zone=zone, now=now)
    tomorrow = local_time(now, zone).date() + timedelta(days=1)
    due[0].due_at = instant(tomorrow, AT, zone)
    due[0].save(update_fields=["due_at"])
    return True


def review_flags(seen: Mapping[UUID, CollectiveSeen], *, zone: str, now: datetime) -> None:
    """Raise what the rules say and lower what no longer holds; flags raised by hand are left alone.

    A reason that somebody lowered by hand is not raised again while its facts are the same. Doing it twice changes
    nothing. Two SQL queries, and one for each flag that goes up or down.
    """
    up, settled = _flags_by_rule(lowered=False), _flags_by_rule(lowered=True)
    today = local_time(now, zone).date()
    for pk, one in seen.items():
        reasons = {FlagRule(reason.rule.value): reason for reason in reasons_of(one, today=today)}
        for rule in FlagRule:
            flag, reason = up.get((pk, rule)), reasons.get(rule)
            if rule == FlagRule.BY_HAND or (flag and reason and flag.facts == reason.facts):
                continue
            if flag:
                _lower(flag, now=now)
            if reason and not _was_settled(settled.get((pk, rule)), reason):
                SupportFlag.objects.create(collective_id=pk, rule=rule, facts=reason.facts, raised_at=now)
    for (pk, _rule), flag in up.items():
        if pk not in seen:
            _lower(flag, now=now)  # its collective closed


@transaction.atomic
def raise_flag(
    collective: Collective, *, words: str, kinds: Sequence[str], by: Participant, now: datetime
) -> SupportFlag:
    """Say by hand that a hand would be welcome, why, and what could help. The same words again raise no second one."""
    collective = lock_collective(collective)
    facts = {"words": words.strip(), "kinds": [str(kind) for kind in HelpKind if kind in kinds]}
    up = SupportFlag.objects.filter(collective=collective, rule=FlagRule.BY_HAND, lowered_at=None, facts=facts).first()
    return up or SupportFlag.objects.create(
        collective=collective, rule=FlagRule.BY_HAND, facts=facts, raised_at=now, raised_by=by
    )


@transaction.atomic
def lower_flag(flag: SupportFlag, *, why: str, by: Participant, now: datetime) -> None:
    """Take a flag down, with what became of it. Raises AlreadyLowered."""
    held = SupportFlag.objects.select_for_update().get(pk=flag.pk)
    if held.lowered_at:
        raise AlreadyLowered(
            _("This is settled already, since %(day)s.") % {"day": date_words(localtime(held.lowered_at))}
        )
    _lower(held, now=now, by=by, why=why)


def _lower(flag: SupportFlag, *, now: datetime, by: Participant | None = None, why: str = "") -> None:
    flag.lowered_at, flag.lowered_by, flag.why = now, by, why
    flag.save(update_fields=["lowered_at", "lowered_by", "why"])


def _flags_by_rule(*, lowered: bool) -> dict[tuple[UUID, str], SupportFlag]:
    """Flags that are up, or the last that went down, by collective and rule; none raised by hand."""
    flags = SupportFlag.objects.filter(lowered_at__isnull=not lowered).exclude(rule=FlagRule.BY_HAND)
    if lowered:
        flags = flags.order_by("collective", "rule", "-lowered_at").distinct("collective", "rule")
    return {(flag.collective_id, flag.rule): flag for flag in flags}


def _was_settled(flag: SupportFlag | None, reason: Reason) -> bool:
    return flag is not None and flag.lowered_by_id is not None and flag.facts == reason.facts

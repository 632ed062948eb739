"""Deciding how the program protects small groups."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from collectives.models import Participant
from evidence.engine.suppression import Rule
from evidence.models import ProtectionRule
from evidence.operations.release import AGAIN, RELEASE
from evidence.queries.protection import standing_rule
from ilc.due import schedule


@transaction.atomic
def set_protection(rule: Rule, *, why: str = "", by: Participant, now: datetime) -> ProtectionRule | None:
    """From now on this rule holds; what is shared is decided anew within minutes. None when it holds already."""
    if rule == standing_rule():
        return None
    schedule(RELEASE, AGAIN, due_at=now)
    return ProtectionRule.objects.create(**asdict(rule), why=why, set_by=by, set_at=now)

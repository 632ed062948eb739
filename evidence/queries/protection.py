"""The rule by which a program protects small groups, and the rules before it."""

from django.db.models import QuerySet

from evidence.engine.suppression import Rule
from evidence.models import ProtectionRule


def standing_rule() -> Rule:
    """The rule that holds; that of the beginning where none was set. One SQL query."""
    row = protection_rules().first() or ProtectionRule()
    return Rule(row.smallest, coarsen=row.coarsen, round_to=row.round_to, show_counts=row.show_counts)


def protection_rules() -> QuerySet[ProtectionRule]:
    """Every rule that was set, the newest first, with who set it. One SQL query."""
    return ProtectionRule.objects.select_related("set_by__user").order_by("-set_at", "-pk")

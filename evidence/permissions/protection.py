"""Who decides how a program protects small groups."""

from collectives.models import Participant
from collectives.permissions.program import is_admin


def can_set_protection(participant: Participant) -> bool:
    """Program admins. Everybody in the program may read the rule. One query at most."""
    return is_admin(participant)


def can_set_student_groups(participant: Participant) -> bool:
    """Name the groups by which the program's figures are split: program admins. One query at most."""
    return is_admin(participant)

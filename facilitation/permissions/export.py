"""Who takes data out of a program. What goes along is decided row by row in queries/export_tables."""

from collectives.models import Participant
from collectives.permissions.program import is_admin, is_staff


def can_export_program(participant: Participant) -> bool:
    """All of the program, with e-mail addresses: its admins. No SQL."""
    return is_admin(participant)


def can_export_collectives(participant: Participant) -> bool:
    """All collectives that one sees, in one go: program staff, each as far as their regions go. No SQL.

    A single collective may be exported by whoever sees it.
    """
    return is_staff(participant)

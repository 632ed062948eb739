"""Changing how a program is set up."""

from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant, Program
from ilc.errors import Refused


class SecondFactorFirst(Refused):
    """Who asks staff for a second factor has one: otherwise they would stand outside at once."""


@transaction.atomic
def change_program(
    program: Program,
    *,
    name: str,
    language: str,
    time_zone: str,
    paper: str,
    two_factor_for_staff: bool,
    by: Participant,
) -> None:
    """Change a program's settings. Raises SecondFactorFirst when `by` would lock themself out."""
    program = Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    if two_factor_for_staff and not program.two_factor_for_staff and not (by.user and is_mfa_enabled(by.user)):
        raise SecondFactorFirst(
            _("Set up a second factor for yourself first, in your profile. Otherwise you could not come in any more.")
        )
    program.name, program.language, program.time_zone = name, language, time_zone
    program.paper, program.two_factor_for_staff = paper, two_factor_for_staff
    program.save(update_fields=["name", "language", "time_zone", "paper", "two_factor_for_staff"])

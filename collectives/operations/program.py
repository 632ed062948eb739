"""Founding a program, and changing how it is set up."""

from datetime import datetime

from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant, Program, Role, RoleGrant
from collectives.operations.membership import Invitation, invite_participant
from ilc.errors import Refused
from ilc.tenancy.scope import program_scope


class SlugTaken(Refused):
    """Another program has this address."""


class SecondFactorFirst(Refused):
    """Who asks staff for a second factor has one: otherwise they would stand outside at once."""


def found_program(
    slug: str, *, name: str, language: str, time_zone: str, admin_name: str, admin_email: str, now: datetime
) -> Invitation:
    """Make a program and invite its first admin; the next sweep sends the mail. Raises SlugTaken."""
    with transaction.atomic():
        about = {"name": name, "language": language, "time_zone": time_zone}
        program, made = Program.objects.get_or_create(slug=slug, defaults=about)
        if not made:
            raise SlugTaken(_("There is a program at /p/%(slug)s/ already. Choose another address.") % {"slug": slug})
        with program_scope(program.pk):
            admin = Participant.objects.create(name=admin_name, email=admin_email.lower(), language=language)
            RoleGrant.objects.create(participant=admin, role=Role.ADMIN, given_at=now)
            return invite_participant(admin, by=admin, now=now)


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

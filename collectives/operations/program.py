"""Founding a program, and changing how it is set up."""

from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant, Program, ProgramChange, Role, RoleGrant
from collectives.operations.membership import Invited, invite_participant
from ilc.errors import Refused
from ilc.tenancy.scope import program_scope


class SlugTaken(Refused):
    """Another program has this address."""


class SecondFactorFirst(Refused):
    """Who asks staff for a second factor has one: otherwise they would stand outside at once."""


def found_program(
    slug: str, *, name: str, language: str, time_zone: str, admin_name: str, admin_email: str, now: datetime
) -> Invited:
    """Make a program and invite its first admin; the next sweep sends the mail. Raises SlugTaken."""
    with transaction.atomic():
        about = {"name": name, "language": language, "time_zone": time_zone}
        program, made = Program.objects.get_or_create(slug=slug, defaults=about)
        if not made:
            raise SlugTaken(_("There is a program at /p/%(slug)s/ already. Choose another address.") % {"slug": slug})
        with program_scope(program.pk):
            return invite_first_admin(name=admin_name, email=admin_email, language=language, now=now)


def invite_first_admin(*, name: str, email: str, language: str, now: datetime) -> Invited:
    """Invite somebody new to run the bound program, which nobody runs yet."""
    admin = Participant.objects.create(name=name, email=email.lower(), language=language)
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
    now: datetime,
) -> None:
    """Change a program's settings; history keeps what they were.

    Raises SecondFactorFirst when `by` would lock themself out.
    """
    program = Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    if two_factor_for_staff and not program.two_factor_for_staff and not (by.user and is_mfa_enabled(by.user)):
        raise SecondFactorFirst(
            _("Set up a second factor for yourself first, in your profile. Otherwise you could not come in any more.")
        )
    was = _settings(program)
    program.name, program.language, program.time_zone = name, language, time_zone
    program.paper, program.two_factor_for_staff = paper, two_factor_for_staff
    program.save(update_fields=["name", "language", "time_zone", "paper", "two_factor_for_staff"])
    if was != _settings(program):
        note_change("settings", was=was, by=by, now=now)


def note_change(
    what: str, *, about: UUID | None = None, was: dict[str, Any], by: Participant, now: datetime
) -> ProgramChange:
    """Keep what a setting, a place or a theme was before; the words are those of ProgramChange."""
    return ProgramChange.objects.create(what=what, about=about, was=was, by=by, at=now)


def _settings(program: Program) -> dict[str, Any]:
    return {
        "name": program.name,
        "language": program.language,
        "time_zone": program.time_zone,
        "paper": program.paper,
        "two_factor_for_staff": program.two_factor_for_staff,
    }

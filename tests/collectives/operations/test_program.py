"""A program's settings."""

import pytest
from allauth.mfa.models import Authenticator
from django.utils.timezone import now

from collectives.models import ProgramChange
from collectives.operations.program import SecondFactorFirst, change_program

SETTINGS = {"name": "Fundy Shore Network", "language": "fr", "time_zone": "America/Halifax", "paper": "a4"}


def test_settings_are_kept(program, admin):
    change_program(program, **SETTINGS, two_factor_for_staff=False, by=admin, now=now())

    program.refresh_from_db()
    assert {name: getattr(program, name) for name in SETTINGS} == SETTINGS
    change = ProgramChange.objects.get()
    assert (change.what, change.was["time_zone"], change.was["paper"], change.by) == (
        "settings",
        "UTC",
        "letter",
        admin,
    )


def test_an_admin_without_a_second_factor_does_not_lock_themself_out(program, admin):
    with pytest.raises(SecondFactorFirst, match="yourself first"):
        change_program(program, **SETTINGS, two_factor_for_staff=True, by=admin, now=now())

    program.refresh_from_db()
    assert program.two_factor_for_staff is False


def test_an_admin_with_a_second_factor_asks_staff_for_it(program, admin):
    Authenticator.objects.create(user=admin.user, type=Authenticator.Type.TOTP, data={})

    change_program(program, **SETTINGS, two_factor_for_staff=True, by=admin, now=now())

    program.refresh_from_db()
    assert program.two_factor_for_staff is True

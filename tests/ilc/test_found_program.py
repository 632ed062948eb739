"""Founding a program from the command line."""

import pytest
from django.core.management import CommandError, call_command

from collectives.models import Membership, Notice, Program, RoleGrant
from ilc.tenancy.scope import program_scope


def found(slug: str = "north-shore", **options: str) -> None:
    asked = {"admin_name": "Inès Arsenault", "admin_email": "ines@example.org"} | options
    call_command("found_program", slug, "North Shore", **asked)


def test_a_program_is_founded_with_one_admin_who_is_invited(db: None) -> None:
    found(language="fr", time_zone="America/Halifax")

    program = Program.objects.get(slug="north-shore")
    with program_scope(program.pk):
        grants = [(grant.participant.name, grant.role) for grant in RoleGrant.objects.select_related("participant")]
        notices = list(Notice.objects.values_list("kind", "email", "language"))
    assert (program.name, program.language, program.time_zone) == ("North Shore", "fr", "America/Halifax")
    assert grants == [("Inès Arsenault", "admin")]
    assert notices == [("invitation", "ines@example.org", "fr")]
    assert Membership.objects.filter(program=program, entered_at=None).count() == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"time_zone": "Halifax"}, "Halifax is no time zone"),
        ({"admin_email": "not an address"}, "valid email"),
        ({"slug": "two words"}, "slug"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(db: None, options: dict[str, str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        found(**options)

    assert not Program.objects.exists()


def test_an_address_in_use_is_refused(db: None) -> None:
    found()

    with pytest.raises(CommandError, match="north-shore"):
        found(admin_email="other@example.org")

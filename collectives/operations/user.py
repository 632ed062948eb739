"""What people change about themselves."""

from django.conf import settings

from collectives.models import Participant, User
from collectives.queries.membership import list_memberships
from ilc.tenancy.scope import program_scope


def change_profile(user: User, *, name: str, language: str, time_zone: str) -> None:
    """Keep a person's name, language and time zone; the name and language also in every program they are in.

    Enters the scope of one program after the other: call it outside of any. Each program's part is whole in itself.
    """
    user.name, user.language, user.time_zone = name, language, time_zone
    user.save(update_fields=["name", "language", "time_zone"])
    for membership in list_memberships(user):
        with program_scope(membership.program_id):
            Participant.objects.filter(user=user).update(name=name, language=language)


def change_language(user: User, *, language: str) -> None:
    """Keep a person's language, if the product speaks it."""
    if language in dict(settings.LANGUAGES):
        user.language = language
        user.save(update_fields=["language"])

"""What people change about themselves."""

from datetime import datetime

from django.conf import settings

from collectives.models import Participant, ParticipantChange, User
from collectives.queries.membership import list_memberships
from ilc.tenancy.scope import program_scope


def change_profile(user: User, *, name: str, language: str, time_zone: str, now: datetime) -> None:
    """Keep a person's name, language and time zone; the name and language also in every program they are in.

    What they were there before stays as history. Enters the scope of one program after the other: call it outside of
    any. Each program's part is whole in itself.
    """
    user.name, user.language, user.time_zone = name, language, time_zone
    user.save(update_fields=["name", "language", "time_zone"])
    for membership in list_memberships(user):
        with program_scope(membership.program_id):
            for participant in Participant.objects.select_for_update(no_key=True).filter(user=user):
                _rename(participant, name=name, language=language, now=now)


def _rename(participant: Participant, *, name: str, language: str, now: datetime) -> None:
    was = {"name": participant.name, "language": participant.language}
    if was == {"name": name, "language": language}:
        return
    participant.name, participant.language = name, language
    participant.save(update_fields=["name", "language"])
    what = ParticipantChange.What.EDITED
    ParticipantChange.objects.create(participant=participant, what=what, was=was, by=participant, at=now)


def change_language(user: User, *, language: str) -> None:
    """Keep a person's language, if the product speaks it."""
    if language in dict(settings.LANGUAGES):
        user.language = language
        user.save(update_fields=["language"])

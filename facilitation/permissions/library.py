"""Who finds the library, and who writes in it."""

from django.db.models import QuerySet

from collectives.models import Participant, Role
from collectives.permissions.program import is_admin, is_staff, roles_of
from facilitation.models import OwnProtocol, ProtocolCopy, ThemeResource


def can_see_library(participant: Participant) -> bool:
    """Protocols, questions and resources are for those who guide: facilitators and program staff. No SQL."""
    return is_staff(participant) or Role.FACILITATOR in roles_of(participant)


def can_write_in_library(participant: Participant) -> bool:
    """Write a protocol or a question for oneself: facilitators and admins. No SQL."""
    return bool(roles_of(participant) & {Role.ADMIN, Role.FACILITATOR})


def can_curate_library(participant: Participant) -> bool:
    """What concerns everybody: a program's questions, retiring a protocol, a theme's shelf. Admins. No SQL."""
    return is_admin(participant)


def visible_own_protocols(participant: Participant) -> QuerySet[OwnProtocol]:
    """The program's own protocols, retired ones too, for those who find the library."""
    return OwnProtocol.objects.all() if can_see_library(participant) else OwnProtocol.objects.none()


def visible_protocol_copies(participant: Participant) -> QuerySet[ProtocolCopy]:
    """What other programs wrote and let this one read, for those who find the library."""
    return ProtocolCopy.objects.all() if can_see_library(participant) else ProtocolCopy.objects.none()


def can_change_own_protocol(participant: Participant, protocol: OwnProtocol) -> bool:
    """Whoever wrote it, while they may write, and admins. No SQL."""
    return is_admin(participant) or (protocol.by_id == participant.pk and can_write_in_library(participant))


def visible_resources(participant: Participant) -> QuerySet[ThemeResource]:
    """What stands on the shelves, what was taken away too: it can be brought back."""
    return ThemeResource.objects.all() if can_see_library(participant) else ThemeResource.objects.none()

"""Rights in the program as a whole."""

from uuid import UUID

from collectives.models import Participant, Role


def roles_of(participant: Participant) -> set[str]:
    """The roles a participant holds now. No SQL when the grants were prefetched, as they are in a request."""
    return {grant.role for grant in participant.grants.all() if grant.taken_at is None}


def regions_coordinated_by(participant: Participant) -> set[UUID]:
    """The regions a participant coordinates now. Costs as roles_of."""
    return {
        grant.region_id
        for grant in participant.grants.all()
        if grant.taken_at is None and grant.role == Role.COORDINATOR and grant.region_id
    }


def is_admin(participant: Participant) -> bool:
    """Whether the participant runs the program."""
    return Role.ADMIN in roles_of(participant)


def is_staff(participant: Participant) -> bool:
    """Whether the participant is an admin, or coordinates some region."""
    return bool(roles_of(participant) & {Role.ADMIN, Role.COORDINATOR})


def can_manage_program(participant: Participant) -> bool:
    """Regions, participants, roles, themes, collectives, settings."""
    return is_admin(participant)


def can_see_setup(participant: Participant) -> bool:
    """What stands and what is open: for program staff, who see it as far as their regions go."""
    return is_staff(participant)

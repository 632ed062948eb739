"""Rights in the program as a whole."""

from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled

from collectives.models import Membership, Participant, Role


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


def lacks_second_factor(membership: Membership, participant: Participant) -> bool:
    """Whether the program lets its staff in with a second factor only, and this one has none. One query at most."""
    asked = membership.program.two_factor_for_staff and is_staff(participant)
    return asked and not is_mfa_enabled(membership.user)


def can_manage_program(participant: Participant) -> bool:
    """Regions, participants, roles, themes, collectives, settings."""
    return is_admin(participant)


def can_see_setup(participant: Participant) -> bool:
    """What stands and what is open: for program staff, who see it as far as their regions go."""
    return is_staff(participant)

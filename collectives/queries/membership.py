"""The way into a program."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from collectives.models import Membership, Participant, Role, RoleGrant, User
from ilc.tenancy.scope import program_scope


def find_memberships(users: Iterable[User], slug: str) -> dict[int, Membership]:
    """By user, what lets them into the program with this slug: nothing for "no such" and "not theirs". One query."""
    memberships = Membership.objects.select_related("program", "user")
    return {one.user_id: one for one in memberships.filter(user__in=users, program__slug=slug, left_at=None)}


def find_membership(user: User, slug: str) -> Membership | None:
    """The same for one. One query."""
    return find_memberships([user], slug).get(user.pk)


def find_participants(users: Iterable[User]) -> dict[int, Participant]:
    """By user, who they are in the bound program, with the rights they hold. Two queries."""
    grants = Prefetch("grants", RoleGrant.objects.filter(taken_at=None).select_related("region"))
    people = Participant.objects.select_related("school", "district").prefetch_related(grants)
    return {one.user_id: one for one in people.filter(user__in=users, left_at=None) if one.user_id}


def find_participant(user: User) -> Participant | None:
    """The same for one. Two queries."""
    return find_participants([user]).get(user.pk)


def list_memberships(user: User) -> list[Membership]:
    """The programs a user may enter, by name. One query."""
    memberships = Membership.objects.filter(user=user, left_at=None).select_related("program")
    return list(memberships.order_by("program__name"))


@dataclass(frozen=True)
class ProgramEntry:
    """A program one may enter, and what one is there; or one's own rehearsal."""

    slug: str
    name: str
    roles: list[str]
    rehearsal: bool = False


def list_program_entries(user: User) -> list[ProgramEntry]:
    """The programs a user may enter, by name, with their roles in words; a rehearsal comes last. One query, and three
    for each program.

    Enters one program's scope after the other: call it outside of any.
    """
    entries = []
    for membership in list_memberships(user):
        with program_scope(membership.program_id):
            participant = find_participant(user)
            grants = participant.grants.all() if participant else []
            roles = sorted({str(Role(grant.role).label) for grant in grants})
        program = membership.program
        entries.append(ProgramEntry(program.slug, program.name, roles, program.is_rehearsal))
    return sorted(entries, key=lambda entry: entry.rehearsal)

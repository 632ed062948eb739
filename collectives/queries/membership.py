"""The way into a program."""

from django.db.models import Prefetch

from collectives.models import Membership, Participant, RoleGrant, User


def find_membership(user: User, slug: str) -> Membership | None:
    """What lets the user into the program with this slug; the same None for "no such" and "not yours". One query."""
    memberships = Membership.objects.select_related("program", "user")
    return memberships.filter(user=user, program__slug=slug, left_at=None).first()


def find_participant(user: User) -> Participant | None:
    """Who the user is in the bound program, with the rights they hold. Two queries."""
    grants = Prefetch("grants", RoleGrant.objects.filter(taken_at=None).select_related("region"))
    people = Participant.objects.select_related("school", "district").prefetch_related(grants)
    return people.filter(user=user, left_at=None).first()


def list_memberships(user: User) -> list[Membership]:
    """The programs a user may enter, by name. One query."""
    memberships = Membership.objects.filter(user=user, left_at=None).select_related("program")
    return list(memberships.order_by("program__name"))

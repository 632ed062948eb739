"""Roles: given once, taken with a trace, and never the last admin's."""

from collections.abc import Callable

import pytest
from django.utils.timezone import now

from collectives.models import Participant, Region, Role, RoleGrant
from collectives.operations.membership import LastAdmin, remove_participant
from collectives.operations.role import (
    GoneFromProgram,
    RegionNeeded,
    RoleHeld,
    RoleTaken,
    StillFacilitates,
    give_role,
    take_role,
)
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import make_collective, make_participant, make_program, name_facilitator


@pytest.fixture
def admin(scope: None) -> Participant:
    return make_participant("Inès Arsenault", role=Role.ADMIN)


def test_a_role_says_who_gave_it_and_when(admin):
    person, at = make_participant(), now()

    grant = give_role(person, role=Role.FACILITATOR, by=admin, now=at)

    assert (grant.role, grant.given_by, grant.given_at) == (Role.FACILITATOR, admin, at)


def test_a_role_is_held_once(admin):
    with pytest.raises(RoleHeld, match="holds this role already"):
        give_role(admin, role=Role.ADMIN, by=admin, now=now())


def test_a_coordinator_has_a_region(admin):
    with pytest.raises(RegionNeeded, match="Which region"):
        give_role(admin, role=Role.COORDINATOR, by=admin, now=now())


def test_one_person_coordinates_two_regions(admin):
    for name in ("Shore", "Valley"):
        give_role(admin, role=Role.COORDINATOR, region=Region.objects.create(name=name), by=admin, now=now())

    assert admin.grants.filter(role=Role.COORDINATOR).count() == 2


def test_a_region_is_kept_only_for_a_coordinator(admin):
    grant = give_role(admin, role=Role.LEADER, region=Region.objects.create(name="Shore"), by=admin, now=now())

    assert grant.region is None


def test_who_left_gets_no_role(admin):
    person = make_participant()
    remove_participant(person, by=admin, now=now())

    with pytest.raises(GoneFromProgram):
        give_role(person, role=Role.ADMIN, by=admin, now=now())


def test_a_role_that_was_taken_stays_in_the_history(admin):
    other, at = make_participant(role=Role.ADMIN), now()

    take_role(other.grants.get(), by=admin, now=at)

    grant = other.grants.get()
    assert (grant.taken_by, grant.taken_at) == (admin, at)


def test_the_last_admin_stays(admin):
    with pytest.raises(LastAdmin, match="Inès Arsenault is the only admin"):
        take_role(admin.grants.get(), by=admin, now=now())

    assert admin.grants.get().taken_at is None


def test_a_role_is_taken_once(admin):
    grant = make_participant().grants.get()
    take_role(grant, by=admin, now=now())

    with pytest.raises(RoleTaken):
        take_role(RoleGrant.objects.get(pk=grant.pk), by=admin, now=now())


def test_who_guides_a_collective_keeps_the_role_of_facilitator(admin):
    guide = make_participant("Renée", role=Role.FACILITATOR)
    name_facilitator(make_collective("Ask them"), guide)

    with pytest.raises(StillFacilitates, match="Renée guides a collective: Ask them"):
        take_role(guide.grants.get(), by=admin, now=now())


def test_two_admins_take_each_others_role_at_once_and_one_stays(committed):
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        grants = [make_participant(role=Role.ADMIN).grants.get() for _ in range(2)]

    def take(grant: RoleGrant, by: Participant) -> Callable[[], str]:
        def work() -> str:
            with program_scope(program.pk):
                take_role(RoleGrant.objects.select_related("participant").get(pk=grant.pk), by=by, now=now())
                return "taken"

        return work

    came = at_once(take(grants[0], grants[1].participant), take(grants[1], grants[0].participant))

    assert sorted(came, key=str) == [LastAdmin, "taken"]
    with program_scope(program.pk):
        assert RoleGrant.objects.filter(role=Role.ADMIN, taken_at=None).count() == 1

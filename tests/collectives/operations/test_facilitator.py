"""Naming and releasing the facilitators of a collective."""

import pytest
from django.utils.timezone import now

from collectives.models import Role
from collectives.operations.collective import close_collective
from collectives.operations.facilitator import (
    AlreadyFacilitates,
    AlreadyReleased,
    NotOpen,
    RoleNeeded,
    name_facilitator,
    release_facilitator,
)
from tests.make import make_collective, make_participant


def test_several_people_guide_one_collective(admin):
    collective = make_collective()

    for _ in range(2):
        guide = make_participant(role=Role.FACILITATOR)
        name_facilitator(collective, participant=guide, giving_role=False, by=admin, now=now())

    assert collective.facilitators.filter(left_at=None).count() == 2


def test_who_does_not_hold_the_role_is_not_named(admin):
    with pytest.raises(RoleNeeded, match="Amara does not hold the role"):
        name_facilitator(
            make_collective(), participant=make_participant("Amara"), giving_role=False, by=admin, now=now()
        )


def test_the_role_is_given_in_the_same_step(admin):
    person = make_participant()

    named = name_facilitator(make_collective(), participant=person, giving_role=True, by=admin, now=now())

    assert named.named_by == admin
    assert person.grants.get(role=Role.FACILITATOR).given_by == admin


def test_nobody_is_named_twice(admin):
    collective, guide = make_collective(), make_participant(role=Role.FACILITATOR)
    name_facilitator(collective, participant=guide, giving_role=False, by=admin, now=now())

    with pytest.raises(AlreadyFacilitates):
        name_facilitator(collective, participant=guide, giving_role=False, by=admin, now=now())


def test_a_closed_collective_gets_no_facilitator(admin):
    collective, guide = make_collective(), make_participant(role=Role.FACILITATOR)
    close_collective(collective, reason="Done", by=admin, now=now())

    with pytest.raises(NotOpen):
        name_facilitator(collective, participant=guide, giving_role=False, by=admin, now=now())


def test_a_release_stays_in_the_history_and_happens_once(admin):
    guide, at = make_participant(role=Role.FACILITATOR), now()
    named = name_facilitator(make_collective(), participant=guide, giving_role=False, by=admin, now=now())

    release_facilitator(named, by=admin, now=at)

    named.refresh_from_db()
    assert (named.left_at, named.left_by) == (at, admin)
    with pytest.raises(AlreadyReleased):
        release_facilitator(named, by=admin, now=now())

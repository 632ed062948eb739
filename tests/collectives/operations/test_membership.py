"""Inviting people, letting them in, and ending their time in a program."""

import time
from datetime import timedelta
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.utils.timezone import now

from collectives.models import (
    Door,
    Membership,
    Notice,
    NoticeState,
    Participant,
    ParticipantChange,
    Program,
    Role,
    RoleGrant,
    User,
)
from collectives.operations.door import door_secret, knock
from collectives.operations.membership import (
    EmailTaken,
    HasLeft,
    LastAdmin,
    Outcome,
    bring_back_participant,
    enter_by_door,
    invite_participant,
    remove_participant,
)
from ilc.due import waiting
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import give_role, make_collective, make_participant, make_program, name_facilitator, seat


def newcomer(name: str = "Maëlle Comeau", email: str = "maelle@example.org", **fields: object) -> Participant:
    """Somebody from the roster, who has no account yet."""
    return Participant.objects.create(name=name, email=email, **fields)


def test_an_invitation_makes_account_membership_door_and_message(program: Program) -> None:
    with program_scope(program.pk):
        admin = make_participant("Inès Arsenault", role=Role.ADMIN)
        person = newcomer(language="fr")

        invitation = invite_participant(person, by=admin, now=now())

        person.refresh_from_db()
        assert (person.user.email, person.user.name, person.user.language) == (person.email, person.name, "fr")
        assert not person.user.has_usable_password()
        membership = Membership.objects.get(program=program, user=person.user)
        assert (membership.entered_at, membership.left_at) == (None, None)
        assert invitation.outcome is Outcome.INVITED
        assert (invitation.notice.email, invitation.notice.language) == ("maelle@example.org", "fr")
        assert list(waiting("notice", now=now())) == [(program.pk, str(invitation.notice.pk))]


def test_an_invitation_holds_the_door_s_number_but_not_its_secret(program: Program) -> None:
    with program_scope(program.pk):
        invitation = invite_participant(newcomer(), by=make_participant(role=Role.ADMIN), now=now())

        door = Door.objects.get()
        assert f"/door/door-{door.pk}/" in invitation.notice.text
        assert door_secret(door) not in invitation.notice.text + invitation.notice.html


def test_inviting_twice_sends_once(program: Program) -> None:
    with program_scope(program.pk):
        admin, person = make_participant(role=Role.ADMIN), newcomer()
        invite_participant(person, by=admin, now=now())

        again = invite_participant(person, by=admin, now=now() + timedelta(hours=1))

        assert (again.outcome, again.notice) == (Outcome.INVITED_BEFORE, None)
        assert (Notice.objects.count(), User.objects.filter(email=person.email).count()) == (1, 1)


def test_inviting_again_after_days_closes_the_old_door(program: Program) -> None:
    with program_scope(program.pk):
        admin, person = make_participant(role=Role.ADMIN), newcomer()
        first = invite_participant(person, by=admin, now=now())
        Notice.objects.filter(pk=first.notice.pk).update(state=NoticeState.SENT)
        later = now() + timedelta(days=3)

        again = invite_participant(person, by=admin, now=later)

        assert again.outcome is Outcome.INVITED
        old, new = Door.objects.order_by("pk")
        assert knock(door_secret(old), address="192.0.2.7", now=later) is None
        assert knock(door_secret(new), address="192.0.2.7", now=later) == new


def test_a_message_that_could_not_be_sent_may_be_followed_at_once(program: Program) -> None:
    with program_scope(program.pk):
        admin, person = make_participant(role=Role.ADMIN), newcomer()
        first = invite_participant(person, by=admin, now=now())
        Notice.objects.filter(pk=first.notice.pk).update(state=NoticeState.FAILED)

        again = invite_participant(person, by=admin, now=now())

        assert again.outcome is Outcome.INVITED


def test_who_is_inside_is_not_invited(program: Program) -> None:
    with program_scope(program.pk):
        admin, person = make_participant(role=Role.ADMIN), make_participant()
        Membership.objects.filter(user=person.user).update(entered_at=now())

        invitation = invite_participant(person, by=admin, now=now())

        assert invitation.outcome is Outcome.INSIDE
        assert Notice.objects.count() == 0


def test_a_person_of_another_program_keeps_their_account(program: Program, other_program: Program) -> None:
    with program_scope(other_program.pk):
        there = make_participant("Zoé Lefèvre", email="zoe@example.org")
    with program_scope(program.pk):
        person = newcomer("Zoé Lefèvre", email="Zoe@Example.org")

        invite_participant(person, by=make_participant(role=Role.ADMIN), now=now())

        person.refresh_from_db()
        assert person.user == there.user


def test_two_participants_cannot_share_an_account(program: Program) -> None:
    with program_scope(program.pk):
        make_participant(user=User.objects.create_user("shared@example.org", name="A"), email="other@example.org")
        person = newcomer(email="shared@example.org")

        with pytest.raises(EmailTaken):
            invite_participant(person, by=make_participant(role=Role.ADMIN), now=now())


def test_a_corrected_email_gets_its_own_account(program: Program) -> None:
    with program_scope(program.pk):
        admin, person = make_participant(role=Role.ADMIN), newcomer(email="mealle@example.org")
        invite_participant(person, by=admin, now=now())
        Participant.objects.filter(pk=person.pk).update(email="maelle@example.org")

        again = invite_participant(person, by=admin, now=now())

        assert again.participant.user.email == "maelle@example.org"
        assert [m.user.email for m in Membership.objects.filter(left_at=None).exclude(user=admin.user)] == [
            "maelle@example.org"
        ]


def test_who_has_left_is_brought_back_before_an_invitation(program: Program) -> None:
    with program_scope(program.pk):
        admin, person = make_participant(role=Role.ADMIN), newcomer(left_at=now())

        with pytest.raises(HasLeft):
            invite_participant(person, by=admin, now=now())


def test_a_door_lets_in_once(program: Program) -> None:
    with program_scope(program.pk):
        person = newcomer()
        invite_participant(person, by=make_participant(role=Role.ADMIN), now=now())
        door = Door.objects.get()

        entered = [enter_by_door(door, now=now()), enter_by_door(door, now=now())]

        person.refresh_from_db()
        assert entered == [person, None]
        assert Membership.objects.get(user=person.user).entered_at is not None
        address = EmailAddress.objects.get(user=person.user)
        assert (address.email, address.verified, address.primary) == ("maelle@example.org", True, True)


def test_removing_ends_membership_roles_seat_and_facilitating_and_keeps_the_rows(program: Program) -> None:
    with program_scope(program.pk):
        admin = make_participant(role=Role.ADMIN)
        person = make_participant(role=Role.FACILITATOR)
        collective = make_collective()
        seat(collective, person)
        name_facilitator(collective, person)
        at = now()

        remove_participant(person, by=admin, now=at, reason="Moved to another district")

        person.refresh_from_db()
        grant, own_seat, task = person.grants.get(), person.seats.get(), person.facilitates.get()
        membership = Membership.objects.get(user=person.user)
        assert [person.left_at, grant.taken_at, own_seat.left_at, task.left_at, membership.left_at] == [at] * 5
        change = ParticipantChange.objects.get()
        assert (change.what, change.by, change.reason) == ("left", admin, "Moved to another district")


def test_the_only_admin_stays(program: Program) -> None:
    with program_scope(program.pk):
        admin = make_participant(role=Role.ADMIN)

        with pytest.raises(LastAdmin):
            remove_participant(admin, by=admin, now=now())

        assert RoleGrant.objects.filter(taken_at=None).count() == 1


def test_one_of_two_admins_may_leave(program: Program) -> None:
    with program_scope(program.pk):
        admin = make_participant(role=Role.ADMIN)
        make_participant(role=Role.ADMIN)

        remove_participant(admin, by=admin, now=now())

        admin.refresh_from_db()
        assert admin.left_at is not None


def test_bringing_back_gives_the_roles_that_ended_then(program: Program) -> None:
    with program_scope(program.pk):
        admin, person = make_participant(role=Role.ADMIN), make_participant(role=Role.FACILITATOR)
        ended_long_ago = give_role(person, Role.LEADER)
        RoleGrant.objects.filter(pk=ended_long_ago.pk).update(taken_at=now() - timedelta(days=90))
        remove_participant(person, by=admin, now=now())

        bring_back_participant(person, by=admin, now=now())

        person.refresh_from_db()
        assert person.left_at is None
        assert [grant.role for grant in person.grants.filter(taken_at=None)] == [Role.FACILITATOR]
        assert Membership.objects.get(user=person.user).left_at is None
        assert [change.what for change in person.changes.order_by("at")] == ["left", "returned"]


def test_two_admins_who_remove_each_other_at_once_leave_one_behind(committed: None) -> None:
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        one, other = make_participant("One", role=Role.ADMIN), make_participant("Other", role=Role.ADMIN)

    def remove(person: Participant, by: Participant) -> None:
        time.sleep(0.3)
        with program_scope(program.pk):
            remove_participant(person, by=by, now=now())

    def hold_both_back() -> None:
        """Until each has begun, and waits for the other's roles."""
        with program_scope(program.pk):
            list(RoleGrant.objects.select_for_update())
            time.sleep(1)

    came = at_once(hold_both_back, partial(remove, one, by=other), partial(remove, other, by=one))

    assert sorted(came, key=str) == [LastAdmin, None, None]

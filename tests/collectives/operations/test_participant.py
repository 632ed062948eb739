"""Adding participants by hand and editing them."""

import pytest
from django.utils.timezone import now

from collectives.models import Door, Membership, Role
from collectives.operations.membership import invite_participant
from collectives.operations.participant import (
    EmailIsTheirs,
    EmailTaken,
    Particulars,
    add_participant,
    edit_participant,
)
from tests.make import make_participant, make_school


def particulars(**fields: object) -> Particulars:
    known = {"name": "Zoë Lefèvre", "email": "zoe@example.org", "position": "coach", "school": None, "district": None}
    return Particulars(**(known | {"language": "fr"} | fields))


def test_somebody_added_by_hand_is_a_leader_and_not_invited_yet(admin):
    added = add_participant(particulars(), by=admin, now=now())

    assert (added.user, added.invited_at) == (None, None)
    assert [(grant.role, grant.given_by) for grant in added.grants.all()] == [(Role.LEADER, admin)]


def test_a_school_brings_its_district(admin):
    school = make_school(district="Tidewater")

    added = add_participant(particulars(school=school), by=admin, now=now())

    assert added.district == school.district


def test_an_email_takes_part_once(admin):
    add_participant(particulars(), by=admin, now=now())

    with pytest.raises(EmailTaken, match=r"ZOE@example\.org"):
        add_participant(particulars(email="ZOE@example.org"), by=admin, now=now())


def test_an_edit_keeps_what_was_there(admin):
    added = add_participant(particulars(), by=admin, now=now())

    edit_participant(added, particulars(name="Zoé Lefèvre"), by=admin, now=now())

    change = added.changes.get()
    assert (change.what, change.was["name"], change.by) == ("edited", "Zoë Lefèvre", admin)


def test_another_email_takes_the_invitation_back(admin):
    added = add_participant(particulars(), by=admin, now=now())
    invite_participant(added, by=admin, now=now())

    edit_participant(added, particulars(email="zoe.lefevre@example.org"), by=admin, now=now())

    added.refresh_from_db()
    assert (added.email, added.user, added.invited_at) == ("zoe.lefevre@example.org", None, None)
    assert not Membership.objects.filter(user__email="zoe@example.org", left_at=None).exists()
    assert not Door.objects.filter(object_key=str(added.pk), closed_at=None).exists()


def test_the_email_of_who_has_come_in_is_theirs(admin):
    person = make_participant(email="amara@example.org")
    Membership.objects.filter(user=person.user).update(entered_at=now())

    with pytest.raises(EmailIsTheirs):
        edit_participant(person, particulars(email="other@example.org"), by=admin, now=now())

    person.refresh_from_db()
    assert person.email == "amara@example.org"

from collections.abc import Callable

import pytest
from django.utils import timezone

from collectives.models import (
    Participant,
    ParticipantChange,
    Program,
    Role,
    RosterImport,
    RosterState,
    School,
)
from ilc.tenancy.scope import program_scope
from tests.collectives.rosters import HEADERS, bring, check, people, rows, undo, upload
from tests.make import give_role, make_participant, make_school


@pytest.fixture
def admin(program: Program) -> Participant:
    with program_scope(program.pk):
        return make_participant("Ana Admin", role=Role.ADMIN)


def test_undo_takes_new_people_and_places_back_and_restores_the_changed(program: Program, admin: Participant):
    with program_scope(program.pk):
        bay = make_school("Bay School")
        make_participant("Zoë", email="zoe@example.org", position="coach", school=bay, language="en")
    before = people(program)
    content = HEADERS + (
        "Zoë Côté,zoe@example.org,principal,New School,Tidewater,,fr,facilitator\n"
        "Léo,leo@example.org,coach,New School,Tidewater,,,leader\n"
    )
    roster = bring(check(upload(admin, content), add_places=True), admin)
    assert people(program) != before

    roster = undo(roster, admin)

    assert (roster.state, roster.counts["kept"], roster.undone_by_id) == (RosterState.UNDONE, 0, admin.pk)
    assert people(program) == before
    with program_scope(program.pk):
        assert [school.name for school in School.objects.all()] == ["Bay School"]


def test_what_was_changed_is_kept_as_history_with_who_and_when(program: Program, admin: Participant):
    with program_scope(program.pk):
        make_participant("Zoë", email="zoe@example.org")
    roster = bring(check(upload(admin, "Name,Email\nZoë Côté,zoe@example.org\n")), admin)

    roster = undo(roster, admin)

    with program_scope(program.pk):
        changes = ParticipantChange.objects.filter(participant__email="zoe@example.org").order_by("at")
        assert [(one.was["name"], one.what, one.reason, one.by, one.at) for one in changes] == [
            ("Zoë", "edited", "p.csv", admin, roster.brought_in_at),
            ("Zoë Côté", "edited", "p.csv", admin, roster.undone_at),
        ]


def referred(person: Participant) -> None:
    make_participant("Somebody")
    RosterImport.objects.create(file_name="other", file="x", uploaded_by=person, uploaded_at=timezone.now())


def invited(person: Participant) -> None:
    Participant.objects.filter(pk=person.pk).update(invited_at=timezone.now())


def renamed(person: Participant) -> None:
    Participant.objects.filter(pk=person.pk).update(name="Somebody else")


def given_a_position(person: Participant) -> None:
    Participant.objects.filter(pk=person.pk).update(position="coach")


def given_a_role(person: Participant) -> None:
    give_role(person, Role.FACILITATOR)


@pytest.mark.parametrize(
    ("later", "reason"),
    [
        (referred, "kept_in_use"),
        (invited, "kept_in_use"),
        (given_a_role, "kept_in_use"),
        (renamed, "kept_changed"),
        (given_a_position, "kept_changed"),
    ],
)
def test_undo_keeps_a_new_person_on_whom_something_builds_and_says_why(
    program: Program,
    admin: Participant,
    later: Callable[[Participant], None],
    reason: str,
):
    content = "Name,Email,Roles\nZoë,zoe@example.org,leader\nLéo,leo@example.org,leader\n"
    roster = bring(check(upload(admin, content)), admin)
    with program_scope(program.pk):
        later(Participant.objects.get(email="zoe@example.org"))

    roster = undo(roster, admin)

    assert rows(roster) == [(2, "new", [reason]), (3, "new", [])]
    assert roster.counts["kept"] == 1
    assert "zoe@example.org" in people(program)
    assert "leo@example.org" not in people(program)


def test_undo_does_not_restore_what_was_changed_again(program: Program, admin: Participant):
    with program_scope(program.pk):
        zoe = make_participant("Zoë", email="zoe@example.org")
    roster = bring(check(upload(admin, "Name,Email\nZoë Côté,zoe@example.org\n")), admin)
    with program_scope(program.pk):
        renamed(zoe)

    roster = undo(roster, admin)

    assert rows(roster) == [(2, "changed", ["kept_changed"])]
    assert people(program)["zoe@example.org"][0] == "Somebody else"


def test_a_later_roster_that_only_met_the_person_does_not_keep_them(program: Program, admin: Participant):
    content = "Name,Email\nZoë,zoe@example.org\n"
    first = bring(check(upload(admin, content)), admin)
    later = check(upload(admin, content))

    undo(first, admin)

    assert "zoe@example.org" not in people(program)
    assert rows(later) == [(2, "same", [])]

"""Four independent locks: each is shown to hold, to be noticed when it alone is gone, and to be backed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connections, models
from django.test import Client
from django.utils import timezone

from collectives import middleware
from collectives.models import Collective, Membership, Program, Region, Seat
from ilc.tenancy import owned
from ilc.tenancy.checks import owned_models, unprotected
from ilc.tenancy.protection import key_name, owned_keys
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_program


@pytest.fixture
def programs(committed: None) -> tuple[Program, Program]:
    """Two programs with one region each."""
    ours, theirs = make_program("ours"), make_program("theirs")
    for program in (ours, theirs):
        with program_scope(program.pk):
            Region.objects.create(name=f"Region of {program.slug}")
    return ours, theirs


@contextmanager
def as_owner(statement: str) -> Iterator[None]:
    """Do something to the tables that only the migrating role may do."""
    with connections["migrate"].cursor() as cursor:
        cursor.execute(statement)
    yield


def seen_through_manager(program: Program, alias: str = "default") -> list[str]:
    with program_scope(program.pk):
        return [region.name for region in Region.objects.using(alias).order_by("name")]


def seen_without_manager(program: Program) -> list[str]:
    with program_scope(program.pk):
        return [region.name for region in models.QuerySet(Region).order_by("name")]


def answers_to_stranger(ours: Program, theirs: Program) -> int:
    with program_scope(ours.pk):
        participant = make_participant(role="admin")
    client = Client()
    client.force_login(participant.user)
    return client.get(f"/p/{theirs.slug}/setup/places/").status_code


def test_the_membership_check_keeps_a_stranger_out(programs: tuple[Program, Program]) -> None:
    assert answers_to_stranger(*programs) == 404


def test_without_the_membership_check_the_next_lock_still_finds_nobody(
    programs: tuple[Program, Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = programs
    let_in = Membership(program=theirs)

    def find_any(user: object, slug: str) -> Membership:
        let_in.user = user
        return let_in

    monkeypatch.setattr(middleware, "find_membership", find_any)

    assert answers_to_stranger(ours, theirs) == 404  # no participant of that program: the scope hides ours


def test_the_manager_filters_where_the_policy_does_not_reach(programs: tuple[Program, Program]) -> None:
    ours, _theirs = programs

    assert seen_through_manager(ours, alias="migrate") == ["Region of ours"]


def test_without_the_manager_the_policy_still_hides_the_others(
    programs: tuple[Program, Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, _theirs = programs
    monkeypatch.setattr(owned.OwnedManager, "get_queryset", lambda manager: models.QuerySet(manager.model))

    noticed = seen_through_manager(ours, alias="migrate")
    backed = seen_through_manager(ours)

    assert (noticed, backed) == (["Region of ours", "Region of theirs"], ["Region of ours"])


def test_the_policy_hides_the_others_without_the_manager(programs: tuple[Program, Program]) -> None:
    ours, _theirs = programs

    assert seen_without_manager(ours) == ["Region of ours"]


def test_without_the_policy_the_manager_still_hides_the_others(programs: tuple[Program, Program]) -> None:
    ours, _theirs = programs
    with as_owner("ALTER TABLE region DISABLE ROW LEVEL SECURITY"):
        noticed = seen_without_manager(ours)
        backed = seen_through_manager(ours)

    assert (noticed, backed) == (["Region of ours", "Region of theirs"], ["Region of ours"])


def test_an_unbound_connection_sees_no_row_of_any_table(programs: tuple[Program, Program]) -> None:
    with connections["default"].cursor() as cursor:
        for model in owned_models():
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            assert cursor.fetchone() == (0,), model._meta.db_table


def test_a_reference_into_another_program_cannot_be_stored(programs: tuple[Program, Program]) -> None:
    ours, theirs = programs
    with program_scope(theirs.pk):
        foreign = make_collective()
    with program_scope(ours.pk):
        participant = make_participant()

    with pytest.raises(DatabaseError, match="seat_collective_id_in_program"):
        store_seat(ours, participant.pk, foreign)


def test_without_the_composite_key_the_reference_is_stored_and_still_shows_nothing(
    programs: tuple[Program, Program],
) -> None:
    ours, theirs = programs
    with program_scope(theirs.pk):
        foreign = make_collective()
    with program_scope(ours.pk):
        participant = make_participant()

    with as_owner(f"ALTER TABLE seat DROP CONSTRAINT {key_name('seat', 'collective_id')}"):
        store_seat(ours, participant.pk, foreign)

    with program_scope(ours.pk):
        assert Seat.objects.count() == 1
        assert list(Seat.objects.values_list("collective__name", flat=True)) == []


def store_seat(program: Program, participant_pk: object, collective: Collective) -> None:
    """As a role that steps around the policies, past Django's own checks."""
    with connections["migrate"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO seat (program_id, collective_id, participant_id, number, seated_at, left_reason) "
            "VALUES (%s, %s, %s, 1, %s, '')",
            [program.pk, collective.pk, participant_pk, timezone.now()],
        )


def test_the_check_finds_nothing_wrong_with_the_migrated_database(committed: None) -> None:
    assert unprotected(connections["default"]) == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("ALTER TABLE decision NO FORCE ROW LEVEL SECURITY", "Row-level security is not forced on decision."),
        (
            "DROP POLICY own_program ON decision",
            "decision does not have exactly the one policy that binds it to its program.",
        ),
        (
            "CREATE POLICY second ON decision TO ilc_app USING (true)",
            "decision does not have exactly the one policy that binds it to its program.",
        ),
        (
            "ALTER TABLE decision DROP CONSTRAINT decision_by_id_in_program",
            "decision.by_id can point into another program.",
        ),
        ("CREATE VIEW everything AS SELECT * FROM decision", "The view everything can show rows of every program."),
    ],
)
def test_the_check_names_what_is_not_protected(committed: None, statement: str, problem: str) -> None:
    with as_owner(statement):
        assert unprotected(connections["default"]) == [problem]


def test_the_check_names_a_role_that_steps_around_the_policies(committed: None) -> None:
    problems = unprotected(connections["migrate"])

    assert "The role ilc_migrate steps around row-level security. Pages must connect as ilc_app." in problems


def test_every_owned_reference_is_found(committed: None) -> None:
    assert sum(len(owned_keys(model)) for model in owned_models()) > len(owned_models())

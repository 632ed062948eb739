"""Doors: made, knocked at, opened, closed."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils.timezone import now

from collectives.models import Door, Program
from collectives.operations.door import (
    KNOCKS_PER_HOUR,
    WRONG_KNOCKS_PER_MINUTE,
    SecretLost,
    close_doors,
    door_secret,
    knock,
    make_door,
    open_door,
)
from ilc.tenancy.scope import program_scope

HERE = "192.0.2.7"


@pytest.fixture
def door(program: Program) -> Door:
    """An open door of the program."""
    with program_scope(program.pk):
        return make_door("join", "somebody", expires_at=now() + timedelta(days=1), now=now())


def test_a_secret_is_long_opens_its_door_and_is_kept_nowhere(door: Door) -> None:
    secret = door_secret(door)

    assert len(secret) == 32
    assert knock(secret, address=HERE, now=now()) == door
    assert secret.encode() not in b"".join([bytes(door.seed), bytes(door.secret_hash)])


def test_two_doors_to_one_object_have_different_secrets(program: Program, door: Door) -> None:
    with program_scope(program.pk):
        other = make_door("join", "somebody", expires_at=None, now=now())

    assert door_secret(other) != door_secret(door)


@pytest.mark.parametrize("wrong", ["", "x", "é\x00", "A" * 32, "A" * 5000])
def test_a_wrong_secret_opens_nothing(door: Door, wrong: str) -> None:
    assert knock(wrong, address=HERE, now=now()) is None


def test_an_expired_door_does_not_open(door: Door) -> None:
    later = now() + timedelta(days=2)

    assert knock(door_secret(door), address=HERE, now=later) is None
    assert not open_door(door, now=later)


def test_a_closed_door_does_not_open(program: Program, door: Door) -> None:
    with program_scope(program.pk):
        close_doors("join", "somebody", now=now())

    assert knock(door_secret(door), address=HERE, now=now()) is None
    assert not open_door(door, now=now())


def test_knocking_changes_nothing(door: Door) -> None:
    for _ in range(100):
        knock(door_secret(door), address=HERE, now=now())

    door.refresh_from_db()
    assert (door.knocks, door.opened_at) == (0, None)


def test_a_door_opens_so_many_times_an_hour(door: Door) -> None:
    at = now()

    opened = [open_door(door, now=at) for _ in range(KNOCKS_PER_HOUR + 1)]

    assert opened == [True] * KNOCKS_PER_HOUR + [False]
    assert open_door(door, now=at + timedelta(hours=1))


def test_an_address_that_guesses_is_told_nothing_for_a_while(door: Door) -> None:
    at = now().replace(second=1)
    for guess in range(WRONG_KNOCKS_PER_MINUTE):
        knock(f"guess-{guess}", address=HERE, now=at)

    assert knock(door_secret(door), address=HERE, now=at) is None
    assert knock(door_secret(door), address="198.51.100.4", now=at) == door
    assert knock(door_secret(door), address=HERE, now=at + timedelta(minutes=1)) == door


def test_a_secret_survives_a_change_of_key_only_with_the_old_one_at_hand(door: Door) -> None:
    secret = door_secret(door)

    with override_settings(SECRET_KEY="a new key", SECRET_KEY_FALLBACKS=[]):
        assert knock(secret, address=HERE, now=now()) == door
        with pytest.raises(SecretLost):
            door_secret(door)

"""A rehearsal is one person's own, and goes without a trace."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from collectives.models import Membership, Notice, Participant, Program, User
from collectives.operations.notice import claim_notice, write_notice
from collectives.operations.rehearsal import (
    END,
    KEPT_FOR,
    begin_again,
    begin_rehearsal,
    delete_rehearsal,
    note_visit,
    throw_away,
)
from collectives.queries.membership import find_membership, list_program_entries
from facilitation.tasks.rehearsal import end_rehearsal, fill_rehearsal
from ilc.due import Due, waiting
from ilc.tenancy.scope import program_scope
from tests.make_rehearsal import Rehearsed, rehearsed, rehearsed_once

pytestmark = pytest.mark.xdist_group("rehearsal")  # one worker: what they share is made once

__all__ = ["rehearsed", "rehearsed_once"]  # fixtures

NOW = timezone.now()


@pytest.fixture
def rehearsal(rehearsed: Rehearsed) -> Program:
    """One with its content."""
    return rehearsed.program


@pytest.fixture
def user(rehearsed: Rehearsed) -> User:
    """Somebody who has none."""
    return User.objects.create_user("amara@example.org", name="Amara Okafor", language="en")


@pytest.fixture
def program(rehearsed: Rehearsed) -> Program:
    """A real one, with somebody in it."""
    return rehearsed.real


def rows(program_id: int) -> dict[str, int]:
    """How many rows each table holds of a program, as whoever may see all counts them."""
    counts = {}
    with program_scope(program_id):
        for model in apps.get_models():
            if "program" in {field.name for field in model._meta.local_fields}:
                found = model._base_manager.filter(program_id=program_id).count()
                counts |= {model._meta.db_table: found} if found else {}
    return counts


def test_two_presses_make_one(user: User) -> None:
    first, second = begin_rehearsal(user, now=NOW), begin_rehearsal(user, now=NOW)

    assert (first.pk, first.is_rehearsal) == (second.pk, True)


def test_the_database_keeps_it_to_one_each(user: User) -> None:
    begin_rehearsal(user, now=NOW)

    with pytest.raises(IntegrityError, match="program_one_rehearsal_each"), transaction.atomic():
        Program.objects.create(slug="rehearsal-second", name="Second", rehearsal_of=user)


def test_it_opens_once_it_is_made_and_only_to_its_person(user: User) -> None:
    program = begin_rehearsal(user, now=NOW)
    before = find_membership(user, program.slug)

    fill_rehearsal(program_id=program.pk)

    assert (before, find_membership(user, program.slug) is not None) == (None, True)
    assert Membership.objects.filter(program=program).count() == 1


def test_beginning_again_takes_the_place_of_the_one_it_names_and_a_second_press_of_none(rehearsal: Program) -> None:
    user = rehearsal.rehearsal_of
    assert user is not None

    first = begin_again(user, instead_of=rehearsal.slug, now=NOW)
    second = begin_again(user, instead_of=rehearsal.slug, now=NOW)

    assert (first.pk == second.pk, first.pk == rehearsal.pk) == (True, False)
    assert find_membership(user, rehearsal.slug) is None


def test_nobody_throws_away_what_is_not_theirs(rehearsal: Program, program: Program) -> None:
    other = User.objects.create_user("other@example.org", name="Other", language="en")
    assert rehearsal.rehearsal_of is not None

    throw_away(other, slug=rehearsal.slug, now=NOW)
    throw_away(rehearsal.rehearsal_of, slug=program.slug, now=NOW)

    assert not Program.objects.exclude(thrown_away_at=None).exists()


def test_what_is_thrown_away_leaves_no_row_and_no_file_and_touches_no_other(
    rehearsal: Program, program: Program
) -> None:
    stays = rows(program.pk)
    default_storage.save(f"p{rehearsal.pk}/attachments/one", ContentFile(b"x"))
    default_storage.save(f"p{program.pk}/attachments/one", ContentFile(b"x"))
    assert rehearsal.rehearsal_of is not None
    assert len(rows(rehearsal.pk)) > 30

    throw_away(rehearsal.rehearsal_of, slug=rehearsal.slug, now=NOW)
    for _ in range(2):
        end_rehearsal(program_id=rehearsal.pk)

    assert (rows(rehearsal.pk), rows(program.pk)) == ({}, stays)
    assert not Program.objects.filter(pk=rehearsal.pk).exists()
    assert default_storage.exists(f"p{program.pk}/attachments/one")
    assert not default_storage.exists(f"p{rehearsal.pk}")


def test_a_program_that_is_no_rehearsal_is_never_deleted(program: Program) -> None:
    before = rows(program.pk)

    delete_rehearsal(program.pk)

    assert rows(program.pk) == before


def test_it_is_kept_for_a_month_after_the_last_visit(rehearsal: Program) -> None:
    def due() -> datetime:
        return Due.objects.get(program=rehearsal, kind=END).due_at

    first = due()
    made = first - KEPT_FOR
    note_visit(rehearsal, now=made + timedelta(hours=5))
    same = due()
    note_visit(rehearsal, now=made + timedelta(days=12))

    assert (same, due()) == (first, first + timedelta(days=12))
    assert list(waiting(END, now=made + timedelta(days=41))) == []
    assert list(waiting(END, now=made + timedelta(days=43))) == [(rehearsal.pk, "")]


def test_what_it_writes_is_kept_and_never_sent(rehearsal: Program) -> None:
    with program_scope(rehearsal.pk):
        for number, person in enumerate(Participant.objects.all()):
            notice = write_notice(
                person, kind="test", key=str(number), template="invitation", context={"url": "x"}, now=NOW
            )
        letter = claim_notice(notice.pk, now=NOW + timedelta(days=1))
        states = set(Notice.objects.values_list("state", flat=True))

    assert (letter, states) == (None, {"kept"})
    assert list(waiting("notice", now=NOW + timedelta(days=1))) == []


def test_it_stands_last_among_ones_programs(rehearsal: Program) -> None:
    assert rehearsal.rehearsal_of is not None
    entries = list_program_entries(rehearsal.rehearsal_of)

    assert [(entry.name, entry.rehearsal) for entry in entries] == [
        ("Fundy Shore", False),
        ("Rehearsal: Two Rivers", True),
    ]

"""A rehearsal with its content, made once for a module of tests; what each of them does is taken back."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from collectives.models import Program, User
from collectives.operations.rehearsal import begin_rehearsal
from facilitation.operations.rehearsal import make_rehearsal
from ilc.tenancy.scope import program_scope
from tests.make import make_participant, make_program
from tests.world import taken_back


@dataclass(frozen=True)
class Rehearsed:
    """A rehearsal, whose it is, and the real program that person belongs to."""

    program: Program
    user: User
    real: Program


@pytest.fixture(scope="module")
def rehearsed_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Rehearsed]:
    with django_db_blocker.unblock(), transaction.atomic():
        real = make_program("fundy-shore")
        with program_scope(real.pk):
            user = make_participant("Renée Thériault").user
        assert user is not None
        program = begin_rehearsal(user, now=timezone.now())
        make_rehearsal(program.pk, now=timezone.now())
        yield Rehearsed(program, user, real)
        transaction.set_rollback(True)


@pytest.fixture
def rehearsed(rehearsed_once: Rehearsed) -> Iterator[Rehearsed]:
    """The same for each test, as it was made."""
    with taken_back():
        user = User.objects.get(pk=rehearsed_once.user.pk)
        program = Program.objects.select_related("rehearsal_of").get(pk=rehearsed_once.program.pk)
        yield Rehearsed(program, user, rehearsed_once.real)

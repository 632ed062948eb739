"""What tests of collectives begin with: a program's scope, and who runs the program."""

from collections.abc import Iterator

import pytest

from collectives.models import Participant, Program
from ilc.tenancy.scope import program_scope
from tests.make import make_participant


@pytest.fixture
def scope(program: Program) -> Iterator[None]:
    """The program is bound for the whole test."""
    with program_scope(program.pk):
        yield


@pytest.fixture
def admin(scope: None) -> Participant:
    """An admin of the program."""
    return make_participant("Inès", role="admin")

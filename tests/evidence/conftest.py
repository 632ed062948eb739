"""What the tests of this app share."""

import pytest

from collectives.models import Program
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.evidence.words import Told
from tests.make import make_school
from tests.make_evidence import make_group, make_measure


@pytest.fixture
def shared(program: Program) -> Shared:
    """A collective of two districts."""
    return Shared(program)


@pytest.fixture
def counted(shared: Shared) -> Shared:
    """The same, its indicator counted as a share; a second school, and two student groups."""
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)
        make_group("Grade 3")
        make_group("Grade 4")
        make_school("Gull Rock", district="Tidewater")
    return shared


@pytest.fixture
def told(program: Program) -> Told:
    """A collective of two districts, its indicator told in words."""
    return Told(program)

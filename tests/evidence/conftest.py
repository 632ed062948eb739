"""What the tests of this app share."""

import pytest

from collectives.models import Program
from tests.evidence.setting import Shared


@pytest.fixture
def shared(program: Program) -> Shared:
    """A collective of two districts."""
    return Shared(program)

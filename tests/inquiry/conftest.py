"""What every test of this app may ask for."""

import pytest

from collectives.models import Program
from tests.inquiry.setting import Setting


@pytest.fixture
def setting(program: Program) -> Setting:
    """One collective with its people, its cycle and its placemat."""
    return Setting(program)

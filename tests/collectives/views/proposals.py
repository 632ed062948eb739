"""A formation with a proposal, and where its pages are."""

import pytest
from django.test import Client

from collectives.models import Proposal
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import Shore
from tests.make_proposal import Answered, make_answered, make_proposal


@pytest.fixture
def client(shore: Shore) -> Client:
    return shore.sign_in("admin")


@pytest.fixture
def answered(shore: Shore) -> Answered:
    with program_scope(shore.program_pk):
        return make_answered(20, admin=shore.admin, agree=True)


@pytest.fixture
def proposal(shore: Shore, answered: Answered) -> Proposal:
    """Eight people in each of two collectives, four in none."""
    with program_scope(shore.program_pk):
        return make_proposal(answered, score=1, bound=2000)


def path(proposal: Proposal, rest: str = "") -> str:
    return f"formations/{proposal.formation_id}/proposals/{proposal.pk}/{rest}"

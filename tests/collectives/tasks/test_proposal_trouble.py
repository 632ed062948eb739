"""Forming where something happens meanwhile: two who press at once, somebody who leaves, a formation that ends."""

import pytest
from django.utils import timezone

from collectives.models import Formation, FormationState, Participant, Program, Proposal, ProposalState
from collectives.operations.formation_asking import end_formation, take_formation_up_again
from collectives.operations.proposal import FormationOver, RunUnderWay, start_run
from collectives.operations.proposal_accept import accept_proposal, start_accepting
from collectives.operations.proposal_run import Run, begin_run, store_run, work_out
from collectives.queries.proposal import seating_of
from collectives.queries.proposal_overtaken import overtaken_by
from collectives.queries.proposal_refusal import ProposalOvertaken
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import make_program
from tests.make_proposal import Answered, make_answered


@pytest.fixture
def answered(program: Program):
    """A formation that 24 people and three facilitators answered, in its program's scope."""
    with program_scope(program.pk):
        yield make_answered()


@pytest.fixture
def run(answered: Answered) -> Run:
    """A run that was taken up."""
    asked = start_run(answered.formation, iterations=30_000, by=answered.admin, now=timezone.now())
    run = begin_run(asked.pk)
    assert run is not None
    return run


def ended(run: Run) -> Proposal:
    """The proposal, once the run has come to its end."""
    formed = work_out(run, seating=[].append, proving=lambda: None, stopped=lambda: False)
    store_run(run, formed, now=timezone.now())
    return Proposal.objects.get(pk=run.proposal_pk)


def test_two_who_have_one_formed_at_once_get_one_run(committed: None):
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        answered = make_answered(8)

    def press() -> Proposal:
        with program_scope(program.pk):
            return start_run(answered.formation, by=answered.admin, now=timezone.now())

    came = at_once(press, press)

    with program_scope(program.pk):
        assert Proposal.objects.count() == 1
    assert RunUnderWay in came


def test_who_leaves_while_it_is_formed_is_named_and_gets_no_seat_unasked(answered: Answered, run: Run):
    leaver = answered.leaders[0]
    Participant.objects.filter(pk=leaver.pk).update(left_at=timezone.now())

    proposal = ended(run)

    assert [name for _key, name in overtaken_by(seating_of(proposal)).gone] == [leaver.name]
    with pytest.raises(ProposalOvertaken):
        start_accepting(proposal, leave_out=False, even_so=True, by=answered.admin, now=timezone.now())
    start_accepting(proposal, leave_out=True, even_so=True, by=answered.admin, now=timezone.now())
    accepted = accept_proposal(proposal.pk, now=timezone.now(), progress=[].append)
    assert accepted is not None
    assert len(accepted.notices) == proposal.seats.exclude(collective=None).count() - 1
    assert not leaver.seats.exists()


def test_a_formation_that_ends_while_one_is_formed_loses_nothing(answered: Answered, run: Run):
    end_formation(answered.formation, by=answered.admin, now=timezone.now())

    proposal = ended(run)

    assert proposal.state == ProposalState.READY
    with pytest.raises(FormationOver, match="is ended"):
        start_accepting(proposal, leave_out=True, even_so=True, by=answered.admin, now=timezone.now())
    take_formation_up_again(answered.formation, by=answered.admin, now=timezone.now())
    start_accepting(proposal, leave_out=True, even_so=True, by=answered.admin, now=timezone.now())
    assert accept_proposal(proposal.pk, now=timezone.now(), progress=[].append) is not None
    assert Formation.objects.get().state == FormationState.ACCEPTED

import pytest
from django.utils import timezone

from collectives.models import FormationState, Program, Proposal, ProposalState
from collectives.operations.proposal import (
    FORM,
    FormationOver,
    ProposalElsewhere,
    RunUnderWay,
    discard_proposal,
    restore_proposal,
    start_by_hand,
    start_run,
    stop_run,
)
from ilc.due import waiting
from ilc.tenancy.scope import program_scope
from tests.make_proposal import Answered, make_answered, make_proposal


@pytest.fixture
def answered(program: Program):
    """A formation that some have answered, in its program's scope."""
    with program_scope(program.pk):
        yield make_answered(8)


def due(program: Program) -> list[tuple[int, str]]:
    return list(waiting(FORM, now=timezone.now()))


def test_a_run_is_due_and_numbered(program: Program, answered: Answered):
    first = start_by_hand(answered.formation, by=answered.admin, now=timezone.now())

    second = start_run(answered.formation, by=answered.admin, now=timezone.now())

    assert (first.number, second.number, second.state) == (1, 2, ProposalState.WAITING)
    assert due(program) == [(program.pk, str(second.pk))]


def test_a_second_run_at_once_is_refused_and_names_the_first(answered: Answered):
    first = start_run(answered.formation, by=answered.admin, now=timezone.now())

    with pytest.raises(RunUnderWay) as refusal:
        start_run(answered.formation, by=answered.admin, now=timezone.now())

    assert refusal.value.proposal == first
    assert Proposal.objects.count() == 1


def test_nothing_is_formed_from_a_formation_that_is_over(answered: Answered):
    answered.formation.state = FormationState.ENDED
    answered.formation.save()

    with pytest.raises(FormationOver):
        start_run(answered.formation, by=answered.admin, now=timezone.now())


def test_a_run_that_is_stopped_is_not_due_any_more(program: Program, answered: Answered):
    proposal = start_run(answered.formation, by=answered.admin, now=timezone.now())

    stop_run(proposal, by=answered.admin, now=timezone.now())

    proposal.refresh_from_db()
    assert (proposal.state, proposal.settled_by) == (ProposalState.STOPPED, answered.admin)
    assert due(program) == []


def test_what_is_formed_already_is_not_stopped(answered: Answered):
    proposal = make_proposal(answered, groups=1)

    with pytest.raises(ProposalElsewhere):
        stop_run(proposal, by=answered.admin, now=timezone.now())


def test_a_run_keeps_the_weights_of_what_it_is_based_on(answered: Answered):
    former = make_proposal(answered, groups=1, asked={"weights": {"positions": 8}})

    again = start_run(answered.formation, based_on=former, stay=True, by=answered.admin, now=timezone.now())

    assert again.asked == {"seed": 1, "weights": {"positions": 8}, "stay": True}


def test_a_discarded_proposal_can_be_taken_back(answered: Answered):
    proposal = make_proposal(answered, groups=1)
    discard_proposal(proposal, by=answered.admin, now=timezone.now())
    assert Proposal.objects.get().state == ProposalState.DISCARDED

    restore_proposal(proposal, by=answered.admin, now=timezone.now())

    found = Proposal.objects.get()
    assert (found.state, found.settled_by) == (ProposalState.READY, None)

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collectives.models import (
    Ballot,
    Collective,
    Formation,
    FormationState,
    Invitation,
    Participant,
    Program,
    Proposal,
    ProposalState,
    Rhythm,
    Seat,
    WaitingPlace,
)
from collectives.operations.proposal import FormationOver
from collectives.operations.proposal_accept import (
    Accepted,
    AcceptedMeanwhile,
    accept_proposal,
    start_accepting,
)
from collectives.queries.formation_problem import formation_facts
from collectives.queries.proposal_refusal import FacilitatorGone, NothingToAccept, ProposalOvertaken, RulesBroken
from ilc.tenancy.scope import program_scope
from tests.make import make_collective
from tests.make_formation import make_ballot
from tests.make_proposal import Answered, make_answered, make_proposal


@pytest.fixture
def answered(program: Program):
    """A formation that 18 people answered, all for the themes of the proposal; in its program's scope."""
    with program_scope(program.pk):
        yield make_answered(18, agree=True)


@pytest.fixture
def proposal(answered: Answered) -> Proposal:
    """Eight people in each of two collectives, two in none, and no rule broken."""
    return make_proposal(answered, digest=formation_facts(answered.formation).digest)


def accept(proposal: Proposal, answered: Answered, **said: bool) -> Accepted:
    said = {"leave_out": False, "even_so": False} | said
    start_accepting(proposal, by=answered.admin, now=timezone.now(), **said)
    accepted = accept_proposal(proposal.pk, now=timezone.now(), progress=[].append)
    assert accepted is not None
    return accepted


def test_collectives_come_with_seats_facilitator_rhythm_and_invitations(proposal: Proposal, answered: Answered):
    accepted = accept(proposal, answered)

    collectives = list(Collective.objects.order_by("name"))
    assert [one.name for one in collectives] == ["Equity and belonging 2", "Grading practices 1"]
    assert (accepted.collectives, len(accepted.notices), accepted.waiting) == (2, 16, 2)
    assert Seat.objects.filter(left_at=None).count() == 16
    assert Invitation.objects.filter(formation=answered.formation, state="sent").count() == 16
    assert {one.participant for one in collectives[1].facilitators.all()} == {answered.guides[0]}
    rhythm = Rhythm.objects.get(collective=collectives[1])
    assert (rhythm.nth, rhythm.weekday, rhythm.wall_time, rhythm.minutes) == (2, 1, time(15), 90)
    assert (rhythm.zone, rhythm.starts_on, rhythm.meeting) == (
        "America/Halifax",
        answered.formation.starts_on,
        "hybrid",
    )


def test_who_has_no_seat_waits_for_one(proposal: Proposal, answered: Answered):
    accept(proposal, answered)

    waiting = WaitingPlace.objects.filter(formation=answered.formation).values_list("participant", flat=True)
    assert set(waiting) == {one.pk for one in answered.leaders[16:]}


def test_the_formation_and_the_proposal_are_accepted_once(proposal: Proposal, answered: Answered):
    other = make_proposal(answered)
    accept(proposal, answered)

    for one in (proposal, other):
        with pytest.raises(FormationOver):
            accept(one, answered)

    assert Formation.objects.get().state == FormationState.ACCEPTED
    assert Proposal.objects.filter(state=ProposalState.ACCEPTED).count() == 1
    assert Collective.objects.count() == 2


def test_a_name_that_is_in_use_gets_a_number(proposal: Proposal, answered: Answered):
    make_collective("grading PRACTICES 1")

    accept(proposal, answered)

    assert Collective.objects.filter(name="Grading practices 1 2").exists()


def test_a_leaver_stops_it_until_somebody_says_to_leave_them_out(proposal: Proposal, answered: Answered):
    leaver = answered.leaders[0]
    Participant.objects.filter(pk=leaver.pk).update(left_at=timezone.now())

    with pytest.raises(ProposalOvertaken):
        accept(proposal, answered)
    assert not Collective.objects.exists()

    accepted = accept(proposal, answered, leave_out=True)

    assert len(accepted.notices) == 15
    assert not Seat.objects.filter(participant=leaver).exists()


def test_who_says_that_they_take_no_part_is_left_out_too(proposal: Proposal, answered: Answered):
    Ballot.objects.filter(participant=answered.leaders[0]).update(takes_part=False)

    with pytest.raises(ProposalOvertaken):
        accept(proposal, answered)
    accept(proposal, answered, leave_out=True)

    assert not Seat.objects.filter(participant=answered.leaders[0]).exists()


def test_who_answered_since_waits(proposal: Proposal, answered: Answered):
    late = answered.guides[2]
    make_ballot(answered.formation, late, *answered.themes[:3])

    with pytest.raises(ProposalOvertaken):
        accept(proposal, answered)
    accept(proposal, answered, leave_out=True)

    assert WaitingPlace.objects.filter(participant=late).exists()


def test_a_broken_rule_is_accepted_only_when_it_is_meant_so(proposal: Proposal, answered: Answered):
    row = proposal.collectives.get(number=1)
    proposal.seats.filter(collective=row).exclude(participant__in=answered.leaders[:3]).update(collective=None)

    with pytest.raises(RulesBroken, match="1 rule is broken"):
        accept(proposal, answered)
    accept(proposal, answered, even_so=True)

    assert Collective.objects.count() == 2


def test_a_facilitator_who_left_has_to_be_replaced_first(proposal: Proposal, answered: Answered):
    Participant.objects.filter(pk=answered.guides[0].pk).update(left_at=timezone.now())

    with pytest.raises(FacilitatorGone, match="Guide 0 left the program"):
        accept(proposal, answered, leave_out=True, even_so=True)


def test_two_proposals_are_not_accepted_at_once(proposal: Proposal, answered: Answered):
    other = make_proposal(answered)
    said = {"leave_out": False, "even_so": False, "by": answered.admin, "now": timezone.now()}
    start_accepting(proposal, **said)

    with pytest.raises(AcceptedMeanwhile):
        start_accepting(other, **said)


def test_an_empty_proposal_is_not_accepted(answered: Answered):
    empty = make_proposal(answered, groups=0)

    with pytest.raises(NothingToAccept):
        accept(empty, answered)


def test_many_people_are_invited_with_as_many_statements_as_few(program: Program, other_program: Program):
    counted = {}
    for where, groups in ((program, 2), (other_program, 5)):
        with program_scope(where.pk):
            answered = make_answered(8 * groups + 2, guides=groups, agree=True)
            proposal = make_proposal(answered, groups=groups, digest=formation_facts(answered.formation).digest)
            with CaptureQueriesContext(connection) as statements:
                accepted = accept(proposal, answered, even_so=True)
            assert len(accepted.notices) == 8 * groups
            counted[groups] = len(statements)

    assert counted[5] == counted[2]

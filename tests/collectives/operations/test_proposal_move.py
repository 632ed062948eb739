import pytest
from django.utils import timezone

from collectives.models import Program, Proposal, ProposalMove, ProposedCollective, ProposedSeat
from collectives.operations.proposal import ProposalElsewhere, discard_proposal
from collectives.operations.proposal_collective import (
    Meant,
    ProposedNameTaken,
    close_proposed,
    edit_proposed,
    open_collective,
)
from collectives.operations.proposal_move import (
    NothingToUndo,
    NotSeated,
    ProposedFull,
    SitsThere,
    move_person,
    pin_person,
    undo_move,
)
from ilc.tenancy.scope import program_scope
from tests.make_formation import TUESDAY_AT_THREE
from tests.make_proposal import Answered, make_answered, make_proposal


@pytest.fixture
def answered(program: Program):
    """A formation that 20 people answered, in its program's scope."""
    with program_scope(program.pk):
        yield make_answered(20)


@pytest.fixture
def proposal(answered: Answered) -> Proposal:
    """Eight people in each of two collectives, four in none."""
    return make_proposal(answered)


def rows(proposal: Proposal) -> list[ProposedCollective]:
    return list(proposal.collectives.order_by("number"))


def where(proposal: Proposal, answered: Answered, number: int) -> tuple[str, bool]:
    seat = ProposedSeat.objects.select_related("collective").get(
        proposal=proposal, participant=answered.leaders[number]
    )
    return (seat.collective.name if seat.collective else "", seat.pinned)


def state(proposal: Proposal) -> object:
    """Everything that can be changed by hand."""
    collectives = proposal.collectives.order_by("number").values_list(
        "pk", "number", "name", "theme", "half_hour", "language", "facilitator"
    )
    seats = proposal.seats.order_by("participant").values_list("participant", "collective", "pinned")
    return list(collectives), list(seats)


def test_who_is_moved_sits_there_pinned_and_the_score_follows(proposal: Proposal, answered: Answered):
    before = proposal.score
    second = rows(proposal)[1]

    move_person(proposal, answered.leaders[0], to=second, by=answered.admin, now=timezone.now())

    proposal.refresh_from_db()
    assert where(proposal, answered, 0) == (second.name, True)
    assert proposal.score is not None
    assert proposal.score != before


def test_nobody_is_moved_to_where_they_sit(proposal: Proposal, answered: Answered):
    with pytest.raises(SitsThere):
        move_person(proposal, answered.leaders[0], to=rows(proposal)[0], by=answered.admin, now=timezone.now())


def test_an_eleventh_person_is_refused_even_by_hand(proposal: Proposal, answered: Answered):
    first = rows(proposal)[0]
    for number in (16, 17):
        move_person(proposal, answered.leaders[number], to=first, by=answered.admin, now=timezone.now())

    with pytest.raises(ProposedFull):
        move_person(proposal, answered.leaders[18], to=first, by=answered.admin, now=timezone.now())

    assert first.seats.count() == 10


def test_only_who_has_a_seat_is_pinned(proposal: Proposal, answered: Answered):
    with pytest.raises(NotSeated):
        pin_person(proposal, answered.leaders[19], pinned=True, by=answered.admin, now=timezone.now())


def test_somebody_who_has_not_answered_can_be_seated_by_hand(proposal: Proposal, answered: Answered):
    stranger = answered.guides[0]

    move_person(proposal, stranger, to=rows(proposal)[0], by=answered.admin, now=timezone.now())

    assert ProposedSeat.objects.filter(participant=stranger, collective=rows(proposal)[0]).exists()


def test_a_proposal_that_was_discarded_is_not_changed(proposal: Proposal, answered: Answered):
    discard_proposal(proposal, by=answered.admin, now=timezone.now())

    with pytest.raises(ProposalElsewhere):
        move_person(proposal, answered.leaders[0], to=None, by=answered.admin, now=timezone.now())


def test_every_kind_of_change_is_taken_back_step_by_step(proposal: Proposal, answered: Answered):
    by = {"by": answered.admin, "now": timezone.now()}
    first, second = rows(proposal)
    meant = Meant("New name", answered.themes[2], "fr", TUESDAY_AT_THREE + 1, answered.guides[2])
    seen = [state(proposal)]

    def then() -> None:
        seen.append(state(proposal))

    move_person(proposal, answered.leaders[0], to=second, **by)
    then()
    pin_person(proposal, answered.leaders[1], pinned=True, **by)
    then()
    pin_person(proposal, answered.leaders[1], pinned=False, **by)
    then()
    edit_proposed(second, meant, **by)
    then()
    opened = open_collective(proposal, Meant("A third", answered.themes[3], "en", 80, answered.guides[2]), **by)
    then()
    move_person(proposal, answered.leaders[2], to=opened, **by)
    then()
    close_proposed(first, **by)
    then()
    move_person(proposal, answered.leaders[3], to=second, **by)

    for former in reversed(seen):
        undo_move(proposal, **by)
        assert state(proposal) == former
    with pytest.raises(NothingToUndo):
        undo_move(proposal, **by)
    assert ProposalMove.objects.filter(undone_by=answered.admin).count() == len(seen)


def test_an_undone_change_is_not_undone_again_after_another(proposal: Proposal, answered: Answered):
    by = {"by": answered.admin, "now": timezone.now()}
    second = rows(proposal)[1]
    move_person(proposal, answered.leaders[0], to=second, **by)
    undo_move(proposal, **by)
    move_person(proposal, answered.leaders[1], to=second, **by)

    undo_move(proposal, **by)

    assert where(proposal, answered, 1) == (rows(proposal)[0].name, False)


def test_closing_a_collective_leaves_its_people_without_a_seat(proposal: Proposal, answered: Answered):
    close_proposed(rows(proposal)[0], by=answered.admin, now=timezone.now())

    assert proposal.seats.filter(collective=None).count() == 12
    assert len(rows(proposal)) == 1


def test_two_collectives_of_a_proposal_have_two_names(proposal: Proposal, answered: Answered):
    first, second = rows(proposal)
    meant = Meant(first.name.upper(), second.theme, "en", second.half_hour, second.facilitator)

    with pytest.raises(ProposedNameTaken):
        edit_proposed(second, meant, by=answered.admin, now=timezone.now())


def test_changing_nothing_leaves_no_trace(proposal: Proposal, answered: Answered):
    first = rows(proposal)[0]
    meant = Meant(first.name, first.theme, first.language, first.half_hour, first.facilitator)

    edit_proposed(first, meant, by=answered.admin, now=timezone.now())

    assert not ProposalMove.objects.exists()

"""Seats moved in one go: done whole or not at all, told to those concerned, taken back."""

import pytest
from django.utils.timezone import now

from collectives.models import (
    Collective,
    Formation,
    Invitation,
    InvitationState,
    Participant,
    Reseating,
    ReseatingState,
    Seat,
    WaitingPlace,
)
from collectives.operations.invitation_answer import decline_invitation
from collectives.operations.reseating import (
    AlreadySettled,
    MovedMeanwhile,
    discard_reseating,
    do_reseating,
    propose_reseating,
    undo_reseating,
)
from collectives.operations.seat import CollectiveFull, end_seat
from tests.make import make_participant, seat
from tests.make_invitation import make_formed, make_open_collective


@pytest.fixture
def two(admin: Participant) -> tuple[Collective, Collective]:
    """Two collectives of a formation, with three people in each."""
    here = make_open_collective("Here", admin, *(make_participant(f"Here {one}") for one in range(3)))
    there = make_open_collective("There", make_participant(), *(make_participant(f"There {one}") for one in range(3)))
    make_formed(admin, here, there)
    return here, there


def person(name: str) -> Participant:
    return Participant.objects.get(name=name)


def sits(name: str) -> list[str]:
    rows = Seat.objects.filter(participant__name=name, left_at=None)
    return list(rows.values_list("collective__name", flat=True))


def propose(admin: Participant, *moves: tuple[Participant, Collective | None, Collective | None], **fields: object):
    pairs = [[str(who.pk), str(came.pk) if came else "", str(goes.pk) if goes else ""] for who, came, goes in moves]
    usual = {"why": Reseating.Why.LATE, "formation": None, "by": admin, "now": now()}
    return propose_reseating(pairs, **usual | fields)


def test_a_latecomer_is_invited_and_who_makes_room_is_told_by_a_link(admin, two):
    here, there = two
    late = make_participant("Late")
    reseating = propose(admin, (person("Here 0"), here, there), (late, None, here))

    notices = do_reseating(reseating, by=admin, now=now())

    assert (sits("Here 0"), sits("Late")) == (["There"], ["Here"])
    assert {one.recipient.name: one.subject for one in notices} == {
        "Here 0": "Your seat is now in There",
        "Late": "You are invited to Here",
    }
    told = next(one for one in notices if one.recipient.name == "Here 0")
    assert "/door/door-" in told.text
    assert "Second Tuesday" in told.text
    assert dict(Invitation.objects.values_list("participant__name", "state")) == {
        "Here 0": InvitationState.ACCEPTED,
        "Late": InvitationState.SENT,
    }
    reseating.refresh_from_db()
    assert (reseating.state, reseating.settled_by) == (ReseatingState.DONE, admin)


def test_people_change_places_though_both_are_full(admin, two):
    here, there = two
    for one in two:
        for _ in range(7):
            seat(one, make_participant())
    reseating = propose(admin, (person("Here 0"), here, there), (person("There 0"), there, here))

    do_reseating(reseating, by=admin, now=now())

    assert (sits("Here 0"), sits("There 0")) == (["There"], ["Here"])


def test_nothing_happens_when_one_of_the_moves_cannot_be(admin, two):
    here, there = two
    for _ in range(7):
        seat(there, make_participant())
    reseating = propose(admin, (make_participant("Late"), None, here), (person("Here 0"), here, there))

    with pytest.raises(CollectiveFull):
        do_reseating(reseating, by=admin, now=now())

    assert (sits("Here 0"), sits("Late")) == (["Here"], [])


def test_who_moved_meanwhile_stops_it(admin, two):
    here, there = two
    reseating = propose(admin, (person("Here 0"), here, there))
    end_seat(Seat.objects.get(participant__name="Here 0"), reason="", by=admin, now=now())

    with pytest.raises(MovedMeanwhile, match="Here 0 no longer sits in Here"):
        do_reseating(reseating, by=admin, now=now())


def test_it_is_done_once_and_not_after_it_was_put_away(admin, two):
    here, there = two
    reseating = propose(admin, (person("Here 0"), here, there))
    do_reseating(reseating, by=admin, now=now())
    away = propose(admin, (person("There 0"), there, here))
    discard_reseating(away, by=admin, now=now())

    for again in (
        lambda: do_reseating(reseating, by=admin, now=now()),
        lambda: do_reseating(away, by=admin, now=now()),
        lambda: discard_reseating(away, by=admin, now=now()),
        lambda: undo_reseating(away, by=admin, now=now()),
    ):
        with pytest.raises(AlreadySettled):
            again()


def test_taking_it_back_seats_everybody_as_before_and_tells_them(admin, two):
    here, there = two
    late = make_participant("Late")
    reseating = propose(admin, (person("Here 0"), here, there), (late, None, here))
    do_reseating(reseating, by=admin, now=now())

    notices = undo_reseating(reseating, by=admin, now=now())

    assert (sits("Here 0"), sits("Late")) == (["Here"], [])
    assert {one.recipient.name: one.subject for one in notices} == {
        "Here 0": "Your seat is in Here again",
        "Late": "Your seat in Here",
    }
    reseating.refresh_from_db()
    assert (reseating.state, reseating.undone_by) == (ReseatingState.UNDONE, admin)


def test_it_is_not_taken_back_when_somebody_left_the_new_seat(admin, two):
    here, there = two
    reseating = propose(admin, (person("Here 0"), here, there))
    do_reseating(reseating, by=admin, now=now())
    moved = Invitation.objects.get()
    decline_invitation(moved, reason="It does not suit me", by=moved.participant, now=now())

    with pytest.raises(MovedMeanwhile):
        undo_reseating(reseating, by=admin, now=now())


def test_closing_a_collective_seats_its_people_elsewhere_and_the_others_wait_first(admin, two):
    here, there = two
    formation = Formation.objects.get()
    moves = [(person("Here 0"), here, there), (person("Here 1"), here, None), (person("Here 2"), here, there)]
    reseating = propose(admin, *moves, why=Reseating.Why.LEFT, kind="dissolve", collective=here, formation=formation)

    notices = do_reseating(reseating, by=admin, now=now())

    here.refresh_from_db()
    assert here.closed_at is not None
    assert (sits("Here 0"), sits("Here 1"), sits("Here 2")) == (["There"], [], ["There"])
    assert WaitingPlace.objects.get(participant__name="Here 1").since == formation.made_at
    assert len(notices) == 3

    undo_reseating(reseating, by=admin, now=now())
    here.refresh_from_db()
    assert (here.closed_at, sits("Here 1")) == (None, ["Here"])

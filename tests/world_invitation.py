"""An invitation, waiting lists and a collective that leaders may join, for the small program of tests/world.py."""

from django.utils import timezone

from collectives.models import (
    Collective,
    Formation,
    Invitation,
    InvitationAnswer,
    Participant,
    Reseating,
    ReseatingState,
    Seat,
    Theme,
    WaitingPlace,
)
from tests.make import make_participant, seat
from tests.make_invitation import make_formed, make_open_collective


def make_invitations(word: str, people: dict[str, Participant]) -> dict[str, object]:
    """The member is invited to their collective and waits for another, which who has no seat may join."""
    now, member = timezone.now(), people["member"]
    taken = Seat.objects.select_related("collective").get(participant=member, left_at=None)
    invitation = Invitation.objects.create(
        collective=taken.collective,
        participant=member,
        seat=Seat.objects.get(collective=taken.collective, participant=member, left_at=None),
        wish=f"{word} wish",
        wished_theme=Theme.objects.create(name=f"{word} wished theme"),
        sent_by=people["admin"],
        sent_at=now,
    )
    InvitationAnswer.objects.create(invitation=invitation, state="sent", words=f"{word} answer", by=member, at=now)
    joinable = make_open_collective(f"{word} joinable", people["facilitator elsewhere"], theme=f"{word} joinable theme")
    formation = make_formed(people["admin"], joinable, leaders_may_join=True, title=f"{word} formation")
    place = WaitingPlace.objects.create(collective=joinable, participant=member, since=now, put_by=member)
    reseating = Reseating.objects.create(
        formation=formation,
        why=Reseating.Why.LATE,
        moves=[[str(member.pk), str(taken.collective_id), str(joinable.pk)]],
        proposed_by=people["admin"],
        proposed_at=now,
    )
    done = Reseating.objects.create(
        collective=taken.collective,
        why=Reseating.Why.LEFT,
        kind="nothing",
        state=ReseatingState.DONE,
        proposed_by=people["admin"],
        proposed_at=now,
        settled_by=people["admin"],
        settled_at=now,
    )
    return {
        "invitation": invitation.pk,
        "joinable": joinable.pk,
        "waiting_place": place.pk,
        "reseating": reseating.pk,
        "done_reseating": done.pk,
        "formed": formation.pk,
    }


def more_invitations(things: dict[str, object], admin: Participant, number: int) -> None:
    """One more invitation in each state, one more person who waits, one more collective to join, one more change."""
    now, here = timezone.now(), Collective.objects.get(pk=things["collective"])
    joinable = make_open_collective(f"Joinable {number}", make_participant(), theme=f"Joinable theme {number}")
    formation = make_formed(admin, joinable, leaders_may_join=True, title=f"Formed {number}")
    for state in ("sent", "other"):
        person = make_participant(school_id=things["school"])
        Invitation.objects.create(
            collective=joinable,
            participant=person,
            formation=formation,
            seat=seat(joinable, person),
            state=state,
            wished_theme=here.theme,
            sent_at=now,
        )
    for where in ({"collective": here}, {"collective": joinable, "formation": formation}):
        WaitingPlace.objects.create(participant=make_participant(), since=now, **where)
    waits_there = Formation.objects.get(pk=things["formed"])
    WaitingPlace.objects.create(participant=make_participant(), formation=waits_there, since=now)
    WaitingPlace.objects.create(participant_id=things["participant"], formation=formation, since=now)
    Reseating.objects.create(formation=waits_there, why="late", proposed_by=admin, proposed_at=now)
    answered = Invitation.objects.get(pk=things["invitation"])
    InvitationAnswer.objects.create(invitation=answered, state="other", words="More", by=admin, at=now)

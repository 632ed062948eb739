"""Doing what was proposed: seats end and begin in one go, those concerned get a message, and it can be taken back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import (
    Collective,
    Formation,
    Invitation,
    InvitationState,
    Notice,
    Participant,
    Reseating,
    ReseatingState,
    Seat,
    WaitingPlace,
    WaitingState,
)
from collectives.operations.collective import close_collective, lock_collective, reopen_collective
from collectives.operations.door import make_door
from collectives.operations.invitation import (
    INVITATION,
    INVITATION_LASTS,
    invite_to_collective,
    note_answer,
    withdraw_invitation,
    write_news,
)
from collectives.operations.notice import door_url
from collectives.operations.seat import end_seat, seat_participant
from collectives.queries.invitation import invitation_sheet
from collectives.queries.reseating import Moves
from ilc.errors import Refused


class AlreadySettled(Refused):
    """It was done, discarded or taken back before."""


class MovedMeanwhile(Refused):
    """Somebody who is part of it sits elsewhere by now."""


@transaction.atomic
def propose_reseating(
    moves: Moves,
    *,
    why: str,
    kind: str = "",
    formation: Formation | None,
    collective: Collective | None = None,
    by: Participant,
    now: datetime,
) -> Reseating:
    """Write down what would move. Nothing happens yet, and nobody hears of it."""
    return Reseating.objects.create(
        formation=formation,
        collective=collective,
        why=why,
        kind=kind,
        moves=moves,
        proposed_by=by,
        proposed_at=now,
    )


@transaction.atomic
def do_reseating(reseating: Reseating, *, by: Participant, now: datetime) -> list[Notice]:
    """Move everybody as proposed, or nobody. Who moves is told and may say no; who is new is invited.

    Raises AlreadySettled, MovedMeanwhile, or as seat_participants.
    """
    reseating = _hold(reseating, ReseatingState.PROPOSED)
    reseating.settled_by, reseating.settled_at = by, now
    collectives = _lock(reseating)
    people = Participant.objects.in_bulk([who for who, _came, _goes in reseating.moves])
    by_key = {str(pk): person for pk, person in people.items()}
    seats = [_end(by_key[who], collectives[came], by, now) if came else None for who, came, _goes in reseating.moves]
    done, notices = [], []
    for (who, came, goes), ended in zip(reseating.moves, seats, strict=True):
        person, given = by_key[who], None
        if goes and came:
            given, notice = _move(person, collectives[came], collectives[goes], reseating, now)
            notices.append(notice)
        elif goes:
            [sent] = invite_to_collective(
                collectives[goes],
                participants=[person],
                formation=reseating.formation,
                by=by,
                now=now,
                promoted=_waits(person, reseating.formation),
            )
            given = sent.invitation.seat
            notices.append(sent.notice)
        else:
            notices.append(_put_on_list(person, collectives[came], reseating, by, now))
        done.append([str(ended.pk) if ended else "", str(given.pk) if given else ""])
    if reseating.kind == "dissolve" and reseating.collective:
        close_collective(reseating.collective, reason=_("Its members go on in other collectives."), by=by, now=now)
    reseating.seats, reseating.state = done, ReseatingState.DONE
    reseating.save(update_fields=["seats", "state", "settled_by", "settled_at"])
    return notices


@transaction.atomic
def discard_reseating(reseating: Reseating, *, by: Participant, now: datetime) -> None:
    """Put a proposal away. Raises AlreadySettled."""
    reseating = _hold(reseating, ReseatingState.PROPOSED)
    reseating.state, reseating.settled_by, reseating.settled_at = ReseatingState.DISCARDED, by, now
    reseating.save(update_fields=["state", "settled_by", "settled_at"])


@transaction.atomic
def undo_reseating(reseating: Reseating, *, by: Participant, now: datetime) -> list[Notice]:
    """Take it back: everybody sits where they sat, who was invited is not any more, and each is told.

    Raises AlreadySettled, MovedMeanwhile, or as seat_participant when a place is gone by now.
    """
    reseating = _hold(reseating, ReseatingState.DONE)
    _lock(reseating)
    keys = [key for pair in reseating.seats for key in pair if key]
    seats = {str(one.pk): one for one in Seat.objects.filter(pk__in=keys).select_related("participant", "collective")}
    if any(given and seats[given].left_at for _ended, given in reseating.seats):
        raise MovedMeanwhile(_("Somebody left the new seat meanwhile. Please move the others by hand."))
    if reseating.kind == "dissolve" and reseating.collective:
        reopen_collective(reseating.collective, reason=_("The change was taken back."), by=by, now=now)
    notices = []
    for ended, given in reseating.seats:
        if given:
            notices += _leave_new(seats[given], fresh=not ended, by=by, now=now)
    for ended, given in reseating.seats:
        if ended:
            former = seats[ended]
            seat_participant(former.collective, participant=former.participant, by=by, now=now)
            said = {
                "collective": seats[given].collective if given else former.collective,
                "to": former.collective,
                "by": by,
            }
            key = f"back:{reseating.pk}:{former.participant_id}"
            notices.append(write_news(former.participant, "back", key=key, said=said, now=now))
    reseating.state, reseating.undone_by, reseating.undone_at = ReseatingState.UNDONE, by, now
    reseating.save(update_fields=["state", "undone_by", "undone_at"])
    return notices


def _hold(reseating: Reseating, state: ReseatingState) -> Reseating:
    rows = Reseating.objects.select_related("formation", "collective")
    held = rows.select_for_update(of=("self",), no_key=True).get(pk=reseating.pk)
    if held.state != state:
        raise AlreadySettled(_("This was settled before. Look at the page again."))
    return held


def _lock(reseating: Reseating) -> dict[str, Collective]:
    keys = {key for _who, came, goes in reseating.moves for key in (came, goes) if key}
    rows = Collective.objects.filter(pk__in=list(keys)).order_by("pk")
    return {str(one.pk): lock_collective(one) for one in rows}


def _end(person: Participant, collective: Collective, by: Participant, now: datetime) -> Seat:
    seat = Seat.objects.filter(participant=person, collective=collective, left_at=None).first()
    if seat is None:
        raise MovedMeanwhile(
            _("%(person)s no longer sits in %(collective)s. Work it out anew.")
            % {"person": person, "collective": collective}
        )
    return end_seat(seat, reason=_("Moved so that the groups can work well."), by=by, now=now)


def _move(
    person: Participant, came: Collective, goes: Collective, reseating: Reseating, now: datetime
) -> tuple[Seat, Notice]:
    """A seat in the other collective, and the message about it, with a door to say that it does not suit."""
    by = reseating.settled_by or reseating.proposed_by
    seat = seat_participant(goes, participant=person, by=by, now=now)
    invitation = Invitation.objects.create(
        collective=goes,
        participant=person,
        formation=reseating.formation,
        seat=seat,
        state=InvitationState.ACCEPTED,
        sent_by=by,
        sent_at=now,
    )
    note_answer(invitation, words="", by=by, now=now)
    door = make_door(INVITATION, str(invitation.pk), expires_at=now + INVITATION_LASTS, now=now)
    said = {
        "collective": came,
        "to": goes,
        "by": by,
        "sheet": invitation_sheet(goes, at=now),
        "door_url": door_url(door),
    }
    return seat, write_news(person, "moved", key=f"moved:{reseating.pk}:{person.pk}", said=said, now=now)


def _put_on_list(person: Participant, came: Collective, reseating: Reseating, by: Participant, now: datetime) -> Notice:
    """Who loses the place without another waits before everybody who came later."""
    if reseating.formation:
        WaitingPlace.objects.get_or_create(
            formation=reseating.formation,
            collective=None,
            participant=person,
            state=WaitingState.WAITING,
            defaults={"since": reseating.formation.made_at, "put_by": by},
        )
    said = {"collective": came, "by": by}
    return write_news(person, "gone", key=f"gone:{reseating.pk}:{person.pk}", said=said, now=now)


def _waits(person: Participant, formation: Formation | None) -> bool:
    return WaitingPlace.objects.filter(
        participant=person, formation=formation, collective=None, state=WaitingState.WAITING
    ).exists()


def _leave_new(seat: Seat, *, fresh: bool, by: Participant, now: datetime) -> list[Notice]:
    """End a seat that the change gave; an invitation that came with it for somebody new is taken back in words."""
    reason = _("The change was taken back.")
    invitation = Invitation.objects.filter(seat=seat).select_related("collective").order_by("-sent_at").first()
    if fresh and invitation:
        return [withdraw_invitation(invitation, reason=reason, by=by, now=now)]
    end_seat(seat, reason=reason, by=by, now=now)
    if invitation:
        invitation.state, invitation.settled_by, invitation.settled_at = InvitationState.WITHDRAWN, by, now
        invitation.save(update_fields=["state", "settled_by", "settled_at"])
        note_answer(invitation, words=reason, by=by, now=now)
    return []

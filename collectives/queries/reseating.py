"""What would move, or moved, in one go: for people who came late, or because a leader left."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext

from collectives.engine.formation.problem import Person
from collectives.models import (
    Ballot,
    Collective,
    Formation,
    Invitation,
    InvitationState,
    Participant,
    Reseating,
    Seat,
)
from collectives.queries.formation_seats import FormationSeats
from collectives.queries.seat import place_name

type Moves = list[list[str]]  # participant, from, to, by their ids; from or to may be empty


@dataclass(frozen=True)
class MoveRow:
    """One person's change of place. `came` and `goes` are collectives by name, empty for none; ranks count from 1."""

    name: str
    position: str
    at: str
    came: str
    goes: str
    rank_before: int
    rank_after: int

    @property
    def words(self) -> str:
        """What the move does to the person's own choices."""
        if not self.goes:
            return gettext("No seat is found. They go to the front of the waiting list.")
        if not self.rank_after:
            return gettext("A theme they did not rank.")
        after = _choice(self.rank_after)
        if self.came and self.rank_before and self.rank_before != self.rank_after:
            said = {"after": after, "before": _choice(self.rank_before)}
            return capfirst(gettext("%(after)s instead of %(before)s.") % said)
        return capfirst(gettext("%(choice)s.") % {"choice": after})


@dataclass(frozen=True)
class LatecomerRow:
    """Somebody who answered and has no seat in the formation's collectives."""

    pk: UUID
    name: str
    initials: str
    position: str
    at: str


def _choice(rank: int) -> str:
    words = {1: gettext("their first choice"), 2: gettext("their second choice"), 3: gettext("their third choice")}
    return words.get(rank, gettext("a choice of theirs"))


def list_latecomers(formation: Formation) -> list[LatecomerRow]:
    """Who answered, takes part, and has no seat in the collectives of a formation: by name. Two SQL queries.

    Who said no to an invitation of this formation is left out: a no is a no. Nobody came late as long as nothing is
    formed.
    """
    if not _formed(formation).exists():
        return []
    seated = Seat.objects.filter(left_at=None, collective__in=_formed(formation).values("pk")).values("participant")
    latest = Invitation.objects.filter(participant=OuterRef("participant"), formation=formation).order_by("-sent_at")
    rows = (
        Ballot.objects.filter(
            formation=formation, answered_at__isnull=False, takes_part=True, participant__left_at=None
        )
        .exclude(participant__in=seated)
        .annotate(said=Subquery(latest.values("state")[:1]))
        .select_related("participant__school__district", "participant__district")
        .order_by("participant__name", "participant_id")
    )
    people = [row.participant for row in rows if row.said != InvitationState.DECLINED]
    return [LatecomerRow(one.pk, one.name, one.initials, one.get_position_display(), place_name(one)) for one in people]


def list_moves(moves: Moves, seats: FormationSeats | None) -> list[MoveRow]:
    """The moves in words; those who lose their place first, then who moves, then who is seated. Two SQL queries."""
    people = {
        str(one.pk): one
        for one in Participant.objects.filter(pk__in=[key for key, _from, _to in moves]).select_related(
            "school__district", "district"
        )
    }
    keys = {key for _who, came, goes in moves for key in (came, goes) if key}
    collectives = {str(one.pk): one for one in Collective.objects.filter(pk__in=list(keys)).select_related("theme")}
    wants = {one.key: one for one in seats.problem.people} if seats else {}
    rows = [
        _move_row(people[key], wants.get(key), collectives.get(came), collectives.get(goes))
        for key, came, goes in moves
        if key in people
    ]
    return sorted(rows, key=lambda row: (bool(row.goes), not row.came, row.goes, row.name))


def list_reseatings(formation: Formation) -> list[Reseating]:
    """What was proposed and done for who came late, the latest first. One SQL query."""
    rows = Reseating.objects.filter(formation=formation, why=Reseating.Why.LATE).order_by("-proposed_at")
    return list(rows.select_related("proposed_by", "settled_by"))


def names_of(keys: Sequence[str]) -> list[str]:
    """The names of these participants. One SQL query."""
    return list(Participant.objects.filter(pk__in=list(keys)).order_by("name").values_list("name", flat=True))


def _formed(formation: Formation) -> QuerySet[Collective]:
    return Collective.objects.filter(pk__in=formation.proposals.values("collectives__collective"), closed_at=None)


def _move_row(
    participant: Participant, wants: Person | None, came: Collective | None, goes: Collective | None
) -> MoveRow:
    return MoveRow(
        participant.name,
        participant.get_position_display(),
        place_name(participant),
        came.name if came else "",
        goes.name if goes else "",
        _rank(wants, came),
        _rank(wants, goes),
    )


def _rank(wants: Person | None, collective: Collective | None) -> int:
    theme = str(collective.theme_id) if collective else ""
    return wants.choices.index(theme) + 1 if wants and theme in wants.choices else 0

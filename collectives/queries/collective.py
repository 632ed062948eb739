"""Collectives as lists and pages show them, and what is next for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.models import (
    MAX_SEATS,
    NOWHERE,
    Collective,
    CollectiveChange,
    Facilitator,
    Invitation,
    InvitationState,
    Participant,
    Rhythm,
    Seat,
)
from collectives.permissions.collective import people_of, visible_collectives


@dataclass(frozen=True)
class NextStep:
    """The next useful step for a collective: a question, the button's words, the name of the button's address."""

    title: str | Promise
    action: str | Promise
    url_name: str
    sets_up: bool = True


NAME_FACILITATOR = NextStep(_("Who guides this collective?"), _("Name a facilitator"), "collectives:facilitators")
GIVE_SEATS = NextStep(_("Who sits in this collective?"), _("Give seats"), "collectives:collective-seats")
SET_RHYTHM = NextStep(_("When does this collective meet?"), _("Set its rhythm"), "collectives:collective-rhythm")
OPEN_PLACEMAT = NextStep(
    _("What does this collective inquire into?"), _("Open the placemat"), "inquiry:collective-placemat", sets_up=False
)


@dataclass(frozen=True)
class CollectiveRow:
    """One collective in a list."""

    pk: UUID
    name: str
    theme: str
    facilitators: Sequence[str]
    taken: int
    closed_at: datetime | None
    step: NextStep | None

    @property
    def seats(self) -> int:
        """How many seats there are."""
        return MAX_SEATS

    @property
    def free(self) -> int:
        """How many seats nobody has."""
        return MAX_SEATS - self.taken


@dataclass(frozen=True)
class ChangeRow:
    """Something that happened to a collective."""

    what: str
    name_was: str
    reason: str
    by: str
    at: datetime


def find_collectives(participant: Participant, *, words: str = "", closed: bool = False) -> QuerySet[Collective, Any]:
    """The collectives a participant may see whose name or theme holds these words, by name. One SQL query."""
    rows = visible_collectives(participant).filter(closed_at__isnull=not closed)
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(theme__name__icontains=word))
    return _with_people(rows, participant).order_by("name", "pk")


def find_collective(participant: Participant, pk: UUID) -> Collective | None:
    """One collective that a participant may see, with what `collective_row` needs. One SQL query."""
    return _with_people(visible_collectives(participant).filter(pk=pk), participant).first()


def _with_people(collectives: QuerySet[Collective], participant: Participant) -> QuerySet[Collective, Any]:
    facilitators = Facilitator.objects.filter(collective=OuterRef("pk"), left_at=None).order_by("named_at")
    seats = Seat.objects.filter(collective=OuterRef("pk"), left_at=None)
    rhythms = Rhythm.objects.filter(collective=OuterRef("pk"), ended_at=None)
    return collectives.select_related("theme").annotate(
        facilitator_names=ArraySubquery(facilitators.values("participant__name")),
        seat_numbers=ArraySubquery(seats.values("number")),
        has_rhythm=Exists(rhythms),
        led=Exists(facilitators.filter(participant=participant)),
    )


def collective_row(collective: Any, *, manages: bool) -> CollectiveRow:
    """One of `find_collectives` as a page shows it to somebody who may manage collectives, or not. No SQL."""
    return CollectiveRow(
        collective.pk,
        collective.name,
        collective.theme.name,
        collective.facilitator_names,
        len(collective.seat_numbers),
        collective.closed_at,
        _next_step(collective, manages=manages),
    )


def _next_step(collective: Any, *, manages: bool) -> NextStep | None:
    """The first thing still open that the reader can do, in the order in which a collective comes to life."""
    if collective.closed_at:
        return None
    if manages and not collective.facilitator_names:
        return NAME_FACILITATOR
    if manages and not collective.seat_numbers:
        return GIVE_SEATS
    if (manages or collective.led) and not collective.has_rhythm:
        return SET_RHYTHM
    return OPEN_PLACEMAT


def addresses_for(participant: Participant, collective: Collective) -> dict[UUID, str]:
    """The e-mails of a collective's people, by participant; none unless it shows them, and the reader is one of them.

    Who still thinks about the seat held for them neither sees nor is seen. No SQL while it shows none, then three
    queries.
    """
    if collective.addresses_shown_at is None:
        return {}
    thinking = Invitation.objects.filter(collective=collective, state=InvitationState.SENT)
    people = people_of(collective) - set(thinking.values_list("participant_id", flat=True))
    if participant.pk not in people:
        return {}
    rows = Participant.objects.filter(pk__in=people).exclude(email__endswith=NOWHERE)
    return dict(rows.values_list("pk", "email"))


def list_changes(collective: Collective) -> list[ChangeRow]:
    """What happened to a collective, latest first. One SQL query."""
    changes = CollectiveChange.objects.filter(collective=collective).select_related("by").order_by("-at")
    return [
        ChangeRow(change.get_what_display(), change.was.get("name", ""), change.reason, change.by.name, change.at)
        for change in changes
    ]

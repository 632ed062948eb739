"""How far gathering and forming have come, as lines of what is still to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from collectives.models import (
    Board,
    Formation,
    FormationState,
    Gathering,
    GatheringState,
    Invitation,
    InvitationState,
)

_UNDER_WAY = [FormationState.DRAFT, FormationState.ASKING, FormationState.FORMING]


@dataclass(frozen=True)
class SetupStep:
    """One line of the list: what stands, and for an open one the question with its button."""

    key: str
    title: str | Promise
    stands: str
    question: str | Promise
    action: str | Promise
    url_name: str
    open: bool | None
    query: str = ""
    for_admin: bool = False


@dataclass(frozen=True)
class Forming:
    """Counts of gatherings, boards, formations and invitations; `formation` is the title of the latest under way."""

    gatherings_open: int
    gatherings_closed: int
    gatherings: int
    boards: int
    formations: int
    formation: str
    formation_state: str
    invited: int
    said_yes: int
    not_answered: int


def forming_rows() -> dict[str, QuerySet[Any, Any]]:
    """What is counted for read_forming(), by name, in the whole program: for count_rows()."""
    gatherings = Gathering.objects.filter(collective=None)
    invitations = Invitation.objects.exclude(state=InvitationState.WITHDRAWN)
    return {
        "gatherings_open": gatherings.filter(state=GatheringState.OPEN),
        "gatherings_closed": gatherings.filter(state=GatheringState.CLOSED),
        "gatherings": gatherings,
        "boards": Board.objects.filter(closed_at=None),
        "formations": Formation.objects.all(),
        "invited": invitations,
        "said_yes": invitations.filter(state=InvitationState.ACCEPTED),
        "not_answered": invitations.filter(state=InvitationState.SENT),
    }


def read_forming(counted: Mapping[str, int]) -> Forming:
    """How far it has come; `counted`: forming_rows(). One SQL query."""
    latest = Formation.objects.filter(state__in=_UNDER_WAY).order_by("-made_at").first()
    return Forming(
        gatherings_open=counted["gatherings_open"],
        gatherings_closed=counted["gatherings_closed"],
        gatherings=counted["gatherings"],
        boards=counted["boards"],
        formations=counted["formations"],
        formation=latest.title if latest else "",
        formation_state=latest.get_state_display() if latest else "",
        invited=counted["invited"],
        said_yes=counted["said_yes"],
        not_answered=counted["not_answered"],
    )


def gathering_steps(found: Forming, *, themes: int) -> Sequence[SetupStep]:
    """Phase 1, before the themes; who has themes need not gather first. No SQL."""
    parts = [
        ngettext("%(count)d open", "%(count)d open", found.gatherings_open) % {"count": found.gatherings_open},
        ngettext("%(count)d closed", "%(count)d closed", found.gatherings_closed) % {"count": found.gatherings_closed},
    ]
    ready = found.gatherings_closed and not found.boards
    boards = ngettext("%(count)d board", "%(count)d boards", found.boards) % {"count": found.boards}
    return [
        SetupStep(
            "gatherings",
            _("Gatherings"),
            ", ".join(parts) if found.gatherings else gettext("None yet."),
            _("What keeps coming up for leaders here?"),
            _("Look at the gatherings") if found.gatherings else _("Ask them"),
            "collectives:gatherings",
            open=None if found.gatherings or themes else True,
        ),
        SetupStep(
            "boards",
            _("Theme studio"),
            boards if found.boards else gettext("No board yet."),
            _("Which themes are in what they said?"),
            _("Open the theme studio"),
            "collectives:boards",
            open=True if ready else None,
            for_admin=True,
        ),
    ]


def forming_steps(found: Forming) -> Sequence[SetupStep]:
    """Phase 2, after the themes. No SQL."""
    under_way = gettext("%(title)s: %(state)s") % {"title": found.formation, "state": found.formation_state}
    steps = [
        SetupStep(
            "formations",
            _("Forming collectives"),
            under_way if found.formation else _formations(found.formations),
            _("Who would meet with whom, and when?"),
            _("Look at the formations") if found.formations else _("Ask what people want"),
            "collectives:formations",
            open=True if found.formation else None,
            for_admin=True,
        )
    ]
    if found.invited:
        words = ngettext(
            "%(yes)d of %(invited)d said yes, %(open)d has not answered yet",
            "%(yes)d of %(invited)d said yes, %(open)d have not answered yet",
            found.not_answered,
        )
        counts = {"yes": found.said_yes, "invited": found.invited, "open": found.not_answered}
        steps.append(
            SetupStep(
                "collective-invitations",
                _("Invitations to collectives"),
                words % counts,
                _("Would a word help those who have not answered yet?"),
                _("Look at the answers"),
                "collectives:invitations",
                open=found.not_answered > 0,
            )
        )
    return steps


def _formations(count: int) -> str:
    if not count:
        return gettext("None yet. Collectives can also be made by hand.")
    return ngettext("%(count)d formation so far", "%(count)d formations so far", count) % {"count": count}

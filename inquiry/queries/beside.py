"""What stands beside a placemat: the collective's words beside a leader's own, one's own beside the collective's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from collectives.models import Participant
from inquiry.models import Placemat
from inquiry.queries.origin import (
    CollectiveAction,
    Origin,
    carried_over,
    collective_actions,
    origins_on,
    standing_origins,
)
from inquiry.queries.placemat import Content, placemat_contents


@dataclass(frozen=True)
class Beside:
    """`theirs` is the collective's placemat beside one's own, else None; `source` the collective's, to carry from.

    `actions` are the collective's if-actions, each with one's own that came from it, if any.
    """

    theirs: Content | None = None
    source: Placemat | None = None
    origins: Mapping[UUID, Origin] = field(default_factory=dict)
    actions: Sequence[CollectiveAction] = ()


def read_beside(placemat: Placemat, others: Sequence[Placemat], *, participant: Participant) -> tuple[Content, Beside]:
    """What stands on a placemat, and what beside it. Four SQL queries, three of them the placemat's own."""
    if placemat.leader_id == participant.pk:
        source = next((one for one in others if one.leader_id is None), None)
        if source:
            mine, theirs = placemat_contents([placemat, source])
            origins = origins_on(placemat, theirs)
            actions = collective_actions(theirs, standing_origins(mine, origins))
            return mine, Beside(theirs, source, origins, actions)
    (content,) = placemat_contents([placemat])
    if placemat.leader_id is None:
        return content, Beside(
            source=placemat, actions=collective_actions(content, carried_over(participant, placemat))
        )
    return content, Beside()
